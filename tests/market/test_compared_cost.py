from __future__ import annotations

from decimal import Decimal

import pytest
from builders import model, price, routed, when

from llmcost.catalog.model import Model, Period
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.market.compared_cost import ComparedCost, compared_cost
from llmcost.market.use_cost import Use

USE = Use("", Usage(input=1_000, output=100), Terms(requests=10))


def test_without_a_use_it_is_the_blended_rate_of_now() -> None:
    assert compared_cost(model(), None) == ComparedCost(Decimal("1.75"), None)


def test_where_the_hour_matters_it_is_the_dearest() -> None:
    timed = model("acme/one", when(utc="01:00-04:00", input="2", output="8"))
    assert compared_cost(timed, None).amount == Decimal("3.5")


def test_what_is_free_costs_nothing_and_that_is_an_amount() -> None:
    free = model("acme/one:free", input="0", output="0")
    assert compared_cost(free) == ComparedCost(Decimal(0), None)


def test_a_listed_zero_that_is_not_meant_is_no_amount() -> None:
    zero = compared_cost(model("acme/zero", input="0", output="0"))
    assert (None, "zero") == (zero.amount, zero.unpriced and zero.unpriced.reason)


def test_of_a_use_it_is_its_cost() -> None:
    assert compared_cost(model(), USE) == ComparedCost(Decimal("0.014"), None)


def test_a_request_that_is_too_large_does_not_fit() -> None:
    assert compared_cost(model(facts={"context": 1_000}), USE) == ComparedCost(
        Decimal("0.014"), None, fits=False
    )


@pytest.mark.parametrize("use", [None, USE])
def test_what_is_unpriced_says_why(use: Use | None) -> None:
    cost = compared_cost(routed("acme/router"), use)
    assert (None, "varies", True) == (cost.amount, cost.unpriced and cost.unpriced.reason, cost.fits)


@pytest.mark.parametrize(("known", "lacking"), [("input", "output"), ("output", "input")])
def test_half_a_price_is_no_blended_rate(known: str, lacking: str) -> None:
    cost = compared_cost(Model("acme/half", Period(price(**{known: "1"}), None, None)), None)
    assert cost.amount is None
    assert cost.unpriced is not None
    assert (f"acme/half has no rate for {lacking}", "no_blend") == (
        cost.unpriced.message,
        cost.unpriced.reason,
    )


@pytest.mark.parametrize(
    ("own", "other", "saving"),
    [
        ("4", "1", "75"),
        ("1", "4", "-300"),
        ("1", "1", "0"),
        ("3", "1", "66.666666666667"),
        ("0", "1", None),
        ("1", None, None),
        (None, "1", None),
    ],
)
def test_a_saving_is_told_in_per_cent_of_the_own_amount(
    own: str | None, other: str | None, saving: str | None
) -> None:
    told = _cost(own).saving(_cost(other))
    assert told == (None if saving is None else Decimal(saving))


def _cost(amount: str | None) -> ComparedCost:
    return ComparedCost(None if amount is None else Decimal(amount), None)
