"""A table before it has a format: headings, cells, and what stands above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal


class Column(NamedTuple):
    """One column."""

    heading: str
    rank: int
    """When space is short the columns of the lowest rank come first; rank 0 always stays."""
    right: bool = True
    """Numbers stand to the right."""
    style: str = ""
    """``model`` (an id, which may be shortened), ``label``, ``money``, ``bar`` or empty."""


class Bar(NamedTuple):
    """A cell that is drawn."""

    share: Decimal
    """Length as a share of the longest, 0 to 1."""


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
