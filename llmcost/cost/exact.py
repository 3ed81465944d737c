"""Costs that no division has rounded, as fractions: for what comes as close to a limit as can be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from llmcost.cost.period import convert_exactly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.cost.plan import Planned

_STRETCHES = {"per_day": "day", "per_month": "month"}


def exact_cost(planned: Planned, kind: str) -> Fraction:
    """A cost in USD, unrounded.

    Args:
        planned: with a period, for what is per day or month.
        kind: of the limit that it is for: ``per_request``, ``per_day``, ``per_month`` or ``total``.
    """
    cost, scenario = planned.exact, planned.scenario
    if kind == "per_request":
        return cost / scenario.requests
    if scenario.per is None:
        return cost
    return convert_exactly(cost, scenario.per, _STRETCHES[kind])


def exact_basis(planned: Planned) -> Fraction:
    """What is compared with a baseline, unrounded: the cost per month, or of what has no period in all."""
    return exact_cost(planned, "per_month")


def exact_sum(costs: Iterable[Fraction]) -> Fraction:
    """The sum, in pairs: one after the other, thousands of mixes with weights of their own take minutes."""
    row = list(costs) or [Fraction()]
    while len(row) > 1:
        row = [sum(row[at : at + 2], Fraction()) for at in range(0, len(row), 2)]
    return row[0]
