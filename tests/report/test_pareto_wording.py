from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import builders

from llmcost.market.frontier import Candidate, frontier_of
from llmcost.market.pareto import Pareto
from llmcost.report.pareto_wording import chart_remark, headline, remarks, unplaced_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

RULE = "is beaten by one that costs no more, is at least as intelligent, and is better in one of the two."


def pareto(*judged: tuple[str, str], without: Iterable[str] = (), unfit: Iterable[str] = ()) -> Pareto:
    """Models acme/0, acme/1, ... of so much cost and intelligence."""
    candidates = [
        Candidate(builders.model(f"acme/{number}"), Decimal(cost), Decimal(intelligence))
        for number, (cost, intelligence) in enumerate(judged)
    ]
    return Pareto(frontier_of(candidates), tuple(without), tuple(unfit))


def told(found: Pareto) -> list[str]:
    return list(remarks(found, "a price"))


def test_a_title_counts_all_those_without_a_place_included() -> None:
    found = pareto(("1", "10"), ("2", "9"), without=["a/b"], unfit=["c/d"])
    assert (
        '1 of 4 models for "acme" that none beats on cost and intelligence',
        "1 of 1 model that none beats on cost and intelligence",
    ) == (headline(found, ' for "acme"'), headline(pareto(("1", "10"))))


def test_who_is_beaten_is_told_with_whom_by_both_figures() -> None:
    assert [
        f"1 model that none beats; each of the 2 others {RULE}",
        "Beaten: acme/1 ($1.50, intelligence 9.5) by acme/0 ($1.00, intelligence 10).",
        "Beaten: acme/2 ($2.00, intelligence 9) by acme/0 ($1.00, intelligence 10).",
    ] == told(pareto(("1", "10"), ("1.5", "9.50"), ("2", "9")))


def test_many_that_are_beaten_are_counted() -> None:
    many = [("2", str(number)) for number in range(11)]
    assert [f"1 model that none beats; each of the 11 others {RULE}"] == told(pareto(("1", "50"), *many))


def test_one_that_is_beaten_is_the_other() -> None:
    assert told(pareto(("1", "10"), ("2", "9")))[0] == f"1 model that none beats; the 1 other {RULE}"


def test_where_none_beats_another_that_is_told() -> None:
    assert (
        ["None of these 2 models beats another: whichever costs more is more intelligent."],
        ["One model alone: there is none that could beat it."],
    ) == (told(pareto(("1", "10"), ("2", "20"))), told(pareto(("1", "10"))))


def test_without_any_it_is_told_what_is_missing() -> None:
    assert [
        "Nothing to show: no model here has both a price and a known intelligence.",
        "Not placed, since no intelligence is known: a/b, c/d.",
        "Not placed, since they can't take the request: e/f.",
    ] == told(pareto(without=["a/b", "c/d"], unfit=["e/f"]))


def test_of_many_without_intelligence_the_first_are_named() -> None:
    def clauses(count: int) -> list[str]:
        return list(unplaced_in_words(pareto(without=[f"a/{number}" for number in range(count)])))

    assert (
        ["no intelligence is known: a/0, a/1, a/2, a/3, a/4, a/5, a/6, a/7, a/8, a/9"],
        ["no intelligence is known (11): a/0, a/1, a/2, a/3 and 7 more"],
    ) == (clauses(10), clauses(11))


def test_that_a_cost_is_the_middle_of_a_range_is_told() -> None:
    found = pareto(("1", "10"))._replace(is_estimated=True)
    assert "Where tokens are estimated, the middle of what a model may cost decides." == told(found)[-1]


def test_what_a_scale_by_factors_can_not_show_is_told() -> None:
    assert (
        "Free, and not on the chart, whose scale by factors has no 0: acme/0.",
        "No chart: what is on the frontier is free, and a scale by factors has no 0: acme/0.",
        None,
        None,
    ) == (
        chart_remark(pareto(("0", "10"), ("1", "20"))),
        chart_remark(pareto(("0", "10"), ("1", "5"))),
        chart_remark(pareto(("1", "10"), ("2", "20"))),
        chart_remark(pareto(("0", "10"))),
    )
