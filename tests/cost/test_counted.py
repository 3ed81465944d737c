from __future__ import annotations

import pytest

from llmcost.cost.counted import METHODS, Count, add_counts, between, given


def estimated(tokens: int, low: int, high: int, encoding: str | None = "claude") -> Count:
    return Count(tokens, low, high, "estimate", encoding)


def exact(tokens: int, encoding: str = "o200k_base") -> Count:
    return Count(tokens, tokens, tokens, "exact", encoding)


@pytest.mark.parametrize(
    ("count", "percent"),
    [
        (exact(100), 0),
        (given(0), 0),
        (estimated(100, 85, 115), 15),
        (estimated(100, 85, 100), 15),
        (estimated(3, 1, 8), 167),
        (estimated(1000, 999, 1000), 1),
        (estimated(0, 0, 5), 500),
    ],
)
def test_the_error_is_the_farther_bound_rounded_up(count: Count, percent: int) -> None:
    assert count.error_pct == percent


def test_only_an_estimate_is_one() -> None:
    assert [Count(1, 1, 1, method).is_estimate for method in METHODS] == [False, False, False, True]


def test_a_sum_is_as_sure_as_the_least_sure_of_its_parts() -> None:
    assert (
        add_counts([given(10), exact(20)]),
        add_counts([exact(20), Count(5, 5, 5, "vocab", "gemma3")]),
        add_counts([exact(20), estimated(100, 85, 115)]),
        add_counts([estimated(100, 85, 115), estimated(10, 5, 15)]),
    ) == (
        Count(30, 30, 30, "exact", "o200k_base"),
        Count(25, 25, 25, "vocab", None),
        Count(120, 105, 135, "estimate", None),
        Count(110, 90, 130, "estimate", "claude"),
    )


def test_parts_of_nothing_have_no_say() -> None:
    assert (
        add_counts([]),
        add_counts([given(0), exact(7)]),
        add_counts([exact(0), given(0)]),
        add_counts([estimated(0, 0, 0), exact(7)]),
    ) == (given(0), exact(7), exact(0), exact(7))


def test_a_count_by_a_rule_is_exact_where_its_bounds_meet() -> None:
    assert (between(5, 5, 5), between(5, 5, 6)) == (Count(5, 5, 5, "exact"), Count(5, 5, 6, "estimate"))
