"""JSON with money as numbers in exact decimal text: no float, no exponent, no rounding."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from llmcost.money import plain


def to_json(value: Any, *, ascii_only: bool = False) -> str:
    """Indented JSON text, ending in a newline.

    Args:
        value: dicts, lists, tuples, strings, ints, booleans, None, dates and Decimals.
        ascii_only: escape everything else, for a stream that can't encode it.

    Raises:
        TypeError: for anything else, floats above all.
    """
    return _write(value, "\n", ascii_only=ascii_only) + "\n"


def _write(value: Any, newline: str, *, ascii_only: bool) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=ascii_only)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    deeper = newline + "  "
    if isinstance(value, dict):
        items = [
            f"{json.dumps(key, ensure_ascii=ascii_only)}: {_write(item, deeper, ascii_only=ascii_only)}"
            for key, item in value.items()
        ]
        return _enclose(items, "{}", newline)
    if isinstance(value, list | tuple):
        return _enclose([_write(item, deeper, ascii_only=ascii_only) for item in value], "[]", newline)
    raise TypeError(f"{type(value).__name__} has no exact JSON form")


def _enclose(items: list[str], brackets: str, newline: str) -> str:
    if not items:
        return brackets
    return f"{brackets[0]}{newline}  {f',{newline}  '.join(items)}{newline}{brackets[1]}"
