"""The header of a CSV as the readers of logs take it: which columns there are, and what parts them."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = 8
"""So many lines hold the header, blank ones and one that names the delimiter before it."""
_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')
_NAMED = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)


class CsvHeader(NamedTuple):
    """A header."""

    names: tuple[str, ...]
    """Of all columns, each once in small letters and in capitals alike; empty ones have a number."""
    twice: frozenset[str]
    """Those of the names that several columns have."""
    delimiter: str
    skip: int
    """Lines before it."""


def csv_header(lines: Sequence[str]) -> CsvHeader | None:
    """Read a header.

    Args:
        lines: the first ones of the file, without their ends.

    Returns:
        None where there is none.
    """
    at = _next(lines, 0)
    named = _NAMED.fullmatch(lines[at]) if at < len(lines) else None
    if named:
        # Spreadsheets write the delimiter into a line of its own.
        at = _next(lines, at + 1)
    if at >= len(lines):
        return None
    first = lines[at].removeprefix("\ufeff")
    bare = _QUOTED.sub("", first)
    delimiter = named[1] if named else max(_DELIMITERS, key=bare.count)
    names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
    return CsvHeader(*_apart(names), delimiter, at)


def _next(lines: Sequence[str], at: int) -> int:
    """The first line from there on that is not blank."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _apart(names: Sequence[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names told apart, and those that several columns had."""
    taken: dict[str, str] = {}
    twice = set()
    for at, name in enumerate(names, 1):
        own, number = name or f"column {at}", 2
        if own in taken.values():
            twice.add(own)
        while own.lower() in taken:
            own, number = f"{name} ({number})", number + 1
        taken[own.lower()] = own
    return tuple(taken.values()), frozenset(twice)
