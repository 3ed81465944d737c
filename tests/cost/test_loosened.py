"""Limits that were tighter before are told of, whatever became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from checks import cap, past_of, scenario

from llmcost.cost.loosened import Loosened, loosened_since
from llmcost.cost.workload import Workload

if TYPE_CHECKING:
    from llmcost.cost.cap import Cap
    from llmcost.cost.past import Past
    from llmcost.cost.workload import Scenario


def told(past: Past, *scenarios: Scenario, caps: tuple[Cap, ...] = ()) -> list[Loosened]:
    return list(loosened_since(past, Workload(scenarios, "llmcost.toml", caps)))


HARD, SOFT = cap("per_month", "10"), cap("per_month", "10", warn_only=True)
GROWTH = cap("growth", "10%")


@pytest.mark.parametrize(
    ("before", "after", "loosened"),
    [
        ((HARD,), (HARD,), []),
        ((HARD,), (cap("per_month", "9"),), []),
        ((HARD,), (cap("per_month", "10.01"),), [(HARD, cap("per_month", "10.01"))]),
        ((HARD,), (), [(HARD, None)]),
        ((HARD,), (SOFT,), [(HARD, SOFT)]),
        ((HARD,), (cap("per_month", "11"), SOFT), [(HARD, cap("per_month", "11"))]),
        ((SOFT,), (HARD,), []),
        ((SOFT,), (cap("per_month", "11"),), [(SOFT, cap("per_month", "11"))]),
        ((SOFT,), (HARD, cap("per_month", "11", warn_only=True)), []),
        ((HARD, SOFT), (HARD,), []),
        ((HARD, SOFT), (SOFT,), [(HARD, SOFT)]),
        ((SOFT,), (), [(SOFT, None)]),
        ((), (HARD,), []),
        ((GROWTH,), (cap("growth", "5"),), [(GROWTH, cap("growth", "5"))]),
        ((cap("growth", "5"),), (GROWTH,), [(cap("growth", "5"), GROWTH)]),
        ((GROWTH,), (cap("growth", "11%"),), [(GROWTH, cap("growth", "11%"))]),
        ((GROWTH, HARD), (), [(HARD, None), (GROWTH, None)]),
    ],
)
def test_limits_that_were_tighter_are_told(
    before: tuple[Cap, ...], after: tuple[Cap, ...], loosened: list[tuple[Cap, Cap | None]]
) -> None:
    whole = told(past_of(caps=before), caps=after)
    own = told(past_of(scenario("chat", *before)), scenario("chat", *after))
    assert whole == [Loosened(None, *pair) for pair in loosened]
    assert own == [Loosened("chat", *pair) for pair in loosened]


def test_limits_of_what_has_no_price_are_compared_and_those_of_what_is_gone_are_not() -> None:
    lost = ("acme/oen",)
    before = past_of(scenario("gone", HARD), scenario("lost", HARD, models=lost), scenario("chat"))
    assert told(before, scenario("chat"), scenario("lost", models=lost)) == [Loosened("lost", HARD, None)]


def test_where_there_was_no_workload_nothing_was_loosened() -> None:
    assert told(past_of(caps=(HARD,), exists=False)) == []
