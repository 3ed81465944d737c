"""Round values, which an axis is labelled with: few digits times a power of ten."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from llmcost.money import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DIGITS = (Decimal(1), Decimal(2), Decimal(5))
"""What round values begin with, so that each is about twice the one before."""


def round_steps(power: int, digits: Iterable[Decimal] = DIGITS) -> Iterator[Decimal]:
    """Round steps from one tick to the next, ascending without end.

    Args:
        power: of ten, with which they begin.
        digits: what they begin with, from 1 to below 10, ascending.
    """
    digits = tuple(digits)
    return (EXACT.scaleb(digit, each) for each in count(power) for digit in digits)


def round_values(
    least: Decimal, most: Decimal, powers: Iterable[int], digits: Iterable[Decimal] = DIGITS
) -> Iterator[Decimal]:
    """The round values from one to another, both included, in the order of the powers and digits.

    Args:
        least: the first that may be given.
        most: the last that may be given.
        powers: of ten, those that are considered; see ``powers_of``.
        digits: what the values begin with.
    """
    digits = tuple(digits)
    values = (EXACT.scaleb(digit, power) for power in powers for digit in digits)
    return (value for value in values if least <= value <= most)


def powers_of(least: Decimal, most: Decimal) -> range:
    """The powers of ten of all values from one to another, both above 0."""
    return range(least.adjusted(), most.adjusted() + 1)
