"""What list prices of logged requests rest on."""

from __future__ import annotations

from datetime import date

import pytest
from builders import catalog, model, period, when
from logged import ROUND, Log

from llmcost.catalog.note import Note
from llmcost.cost.assumptions import assumptions

PAST = (
    period(
        "2026-01-10", "2026-02-20", inferred=("cache_read", "when"), input="5", output="4", cache_read="1"
    ),
    period("2026-03-01", "2026-04-20", input="3", output="4")._replace(gone=date(2026, 4, 25)),
)
FACTS = {"past": PAST, "released": date(2026, 1, 1)}
CATALOG = catalog(
    model("openai/gpt", since="2026-05-01", facts=FACTS, output="4", input="1"),
    model("openai/old", since="2026-01-01", seen="2026-06-01", facts={"retired": date(2026, 6, 2)}),
    model("openai/older", since="2026-01-01", seen="2026-06-01", facts={"retired": date(2026, 6, 2)}),
    model("openai/oldest", since="2026-01-01", seen="2026-06-01", facts={"retired": date(2026, 6, 2)}),
    model("acme/night", when(utc="22:00-02:00", input="0.5")),
    aliases={"mine": "openai/gpt"},
)
NOW = "2026-11-09 12:00"


def told(log: Log, basis: str = "best") -> tuple[Note, ...]:
    return assumptions(log.priced(basis), log.tariff)


def test_what_is_known_for_sure_needs_no_remark() -> None:
    log = Log(CATALOG).add("openai/gpt").add("acme/night").add("nobody").add(None)
    assert () == told(log)


@pytest.mark.parametrize(
    ("time", "code", "words"),
    [
        (
            "2026-01-02 12:00",
            "before_first_sighting",
            "made before the price was first seen; that price is used",
        ),
        (
            "2026-02-22 12:00",
            "between_sightings",
            "made between two sightings of the price; the earlier one is used",
        ),
        (
            "2026-04-28 12:00",
            "not_listed",
            "made while the model was not listed; its last price before is used",
        ),
    ],
)
def test_days_without_a_sighting_are_told_with_their_requests(time: str, code: str, words: str) -> None:
    log = Log(CATALOG).add("openai/gpt", time=time, requests=1200)
    assert (Note(code, f"1,200 requests: {words} (openai/gpt)"),) == told(log)


def test_models_are_named_and_of_many_the_first() -> None:
    log = Log(CATALOG)
    for name in ("openai/old", "openai/older", "openai/oldest"):
        log.add(name, time=NOW)
    words = "made when the model was no longer listed; its last price is used"
    assert (Note("retired", f"3 requests: {words} (openai/old, openai/older, and 1 more)"),) == told(log)


def test_rates_that_were_not_seen_are_told_where_they_are_used() -> None:
    cached = ROUND._replace(cache_read=5)
    log = Log(CATALOG).add("openai/gpt", cached, time="2026-02-02 12:00")
    log.add("openai/gpt", time="2026-02-03 12:00", key=("b",))
    words = "made before all rates were seen; the others keep their ratio to the input rate"
    assert (Note("inferred", f"1 request: {words} (openai/gpt)"),) == told(log)


def test_the_dearest_hour_is_told_where_none_is_known() -> None:
    log = Log(CATALOG).add("acme/night", time=None).add("openai/gpt", time=None)
    words = "without a time; the price of the dearest hour is used"
    assert (Note("dearest_hour", f"1 request: {words} (acme/night)"),) == told(log)


def test_a_makers_share_and_an_alias_are_told() -> None:
    words = "priced at the share of the list price that its maker bills for the service tier"
    assert (
        Note("alias", "1 request: mine is your alias of openai/gpt (openai/gpt (batch))"),
        Note("tier_share", f"1 request: {words} (openai/gpt (batch))"),
    ) == told(Log(CATALOG).add("mine", tier="batch"))


def test_a_bill_rests_on_nothing_but_itself() -> None:
    log = Log(CATALOG).add("openai/old", bill="1")
    assert ((), 1) == (told(log), len(told(log, "computed")))


def test_what_a_client_reckons_is_told_where_there_is_no_list_price() -> None:
    log = Log(CATALOG).add("nobody", bill="1", basis="estimate").add("openai/gpt", bill="1", basis="estimate")
    expected = Note("reckoned", "1 request: no list price; what the log reckons is used (nobody)")
    assert [(expected,), (), (expected,)] == [told(log, basis) for basis in ("best", "computed", "stated")]


def test_requests_that_name_no_model_are_told_as_such() -> None:
    log = Log(CATALOG).add(None, bill="1", basis="estimate")
    assert (Note("reckoned", "1 request: no list price; what the log reckons is used (no model)"),) == told(
        log
    )
