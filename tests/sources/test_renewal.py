"""A ledger keeps what it knew and takes up what a list says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import builders
import pytest
from builders import price, when

from llmcost.catalog.model import Model, Period
from llmcost.catalog.note import Note
from llmcost.catalog.price import Condition
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.ledger import Ledger, Validator
from llmcost.sources.renewal import confirmed, renewed, same_price

if TYPE_CHECKING:
    from collections.abc import Collection

    from llmcost.catalog.price import Price

SOURCE = "https://prices.test/models"
NEW = Ledger({}, date.min, SOURCE)
A, B, C = price(input="1", output="2"), price(input="3", output="6"), price(input="5", output="10")


def day(number: int) -> date:
    return date(2026, 11, number)


def seen(price: Price | None, *, on: int, **facts: Any) -> dict[str, Model]:
    """A list of one model at that price."""
    return {"acme/one": Model("acme/one", Period(price, day(on), day(on)), **facts)}


def after(*lists: tuple[int, Price | str | None], ledger: Ledger = NEW) -> Model:
    """The model after lists of days of November: its price, or ``gone``. Each ledger is written and read."""
    for on, listed in lists:
        ledger = renewed(ledger, {} if isinstance(listed, str) else seen(listed, on=on), day(on))
        assert ledger == read_ledger(write_ledger(ledger).encode(), "models.toml")._replace(warnings=())
    return ledger.models["acme/one"]


def periods(model: Model) -> list[tuple[Price | None, int, int, int | None]]:
    """Price, first and last sighting, and when it was found to be gone, as days of November."""
    return [
        (each.price, each.since.day, each.seen.day, each.gone.day if each.gone else None)
        for each in (*model.past, model.current)
        if each.since and each.seen
    ]


def test_a_new_model_is_taken_as_it_is_listed() -> None:
    listed = seen(A, on=1, name="One", context=1000)

    assert Ledger(listed, day(1), SOURCE) == renewed(NEW, listed, day(1))


def test_the_same_price_is_seen_longer() -> None:
    assert [(A, 1, 9, None)] == periods(after((1, A), (5, A), (9, A)))


def test_another_price_begins_on_its_day_and_the_old_one_ends_where_it_was_last_seen() -> None:
    assert [(A, 1, 3, None), (B, 9, 9, None)] == periods(after((1, A), (3, A), (9, B)))


def test_a_price_that_comes_back_is_a_period_of_its_own() -> None:
    assert [(A, 1, 1, None), (B, 3, 3, None), (A, 9, 9, None)] == periods(after((1, A), (3, B), (9, A)))


def test_a_price_can_begin_and_cease_to_vary() -> None:
    assert [(A, 1, 1, None), (None, 3, 5, None), (A, 9, 9, None)] == periods(
        after((1, A), (3, None), (5, None), (9, A))
    )


def test_a_model_that_vanished_is_kept_and_retired_once() -> None:
    model = after((1, A), (3, "gone"), (9, "gone"))

    assert ([(A, 1, 1, None)], day(3)) == (periods(model), model.retired)


@pytest.mark.parametrize("back", [A, B])
def test_a_model_that_returns_is_revived_and_its_absence_remembered(back: Price) -> None:
    model = after((1, A), (3, "gone"), (9, back))

    assert ([(A, 1, 1, 3), (back, 9, 9, None)], None) == (periods(model), model.retired)
    assert [True, False, False, True] == [model.listed_on(day(on)) for on in (2, 3, 8, 9)]


# Several lists of one day: the last one counts.

SAME_DAY: dict[str, list[tuple[int, Price | str | None]]] = {
    "changed, then back": [(1, A), (9, B), (9, A)],
    "changed twice": [(1, A), (9, C), (9, B)],
    "gone, then back": [(1, A), (9, "gone"), (9, A)],
    "gone, then back at another price": [(1, A), (9, "gone"), (9, B)],
    "changed, gone and back": [(1, A), (9, B), (9, "gone"), (9, B)],
    "new, then at another price": [(9, A), (9, B)],
    "new, gone and back": [(9, A), (9, "gone"), (9, A)],
    "revived, then at another price": [(1, A), (3, "gone"), (9, A), (9, B)],
    "revived, gone and revived": [(1, A), (3, "gone"), (9, A), (9, "gone"), (9, B)],
}
EVENING = {
    "changed, then back": [(A, 1, 9, None)],
    "changed twice": [(A, 1, 1, None), (B, 9, 9, None)],
    "gone, then back": [(A, 1, 9, None)],
    "gone, then back at another price": [(A, 1, 1, None), (B, 9, 9, None)],
    "changed, gone and back": [(A, 1, 1, None), (B, 9, 9, None)],
    "new, then at another price": [(B, 9, 9, None)],
    "new, gone and back": [(A, 9, 9, None)],
    "revived, then at another price": [(A, 1, 1, 3), (B, 9, 9, None)],
    "revived, gone and revived": [(A, 1, 1, 3), (B, 9, 9, None)],
}


@pytest.mark.parametrize("what", SAME_DAY)
def test_of_several_lists_of_one_day_the_last_one_counts(what: str) -> None:
    model = after(*SAME_DAY[what])

    assert (EVENING[what], None) == (periods(model), model.retired)


def test_what_was_seen_only_in_the_morning_ends_the_day_before() -> None:
    assert [(A, 1, 8, None), (B, 9, 9, None)] == periods(after((1, A), (9, A), (9, B)))


GONE_IN_THE_EVENING: dict[str, tuple[list[tuple[int, Price | str | None]], list[Any]]] = {
    "seen": ([(1, A), (9, A), (9, "gone")], [(A, 1, 8, 9)]),
    "changed": ([(1, A), (9, B), (9, "gone")], [(A, 1, 1, 9)]),
    "new": ([(9, A), (9, "gone")], []),
    "revived": ([(1, A), (3, "gone"), (9, B), (9, "gone")], [(A, 1, 1, 3)]),
}


@pytest.mark.parametrize("what", GONE_IN_THE_EVENING)
def test_gone_in_the_evening_counts_more_than_listed_in_the_morning(what: str) -> None:
    lists, before = GONE_IN_THE_EVENING[what]
    gone = after(*lists)
    back = after(*lists, (20, C))

    assert [False, False] == [gone.listed_on(day(on)) for on in (9, 19)]
    assert [*before, (C, 20, 20, None)] == periods(back)
    assert [False, False, True] == [back.listed_on(day(on)) for on in (9, 19, 20)]


def test_a_model_that_was_only_listed_for_a_morning_stays_known() -> None:
    model = after((9, A), (9, "gone"))

    assert (A, day(9)) == (model.current.price, model.retired)


def test_a_period_of_the_very_day_on_which_the_model_was_gone_was_replaced_by_it() -> None:
    # Two ledgers of one day, put together, can say so.
    model = Model("acme/one", Period(B, day(9), day(9)), past=(Period(A, day(1), day(5)),), retired=day(9))

    back = after((20, C), ledger=Ledger({"acme/one": model}, day(9), SOURCE))

    assert [(A, 1, 5, 9), (C, 20, 20, None)] == periods(back)


# A price that depends on the hour

DAYTIME: dict[str, Any] = {"input": "0.44", "output": "1.32", "cache_read": "0.014"}
NIGHT: dict[str, Any] = {"input": "0.22", "output": "0.66", "cache_read": "0.007"}
WINDOWS = (
    when(utc="10:00-01:00", **NIGHT),
    when(utc="01:00-04:00", **DAYTIME),
    when(utc="04:00-06:00", **NIGHT),
    when(utc="06:00-10:00", **DAYTIME),
)


def test_a_list_of_another_hour_with_the_same_schedule_changes_nothing() -> None:
    by_day, by_night = price(*WINDOWS, **DAYTIME), price(*WINDOWS, **NIGHT)

    assert same_price(by_day, by_night)
    assert [(by_day, 1, 9, None)] == periods(after((1, by_day), (5, by_night), (9, by_night)))
    assert [(by_day, 1, 9, None)] == periods(after((1, by_day), (9, by_day), (9, by_night)))


def test_another_schedule_behind_the_same_base_is_another_price() -> None:
    before = price(*WINDOWS, **DAYTIME)
    longer = price(*WINDOWS[:3], when(utc="06:00-09:00", **DAYTIME), **NIGHT)

    assert not same_price(before, price(*WINDOWS[:3], **DAYTIME, web_search="1"))
    assert [(before, 1, 1, None), (longer, 9, 9, None)] == periods(after((1, before), (9, longer)))


def test_prices_are_the_same_where_every_request_costs_the_same() -> None:
    tiered = price(when(above=1000, input="2", output="2"), input="1", output="2")

    assert same_price(None, None)
    assert not same_price(None, A)
    assert not same_price(A, None)
    assert same_price(A, price(input="1", output="2", cache_read="1"))
    assert same_price(A, price(when(above=1000, input="1"), input="1", output="2"))
    assert same_price(tiered, price(when(above=1000, input="2"), input="1", output="2"))
    assert not same_price(tiered, price(when(above=1001, input="2"), input="1", output="2"))
    assert not same_price(A, price(input="1", output="2", web_search="0.01"))


def test_the_same_price_is_kept_as_the_latest_list_writes_it() -> None:
    stated = price(input="1", output="2", cache_read="1")

    assert [(stated, 1, 9, None)] == periods(after((1, A), (9, stated)))


def test_rates_that_were_inferred_are_seen_now() -> None:
    inferred = Period(A, day(1), day(1), inferred=("cache_read",))
    ledger = Ledger({"acme/one": Model("acme/one", inferred)}, day(1), SOURCE)

    assert Period(A, day(1), day(9)) == after((9, A), ledger=ledger).current
    assert (inferred,) == after((9, B), ledger=ledger).past


# Facts

FULL: dict[str, Any] = {
    "name": "One",
    "snapshot": "acme/one-2026",
    "released": date(2026, 1, 1),
    "context": 1000,
    "input": ("text", "image"),
    "output": ("text",),
    "features": ("tools",),
    "tokenizer": "GPT",
    "knowledge_cutoff": date(2025, 1, 1),
    "intelligence": Decimal("14.8"),
}
PASSING = {"max_output": 100, "expires": date(2027, 1, 1), "alias_of": "acme/two"}


def test_facts_that_a_list_leaves_out_stay_known_but_those_that_it_takes_back() -> None:
    ledger = Ledger(seen(A, on=1, **FULL, **PASSING), day(1), SOURCE)

    model = renewed(ledger, seen(A, on=9), day(9)).models["acme/one"]

    assert Model("acme/one", Period(A, day(1), day(9)), **FULL) == model


def test_facts_that_a_list_states_are_taken_over() -> None:
    changed: dict[str, Any] = {
        "name": "Uno",
        "snapshot": "acme/one-2027",
        "released": date(2026, 2, 1),
        "context": 2000,
        "input": ("text",),
        "output": ("text", "image"),
        "features": ("reasoning",),
        "tokenizer": "Other",
        "knowledge_cutoff": date(2025, 2, 1),
        "intelligence": Decimal(20),
        "max_output": 200,
        "expires": date(2027, 2, 1),
        "alias_of": "acme/three",
    }
    ledger = Ledger(seen(A, on=1, **FULL, **PASSING), day(1), SOURCE)

    model = renewed(ledger, seen(A, on=9, **changed), day(9)).models["acme/one"]

    assert Model("acme/one", Period(A, day(1), day(9)), **changed) == model


def test_a_model_that_vanished_keeps_its_facts() -> None:
    listed = seen(A, on=1, **FULL, **PASSING)
    ledger = Ledger(listed, day(1), SOURCE)

    assert {"acme/one": listed["acme/one"]._replace(retired=day(9))} == renewed(ledger, {}, day(9)).models


def test_keys_that_this_version_does_not_know_are_kept() -> None:
    extra = {"licence": "MIT", "scores": {"arena": [1, 2]}}
    ledger = Ledger(seen(A, on=1, extra=extra), day(1), SOURCE, extra={"region": "eu"})

    for lists in ({}, seen(A, on=9), seen(B, on=9)):
        found = renewed(ledger, lists, day(9))
        assert (extra, {"region": "eu"}) == (found.models["acme/one"].extra, found.extra)


def test_only_what_the_file_said_of_itself_is_forgotten() -> None:
    validator, note = Validator(SOURCE, '"1"'), Note("unknown_keys", "models.toml: region")
    odd = Ledger(seen(A, on=1), day(1), SOURCE, (note,), ["acme/one"], {"region": "eu"}, validator)

    for found in (renewed(odd, seen(A, on=9), day(9)), confirmed(odd, day(9))):
        expected = Ledger(seen_until(9), day(9), SOURCE, extra={"region": "eu"}, validator=validator)
        assert expected == found


def seen_until(last: int) -> dict[str, Model]:
    return {"acme/one": Model("acme/one", Period(A, day(1), day(last)))}


# Rows that could not be used


@pytest.mark.parametrize("known", [(1, A), (3, "gone")])
def test_nothing_is_concluded_about_a_row_that_could_not_be_used(known: tuple[int, Price | str]) -> None:
    model = after((1, A), known)
    ledger = Ledger({"acme/one": model}, day(known[0]), SOURCE)

    assert {"acme/one": model} == renewed(ledger, {}, day(9), ["acme/one", "row 3"]).models


def test_a_row_of_an_id_that_was_also_listed_properly_counts() -> None:
    unread: Collection[str] = ["acme/one"]

    assert (
        seen_until(9) == renewed(Ledger(seen(A, on=1), day(1), SOURCE), seen(A, on=9), day(9), unread).models
    )


# Ledgers of one's own, which need not state dates


def test_an_undated_price_counts_from_the_day_of_its_ledger() -> None:
    ledger = Ledger({"acme/one": builders.model(input="1", output="2")}, day(1), SOURCE)

    assert [(A, 1, 9, None)] == periods(after((9, A), ledger=ledger))
    assert [(A, 1, 1, None), (B, 9, 9, None)] == periods(after((9, B), ledger=ledger))
    assert [(A, 1, 1, 3), (B, 9, 9, None)] == periods(after((3, "gone"), (9, B), ledger=ledger))
    assert [(B, 1, 1, None)] == periods(after((1, B), ledger=ledger))


def test_an_undated_price_of_a_retired_model_was_seen_before_it_was_gone() -> None:
    retired = builders.model(input="1", output="2", facts={"retired": day(3)})
    ledger = Ledger({"acme/one": retired}, day(5), SOURCE)

    assert [(A, 2, 2, 3), (A, 9, 9, None)] == periods(after((9, A), ledger=ledger))


def test_the_first_day_that_there_is_has_none_before_it() -> None:
    retired = builders.model(input="1", output="2", facts={"retired": date.min})
    ledger = Ledger({"acme/one": retired}, day(5), SOURCE)

    (past,) = renewed(ledger, seen(B, on=9), day(9)).models["acme/one"].past
    assert Period(A, date.min, date.min, gone=date.min) == past


@pytest.mark.parametrize(("since", "seen_on"), [(None, 2), (2, None)])
def test_one_date_is_enough(since: int | None, seen_on: int | None) -> None:
    period = Period(A, day(since) if since else None, day(seen_on) if seen_on else None)
    ledger = Ledger({"acme/one": Model("acme/one", period)}, day(5), SOURCE)

    assert [(A, 2, seen_on or 5, None), (B, 9, 9, None)] == periods(after((9, B), ledger=ledger))


# A list that still holds


def test_a_list_that_still_holds_was_seen_longer_and_nothing_else() -> None:
    undated = builders.model("acme/undated")
    unread = Model("acme/unread", Period(A, day(1), day(2)))
    gone = Model("acme/gone", Period(A, day(1), day(5)), retired=day(5))
    listed = Model("acme/listed", Period(B, day(3), day(5)), past=(Period(A, day(1), day(2)),), name="Listed")
    ledger = Ledger({each.id: each for each in (undated, unread, gone, listed)}, day(5), SOURCE)

    later = listed._replace(current=Period(B, day(3), day(9)))
    expected = {each.id: each for each in (undated, unread, gone, later)}
    assert Ledger(expected, day(9), SOURCE) == confirmed(ledger, day(9))
    assert ledger == confirmed(ledger, day(5))


def test_models_stand_in_order_of_id() -> None:
    known = {"b/two": builders.model("b/two"), "z/last": builders.model("z/last")}
    listed = {"c/three": builders.model("c/three"), "a/one": builders.model("a/one")}

    found = renewed(Ledger(known, day(1), SOURCE), listed, day(1) + timedelta(1))

    assert ["a/one", "b/two", "c/three", "z/last"] == list(found.models)


def test_a_condition_that_no_list_can_state_does_not_stand_in_the_way() -> None:
    every_day = Condition({"input": Decimal(1)}, days=(0, 1, 2, 3, 4, 5, 6))

    assert same_price(A, price(every_day, input="1", output="2"))
