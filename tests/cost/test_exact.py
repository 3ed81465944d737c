"""Costs that no division has rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from checks import MARKET, scenario

from llmcost.cost.choices import Choices
from llmcost.cost.exact import exact_basis, exact_cost, exact_sum
from llmcost.cost.plan import Planned

if TYPE_CHECKING:
    from llmcost.cost.workload import Scenario


def planned(asked: Scenario) -> Planned:
    found = Choices(MARKET).plan(asked)
    assert isinstance(found, Planned)
    return found


@pytest.mark.parametrize(
    ("kind", "cost"),
    [
        ("per_request", Fraction(1)),
        ("per_day", Fraction(10, 7)),
        ("per_month", Fraction(3650, 84)),
    ],
)
def test_a_cost_per_week_is_told_for_other_stretches(kind: str, cost: Fraction) -> None:
    assert cost == exact_cost(planned(scenario(per="week")), kind)


def test_what_has_no_period_costs_its_total() -> None:
    once = planned(scenario(per=None))
    assert (Fraction(10), Fraction(10)) == (exact_cost(once, "total"), exact_basis(once))


def test_a_mix_in_thirds_costs_exactly_its_mean() -> None:
    mix = scenario(requests=1)._replace(models=(("acme/one", Decimal(2)), ("acme/mini", Decimal(1))))
    assert Fraction(22, 30) == planned(mix).exact == exact_basis(planned(mix))


def test_sums_are_exact_and_that_of_nothing_is_0() -> None:
    assert [exact_sum([Fraction(1, 3)] * count) for count in (0, 1, 3, 7)] == [
        Fraction(0),
        Fraction(1, 3),
        Fraction(1),
        Fraction(7, 3),
    ]
