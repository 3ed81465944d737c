"""A cost in one stretch of time, told for others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.cost.period import Spread, spread


@pytest.mark.parametrize(
    ("total", "period", "day", "month", "year"),
    [
        ("12", "day", "12", "365", "4380"),
        ("7", "week", "1", "30.416666666667", "365"),
        ("365", "month", "12", "365", "4380"),
        ("4380", "year", "12", "365", "4380"),
        ("1", "day", "1", "30.416666666667", "365"),
        ("1", "month", "0.0328767123288", "1", "12"),
        ("0", "week", "0", "0", "0"),
    ],
)
def test_a_cost_per_period_is_told_per_day_month_and_year(
    total: str, period: str, day: str, month: str, year: str
) -> None:
    assert Spread(Decimal(day), Decimal(month), Decimal(year)) == spread(Decimal(total), period)
