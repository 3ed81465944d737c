"""Authors of models as a table, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import plain
from llmcost.report.appearance import appearance_remarks, appeared_in_words
from llmcost.report.models_columns import blended_column
from llmcost.report.models_wording import MIX, NONE, UNKNOWN, for_words, kind_of, list_remarks, number_of
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import prices_in_words

if TYPE_CHECKING:
    from llmcost.market.author import Author, Authors
    from llmcost.market.entry import Entry
    from llmcost.report.sheet import Cell

_ORDERS = {
    "models": "most {kind} first",
    "released": "newest first",
    "price": "cheapest first",
    "intelligence": "most intelligent first",
    "name": "by name",
}


def authors_sheet(found: Authors) -> Sheet:
    """Lay out authors, a row each."""
    rows = found.authors
    newest = [row.newest and row.newest.model for row in rows]
    fields: list[tuple[Column, list[Cell]]] = [
        (Column("Author", 0, right=False, style="label"), [row.name for row in rows]),
        (Column(kind_of(found.wanted)[1].capitalize(), 0), [f"{row.models:,}" for row in rows]),
        (Column("Priced", 4), [f"{row.priced:,}" for row in rows]),
        (Column("Cheapest /1M", 1, style="money"), _rates([row.cheapest for row in rows])),
        (Column("Dearest /1M", 1, style="money"), _rates([row.dearest for row in rows])),
        (Column("Intelligence", 2), [_index(row) for row in rows]),
        (Column("Most intelligent", 3, right=False, style="model"), [_slug(row.best) for row in rows]),
        (Column("Newest", 2), [appeared_in_words(model) for model in newest]),
        (Column("Newest model", 5, right=False, style="model"), [_slug(row.newest) for row in rows]),
    ]
    cells = tuple(zip(*(cells for _, cells in fields), strict=True))
    fine_print = (
        f"Cheapest, Dearest: blended rates in USD per 1M tokens, {MIX}; free and unpriced ones aside.",
        *appearance_remarks("Newest", newest),
        prices_in_words(found.provenance, found.today),
    )
    columns = tuple(column for column, _ in fields)
    return Sheet(_title(found), columns, cells, tuple(list_remarks(found)), fine_print)


def _title(found: Authors) -> str:
    kind = kind_of(found.wanted)[1]
    words = for_words(found.wanted.search)
    order = "" if found.found == 1 else f", {_ORDERS[found.sort].format(kind=kind)}"
    return f"{number_of(found.found, 'author', 'authors')} of {kind}{words}{order}"


def _rates(entries: list[Entry | None]) -> list[Cell]:
    return [rate or NONE for rate in blended_column([entry and entry.blended for entry in entries])]


def _index(row: Author) -> str:
    known = row.best and row.best.model.intelligence
    return UNKNOWN if known is None else plain(known)


def _slug(entry: Entry | None) -> str:
    """What the model is called beside its author's name."""
    return UNKNOWN if entry is None else entry.model.id.partition("/")[2]
