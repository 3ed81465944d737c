"""Rows as CSV, with exact decimals."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.money import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t")


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """The rows below their header; None is an empty cell."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
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
    text = str(value)
    # A spreadsheet runs what begins like a formula; names come from files that others may write.
    return f"'{text}" if text.startswith(_FORMULA) else text
