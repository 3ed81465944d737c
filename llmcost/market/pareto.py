"""Models judged by cost and intelligence together, with those that can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.comparison import cheapest_paid
from llmcost.market.frontier import Candidate, frontier_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.cost.answer import Answer
    from llmcost.cost.estimate import Estimate
    from llmcost.market.frontier import Frontier


class Pareto(NamedTuple):
    """The frontier of some models, and those that have no place beside it."""

    frontier: Frontier
    without_intelligence: tuple[str, ...] = ()
    """Ids of those whose intelligence is not known, though they have a price."""
    unfit: tuple[str, ...] = ()
    """Ids of those that can't take the request: they beat none and are beaten by none."""
    is_estimated: bool = False
    """Whether a cost is the middle of a range, since tokens of it are estimated."""

    @property
    def total(self) -> int:
        """How many models there are, those without a place included."""
        return len(self.frontier.all) + len(self.without_intelligence) + len(self.unfit)

    @property
    def free(self) -> tuple[str, ...]:
        """Ids of those judged that cost nothing."""
        return tuple(each.model.id for each in self.frontier.all if not each.cost)


def pareto_of(rows: Iterable[Estimate]) -> Pareto:
    """Judge the estimates of one use. Of one whose tokens are estimated, the total counts.

    Args:
        rows: of different models, in any order.
    """
    rows = sorted(rows, key=lambda row: row.model.id)
    able = [row for row in rows if row.fits]
    judged = [(row.model, row.total) for row in able]
    unfit = tuple(row.model.id for row in rows if not row.fits)
    is_estimated = any(row.span is not None and row.model.intelligence is not None for row in able)
    return _judged(judged)._replace(unfit=unfit, is_estimated=is_estimated)


def narrowed(answer: Answer, pareto: Pareto) -> Answer:
    """The answer with the estimates on the frontier alone, in its order, relative to the cheapest of them.

    Args:
        answer: with every estimate that was judged.
        pareto: what came of that.
    """
    by_id = {row.model.id: row for row in answer.comparison.estimates}
    kept = tuple(by_id[each.model.id] for each in pareto.frontier.best)
    return answer._replace(
        comparison=answer.comparison._replace(estimates=kept, reference=cheapest_paid(kept))
    )


def pareto_of_rates(models: Iterable[tuple[Model, Decimal]]) -> Pareto:
    """Judge models by a rate.

    Args:
        models: each with its USD per million tokens, in any order.
    """
    return _judged(sorted(models, key=lambda row: row[0].id))


def _judged(priced: Iterable[tuple[Model, Decimal]]) -> Pareto:
    candidates, without = [], []
    for model, cost in priced:
        if model.intelligence is None:
            without.append(model.id)
        else:
            candidates.append(Candidate(model, cost, model.intelligence))
    return Pareto(frontier_of(candidates), tuple(without))
