"""What a question of `models --pareto` finds in a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cli.filters import check_whole
from llmcost.cli.models_answer import find
from llmcost.errors import NothingFoundError, UsageError
from llmcost.market.frontier_list import frontier_list_of
from llmcost.report.models_wording import left_out_in_words
from llmcost.report.pareto_wording import nothing_left, unplaced_in_words

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.cli.models_question import ModelsQuestion
    from llmcost.market.frontier_list import FrontierList

_COLUMNS = ("id", "intelligence", "in", "out", "blended", "context", "released")


def check_frontier(question: ModelsQuestion) -> None:
    """Refuse flags that say which rows there are where --pareto does, and a use without it.

    Raises:
        UsageError: naming the flags.
    """
    use = question.use
    if not question.pareto:
        flags = {
            "-i/--input": use.input,
            "-o/--output": use.output,
            "-n/--requests": use.requests,
            "--cached": use.cached,
        }
        used = [flag for flag, text in flags.items() if text is not None]
        raise UsageError(
            f"{', '.join(used)}: only with --pareto", hint="`llmcost estimate` tells what a use costs on each"
        )
    check_whole({"--top": question.top, "--sort": question.sort})
    use.check()
    if question.authors or question.aliases:
        flag = "--authors" if question.authors else "--aliases"
        raise UsageError(
            f"{flag}: not with --pareto, which judges models", hint="leave out the one or the other"
        )
    if use.prices_a_use and question.columns is not None:
        raise UsageError(
            "--columns: not with a use, whose costs are the columns", hint="leave out the one or the other"
        )


def frontier_list(question: ModelsQuestion, catalog: Catalog, today: date) -> FrontierList:
    """Answer a question.

    Args:
        question: as it was typed.
        catalog: the prices.
        today: the day from which their age is told.

    Raises:
        LlmcostError: for what can't be read; see the methods of ``ModelsQuestion`` and ``UseQuestion``.
        NothingFoundError: where no model was found, or none that has all that it is judged by.
    """
    wanted = question.wanted(max(today, catalog.provenance.as_of))
    # Of what is free, the most intelligent would be all that is left.
    wanted = wanted._replace(free=False, selection=wanted.selection._replace(free=question.free))
    usage = question.use.usage()
    use = None if usage is None else (usage, question.use.terms())
    listed = frontier_list_of(find(catalog, wanted), wanted, use, catalog.provenance, today)
    if not listed.pareto.frontier.best:
        told = list(unplaced_in_words(listed.pareto))
        if listed.left_out:
            told.append(f"left out: {left_out_in_words(listed.left_out)}")
        raise NothingFoundError(nothing_left("a price"), hint="; ".join(told))
    columns = _COLUMNS if question.columns is None else question.shown_columns()
    listing = listed.listing._replace(columns=columns, are_stated=question.columns is not None)
    return listed._replace(listing=listing)
