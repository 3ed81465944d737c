"""Which rates a logged request is priced at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import catalog, model, period, rates, routed, when
from logged import at

from llmcost.catalog.model import Period
from llmcost.catalog.price import Moment
from llmcost.cost.slot import Slot
from llmcost.cost.tariff import DAY, MINUTE, QUARTER, Tariff
from llmcost.errors import ConfigError, UnknownModelError, UnpricedError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

NOON = at("2026-11-09 12:00")
LONG = when(above=200_000, input="2", output="6")
LONGER = when(above=1_000_000, input="3")
# As DeepSeek's are: dear by day in China, cheap from 10:00 to 01:00 UTC and from 04:00 to 06:00.
NIGHT, BREAK = when(utc="10:00-01:00", input="0.5"), when(utc="04:00-06:00", input="0.5")


def tariff(*models: Model, name: str | None = None, tier: str = "") -> Tariff:
    return Tariff(catalog(*models), name or models[0].id, tier)


def input_at(one: Tariff, time: str | None, size: int | None = None) -> str:
    """The input rate of a request, or why there is none."""
    slot = one.slot(None if time is None else at(time), size)
    assert slot is not None
    try:
        return str(one.rates(slot)["input"])
    except UnpricedError as error:
        return error.reason


def dated(model_id: str = "acme/one", **facts: object) -> Model:
    """A model whose input cost 5 from January, 3 from March and 1 from May 2026."""
    past = (
        period("2026-01-10", "2026-02-20", input="5", output="4"),
        period("2026-03-01", "2026-04-20", input="3", output="4"),
    )
    return model(model_id, since="2026-05-01", seen="2026-11-10", facts={"past": past, **facts})


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-11-09 12:00", ("1", "")),
        ("2026-05-01 00:00", ("1", "")),
        # The last second of the day before, in UTC, whatever the zone of the report.
        ("2026-04-30 23:59:59", ("3", "between_sightings")),
        ("2026-04-20 23:59:59", ("3", "")),
        ("2026-02-28 23:59:59", ("5", "between_sightings")),
        ("2026-01-10 00:00", ("5", "")),
        ("2026-01-09 23:59:59", ("5", "before_first_sighting")),
        ("2026-01-01 00:00", ("5", "before_first_sighting")),
        ("2025-12-31 23:59:59", ("before_release", "")),
        ("2031-01-01 00:00", ("1", "")),
        (None, ("1", "")),
    ],
)
def test_the_price_in_force_on_the_requests_day_counts(time: str | None, expected: tuple[str, str]) -> None:
    one = tariff(dated(released=date(2026, 1, 1)))
    slot = one.slot(None if time is None else at(time), 1)
    assert slot is not None
    assert expected == (input_at(one, time, 1), slot.remark)


def test_what_is_older_than_the_model_can_be_priced_as_of_today() -> None:
    one = tariff(dated(released=date(2026, 1, 1)))
    slot = one.slot(at("2025-12-31 12:00"), 1)
    assert slot is not None
    with pytest.raises(UnpricedError) as caught:
        one.rates(slot)
    assert "--as MODEL prices the traffic at the prices of today" == caught.value.hint


def test_a_retired_model_keeps_its_last_price_and_says_so() -> None:
    one = tariff(dated(retired=date(2026, 11, 1)))
    assert Slot(2, 0, None, "retired") == one.slot(NOON, 1)
    # Without a time there is no day to say anything of.
    assert Slot(2, 0, None) == one.slot(None, 1)


def test_a_day_before_any_price_says_when_the_first_was_seen() -> None:
    one = tariff(dated())
    slot = one.slot(at("2026-01-01 10:00"), 1)
    assert Slot(-1, None, None) == slot
    with pytest.raises(UnpricedError) as caught:
        one.rates(Slot(-1, None, None))
    assert "no price of acme/one is known for so early a day; first seen 2026-01-10" == caught.value.message


@pytest.mark.parametrize(
    ("size", "expected"),
    [(None, "1"), (0, "1"), (200_000, "1"), (200_001, "2"), (1_000_000, "2"), (1_000_001, "3")],
)
def test_a_size_condition_holds_above_its_threshold_only(size: int | None, expected: str) -> None:
    one = tariff(model("acme/one", LONG, LONGER))
    assert ((200_000, 1_000_000), expected) == (one.thresholds, input_at(one, None, size))


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-11-09 00:00", "0.5"),
        ("2026-11-09 00:59:59", "0.5"),
        ("2026-11-09 01:00", "1"),
        ("2026-11-09 03:59:59", "1"),
        ("2026-11-09 04:00", "0.5"),
        ("2026-11-09 05:59", "0.5"),
        ("2026-11-09 06:00", "1"),
        ("2026-11-09 09:59:59", "1"),
        ("2026-11-09 10:00", "0.5"),
        ("2026-11-09 23:59:59", "0.5"),
        # No hour is known: the dearest, as in an estimate.
        (None, "1"),
    ],
)
def test_a_window_of_hours_may_wrap_midnight(time: str | None, expected: str) -> None:
    assert expected == input_at(tariff(model("acme/one", NIGHT, BREAK)), time, 1)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-11-13 23:59:59", "1"),
        ("2026-11-14 00:00", "0.25"),
        ("2026-11-15 23:59:59", "0.25"),
        ("2026-11-16 00:00", "1"),
    ],
)
def test_weekdays_are_those_of_utc(time: str, expected: str) -> None:
    weekend = when(days=(5, 6), input="0.25")
    assert expected == input_at(tariff(model("acme/one", weekend)), time, 1)


def test_requests_of_one_stretch_stand_in_one_slot() -> None:
    one = tariff(model("acme/one", NIGHT, BREAK, LONG))
    slots = {one.slot(at(f"2026-11-0{day} {hour:02}:30"), 5) for day in (7, 8, 9) for hour in range(24)}
    assert {Slot(0, 0, Moment(0, minute)) for minute in (60, 240, 360, 600)} == slots


def test_where_input_and_output_are_alike_the_dearest_hour_is_that_of_the_rest() -> None:
    one = tariff(model("acme/one", when(utc="01:00-02:00", cache_read="0.3"), cache_read="0.1"))
    assert rates(input="1", output="4", cache_read="0.3") == {
        "input": Decimal(1),
        "output": Decimal(4),
        **one.rates(Slot(0, 0, None)),
    }


@pytest.mark.parametrize(
    ("utc", "expected"),
    [(None, DAY), ("01:00-04:00", QUARTER), ("16:30-00:45", QUARTER), ("01:10-04:00", MINUTE)],
)
def test_a_step_divides_every_stretch(utc: str | None, expected: int) -> None:
    conditions = [when(utc=utc, input="2")] if utc else [LONG]
    assert expected == tariff(model("acme/one", *conditions)).step


def test_weekdays_alone_change_at_midnight() -> None:
    assert QUARTER == tariff(model("acme/one", when(days=(5,), input="2"))).step


def test_today_counts_for_other_models_but_for_the_hour() -> None:
    one = tariff(dated())
    assert Slot(2, 0, None) == one.slot_now(at("2026-01-11 10:00"), 1)
    timed = tariff(model("acme/one", NIGHT))
    assert Slot(0, None, Moment(0, 600)) == timed.slot_now(at("2026-01-11 00:30"), None)


def test_a_tariff_turns_where_any_of_its_models_does() -> None:
    row = model("openai/gpt:batch", since="2026-08-07", seen="2026-11-10", facts={}, **HALVES)
    days = ("01-01", "01-10", "02-21", "03-01", "04-21", "05-01", "08-07", "11-11")
    expected = tuple(date.fromisoformat(f"2026-{day}") for day in days)
    assert expected == tariff(GPT, row, tier="batch").turns


def test_what_has_no_price_never_turns() -> None:
    assert () == tariff(model(), name="acme/two").turns


def test_the_other_periods_of_a_request_are_told() -> None:
    one = tariff(dated())
    assert [Slot(0, 0, None), Slot(1, 0, None)] == list(one.other_slots(NOON, 7))


@pytest.mark.parametrize(
    ("name", "reason", "message"),
    [
        (None, "no_model", "the log names no model"),
        ("", "no_model", "the log names no model"),
    ],
)
def test_a_request_without_a_model_has_no_price(name: str | None, reason: str, message: str) -> None:
    one = Tariff(catalog(model()), name, "")
    assert isinstance(one.trouble, UnpricedError)
    assert (reason, message, "") == (one.trouble.reason, one.trouble.message, one.label)
    assert (None, None, [], (), DAY) == (
        one.slot(NOON, 1),
        one.slot_now(NOON, 1),
        list(one.other_slots(NOON, 1)),
        one.thresholds,
        one.step,
    )


def test_a_name_that_nobody_knows_is_told_as_it_is() -> None:
    one = tariff(model(), name="acme/two")
    assert ("acme/two", UnknownModelError) == (one.label, type(one.trouble))


def test_an_alias_that_goes_in_a_circle_is_unpriced_and_no_crash() -> None:
    one = Tariff(catalog(model(), aliases={"a": "b", "b": "a"}), "a", "")
    assert ("a", ConfigError) == (one.label, type(one.trouble))


def test_what_had_to_be_assumed_about_the_name_is_kept() -> None:
    one = Tariff(catalog(model(), aliases={"mine": "acme/one"}), "mine", "")
    assert ["alias"] == [note.code for note in one.notes]
    assert "acme/one" == one.label


@pytest.mark.parametrize(
    ("one", "reason", "message"),
    [
        (routed("acme/auto"), "varies", "the price of acme/auto varies with the model that it routes to"),
        (
            model("acme/one", input="0", output="0"),
            "zero",
            "acme/one is listed at 0 but is not free: it is charged in a way that isn't listed",
        ),
        (
            model("acme/one", when(utc="00:00-23:00", input="0", output="0")),
            "zero",
            "under a condition both rates of acme/one are 0, which is no price",
        ),
    ],
)
def test_what_is_listed_without_a_price_is_unpriced_each_time(one: Model, reason: str, message: str) -> None:
    schedule = tariff(one)
    slot = schedule.slot(NOON, 1)
    assert slot is not None
    for _ in range(3):
        with pytest.raises(UnpricedError) as caught:
            schedule.rates(slot)
        assert (reason, message) == (caught.value.reason, caught.value.message)


def test_an_error_that_is_raised_often_does_not_grow() -> None:
    one = tariff(routed("acme/auto"))
    lengths = set()
    for _ in range(3):
        with pytest.raises(UnpricedError) as caught:
            one.rates(Slot(0, None, None))
        lengths.add(len(caught.traceback))
    assert 1 == len(lengths)


def test_a_free_model_costs_nothing() -> None:
    one = tariff(model("acme/one:free", input="0", output="0"))
    assert rates(input="0", output="0") == one.rates(Slot(0, None, None))


GPT = dated("openai/gpt", released=date(2026, 1, 1))
HALVES = {"input": "0.5", "output": "2", "cache_read": "0.1"}


@pytest.mark.parametrize(
    ("since", "time", "expected"),
    [
        ("2026-08-07", "2026-11-09 12:00", "0.5"),
        # The model's price has been the same since then, so the row's holds with all its rates.
        ("2026-08-07", "2026-06-01 12:00", "0.5"),
        # The model had another price before its row was seen: half of that.
        ("2026-08-07", "2026-04-01 12:00", "1.5"),
        ("2026-08-07", "2026-01-11 12:00", "2.5"),
        ("2026-08-07", "2025-12-11 12:00", "before_release"),
        (None, "2026-01-11 12:00", "0.5"),
        ("2026-08-07", None, "0.5"),
    ],
)
@pytest.mark.parametrize("released", [date(2026, 1, 1), None])
def test_a_batch_that_is_older_than_its_row_costs_half_of_what_the_model_did(
    since: str | None, time: str | None, expected: str, released: date | None
) -> None:
    row = model("openai/gpt:batch", since=since, facts={"released": released}, **HALVES)
    one = tariff(GPT, row, tier="batch")
    assert ("openai/gpt:batch", expected) == (one.label, input_at(one, time, 1))


def test_a_row_that_was_seen_before_its_model_has_nothing_to_be_held_against() -> None:
    whole = model("openai/gpt", since="2026-11-01", facts={"released": None})
    row = model("openai/gpt:batch", since="2026-10-01", facts={"released": date(2026, 9, 1)}, **HALVES)
    one = tariff(whole, row, tier="batch")
    assert ["0.5", "0.5"] == [input_at(one, time, 1) for time in ("2026-09-10 10:00", "2026-11-09 10:00")]


def test_a_row_is_kept_where_its_model_varied() -> None:
    whole = model("openai/gpt", since="2026-05-01", facts={"past": (Period(None, date(2026, 1, 1), None),)})
    row = model("openai/gpt:batch", since="2026-10-01", facts={"released": date(2026, 1, 1)}, **HALVES)
    assert "0.5" == input_at(tariff(whole, row, tier="batch"), "2026-02-01 10:00", 1)


def test_a_makers_share_is_of_tokens_not_of_charges() -> None:
    one = tariff(
        model("anthropic/claude", web_search="0.01", request="0.002", input="3", output="15"), tier="us"
    )
    slot = one.slot(NOON, 1)
    assert slot is not None
    assert (
        "anthropic/claude (us)",
        rates(input="3.3", output="16.5", web_search="0.01", request="0.002"),
    ) == (
        one.label,
        one.rates(slot),
    )


def test_a_tier_without_a_price_is_told_under_the_name_in_the_log() -> None:
    one = tariff(model("acme/one"), name="one", tier="priority")
    assert isinstance(one.trouble, UnpricedError)
    assert ("one", "no_tier_price") == (one.label, one.trouble.reason)
