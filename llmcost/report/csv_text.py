"""Rows as CSV, with exact decimals."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.money import plain
from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMANDS = ("=", "+", "-", "@", "::", "##[")


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """The rows below their header; None is an empty cell."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(map(_text, header))
    # None is an empty cell to the writer too, and most cells of a wide table are that.
    writer.writerows([None if value is None else _cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return _text(str(value))


def _text(value: str) -> str:
    """Text on one line that nothing obeys: names come from files that others may write."""
    text = printable(value)
    # A spreadsheet runs what begins like a formula, and a workflow the lines that begin like its commands.
    return f"'{text}" if text.startswith(_COMMANDS) else text
