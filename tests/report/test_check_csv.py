from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from attached import attached
from checks import cap, checked, past_of, scenario

from llmcost.cost.usage import Usage
from llmcost.report.check_csv import HEADER, check_csv
from llmcost.report.check_payload import check_payload

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked

SMALL = Usage(input=100_000, output=50)


def rows(found: Checked) -> list[dict[str, str]]:
    """The rows without their empty cells and without where the prices are from."""
    told = csv.DictReader(io.StringIO(check_csv(check_payload(found))))
    tail = ("currency", "prices_source", "prices_as_of", "prices_layer")
    return [{key: cell for key, cell in row.items() if cell and key not in tail} for row in told]


def test_there_is_a_row_for_each_scenario_whatever_became_of_it_and_one_for_the_whole() -> None:
    found = checked(
        scenario(
            "chat",
            cap("per_month", "8"),
            cap("per_month", "1", warn_only=True),
            cap("growth", "50%"),
            usage=SMALL,
            line=3,
        ),
        scenario("mix", models=("acme/one", "beta/old"), usage=SMALL, per=None),
        scenario("typo", models=("acme/on",), line=9),
        caps=(cap("per_day", "9"),),
        past=past_of(scenario("chat", usage=SMALL, requests=5), scenario("gone", usage=SMALL)),
        suggest=True,
    )
    assert [
        {
            "kind": "scenario",
            "scenario": "chat",
            "line": "3",
            "model": "acme/one",
            "requests": "10",
            "per": "month",
            "batch": "false",
            "markup": "0",
            "per_request": "0.1002",
            "total": "1.002",
            "day": "0.0329424657534",
            "month": "1.002",
            "year": "12.024",
            "tokens_input": "100000",
            "tokens_output": "50",
            "new": "false",
            "change_before": "0.501",
            "change_after": "1.002",
            "change_volume": "0.501",
            "change_model": "0",
            "change_price": "0",
            "change_total": "0.501",
            "tightest_kind": "growth",
            "tightest_limit": "0.5",
            "tightest_unit": "share",
            "tightest_warn_only": "false",
            "tightest_value": "1",
            "tightest_share": "2",
            "tightest_over_by": "0.5",
            "tightest_verdict": "over",
            "limit_per_month": "8",
            "limit_per_month_value": "1.002",
            "limit_per_month_verdict": "ok",
            "limit_growth": "0.5",
            "limit_growth_value": "1",
            "limit_growth_verdict": "over",
            "warn_limit_per_month": "1",
            "warn_limit_per_month_value": "1.002",
            "warn_limit_per_month_verdict": "over",
            "limit_growth_unit": "share",
            "cheaper_model": "acme/nano",
            "cheaper_total": "0.1002",
            "cheaper_month": "0.1002",
            "cheaper_saving": "0.9018",
        },
        {
            "kind": "scenario",
            "scenario": "mix",
            "model": "acme/one 3 + beta/old 1",
            "requests": "10",
            "batch": "false",
            "markup": "0",
            "per_request": "0.12525",
            "total": "1.2525",
            "tokens_input": "100000",
            "tokens_output": "50",
            "new": "true",
            "cheaper_model": "acme/nano",
            "cheaper_total": "0.1002",
            "cheaper_saving": "1.1523",
            "notes": "no longer listed since 2026-10-01; last price, seen None",
        },
        {"kind": "unpriced", "scenario": "typo", "line": "9", "unpriced": "no model 'acme/on'"},
        {
            "kind": "removed",
            "scenario": "gone",
            "model": "acme/one",
            "change_before": "1.002",
            "change_removed": "-1.002",
            "change_total": "-1.002",
        },
        {
            "kind": "total",
            "total": "1.2525",
            "day": "0.0329424657534",
            "month": "1.002",
            "year": "12.024",
            "tightest_kind": "per_day",
            "tightest_limit": "9",
            "tightest_unit": "USD",
            "tightest_warn_only": "false",
            "tightest_verdict": "unjudged",
            "limit_per_day": "9",
            "limit_per_day_verdict": "unjudged",
        },
    ] == rows(found)


def test_what_was_removed_and_had_no_period_cost_its_total() -> None:
    found = checked(scenario("chat", usage=SMALL), past=past_of(scenario("once", usage=SMALL, per=None)))
    assert ["-1.002"] == [row["change_total"] for row in rows(found) if row["kind"] == "removed"]


def test_every_row_has_the_same_columns_and_says_where_its_prices_are_from() -> None:
    lines = list(csv.reader(io.StringIO(check_csv(check_payload(checked(scenario(usage=SMALL)))))))
    assert {len(HEADER)} == set(map(len, lines))
    assert len(HEADER) == len(set(HEADER))
    shared = dict(zip(HEADER, lines[-1], strict=True))
    assert ["USD", "https://prices.test/models", "2026-11-10", "bundled"] == [
        shared[name] for name in ("currency", "prices_source", "prices_as_of", "prices_layer")
    ]


def test_a_name_that_begins_like_a_formula_is_none() -> None:
    assert ["'=1+1"] == [
        row["scenario"] for row in rows(checked(scenario("=1+1", usage=SMALL))) if row["kind"] == "scenario"
    ]


def test_what_was_counted_is_told_with_its_bounds_and_its_method() -> None:
    files = {"usage": Usage(), "attached": attached(10_000)}
    rough = scenario("chat", models=("beta/new",), **files)
    found = checked(rough, scenario("mix", models=("acme/one", "beta/new"), per=None, **files))
    new = ("tokens_input", *HEADER[HEADER.index("total_low") :])
    assert [{key: row[key] for key in new if key in row} for row in rows(found)] == [
        {
            "tokens_input": "12000",
            "total_low": "0.18",
            "total_high": "0.54",
            "error_pct": "50",
            "input_method": "estimate",
            "input_encoding": "words",
            "input_files": "prompt.md",
        },
        {"total_low": "0.12", "total_high": "0.21", "error_pct": "28", "input_files": "prompt.md"},
        {"total_low": "0.12", "total_high": "0.21", "month_low": "0.18", "month_high": "0.54"},
    ]
