"""A list of models as a table, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.appearance import appearance_remarks
from llmcost.report.models_columns import COLUMNS
from llmcost.report.models_wording import MIX, ORDERS, for_words, kind_of, list_remarks, number_of
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import prices_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.market.entry import Entry
    from llmcost.market.listing import Listing

ALWAYS = frozenset({"id", "in", "out"})
"""Columns that stay at every width: a list of models without prices is none."""
_RANKS = {"id": 0, "in": 1, "out": 1, "intelligence": 4, "released": 5, "context": 6}
"""Of the columns that are shown by themselves, where they do not always stay."""
_ORDER, _ASKED = 2, 3
"""Of the column that the order goes by, and of one that is shown since the question turns on it."""
_COLUMN_OF = {"price": "blended", "output": "out", "name": "id"}
"""The column that an order goes by, where they do not have the same name."""
_RATES = frozenset({"in", "out", "blended", "cache_read", "cache_write"})


def listing_sheet(found: Listing, always: frozenset[str] = ALWAYS) -> Sheet:
    """Lay out models, a row each.

    Args:
        found: the models; of columns that were asked for the first ones stay the longest.
        always: the columns that stay at every width.
    """
    names = found.columns
    columns = []
    for place, name in enumerate(names):
        heading, _, right, style = COLUMNS[name]
        rank = 0 if name in always else _rank(place, found)
        columns.append(Column(heading, rank, right, style))
    cells = tuple(zip(*(COLUMNS[name].told(found.entries) for name in names), strict=True))
    return Sheet(_title(found), tuple(columns), cells, tuple(list_remarks(found)), tuple(_fine_print(found)))


def _rank(place: int, found: Listing) -> int:
    name = found.columns[place]
    if found.are_stated:
        return place
    rank = _RANKS.get(name, _ASKED)
    return min(rank, _ORDER) if name == _COLUMN_OF.get(found.sort, found.sort) else rank


def _title(found: Listing) -> str:
    kind = number_of(found.found, *kind_of(found.wanted))
    order = "" if found.found == 1 else f", {ORDERS[found.sort]}"
    return f"{kind}{for_words(found.wanted.search)}{order}"


def _fine_print(found: Listing) -> Iterator[str]:
    shown = set(found.columns)
    if shown & _RATES:
        last = ", the last that were seen" if found.wanted.selection.retired else ""
        yield f"Rates: USD per 1M tokens{last}{''.join(_conditions(found.entries))}."
    if "blended" in shown:
        yield f"Blended: {MIX}."
    if "change" in shown:
        yield f"Change: of the blended rate, {MIX}, when it last changed."
    if "released" in shown:
        yield from appearance_remarks(COLUMNS["released"].heading, (entry.model for entry in found.entries))
    yield prices_in_words(found.provenance, found.today)


def _conditions(entries: tuple[Entry, ...]) -> Iterator[str]:
    """What the rates in the columns do not tell."""
    prices = [entry.model.current.price for entry in entries]
    if any(price is not None and price.is_timed for price in prices):
        yield ", where the hour matters those of the dearest"
    others = sum(price is not None and bool(price.thresholds) for price in prices)
    if others:
        yield f"; {others:,} of these {'has' if others == 1 else 'have'} other rates for long requests"
