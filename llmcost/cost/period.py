"""A cost in one stretch of time, told for a day, a month and a year."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from llmcost.money import EXACT, divide

DAYS = {"day": (1, 1), "week": (7, 1), "month": (365, 12), "year": (365, 1)}
"""Length in days as a fraction. A month is a twelfth of 365 days."""


class Spread(NamedTuple):
    """The same spending, per day, month and year in USD."""

    day: Decimal
    month: Decimal
    year: Decimal


def spread(total: Decimal, period: str) -> Spread:
    """Tell a cost per ``period`` (day, week, month or year) for the others.

    The stated period keeps its exact cost; what a division makes is rounded as by ``divide``.
    """
    return Spread(*(_convert(total, period, wanted) for wanted in ("day", "month", "year")))


def convert_exactly(total: Fraction, period: str, wanted: str) -> Fraction:
    """A cost per ``period`` told for another one, unrounded."""
    return total * _ratio(period, wanted)


@cache
def _ratio(period: str, wanted: str) -> Fraction:
    (days, parts), (wanted_days, wanted_parts) = DAYS[period], DAYS[wanted]
    return Fraction(wanted_days * parts, days * wanted_parts)


def _convert(total: Decimal, period: str, wanted: str) -> Decimal:
    if period == wanted:
        return total
    (days, parts), (wanted_days, wanted_parts) = DAYS[period], DAYS[wanted]
    return divide(EXACT.multiply(total, Decimal(wanted_days * parts)), days * wanted_parts)
