from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import builders
import pytest
from contract import VALIDATOR
from scanned import ALL, LISTED, RETIRED, TODAY, scanned

from llmcost.catalog.provenance import Override
from llmcost.cost.mention import Skipped
from llmcost.report.look import Look
from llmcost.report.plain import plain_text
from llmcost.report.render import render
from llmcost.report.scan import scan_report, scan_sheet, title_of, verdict_line
from llmcost.report.table import table_text

if TYPE_CHECKING:
    from llmcost.cost.mention import Mention


def test_models_are_told_by_file_with_their_unit_prices() -> None:
    assert """\
5 models named at 9 lines in 4 files of src

File:line                 Model        In /1M  Out /1M  Status                      Date        Scenario     Note
src/app.py:3,5,7,11 (+1)  acme/one      $0.25   $10.00  listed                                  chat, batch
src/app.py:9              acme/old      $1.00    $4.00  retired, uncovered (fails)  2026-10-01
src/b.ts:1                acme/late     $1.00    $4.00  expires                     2026-12-01  chat         1
src/b.ts:7                gpt-9                         unknown (fails)                                      2
src/c.go:2                acme/router                   listed, uncovered                                    3

[1] Azure has a price list of its own
[2] no model 'gpt-9'; did you mean acme/one?
[3] the price of acme/router varies with the model that it routes to
Failed: 1 retired, 1 unknown (--fail-on retired,unknown).
Volume unknown: no scenario covers 3 of these models.
Chosen at run time: the model of 6 calls: src/app.py:20, src/app.py:21, src/app.py:22, src/app.py:23, src/app.py:24 and 1 more.
Skipped, a list of prices: src/e.json.
Skipped, larger than 2 MiB: src/f.js and 1 more.
src/d.py: can't be parsed, so read as text.
Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled.
Unit prices only: what a scenario doesn't say is not guessed.
""" == plain_text(scan_sheet(ALL, TODAY), unicode=True)  # noqa: E501


def test_a_passing_gate_says_so() -> None:
    assert """\
1 model named at 1 line in 1 file of src

File:line     Model     In /1M  Out /1M  Status  Scenario
src/app.py:3  acme/one   $0.25   $10.00  listed  chat, batch

Passed: --fail-on retired.
Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled.
Unit prices only: what a scenario doesn't say is not guessed.
""" == plain_text(scan_sheet(scanned(LISTED, fail_on=("retired",), read=1), TODAY), unicode=True)


@pytest.mark.parametrize(
    ("read", "lines"),
    [
        (3, ["No model is named in 3 files of src", "", "Passed: --fail-on unknown."]),
        (
            0,
            [
                "No model is named in 0 files of src",
                "",
                "Failed: no file was read, and --fail-on unknown passes on nothing.",
            ],
        ),
    ],
)
def test_where_nothing_is_named_it_says_so(read: int, lines: list[str]) -> None:
    told = plain_text(scan_sheet(scanned(fail_on=("unknown",), read=read), TODAY), unicode=True)
    assert lines == told.splitlines()[:3]


@pytest.mark.parametrize(
    ("mentions", "read", "title"),
    [
        ((LISTED,), 1, "1 model named at 1 line of src/app.py"),
        ((LISTED, RETIRED), 1, "2 models named at 2 lines of src/app.py"),
        ((), 1, "No model is named in src/app.py"),
        ((), 0, "No model is named in 0 files of src/app.py"),
    ],
)
def test_one_file_is_not_counted(mentions: tuple[Mention, ...], read: int, title: str) -> None:
    assert title == title_of(scanned(*mentions, read=read)._replace(path="src/app.py", is_file=True))


def test_a_narrow_terminal_keeps_the_place_the_model_and_the_status() -> None:
    deep = LISTED._replace(file="services/support/chat/app.py")
    told = table_text(scan_sheet(scanned(deep, RETIRED), TODAY), Look(width=60)).splitlines()
    assert [
        "File:line                       Model     Status",
        "─" * 60,
        "services/support/chat/app.py:3  acme/one  listed",
        "src/app.py:9                    acme/old  retired, uncovered",
    ] == told[2:6]
    told = table_text(scan_sheet(scanned(deep, RETIRED), TODAY), Look(width=48)).splitlines()
    assert "…ort/chat/app.py:3  acme/one  listed" == told[4]


def test_a_few_calls_without_a_name_are_all_told_and_overrides_too() -> None:
    mine = Override("acme/one", "input", Decimal("0.25"), "llmcost.toml")
    found = scanned(LISTED)._replace(
        unnamed=(("a.py", 1),), provenance=builders.PROVENANCE._replace(overrides=(mine,))
    )
    assert (
        "Chosen at run time: the model of 1 call: a.py:1.",
        "Overridden: acme/one input $0.25 /1M (llmcost.toml)",
    ) == scan_sheet(found, TODAY).notes


def test_a_report_has_every_format() -> None:
    report = scan_report(ALL, TODAY)
    forms = ("json", "csv", "markdown", "table", "svg", "github", "junit", "sarif")
    assert "check" == report.command
    assert all(render(report, form, Look()) for form in forms)
    VALIDATOR.validate(json.loads(render(report, "json", Look())))


def test_a_gate_that_could_not_read_all_says_so() -> None:
    found = scanned(RETIRED, fail_on=("retired",))
    closed = (Skipped("a/", "unreadable"),)
    assert ["Failed: 1 retired, 1 unread (--fail-on retired).", "Failed: 1 unread (--fail-on retired)."] == [
        verdict_line(found._replace(skipped=closed, mentions=mentions)) for mentions in ((RETIRED,), ())
    ]
