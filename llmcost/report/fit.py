"""Which columns of a sheet fit a width. Columns drop out; digits never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.bar import BAR_WIDTH
from llmcost.report.sheet import Bar

if TYPE_CHECKING:
    from llmcost.report.sheet import Cell, Sheet

GAP = 2
"""Spaces between two columns."""
SHORTEST_NAME = 12
"""A name is shortened to no less than this."""
WORTH_A_NAME = 2
"""Columns up to this rank are worth a shorter name."""
SHORTENED = ("model", "name", "place")
"""Styles of columns that hold names."""


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
    headings = [column.heading for column in sheet.columns]
    return [max(map(cell_width, set(cells))) for cells in zip(headings, *sheet.rows, strict=True)]


def fitting(sheet: Sheet, width: int) -> dict[int, int]:
    """The columns to show on a terminal: their widths by position.

    Columns of rank 0 always stay; the others are taken in by rank as long as they fit, those of one rank
    together. A name gives way down to ``SHORTEST_NAME`` for the columns of rank 0, those of style ``name``
    for those up to ``WORTH_A_NAME`` too; what is wider still runs over the edge, since no number is ever cut.
    """
    natural = dict(enumerate(natural_widths(sheet)))
    shortest = {position: _shortest(sheet, position, size) for position, size in natural.items()}
    kept: set[int] = set()
    for rank in sorted({column.rank for column in sheet.columns}):
        more = kept | {position for position, column in enumerate(sheet.columns) if column.rank == rank}
        sizes = shortest if rank <= WORTH_A_NAME else natural
        if rank == 0 or total_width({position: sizes[position] for position in more}) <= width:
            kept = more
    widths = {position: natural[position] for position in sorted(kept)}
    excess = total_width(widths) - width
    for position, size in widths.items():
        if excess > 0 and sheet.columns[position].style in SHORTENED:
            widths[position] = max(min(SHORTEST_NAME, size), size - excess)
            excess -= size - widths[position]
    return widths


def _shortest(sheet: Sheet, position: int, size: int) -> int:
    """What a column is worth being cut to: of ids no more than their authors."""
    column = sheet.columns[position]
    if column.style == "name":
        return min(size, SHORTEST_NAME)
    if not column.author_yields:
        return size
    slugs = (cell.rpartition("/")[2] for row in sheet.rows if isinstance(cell := row[position], str))
    return min(size, max(SHORTEST_NAME, *map(cell_width, slugs)))


def total_width(widths: dict[int, int]) -> int:
    """The width of a table with these columns."""
    return sum(widths.values()) + GAP * max(len(widths) - 1, 0)


def table_width(sheet: Sheet) -> int:
    """The width of its widest table with every column."""
    return max(total_width(dict(enumerate(natural_widths(sheet)))), *map(table_width, sheet.more), 0)


def natural_width(sheet: Sheet) -> int:
    """The width at which nothing of the sheet is left out or wrapped."""
    texts = (sheet.title, *sheet.notes, *sheet.fine_print)
    chart = 0
    if sheet.chart is not None:
        from llmcost.report.drawing import WIDTH

        chart = WIDTH
    more = map(natural_width, sheet.more)
    return max(chart, table_width(sheet), *map(cell_width, texts), *more)


def shorten(name: str, width: int, ellipsis: str, *, at_start: bool = False) -> str:
    """A name cut in the middle to ``width`` columns; its beginning and its end tell most.

    Args:
        name: what is cut.
        width: in columns.
        ellipsis: what stands for the part that is missing.
        at_start: whether that is the beginning, as of a path, whose end tells most.
    """
    if cell_width(name) <= width:
        return name
    room = width - len(ellipsis)
    end = room if at_start else room // 2
    head, tail = _start(name, room - end), _start(name[::-1], end)
    return f"{head}{ellipsis}{tail[::-1]}"


def shorten_id(model_id: str, width: int, ellipsis: str) -> str:
    """An id cut to ``width`` columns: its author gives way first, since siblings differ behind it.

    Args:
        model_id: what is cut: ``anth…/claude-opus-5``, then ``claude-opus-5``, then ``claude…us-5``.
        width: in columns.
        ellipsis: what stands for the part that is missing.
    """
    author, slash, slug = model_id.partition("/")
    if cell_width(model_id) <= width or not slash or " " in author:
        return shorten(model_id, width, ellipsis)
    room = width - cell_width(slug) - len(ellipsis) - len(slash)
    if room < 0:
        return shorten(slug, width, ellipsis)
    return f"{_start(author, room)}{ellipsis}/{slug}"


def _start(text: str, width: int) -> str:
    """As much of the beginning as takes ``width`` columns; wide characters take two."""
    end = width
    while cell_width(text[:end]) > width:
        end -= 1
    return text[:end]


def pad(text: str, width: int, *, right: bool) -> str:
    """The text with spaces to ``width`` columns, before it (``right``) or behind it."""
    if text.isascii():
        return text.rjust(width) if right else text.ljust(width)
    room = " " * (width - cell_width(text))
    return room + text if right else text + room
