from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.money import plain
from llmcost.report.scale import scale_for
from llmcost.report.web.axis import day_value, factor_axis, gutter, scale_axis, time_axis, value_axis

if TYPE_CHECKING:
    from llmcost.report.web.axis import Axis

amounts = st.decimals("0.000001", "100000", places=6)


def labels(axis: Axis) -> list[str]:
    return [tick.label for tick in axis.ticks]


def values(low: str, high: str, units: int = 400, room: int = 80) -> list[str]:
    return labels(value_axis(Decimal(low), Decimal(high), (0, units), plain, room))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("0", "20", ["0", "5", "10", "15", "20"]),
        ("3", "71", ["20", "40", "60"]),
        ("0", "1047576", ["0", "500000", "1000000"]),
        ("0.03", "0.04", ["0.03", "0.032", "0.034", "0.036", "0.038", "0.04"]),
        ("5", "5", ["5"]),
    ],
)
def test_an_axis_of_equal_steps_is_marked_at_round_values(low: str, high: str, told: list[str]) -> None:
    assert told == values(low, high, units=420 if low == "0.03" else 400, room=70 if low == "0.03" else 80)


def test_a_value_that_has_the_axis_for_itself_lies_in_its_middle() -> None:
    assert Decimal(200) == value_axis(Decimal(5), Decimal(5), (0, 400), plain, 80).at(Decimal(5))


@pytest.mark.parametrize(
    ("least", "most", "units", "told"),
    [
        ("0.5", "20", 500, ["$0.50", "$1.00", "$2.00", "$5.00", "$10.00", "$20.00"]),
        ("0.5", "20", 200, ["$1.00", "$10.00"]),
        ("0.0001", "100000", 200, ["$0.10", "$1,000.00"]),
        ("3", "3.1", 500, ["$2.50", "$3.00", "$3.50"]),
        ("3", "3", 500, ["$2.50", "$3.00", "$3.50"]),
    ],
)
def test_an_axis_of_factors_is_marked_at_powers_of_ten_and_between(
    least: str, most: str, units: int, told: list[str]
) -> None:
    assert told == labels(factor_axis([Decimal(least), Decimal(most)], 0, units))


@given(st.lists(amounts, min_size=1), st.sampled_from([100, 250, 800]))
def test_an_axis_of_factors_holds_all_values_in_order(costs: list[Decimal], units: int) -> None:
    axis = factor_axis(costs, 0, units)
    places = [axis.at(cost) for cost in sorted(costs)]
    assert places == sorted(places)
    assert places[0] > 0
    assert places[-1] < units
    assert len(axis.ticks) >= 2
    assert all(0 <= axis.at(tick.value) <= units for tick in axis.ticks)


@given(amounts, amounts, st.sampled_from([60, 400]))
def test_an_axis_of_equal_steps_has_its_ticks_within_it(one: Decimal, other: Decimal, units: int) -> None:
    low, high = sorted((one, other))
    axis = value_axis(low, high, (units, 0), plain, 40)
    assert 1 <= len(axis.ticks) <= max(2, units // 40)
    assert all(0 <= axis.at(tick.value) <= units for tick in axis.ticks)


def test_prices_lie_between_the_ticks_of_their_scale() -> None:
    axis = scale_axis(scale_for([Decimal("0.5"), Decimal(32)]), 100, 0, ["a ", *"bcdefg"])
    assert (["a", "b", "c", "d", "e", "f", "g"], True) == (labels(axis), axis.by_factors)
    assert [100, 50, 0] == [round(axis.at(Decimal(each))) for each in ("0.5", "4", "32")]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-01-15", "2026-04-02", ["2026-02", "2026-03", "2026-04"]),
        ("2024-06-19", "2026-11-10", ["2025-01", "2026-01"]),
        ("2026-01-02", "2026-01-20", ["2026-01-02", "2026-01-20"]),
        ("2026-01-02", "2026-01-02", ["2026-01-02"]),
        ("1500-01-01", "2026-01-01", ["1500-01-01", "2026-01-01"]),
    ],
)
def test_an_axis_of_time_is_marked_at_first_days_of_months_else_at_both_ends(
    first: str, last: str, told: list[str]
) -> None:
    assert told == labels(time_axis(date.fromisoformat(first), date.fromisoformat(last), 0, 300))


@given(st.dates(date(1990, 1, 1)), st.integers(0, 9000), st.integers(80, 900))
def test_the_ticks_of_an_axis_of_time_lie_on_it(first: date, days: int, units: int) -> None:
    last = first + timedelta(min(days, (date.max - first).days))
    axis = time_axis(first, last, 0, units)
    assert axis.ticks
    assert all(0 <= axis.at(tick.value) <= units for tick in axis.ticks)
    assert 0 <= axis.at(day_value(first)) <= axis.at(day_value(last)) <= units


def test_labels_left_of_an_axis_take_the_room_of_the_widest() -> None:
    assert gutter(["$1.00  ", "$10.00"]) == gutter(["$10.00"]) == 57
