"""Figures out of decoded JSON: counts and amounts, refused where they can't be."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from llmcost.money import ZERO
from llmcost.records.record import MOST, BadRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Mapping[str, Any] = {}
_LONGEST = 40
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_DEAREST = 12
"""Digits before the point of the largest bill, less one."""


def count(holder: Mapping[str, Any], *names: str) -> int:
    """The count under the first of these names that states one; 0 where none does.

    Args:
        holder: the object that holds it.
        names: by preference. ``null`` states nothing.

    Raises:
        BadRecord: for what is negative, no whole number, or more than ``MOST``.
    """
    for name in names:
        value = holder.get(name)
        if value is not None:
            return value if type(value) is int and 0 <= value <= MOST else _checked(value, name)
    return 0


def as_count(value: Any, name: str) -> int:
    """The count that a value states, ``None`` stating 0; digits as text count too.

    Raises:
        BadRecord: as ``count``.
    """
    return 0 if value is None else _checked(value, name)


def _checked(value: Any, name: str) -> int:
    # 64-bit integers travel as text in the JSON of gRPC and OpenTelemetry, and some exports write 12.0.
    whole = ungrouped(value)
    number = int(Decimal(whole)) if _is_whole(whole) else value
    if isinstance(number, bool) or not isinstance(number, int):
        raise BadRecord(f"{name} is {_shown(value)}, not a number of tokens")
    if number < 0:
        raise BadRecord(f"{name} is {_shown(value)}, but can't be negative")
    if number > MOST:
        raise BadRecord(f"{name} is {_shown(value)}, more than one record can hold")
    return number


def ungrouped(value: Any) -> Any:
    """A count as text without what parts its thousands; anything else as it is."""
    return value.replace(",", "") if isinstance(value, str) and _GROUPED.fullmatch(value) else value


def _is_whole(value: Any) -> bool:
    if isinstance(value, str):
        whole, _, zeros = value.partition(".")
        return len(value) <= _LONGEST and value.isascii() and whole.isdigit() and not zeros.strip("0")
    # Compared, and never computed with, which rounds: a log may write any exponent.
    return isinstance(value, Decimal) and value.is_finite() and -MOST <= value <= MOST and value == int(value)


def amount(holder: Mapping[str, Any], *names: str) -> Decimal | None:
    """The amount in USD under the first of these names that states one, exact; None where none does.

    Raises:
        BadRecord: for what is negative, no finite number, or beyond any bill.
    """
    for name in names:
        value = holder.get(name)
        if value is not None:
            return as_amount(value, name)
    return None


def as_amount(value: Any, name: str) -> Decimal:
    """The amount that a value states.

    Raises:
        BadRecord: as ``amount``.
    """
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise BadRecord(f"{name} is {_shown(value)}, not an amount")
    try:
        number = Decimal(value) if not isinstance(value, str) or len(value) <= _LONGEST else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise BadRecord(f"{name} is {_shown(value)}, not an amount")
    if number < 0:
        raise BadRecord(f"{name} is {_shown(value)}, but can't be negative")
    if not number:
        return ZERO
    digits = len(number.as_tuple().digits)
    # So many places that sums of such amounts stay exact.
    if digits > _LONGEST or not digits - 1 - _LONGEST <= number.adjusted() <= _DEAREST:
        raise BadRecord(f"{name} is {_shown(value)}, an amount beyond reason")
    return number


def inner(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under a name; an empty one where there is none."""
    value = holder.get(name)
    return value if isinstance(value, dict) else _NOTHING


def text(holder: Mapping[str, Any], *names: str) -> str | None:
    """The first of these names that holds text which is not empty."""
    for name in names:
        value = holder.get(name)
        if isinstance(value, str) and value:
            return value
    return None


def _shown(value: Any) -> str:
    told = str(value) if isinstance(value, (str, int, Decimal)) else f"a {type(value).__name__}"
    return repr(told[:_LONGEST]) if isinstance(value, str) else told[:_LONGEST]
