"""JSON decoded with its decimals exact, by the standard library or by what is quicker and installed."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Quick = tuple[Callable[[bytes | str], Any], tuple[type[Exception], ...]]

_BETWEEN = re.compile(r"[\s,]*")
_AHEAD = 4
"""Bytes by which UTF-8 is told from other encodings."""


def decode(text: bytes | str) -> Any:
    """What a text says.

    With the extra ``fast`` (msgspec) in a fraction of the time: what that refuses is left to the standard
    library, whose values it gives for everything else.

    Raises:
        ValueError: for what is not JSON, NaN and infinities included.
        RecursionError: for what is nested too deeply.
    """
    quick = _quick()
    if quick is not None:
        try:
            return quick[0](text)
        except quick[1]:
            pass
    return _decode(text)


@cache
def _quick() -> Quick | None:
    """A quicker decoder and what it raises; None where there is none."""
    try:
        from msgspec import MsgspecError
        from msgspec.json import Decoder
    except ImportError:
        return None
    return Decoder(float_hook=Decimal).decode, (MsgspecError, ValueError, ArithmeticError, RecursionError)


def _decode(text: bytes | str) -> Any:
    if isinstance(text, bytes):
        is_plain = text[:1] in b"{[" and b"\0" not in text[:_AHEAD]
        text = text.decode("utf-8" if is_plain else json.detect_encoding(text), "surrogatepass")
    try:
        # "json.loads" makes a decoder of each call.
        return _DECODER.decode(text)
    except ArithmeticError:  # an exponent of more digits than Decimal has room for
        raise ValueError("a number beyond reason") from None


def decode_all(text: bytes) -> list[Any] | None:
    """The objects and lists that stand in a row; None for none, and where other things lie between.

    Raises:
        RecursionError: for what is nested too deeply.
    """
    values, at = [], 0
    try:
        rest = text.decode()
        while at < len(rest):
            if rest[at] not in "{[":
                return None
            value, at = _DECODER.raw_decode(rest, at)
            values.append(value)
            between = _BETWEEN.match(rest, at)
            at = between.end() if between else at
    except (ValueError, ArithmeticError):
        return None
    return values or None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of JSON")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse)
