"""Quantities that two costs are compared over, and what the costs are of: names, units, figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.money import ROUNDED, divide, plain

if TYPE_CHECKING:
    from fractions import Fraction

QUANTITIES = {
    "ratio": "Input tokens for each output token",
    "cached": "Share of the input that is cached, in per cent",
    "size": "Input tokens of one request",
}
COSTS = {
    "ratio": "USD per 1M output tokens with their input",
    "cached": "USD per request",
    "size": "USD per request",
}
UNITS = {
    "ratio": "usd_per_million_output_tokens",
    "cached": "usd_per_request",
    "size": "usd_per_request",
}
"""What costs over each quantity are of, for scripts."""

_SHORT = {"ratio": "", "cached": " %", "size": ""}
_LABELS = {"ratio": " in per out", "cached": "", "size": " tokens"}
_PER_CENT = 100
_DIGITS = 4


def decimal_of(number: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it ends, else to 12 digits, as all quotients of money."""
    return divide(Decimal(number.numerator), Decimal(number.denominator))


def told_quantity(over: str, quantity: Fraction) -> Decimal:
    """A quantity of an axis in the unit in which people tell it: shares in per cent."""
    return decimal_of(quantity * _PER_CENT if over == "cached" else quantity)


def quantity_in_words(over: str, quantity: Fraction) -> str:
    """A quantity in its unit: whole tokens in full, others to four digits, ``about`` where more follow."""
    value = told_quantity(over, quantity)
    if over == "size":
        return f"{value:,f}"
    places = max(0, _DIGITS - 1 - value.adjusted()) if value else 0
    rounded = value.quantize(Decimal(1).scaleb(-places), context=ROUNDED)
    return plain(value) if rounded == value else f"about {plain(rounded)}"


def quantity_in_short(over: str, quantity: Fraction) -> str:
    """A quantity in a cell of a table: ``7,000``, ``~9.524 %``."""
    return quantity_in_words(over, quantity).replace("about ", "~") + _SHORT[over]


def quantity_with_unit(over: str, quantity: Fraction) -> str:
    """A quantity beside a mark in a drawing: ``7,000 tokens``, ``~9.524 %``, ``7 in per out``."""
    return quantity_in_short(over, quantity) + _LABELS[over]
