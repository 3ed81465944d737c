"""One model as a list tells it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, period, routed, when

from llmcost.catalog.model import Period
from llmcost.catalog.price import Price
from llmcost.market.entry import PriceMove, entry_of

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

AUGUST = date(2026, 8, 1)


def changed(*past: Period, **stated: str) -> Model:
    """A model seen from August 2026 on, with past prices."""
    return model("acme/one", since="2026-08-01", seen="2026-11-10", facts={"past": past}, **stated)


def test_a_price_that_depends_on_the_hour_is_that_of_the_dearest() -> None:
    entry = entry_of(model("acme/one", when(utc="01:00-04:00", input="2", output="8")))
    assert (Decimal("3.5"), Decimal(8), None) == (entry.blended, entry.rate("output"), entry.rate("request"))


@pytest.mark.parametrize(
    ("priced", "reason"),
    [(routed("acme/auto"), "varies"), (model("acme/zero", input="0", output="0"), "zero")],
)
def test_what_has_no_price_says_why(priced: Model, reason: str) -> None:
    entry = entry_of(priced)
    assert entry.unpriced is not None
    assert (reason, None, None, None, False) == (
        entry.unpriced.reason,
        entry.rates,
        entry.blended,
        entry.rate("input"),
        entry.costs_nothing,
    )


def test_what_is_free_costs_nothing() -> None:
    assert [True, False] == [
        entry_of(each).costs_nothing
        for each in (model("acme/one:free", input="0", output="0"), model("acme/one", input="0", output="1"))
    ]


def test_a_first_price_is_no_change() -> None:
    assert entry_of(model("acme/one", since="2026-08-01")).last_move() is None


def test_the_last_change_is_told_by_its_blended_rate() -> None:
    entry = entry_of(
        changed(
            period("2026-01-01", "2026-02-01", input="9", output="9"),
            period("2026-03-01", "2026-04-01", input="2", output="8"),
        )
    )
    assert PriceMove(AUGUST, Decimal(-50)) == entry.last_move()


def test_a_change_of_another_rate_is_one_of_nothing_in_the_blend() -> None:
    entry = entry_of(changed(period("2026-01-01", "2026-02-01", cache_read="1"), cache_read="0.5"))
    assert PriceMove(AUGUST, Decimal(0)) == entry.last_move()


def test_a_change_into_a_price_has_no_percentage() -> None:
    before = Period(None, date(2026, 1, 1), date(2026, 2, 1))
    assert PriceMove(AUGUST, None) == entry_of(changed(before)).last_move()


def test_periods_with_the_same_price_are_no_change() -> None:
    assert entry_of(changed(period("2026-01-01", "2026-02-01"))).last_move() is None


def test_a_change_on_an_unknown_day_is_not_told() -> None:
    past = (period("2026-01-01", "2026-02-01", input="9", output="9"),)
    assert entry_of(model("acme/one", facts={"past": past})).last_move() is None


@pytest.mark.parametrize(
    ("before", "moved"),
    [
        (Price({"input": Decimal(1), "output": Decimal(4)}), None),
        (Price({"input": Decimal(2), "output": Decimal(8)}), PriceMove(AUGUST, Decimal(-50))),
        (None, PriceMove(AUGUST, None)),
    ],
)
def test_coming_back_is_a_change_where_the_price_is_another(
    before: Price | None, moved: PriceMove | None
) -> None:
    gone = Period(before, date(2026, 1, 1), date(2026, 2, 1), gone=date(2026, 3, 1))
    assert moved == entry_of(changed(gone)).last_move()


def test_leaving_is_no_change() -> None:
    gone = changed(period("2026-01-01", "2026-02-01"))._replace(retired=date(2026, 11, 11))
    assert entry_of(gone).last_move() is None
