"""What stands below the table of `usage`: the limit first, then all that has to be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.printable import printable
from llmcost.report.usage_wording import (
    basis_in_words,
    cache_in_words,
    forecast_in_words,
    oddity_in_words,
    tally_in_words,
    verdict_in_words,
)
from llmcost.report.wording import overridden_in_words, prices_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.cost.spending import Spending


def usage_remarks(spending: Spending, footnotes: Iterable[str]) -> Iterator[str]:
    """Every line between the table and the fine print.

    Args:
        spending: what was found.
        footnotes: of the table's rows.
    """
    if spending.limit is not None:
        yield verdict_in_words(spending)
    yield from footnotes
    if spending.forecast is not None:
        yield forecast_in_words(spending.forecast, is_least=spending.is_least)
    if spending.total.requests:
        yield basis_in_words(spending)
    for note in spending.notes:
        yield f"Assumed: {printable(note.message)}."
    cache = cache_in_words(spending)
    if cache is not None:
        yield cache
    yield tally_in_words(spending.tally)
    for oddity in spending.oddities:
        yield from oddity_in_words(oddity)
    yield from overridden_in_words(spending.overrides)


def usage_fine_print(spending: Spending) -> Iterator[str]:
    """In which time zone days are, where prices come from, and how old they are."""
    if spending.days:
        yield f"Time zone: {printable(spending.zone)}."
    yield prices_in_words(spending.provenance, spending.today)
