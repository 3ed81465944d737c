"""Numbers of tokens with the bounds of each."""

from __future__ import annotations

from llmcost.cost.counted import Count
from llmcost.tokens.reach import Reach, exactly, total


def test_a_sum_of_exact_parts_is_exact() -> None:
    assert total([exactly(7), exactly(4).times(3), exactly(-1)]) == Count(18, 18, 18, "exact")


def test_one_estimate_makes_the_sum_one() -> None:
    assert total([exactly(7), Reach(4, 3, 5).times(2)]) == Count(15, 13, 17, "estimate")


def test_nothing_is_less_than_none() -> None:
    assert total([Reach(0, -3, 1)]) == Count(0, 0, 1, "estimate")
