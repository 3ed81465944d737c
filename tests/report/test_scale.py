from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.report.scale import Scale, scale_for


def decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


@pytest.mark.parametrize(
    ("prices", "ticks", "factor"),
    [
        # Equal steps from 0, with the room that the highest needs.
        (("7.5", "4.375"), ("0", "2", "4", "6", "8"), None),
        (("3",), ("0", "1", "2", "3"), None),
        (("0", "0.9"), ("0", "0.2", "0.4", "0.6", "0.8", "1"), None),
        (("0.0002",), ("0", "0.00005", "0.0001", "0.00015", "0.0002"), None),
        (("1234567",), ("0", "250000", "500000", "750000", "1000000", "1250000"), None),
        # Close together: without the way down to 0.
        (("1.94", "2"), ("1.94", "1.96", "1.98", "2"), None),
        # Far apart: by factors.
        (("0.5", "4.5"), ("0.5", "1", "2", "4", "8"), 2),
        (("0.25", "16"), ("0.25", "0.5", "1", "2", "4", "8", "16"), 2),
        (("30", "300"), ("16", "32", "64", "128", "256", "512"), 2),
        (("0.25", "17"), ("0.1", "1", "10", "100"), 10),
        (("0.00001", "9.9"), ("0.00001", "0.0001", "0.001", "0.01", "0.1", "1", "10"), 10),
        (("0.000001", "9.9"), ("0.000001", "0.0001", "0.01", "1", "100"), 100),
    ],
)
def test_ticks_are_round_and_enclose_the_prices(
    prices: tuple[str, ...], ticks: tuple[str, ...], factor: int | None
) -> None:
    scale = scale_for(decimals(*prices))
    assert (decimals(*ticks), factor) == (scale.ticks, scale.factor)


def test_no_range_is_too_wide() -> None:
    scale = scale_for(decimals("0.000000000000000000000001", "999999999999"))
    assert (1_000_000, 7, 13) == (scale.factor, len(scale.ticks), scale.rows)


def test_a_price_stands_on_the_nearest_row() -> None:
    steps = Scale(decimals("0", "2", "4"), 4)
    factors = Scale(decimals("0.5", "1", "2", "4"), 3, 2)
    assert (9, 10) == (steps.rows, factors.rows)
    assert [0, 4, 8, 2, 1, 0] == [steps.row(each) for each in decimals("0", "2", "4", "1", "0.6", "0.2")]
    assert [0, 3, 6, 9, 5, 1] == [factors.row(each) for each in decimals("0.5", "1", "2", "4", "1.6", "0.63")]


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        # Seen as it is; seen on a few rows more; not to be seen on any that fit.
        ("4", "3", 13),
        ("4", "3.85", 17),
        ("4", "3.99", 13),
    ],
)
def test_small_steps_have_more_rows_where_that_shows_them(old: str, new: str, rows: int) -> None:
    scale = scale_for(decimals("4", "1"))
    assert 13 == scale.rows
    assert rows == scale.finer([(Decimal(old), Decimal(new))]).rows


PRICES = st.lists(st.decimals("0.0000001", "1000000", places=7), min_size=1, max_size=6)


@given(PRICES)
def test_any_prices_have_their_rows_in_their_order(prices: list[Decimal]) -> None:
    scale = scale_for(prices)
    rows = [scale.row(price) for price in sorted(prices)]
    assert sorted(rows) == rows
    assert 0 <= rows[0] <= rows[-1] < scale.rows <= 19
    assert [at * scale.between for at in range(len(scale.ticks))] == [scale.row(tick) for tick in scale.ticks]
