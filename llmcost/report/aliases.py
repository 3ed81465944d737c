"""Aliases as a table, a row each."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from llmcost.printable import printable
from llmcost.report.footnotes import Footnotes
from llmcost.report.models_columns import price_cells
from llmcost.report.models_wording import UNKNOWN, for_words, list_remarks, number_of
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import prices_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.market.alias_row import AliasList, AliasRow
    from llmcost.report.sheet import Cell


def aliases_sheet(found: AliasList) -> Sheet:
    """Lay out aliases, a row each; a broken one says why it is in a footnote."""
    rows = found.rows
    footnotes = Footnotes()
    entries = [row.entry for row in rows]
    fields: list[tuple[Column, list[Cell]]] = [
        (Column("Alias", 0, right=False, style="model"), [row.name for row in rows]),
        (Column("In /1M", 0, style="money"), price_cells(entries, [e and e.rate("input") for e in entries])),
        (
            Column("Out /1M", 0, style="money"),
            price_cells(entries, [e and e.rate("output") for e in entries]),
        ),
        (Column("Stated by", 2, right=False), [_stated_by(row) for row in rows]),
    ]
    if any(row.target for row in rows):
        targets: list[Cell] = [_target(row) for row in rows]
        fields.insert(1, (Column("Stands for", 1, right=False, style="model"), targets))
    marks: list[Cell] = [footnotes.mark(row.notes) for row in rows]
    if any(marks):
        fields.append((Column("Note", 0, right=False), marks))
    cells = tuple(zip(*(cells for _, cells in fields), strict=True))
    return Sheet(
        _title(found),
        tuple(column for column, _ in fields),
        cells,
        (*footnotes.lines, *list_remarks(found)),
        (*_fine_print(found), prices_in_words(found.provenance, found.today)),
    )


def _title(found: AliasList) -> str:
    retired = f", {found.retired:,} no longer listed" if found.retired else ""
    return f"{number_of(found.found, 'alias', 'aliases')}{for_words(found.search)}{retired}"


def _target(row: AliasRow) -> str:
    """What it was said to stand for, and the id where that says more than who the author is."""
    if row.model_id is None or row.target is None:
        return row.target or UNKNOWN
    if row.model_id == row.target or row.model_id.endswith(f"/{row.target}"):
        return row.model_id
    return f"{row.target} ({row.model_id})"


def _stated_by(row: AliasRow) -> str:
    if row.is_upstream:
        return "upstream"
    return "you" if row.file is None else printable(PurePath(row.file).name)


def _fine_print(found: AliasList) -> Iterator[str]:
    yield "Rates: USD per 1M tokens."
    if any(row.is_upstream for row in found.rows):
        yield "Upstream's aliases name the latest model of a family, and have a price of their own."
        if any(row.target is None for row in found.rows):
            yield "Which model that is at present, upstream does not always tell."
