"""A table before it has a format: headings, cells, and what stands above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


_SPELLED = str.maketrans({"±": "+-"})


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


class Bar(NamedTuple):
    """A cell that is drawn."""

    share: Decimal
    """Length as a share of the longest, 0 to 1."""
    verdict: str = ""
    """What it is coloured after, as a verdict is: ``over``, ``warn``; empty where nothing is judged."""


Cell = str | Bar


class Piece(NamedTuple):
    """A price that stayed the same from one day to another."""

    first: date
    last: date
    value: Decimal
    """USD per million tokens."""
    seen: bool
    """Whether it was seen at both ends; else it was in force from the one on as far as is known."""


class Line(NamedTuple):
    """The price of one model over time."""

    name: str
    pieces: tuple[Piece, ...]
    """In order of time, none overlapping; one that begins where the last ended follows it in a step."""


class Chart(NamedTuple):
    """Prices over time, to be drawn. At least one line has a piece."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> date:
        """The first day of any piece."""
        return min(piece.first for line in self.lines for piece in line.pieces)

    @property
    def last(self) -> date:
        """The last day of any piece."""
        return max(piece.last for line in self.lines for piece in line.pieces)


class Amount(NamedTuple):
    """What one day came to."""

    day: date
    value: Decimal | None
    """USD, 0 or more. None: not known."""


class Histogram(NamedTuple):
    """Amounts of successive days, to be drawn as upright bars."""

    what: str
    """What they are, as a caption begins: ``Cost``."""
    where: str
    """The time zone of the days."""
    amounts: tuple[Amount, ...]
    """Each day from the first to the last; at least one is above 0."""


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
    chart: Chart | Histogram | None = None
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
