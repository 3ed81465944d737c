"""An answer of `estimate` cut down to the models that none beats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.market.pareto import narrowed, pareto_of
from llmcost.report.pareto import PRICED, pareto_report
from llmcost.report.pareto_wording import nothing_left, unplaced_in_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from llmcost.cli.console import Console
    from llmcost.cost.answer import Answer
    from llmcost.market.pareto import Pareto
    from llmcost.report.render import Report

_IN_WORDS = frozenset({"table", "markdown"})
"""Formats with room for remarks."""


def on_frontier(
    found: Answer, facts: Collection[str], console: Console, *, form: str
) -> tuple[Answer, Report]:
    """The answer with what is on the frontier alone, and its report.

    Args:
        found: with every estimate.
        facts: what the report shows of the models.
        console: told what stdout has no room for.
        form: the format on stdout.
    """
    pareto = pareto_of(found.comparison.estimates)
    if not pareto.frontier.best and form not in _IN_WORDS:
        console.unpriced(nothing_left(PRICED))
    tell_unplaced(pareto, console, form=form)
    return narrowed(found, pareto), pareto_report(found, pareto, facts)


def tell_unplaced(pareto: Pareto, console: Console, *, form: str) -> None:
    """Say on stderr which models have no place beside the frontier, where stdout has no room for that.

    Args:
        pareto: the models.
        console: where stderr is.
        form: the format on stdout.
    """
    if form == "csv":
        for clause in unplaced_in_words(pareto):
            console.note(f"not placed, since {clause}")
