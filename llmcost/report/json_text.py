"""JSON with money as numbers in exact decimal text: no float, no exponent, no rounding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import TYPE_CHECKING, Any

from llmcost.money import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Write = Callable[[Any], str]


def to_json(value: Any, *, ascii_only: bool = False) -> str:
    """Indented JSON text, ending in a newline.

    Args:
        value: dicts, lists, tuples, strings, ints, booleans, None, dates and Decimals.
        ascii_only: escape everything else, for a stream that can't encode it.

    Raises:
        TypeError: for anything else, floats above all.
    """
    quote: Write = encode_basestring_ascii if ascii_only else encode_basestring
    scalars: dict[type, Write] = {str: quote, **_SCALARS}
    return _write(value, "\n", scalars) + "\n"


_SCALARS: dict[type, Write] = {
    Decimal: plain,
    int: int.__repr__,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    date: lambda value: f'"{value.isoformat()}"',
}
"""How values that hold no others are written. A check of 10,000 scenarios has 700,000 of them."""


def _write(value: Any, newline: str, scalars: Mapping[type, Write]) -> str:
    kind = type(value)
    if kind in scalars:
        return scalars[kind](value)
    deeper = newline + "  "
    if isinstance(value, dict):
        quote = scalars[str]
        items = [f"{quote(key)}: {_write(item, deeper, scalars)}" for key, item in value.items()]
        return _enclose(items, "{}", newline)
    if isinstance(value, list | tuple):
        return _enclose([_write(item, deeper, scalars) for item in value], "[]", newline)
    for base, write in scalars.items():
        if isinstance(value, base):
            return write(value)
    raise TypeError(f"{kind.__name__} has no exact JSON form")


def _enclose(items: list[str], brackets: str, newline: str) -> str:
    if not items:
        return brackets
    return f"{brackets[0]}{newline}  {f',{newline}  '.join(items)}{newline}{brackets[1]}"
