"""Which columns of a sheet fit a width. Columns drop out; digits never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.bar import BAR_WIDTH
from llmcost.report.sheet import Bar

if TYPE_CHECKING:
    from llmcost.report.sheet import Cell, Sheet

GAP = 2
"""Spaces between two columns."""
SHORTEST_MODEL = 12
"""A model's name is shortened to no less than this."""


def cell_width(cell: Cell) -> int:
    """Columns that a cell takes on a terminal."""
    if isinstance(cell, Bar):
        return BAR_WIDTH
    if cell.isascii():
        return len(cell)
    from rich.cells import cell_len

    return cell_len(cell)


def natural_widths(sheet: Sheet) -> list[int]:
    """The width of each column's widest cell."""
    return [
        max(cell_width(column.heading), *(cell_width(row[position]) for row in sheet.rows))
        if sheet.rows
        else cell_width(column.heading)
        for position, column in enumerate(sheet.columns)
    ]


def fitting(sheet: Sheet, width: int) -> dict[int, int]:
    """The columns to show on a terminal: their widths by position.

    Columns of rank 0 always stay; the others are taken in by rank as long as they fit, those of one rank
    together. A name gives way down to ``SHORTEST_MODEL``; what is wider still runs over the edge, since no
    number is ever cut.
    """
    natural = dict(enumerate(natural_widths(sheet)))
    kept: set[int] = set()
    for rank in sorted({column.rank for column in sheet.columns}):
        more = kept | {position for position, column in enumerate(sheet.columns) if column.rank == rank}
        if rank == 0 or total_width({position: natural[position] for position in more}) <= width:
            kept = more
    widths = {position: natural[position] for position in sorted(kept)}
    excess = total_width(widths) - width
    for position, size in widths.items():
        if excess > 0 and sheet.columns[position].style == "model":
            widths[position] = max(min(SHORTEST_MODEL, size), size - excess)
    return widths


def total_width(widths: dict[int, int]) -> int:
    """The width of a table with these columns."""
    return sum(widths.values()) + GAP * max(len(widths) - 1, 0)


def natural_width(sheet: Sheet) -> int:
    """The width at which nothing of the sheet is left out or wrapped."""
    texts = (sheet.title, *sheet.notes, *sheet.fine_print)
    chart = 0
    if sheet.chart is not None:
        from llmcost.report.chart import WIDTH

        chart = WIDTH
    return max(chart, total_width(dict(enumerate(natural_widths(sheet)))), *map(cell_width, texts))


def shorten(name: str, width: int, ellipsis: str) -> str:
    """A name cut in the middle to ``width`` columns; its beginning and its end tell most."""
    if cell_width(name) <= width:
        return name
    room = width - len(ellipsis)
    head, tail = _start(name, room - room // 2), _start(name[::-1], room // 2)
    return f"{head}{ellipsis}{tail[::-1]}"


def _start(text: str, width: int) -> str:
    """As much of the beginning as takes ``width`` columns; wide characters take two."""
    end = width
    while cell_width(text[:end]) > width:
        end -= 1
    return text[:end]


def pad(text: str, width: int, *, right: bool) -> str:
    """The text with spaces to ``width`` columns, before it (``right``) or behind it."""
    room = " " * (width - cell_width(text))
    return room + text if right else text + room
