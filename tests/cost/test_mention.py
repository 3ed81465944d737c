from __future__ import annotations

from decimal import Decimal

import builders
import pytest
from scanned import EXPIRING, LISTED, RETIRED, UNKNOWN, VARIES, scanned

from llmcost.catalog.provenance import Override
from llmcost.cost.mention import Skipped


def test_what_is_known_of_a_model_is_its_status() -> None:
    assert ["listed", "retired", "expiring", "unknown", "listed"] == [
        each.status for each in (LISTED, RETIRED, EXPIRING, UNKNOWN, VARIES)
    ]


def test_what_has_no_price_has_no_rates() -> None:
    assert [{"input": Decimal("0.25"), "output": Decimal(10)}, {}, {}] == [
        dict(each.rates) for each in (LISTED, UNKNOWN, VARIES)
    ]


def test_why_there_is_no_price_is_told() -> None:
    assert ["", UNKNOWN.message, "the price of acme/router varies with the model that it routes to"] == [
        each.why_unpriced for each in (LISTED, UNKNOWN, VARIES)
    ]


def test_a_name_without_a_model_is_told_as_written() -> None:
    assert ["acme/one", "gpt-9"] == [LISTED.told, UNKNOWN.told]


def test_what_is_wrong_with_a_mention_can_be_several_things() -> None:
    assert [(), ("retired", "uncovered"), ("unknown", "uncovered"), ("uncovered",)] == [
        each.troubles for each in (EXPIRING, RETIRED, UNKNOWN, VARIES)
    ]


@pytest.mark.parametrize(
    ("fail_on", "outcome"),
    [((), "ok"), (("retired",), "ok"), (("unknown",), "unpriced"), (("uncovered",), "unpriced")],
)
def test_a_scan_fails_on_what_it_was_told_to(fail_on: tuple[str, ...], outcome: str) -> None:
    found = scanned(LISTED, UNKNOWN, fail_on=fail_on)
    assert (outcome, (UNKNOWN,) if outcome != "ok" else ()) == (found.outcome, found.failing)


def test_a_gate_does_not_pass_on_no_file_at_all() -> None:
    assert ["unpriced", "ok", "ok"] == [
        scanned(fail_on=fail_on, read=read).outcome
        for fail_on, read in ((("retired",), 0), (("retired",), 1), ((), 0))
    ]


@pytest.mark.parametrize(
    ("code", "fail_on", "outcome"),
    [
        ("unreadable", ("retired",), "unpriced"),
        ("unreadable", (), "ok"),
        ("unparsable", ("retired",), "ok"),
    ],
)
def test_a_gate_does_not_pass_on_what_can_not_be_read(
    code: str, fail_on: tuple[str, ...], outcome: str
) -> None:
    assert outcome == scanned(fail_on=fail_on)._replace(skipped=(Skipped("a.py", code),)).outcome


def test_overridden_rates_are_those_of_models_that_are_named() -> None:
    mine = Override("acme/one", "input", Decimal("0.25"), "llmcost.toml")
    others = (mine._replace(rate="cache_read"), mine._replace(model="acme/two"))
    found = scanned(LISTED)._replace(provenance=builders.PROVENANCE._replace(overrides=(mine, *others)))
    assert (mine,) == found.overrides
