from __future__ import annotations

from decimal import Decimal

import builders
from hypothesis import given
from hypothesis import strategies as st

from llmcost.market.frontier import Candidate, frontier_of


def candidate(name: str, cost: str, intelligence: str) -> Candidate:
    return Candidate(builders.model(f"acme/{name}"), Decimal(cost), Decimal(intelligence))


def told(*candidates: Candidate) -> tuple[list[str], dict[str, str]]:
    """The names on the frontier, and what beats the others."""
    frontier = frontier_of(candidates)
    by = {row.candidate.model.id[5:]: row.by.model.id[5:] for row in frontier.beaten}
    return [each.model.id[5:] for each in frontier.best], by


def test_who_costs_more_stays_where_he_is_more_intelligent() -> None:
    assert (["cheap", "clever"], {}) == told(candidate("clever", "3", "50"), candidate("cheap", "1", "20"))


def test_who_costs_as_much_and_is_less_intelligent_is_beaten() -> None:
    assert (["clever"], {"dull": "clever"}) == told(
        candidate("clever", "1", "50"), candidate("dull", "1", "20")
    )


def test_who_is_as_intelligent_and_costs_more_is_beaten() -> None:
    assert (["cheap"], {"dear": "cheap"}) == told(candidate("dear", "2", "20"), candidate("cheap", "1", "20"))


def test_equal_ones_stay_all_whether_or_not_their_decimals_are_written_alike() -> None:
    assert (["a", "b", "c"], {}) == told(
        candidate("b", "1.0", "20"), candidate("c", "1", "20.00"), candidate("a", "1", "20")
    )


def test_equal_ones_that_are_beaten_are_beaten_all() -> None:
    assert (["best"], {"a": "best", "b": "best"}) == told(
        candidate("a", "2", "20"), candidate("b", "2", "20"), candidate("best", "1", "30")
    )


def test_beaten_by_several_it_is_told_of_the_one_that_saves_most() -> None:
    assert (["cheap", "clever", "best"], {"beaten": "clever"}) == told(
        candidate("cheap", "1", "10"),
        candidate("clever", "2", "40"),
        candidate("best", "3", "50"),
        candidate("beaten", "4", "30"),
    )


def test_what_is_free_beats_whatever_is_less_intelligent() -> None:
    assert (["free", "clever"], {"paid": "free"}) == told(
        candidate("free", "0", "20"), candidate("paid", "0.000001", "20"), candidate("clever", "1", "21")
    )


def test_one_alone_is_the_frontier_and_none_is_none() -> None:
    assert ((["one"], {}), ([], {})) == (told(candidate("one", "1", "0")), told())


def beats(one: Candidate, other: Candidate) -> bool:
    """The definition, word for word."""
    no_worse = one.cost <= other.cost and one.intelligence >= other.intelligence
    return no_worse and (one.cost < other.cost or one.intelligence > other.intelligence)


CANDIDATES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8)),
    max_size=24,
).map(lambda pairs: [candidate(str(at), str(cost), str(much)) for at, (cost, much) in enumerate(pairs)])


@given(CANDIDATES)
def test_the_frontier_is_what_a_comparison_of_each_with_each_leaves(candidates: list[Candidate]) -> None:
    frontier = frontier_of(candidates)
    left = [each for each in candidates if not any(beats(other, each) for other in candidates)]
    assert sorted(left, key=lambda each: (each.cost, each.model.id)) == list(frontier.best)
    assert sorted(each.model.id for each in candidates) == sorted(each.model.id for each in frontier.all)


@given(CANDIDATES)
def test_each_that_is_beaten_is_told_of_the_cheapest_that_none_beats_and_that_beats_it(
    candidates: list[Candidate],
) -> None:
    frontier = frontier_of(candidates)
    for row in frontier.beaten:
        better = [each for each in frontier.best if beats(each, row.candidate)]
        assert min(better, key=lambda each: (each.cost, -each.intelligence, each.model.id)) == row.by
