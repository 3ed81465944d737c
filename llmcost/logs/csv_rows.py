"""A CSV file, row by row, each with the line on which it begins."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDEST = 16 * 2**20
"""Characters that one cell may hold; exports write whole conversations into one."""

_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')
_NAMED_DELIMITER = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
_EMPTY = frozenset({"", "NULL", "null", r"\N", "None", "NaN", "nan"})
"""How databases and data frames write that there is nothing."""


class Row(NamedTuple):
    """One row."""

    line: int
    """The line on which it begins, from 1."""
    cells: dict[str, str]
    """Column -> cell, trimmed. Empty cells are left out."""


class BadRow(NamedTuple):
    """A row that can't be read."""

    line: int
    said: str
    """What is odd about it, one clause."""


class Table:
    """A CSV file, of which only the header is read at first."""

    def __init__(self, lines: Iterable[str | bytes]) -> None:
        """Read the header.

        Args:
            lines: with their line ends, as a file gives them; bytes are UTF-8, with or without a BOM.
        """
        csv.field_size_limit(max(csv.field_size_limit(), WIDEST))
        self._lines = _decoded(lines)
        self._before = 0
        """Lines that the reader of rows doesn't see."""
        first = self._next_line()
        named = _NAMED_DELIMITER.fullmatch(first)
        if named:
            # Spreadsheets write the delimiter into a line of its own.
            first = self._next_line()
        delimiter = named[1] if named else _delimiter(first)
        self._before -= 1
        self._reader = csv.reader(self._with(first), delimiter=delimiter, strict=True)
        self._broken: BadRow | None = None
        self.header: tuple[str, ...] = self._header()
        """The names of the columns, trimmed. Empty where there is none, or it is torn."""

    def _next_line(self) -> str:
        """The next line that is not blank; empty at the end."""
        for line in self._lines:
            self._before += 1
            if line.strip():
                return line
        return ""

    def _with(self, first: str) -> Iterator[str]:
        if first:
            yield first
        yield from self._lines

    def _header(self) -> tuple[str, ...]:
        try:
            names = next(self._reader, [])
        except csv.Error as error:
            self._broken = BadRow(self._before + 1, f"the header can't be read: {error}")
            return ()
        names = [name.strip() for name in names]
        while names and not names[-1]:
            names.pop()
        return tuple(names)

    def __iter__(self) -> Iterator[Row | BadRow]:
        """The rows below the header, without blank ones and the header again where files were joined."""
        if self._broken:
            yield self._broken
            return
        while True:
            line = self._before + self._reader.line_num + 1
            try:
                cells = next(self._reader, None)
            except csv.Error as error:
                yield BadRow(line, f"not a row of a CSV: {error}")
                continue
            if cells is None:
                return
            row = self._row(line, [cell.strip() for cell in cells])
            if row is not None:
                yield row

    def _row(self, line: int, cells: list[str]) -> Row | BadRow | None:
        wide = len(self.header)
        if not any(cells) or tuple(cells[:wide]) == self.header:
            return None
        if len(cells) < wide or any(cells[wide:]):
            return BadRow(line, f"a row of {len(cells)} cells under a header of {wide}")
        return Row(
            line, {name: cell for name, cell in zip(self.header, cells, strict=False) if cell not in _EMPTY}
        )


def _decoded(lines: Iterable[str | bytes]) -> Iterator[str]:
    for number, line in enumerate(lines):
        # Only names can hold what isn't ASCII: a wrong letter in one is no reason to lose its figures.
        text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
        yield text if number else text.removeprefix("\ufeff")


def _delimiter(header: str) -> str:
    bare = _QUOTED.sub("", header)
    return max(_DELIMITERS, key=bare.count)
