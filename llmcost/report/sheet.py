"""A table before it has a format: headings, cells, and what stands above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.report.sparkline import BLOCKS, PLAIN

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.report.figure import Figure


_SPELLED = str.maketrans({"±": "+-", **dict(zip(BLOCKS, PLAIN, strict=True))})


class Column(NamedTuple):
    """One column."""

    heading: str
    rank: int
    """When space is short the columns of the lowest rank come first; rank 0 always stays, and names give way
    for ranks 1 and 2."""
    right: bool = True
    """Numbers stand to the right."""
    style: str = ""
    """``model`` (an id), ``name`` or ``place`` (a file), which may be shortened; ``label``, ``money``,
    ``bar``, ``verdict`` or empty."""
    author_yields: bool = False
    """Whether its ids lose their authors rather than that columns of ranks 1 and 2 drop out."""


class Bar(NamedTuple):
    """A cell that is drawn."""

    share: Decimal
    """Length as a share of the longest, 0 to 1."""
    verdict: str = ""
    """What it is coloured after, as a verdict is: ``over``, ``warn``; empty where nothing is judged."""
    own: bool = True
    """Whether it is of what the table is about; the bars of others are drawn paler."""


Cell = str | Bar


class Sheet(NamedTuple):
    """A table and its text, ready for any format."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    """Footnotes and remarks, a line each."""
    fine_print: tuple[str, ...] = ()
    """What always has to be said, dim."""
    emphasised: int | None = None
    """The row that stands out: the total of a bill."""
    chart: Figure | None = None
    """Below the table."""
    row_ranks: tuple[int, ...] = ()
    """Of each row: where not all can be shown, those of the lowest rank come first; rank 0 always stays.
    Empty: all alike."""
    more: tuple[Sheet, ...] = ()
    """Further tables with their titles and notes, between the notes and the fine print."""


def spelled_out(sheet: Sheet) -> Sheet:
    """The sheet in the characters that any stream has: ``+-15 %``, where a question mark would hide it."""
    return sheet._replace(
        title=sheet.title.translate(_SPELLED),
        rows=tuple(tuple(map(_spelled, row)) for row in sheet.rows),
        notes=tuple(line.translate(_SPELLED) for line in sheet.notes),
        fine_print=tuple(line.translate(_SPELLED) for line in sheet.fine_print),
        more=tuple(map(spelled_out, sheet.more)),
    )


def _spelled(cell: Cell) -> Cell:
    return cell.translate(_SPELLED) if isinstance(cell, str) else cell
