from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import builders
import pytest
from contract import VALIDATOR

from llmcost.catalog.change import changes_between
from llmcost.catalog.note import Note
from llmcost.catalog.refreshed import Refreshed
from llmcost.report.changes import UNITS
from llmcost.report.look import Look
from llmcost.report.refresh import HEADER, refresh_report, refresh_sheet
from llmcost.report.render import render

DAY = date(2026, 11, 22)
PLAIN = Look(width=None, colour=False, unicode=True)
BEFORE = {
    each.id: each
    for each in (
        builders.model("acme/dear", input="1", output="2"),
        builders.model("acme/cheap", input="3", output="6"),
        builders.model("acme/gone", input="1", output="1"),
        builders.model("acme/back", input="1", output="1", facts={"retired": date(2026, 1, 1)}),
        builders.model("acme/same", input="1", output="1"),
    )
}
AFTER = BEFORE | {
    each.id: each
    for each in (
        builders.model("acme/dear", input="4", output="8"),
        builders.model("acme/cheap", input="1.5", output="3"),
        builders.model("acme/gone", input="1", output="1", facts={"retired": DAY}),
        builders.model("acme/back", input="1", output="1"),
        builders.model("acme/new", input="0.1", output="0.4"),
    )
}
SKIPPED = (("acme/odd", "no pricing"), ("row 7", "not an object"))
FOUND = Refreshed(
    source="https://prices.test/models",
    path="models.toml",
    as_of=DAY,
    before=date(2026, 11, 10),
    changes=changes_between(BEFORE, AFTER, DAY),
    unchanged=1_234,
    written=True,
    previous="models.previous.toml",
    skipped=SKIPPED,
    accepted=(Note("too_few", "3 models, where there were 9"),),
    warnings=(Note("skipped", "rows that can't be used (2): acme/odd: no pricing; row 7: not an object"),),
)
CALM = FOUND._replace(changes=(), skipped=(), accepted=(), warnings=())


def text(found: Refreshed, form: str = "table") -> str:
    return render(refresh_report(found), form, PLAIN)


def payload(found: Refreshed) -> Any:
    document = text(found, "json")
    VALIDATOR.validate(json.loads(document))
    return json.loads(document, parse_float=Decimal)


def test_a_refresh_tells_what_changed_the_biggest_first_and_what_became_of_the_ledger() -> None:
    assert f"""\
Prices of 2026-11-22 from https://prices.test/models, compared with those of 2026-11-10

Change   Model       In was  In now  Out was  Out now  Ratio
dearer   acme/dear    $1.00   $4.00    $2.00    $8.00  4.00x
cheaper  acme/cheap   $3.00   $1.50    $6.00    $3.00  0.50x
new      acme/new             $0.10             $0.40
revived  acme/back    $1.00   $1.00    $1.00    $1.00
retired  acme/gone    $1.00            $1.00

1 dearer, 1 cheaper, 1 new, 1 revived, 1 retired, 1,234 unchanged.
Accepted by --force: too_few: 3 models, where there were 9
Warning: rows that can't be used (2): acme/odd: no pricing; row 7: not an object
{UNITS}
Written: models.toml; the ledger before is models.previous.toml.
""" == text(FOUND)


def test_where_nothing_changed_there_is_no_table() -> None:
    assert """\
Prices of 2026-11-22 from https://prices.test/models, compared with those of 2026-11-10

1,234 unchanged.
Written: models.toml; the ledger before is models.previous.toml.
""" == text(CALM)


def test_a_ledger_that_is_new_lists_no_models_but_counts_them() -> None:
    everything = changes_between({}, BEFORE, DAY)

    assert """\
Prices of 2026-11-22 from https://prices.test/models

5 new, 0 unchanged.
Written: models.toml, a new ledger.
""" == text(CALM._replace(before=None, changes=everything, unchanged=0, previous=None))


def test_a_dry_run_says_that_nothing_was_written() -> None:
    sheet = refresh_sheet(CALM._replace(written=False, dry_run=True, previous=None))

    assert ("Dry run: models.toml was not written.",) == sheet.fine_print


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_nothing_in_a_path_or_a_message_writes_on_the_terminal(form: str) -> None:
    evil = "\x1b[2J\n.toml"
    found = CALM._replace(
        source=evil,
        path=evil,
        previous=evil,
        accepted=(Note("too_few", evil),),
        warnings=(Note("refreshed_unreadable", f"{evil}: not UTF-8 text"),),
    )

    for shown in (text(found, form), text(found._replace(written=False, dry_run=True), form)):
        assert "\x1b" not in shown
        assert "\n.toml" not in shown


def test_a_ledger_that_holds_all_of_it_already_is_not_written_again() -> None:
    sheet = refresh_sheet(CALM._replace(written=False, previous=None))

    assert ("models.toml says all of this already; nothing was written.",) == sheet.fine_print


def test_json_holds_everything_that_was_found() -> None:
    found = payload(FOUND)

    changes = found.pop("changes")
    assert {
        "schema_version": 1,
        "currency": "USD",
        "source": "https://prices.test/models",
        "as_of": "2026-11-22",
        "as_of_before": "2026-11-10",
        "ledger": "models.toml",
        "written": True,
        "dry_run": False,
        "previous": "models.previous.toml",
        "counts": {"dearer": 1, "cheaper": 1, "changed": 0, "new": 1, "revived": 1, "retired": 1},
        "unchanged": 1234,
        "skipped": [{"model": model, "reason": reason} for model, reason in SKIPPED],
        "accepted": [{"code": "too_few", "message": "3 models, where there were 9"}],
        "warnings": [
            {
                "code": "skipped",
                "message": "rows that can't be used (2): acme/odd: no pricing; row 7: not an object",
            }
        ],
    } == found
    assert ["dearer", "cheaper", "new", "revived", "retired"] == [each["change"] for each in changes]
    assert {
        "model": "acme/cheap",
        "change": "cheaper",
        "date": "2026-11-22",
        "old": {"input": 3, "output": 6},
        "old_unpriced": None,
        "new": {"input": Decimal("1.5"), "output": 3},
        "new_unpriced": None,
        "rates": [
            {"rate": "input", "condition": None, "old": 3, "new": Decimal("1.5"), "ratio": Decimal("0.5")},
            {"rate": "output", "condition": None, "old": 6, "new": 3, "ratio": Decimal("0.5")},
        ],
        "ratio": Decimal("0.5"),
    } == changes[1]


def test_json_of_a_dry_run_on_a_new_ledger_states_what_there_is_not() -> None:
    found = payload(CALM._replace(before=None, written=False, dry_run=True, previous=None))

    assert (None, False, None) == (found["as_of_before"], found["written"], found["previous"])


def test_csv_has_a_row_for_each_change_and_only_the_header_without_any() -> None:
    header, *rows = text(FOUND, "csv").splitlines()

    assert ",".join(HEADER) == header
    assert all(row.endswith(",USD,https://prices.test/models,2026-11-22") for row in rows)
    assert [change.model for change in FOUND.changes] == [row.partition(",")[0] for row in rows]
    assert [header] == text(CALM, "csv").splitlines()


def test_a_picture_is_named_after_the_command() -> None:
    assert "llmcost refresh" in text(CALM, "svg").replace("&#160;", " ")
