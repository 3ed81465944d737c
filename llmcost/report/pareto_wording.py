"""What is said of the models that none beats, of those that are beaten, and of those without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import format_usd_column, plain
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.market.frontier import Beaten
    from llmcost.market.pareto import Pareto

FEW = 10
"""So many models are all named."""
_FIRST = 4


def headline(pareto: Pareto, of: str = "") -> str:
    """What the table shows: ``5 of 340 models that none beats on cost and intelligence``.

    Args:
        pareto: the models.
        of: more about them, with a blank before it.
    """
    models = count_of(pareto.total, "model")
    return f"{len(pareto.frontier.best):,} of {models}{of} that none beats on cost and intelligence"


def nothing_left(what: str) -> str:
    """Why there is no frontier.

    Args:
        what: the cost that is judged: ``a price for this``.
    """
    return f"no model here has both {what} and a known intelligence"


def remarks(pareto: Pareto, what: str) -> Iterator[str]:
    """What stands below the table and the chart, a line each.

    Args:
        pareto: the models.
        what: as for ``nothing_left``.
    """
    best, beaten = pareto.frontier.best, pareto.frontier.beaten
    if not best:
        yield f"Nothing to show: {nothing_left(what)}."
    elif beaten:
        others = "the 1 other" if len(beaten) == 1 else f"each of the {len(beaten):,} others"
        yield (
            f"{count_of(len(best), 'model')} that none beats; {others} is beaten by one that costs no more,"
            " is at least as intelligent, and is better in one of the two."
        )
    elif len(best) > 1:
        yield f"None of these {len(best):,} models beats another: whichever costs more is more intelligent."
    else:
        yield "One model alone: there is none that could beat it."
    if len(beaten) <= FEW:
        yield from _each(beaten)
    yield from (f"Not placed, since {each}." for each in unplaced_in_words(pareto))
    if pareto.is_estimated:
        yield "Where tokens are estimated, the middle of what a model may cost decides."


def unplaced_in_words(pareto: Pareto) -> Iterator[str]:
    """Which models have no place beside the frontier, a clause for each reason."""
    if pareto.without_intelligence:
        yield f"no intelligence is known{_counted(pareto.without_intelligence)}"
    if pareto.unfit:
        yield f"they can't take the request{_counted(pareto.unfit)}"


def chart_remark(pareto: Pareto) -> str | None:
    """What the chart doesn't show, whose scale has no 0, or why there is none; None where it shows all."""
    free, judged = pareto.free, pareto.frontier.all
    if len(judged) < 2:  # noqa: PLR2004 - nothing to see beside it
        return None
    if all(not each.cost for each in pareto.frontier.best):
        return f"No chart: what is on the frontier is free, and a scale by factors has no 0: {_some(free)}."
    return f"Free, and not on the chart, whose scale by factors has no 0: {_some(free)}." if free else None


def _each(beaten: Sequence[Beaten]) -> Iterator[str]:
    """Each beaten model with one that beats it."""
    for row in beaten:
        told = [
            f"{each.model.id} ({cost}, intelligence {plain(each.intelligence)})"
            for each, cost in zip(
                (row.candidate, row.by),
                format_usd_column([row.candidate.cost, row.by.cost], in_full=False),
                strict=True,
            )
        ]
        yield f"Beaten: {' by '.join(told)}."


def _counted(ids: Sequence[str]) -> str:
    """The first ids, and where those are not all of them how many there are."""
    return f"{f' ({len(ids):,})' if len(ids) > FEW else ''}: {_some(ids)}"


def _some(ids: Sequence[str]) -> str:
    """The first ids, and how many more there are."""
    if len(ids) <= FEW:
        return ", ".join(ids)
    return f"{', '.join(ids[:_FIRST])} and {len(ids) - _FIRST:,} more"
