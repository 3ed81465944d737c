"""Rates, the conditions under which others hold, and what a class without a rate costs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import price, rates, when

from llmcost.catalog.price import (
    WEEKDAYS,
    Condition,
    Moment,
    clock,
    find_rate,
    parse_weekdays,
    parse_window,
    rate_for,
)
from llmcost.errors import UnpricedError

MONDAY, TUESDAY, SUNDAY = 0, 1, 6
NOON = 12 * 60


@pytest.mark.parametrize(
    ("condition", "size", "moment", "holds"),
    [
        (when(above=200), 201, None, True),
        (when(above=200), 200, None, False),
        (when(above=200), None, None, False),
        (when(above=0), 1, None, True),
        (when(utc="01:00-04:00"), None, Moment(MONDAY, 60), True),
        (when(utc="01:00-04:00"), None, Moment(MONDAY, 239), True),
        (when(utc="01:00-04:00"), None, Moment(MONDAY, 240), False),
        (when(utc="01:00-04:00"), None, Moment(MONDAY, 59), False),
        (when(utc="01:00-04:00"), None, None, False),
        (when(utc="10:00-24:00"), None, Moment(MONDAY, 1439), True),
        (when(utc="22:00-02:00"), None, Moment(MONDAY, 1320), True),
        (when(utc="22:00-02:00"), None, Moment(MONDAY, 0), True),
        (when(utc="22:00-02:00"), None, Moment(MONDAY, 119), True),
        (when(utc="22:00-02:00"), None, Moment(MONDAY, 120), False),
        (when(days=(SUNDAY,)), None, Moment(SUNDAY, NOON), True),
        (when(days=(SUNDAY,)), None, Moment(MONDAY, NOON), False),
        (when(days=(SUNDAY,)), None, None, False),
        (when(days=(MONDAY, SUNDAY), utc="12:00-13:00"), None, Moment(SUNDAY, NOON), True),
        (when(days=(MONDAY, SUNDAY), utc="12:00-13:00"), None, Moment(TUESDAY, NOON), False),
        (when(above=200, utc="12:00-13:00"), 201, Moment(MONDAY, NOON), True),
        (when(above=200, utc="12:00-13:00"), 200, Moment(MONDAY, NOON), False),
        (when(above=200, utc="12:00-13:00"), 201, Moment(MONDAY, 0), False),
        (Condition({}), None, None, True),
    ],
)
def test_a_condition_holds_when_every_test_is_met(
    condition: Condition, size: int | None, moment: Moment | None, *, holds: bool
) -> None:
    assert holds == condition.holds(size, moment)


def test_a_later_condition_wins_rate_by_rate_and_a_missing_rate_keeps_the_base() -> None:
    tiered = price(
        when(above=100, input="2", cache_read="0.2"),
        when(above=200, input="3"),
        input="1",
        output="4",
    )
    expected = {
        None: rates(input="1", output="4"),
        100: rates(input="1", output="4"),
        101: rates(input="2", output="4", cache_read="0.2"),
        201: rates(input="3", output="4", cache_read="0.2"),
    }
    assert expected == {size: tiered.at(size) for size in expected}


def test_the_order_of_conditions_decides_and_not_their_size() -> None:
    assert rates(input="2", output="4") == price(when(above=200, input="3"), when(above=100, input="2")).at(
        300
    )


def test_thresholds_are_told_once_each_and_ascending() -> None:
    tiered = price(when(above=300), when(utc="01:00-02:00"), when(above=100), when(above=300, days=(MONDAY,)))
    expected = (100, 300)
    assert expected == tiered.thresholds


@pytest.mark.parametrize(
    ("condition", "is_timed"),
    [(when(above=1), False), (when(utc="01:00-02:00"), True), (when(days=(MONDAY,)), True)],
)
def test_a_price_is_timed_where_the_hour_or_the_weekday_matters(
    condition: Condition, *, is_timed: bool
) -> None:
    assert is_timed == price(when(above=2), condition).is_timed


def test_a_price_without_conditions_has_one_moment() -> None:
    assert [Moment(MONDAY, 0)] == list(price().moments())


def test_a_price_has_a_moment_at_each_edge_of_its_windows() -> None:
    timed = price(when(utc="01:00-04:00"), when(utc="22:00-01:00"))
    assert [Moment(MONDAY, minute) for minute in (60, 240, 1320)] == list(timed.moments())


def test_a_window_that_ends_at_midnight_has_its_edge_there() -> None:
    assert [Moment(MONDAY, 0), Moment(MONDAY, 600)] == list(price(when(utc="10:00-24:00")).moments())


def test_a_price_that_depends_on_the_weekday_has_a_moment_on_each_day() -> None:
    timed = price(when(days=(SUNDAY,)))
    assert [Moment(day, 0) for day in range(7)] == list(timed.moments())


def test_a_stated_day_and_minute_leave_one_moment() -> None:
    timed = price(when(days=(SUNDAY,), utc="01:00-04:00"))
    assert [Moment(TUESDAY, 61)] == list(timed.moments(TUESDAY, 61))


@pytest.mark.parametrize(
    ("name", "stated", "rate"),
    [
        ("input", {"input": "1"}, "1"),
        ("cache_read", {"input": "1", "cache_read": "0.1"}, "0.1"),
        ("cache_read", {"input": "1"}, "1"),
        ("cache_write", {"input": "1"}, "1"),
        ("cache_write_1h", {"input": "1", "cache_write": "1.25", "cache_write_1h": "2"}, "2"),
        ("cache_write_1h", {"input": "1", "cache_write": "1.25"}, "1.25"),
        ("cache_write_1h", {"input": "1"}, "1"),
        ("image_input", {"input": "1"}, "1"),
        ("audio_input", {"input": "1"}, "1"),
        ("audio_cache_read", {"input": "1", "audio_input": "3", "cache_read": "0.1"}, "3"),
        ("audio_cache_read", {"input": "1"}, "1"),
        ("reasoning", {"output": "4", "reasoning": "5"}, "5"),
        ("reasoning", {"output": "4"}, "4"),
        ("image_output", {"output": "4"}, "4"),
        ("audio_output", {"output": "4"}, "4"),
        ("cache_read", {"input": "1", "cache_read": "0"}, "0"),
    ],
)
def test_a_class_without_a_rate_costs_what_its_parent_costs(
    name: str, stated: dict[str, str], rate: str
) -> None:
    assert Decimal(rate) == rate_for(rates(**stated), name)


@pytest.mark.parametrize("name", ["input", "output", "cache_write_1h", "web_search", "request"])
def test_what_is_not_known_is_never_taken_for_free(name: str) -> None:
    expected = (f"no price is known for {name}", f"no_{name}_price", None)
    with pytest.raises(UnpricedError) as error:
        rate_for({}, name)
    assert expected == (error.value.message, error.value.reason, error.value.hint)


def test_a_rate_can_be_looked_for_without_an_error() -> None:
    assert find_rate(rates(output="4"), "cache_read") is None


def test_a_minute_of_the_day_is_told_as_a_clock_shows_it() -> None:
    expected = {0: "00:00", 61: "01:01", 1439: "23:59", 1440: "24:00"}
    assert expected == {minute: clock(minute) for minute in expected}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (when(above=200_000), "over 200,000 input tokens"),
        (when(utc="22:30-24:00"), "from 22:30 to 24:00 UTC"),
        (when(days=(5, SUNDAY)), "on saturday, sunday"),
        (
            when(above=5, utc="01:00-04:00", days=(MONDAY,)),
            "over 5 input tokens from 01:00 to 04:00 UTC on monday",
        ),
        (Condition({}), ""),
    ],
)
def test_a_condition_can_be_told_in_words(condition: Condition, words: str) -> None:
    assert words == condition.words


def test_a_condition_states_a_test() -> None:
    assert [True, True, True, False] == [
        each.is_stated for each in (when(above=0), when(utc="00:00-01:00"), when(days=(0,)), when(input="2"))
    ]


@pytest.mark.parametrize(
    ("text", "window"),
    [("01:00-04:00", (60, 240)), ("22:30-02:00", (1350, 120)), ("00:00-24:00", (0, 1440))],
)
def test_a_window_is_read_as_it_is_told(text: str, window: tuple[int, int]) -> None:
    assert window == parse_window(text)
    assert text == "-".join(map(clock, window))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01:00",
        "01:00-",
        "-01:00",
        "1:00-04:00",
        "01:00-4:00",
        "01:00--4:00",
        "01:00-04:60",
        "01:00-24:01",
        "01:00-25:00",
        "24:00-01:00",
        "01:00-01:00",
        "24:00-24:00",
        "01.00-04.00",
        "01:00-04:00 ",
        " 1:00-04:00",
        "+1:00-04:00",
        "01:00-04:00-05:00",
        "\N{ARABIC-INDIC DIGIT ZERO}1:00-04:00",
        "01:00\n-04:00",
    ],
)
def test_nothing_else_is_a_window(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whose message nobody sees
        parse_window(text)


def test_weekdays_are_read_once_each_and_in_order() -> None:
    assert ((), (4, 6), tuple(range(7))) == (
        parse_weekdays([]),
        parse_weekdays(["sunday", "friday", "sunday"]),
        parse_weekdays(WEEKDAYS),
    )
    for wrong in ("Monday", "day", ""):
        with pytest.raises(ValueError):  # noqa: PT011
            parse_weekdays([wrong])


@pytest.mark.parametrize(
    ("conditions", "moment", "expected"),
    [
        ([when(above=5, input="2")], Moment(3, 700), Moment(0, 0)),
        ([when(utc="10:00-01:00", input="2")], Moment(3, 59), Moment(0, 600)),
        ([when(utc="10:00-01:00", input="2")], Moment(3, 60), Moment(0, 60)),
        ([when(utc="10:00-01:00", input="2")], Moment(3, 600), Moment(0, 600)),
        ([when(utc="01:00-24:00", input="2")], Moment(3, 30), Moment(0, 0)),
        ([when(utc="10:00-01:00", days=(5,), input="2")], Moment(3, 30), Moment(3, 0)),
        ([when(days=(5,), input="2")], Moment(5, 1439), Moment(5, 0)),
    ],
)
def test_a_stretch_is_told_by_its_first_moment(
    conditions: list[Condition], moment: Moment, expected: Moment
) -> None:
    assert expected == price(*conditions).stretch(moment)
