"""A price's table, and that of a past one, are read by themselves and written back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import period, price, when

from llmcost.catalog.model import Period
from llmcost.catalog.price import Condition, Price
from llmcost.reading.fields import BadField, Unknown
from llmcost.sources.price_tables import read_period, read_price, write_period, write_price

PRICE = {"input": 1, "output": 2}
RATES = {"input": Decimal(1), "output": Decimal(2)}
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def test_sixteen_conditions_are_not_too_many() -> None:
    found = read_price(PRICE | {"when": [{"above": 5}] * 16}, "here", Unknown())

    assert Price(RATES, (Condition({}, above=5),) * 16) == found


def test_days_are_kept_once_and_in_order() -> None:
    found = read_price(PRICE | {"when": [{"days": ["sunday", "friday", "sunday"]}]}, "here", Unknown())

    assert Price(RATES, (Condition({}, days=(4, 6)),)) == found


def test_a_past_price_is_read_on_its_own() -> None:
    found = read_period({"since": JUNE, "seen": JULY, "input": 1, "output": 2}, "here", Unknown())

    assert Period(Price(RATES), JUNE, JULY) == found


def test_a_written_price_gives_the_price_back() -> None:
    tiered = price(when(above=9, utc="22:00-06:00", days=(4,), input="3"), input="1", output="2")
    assert tiered == read_price(write_price(tiered), "here", Unknown())


def test_a_written_period_gives_the_period_back() -> None:
    for past in (
        period("2026-06-01", "2026-07-01", inferred=("cache_read",), cache_read="0.1"),
        period("2026-06-01", "2026-07-01")._replace(gone=AUGUST),
        period("2026-06-01", "2026-07-01")._replace(price=None),
    ):
        assert past == read_period(write_period(past), "here", Unknown())


def test_a_past_price_without_its_dates_is_refused() -> None:
    with pytest.raises(BadField, match="here: a past price needs since and seen"):
        read_period({"since": JUNE, **PRICE}, "here", Unknown())
