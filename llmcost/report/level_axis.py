"""An upright axis by equal steps that ends where what it shows ends."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from llmcost.money import EXACT, ROUNDED
from llmcost.report.ticks import round_steps

_WIDEST = Decimal("0.6")
"""Of what is shown, from one tick to the next: there is one at least, and mostly there are three."""
_CLOSEST = 2
"""Rows from one tick to the next at least."""
_ABOVE = 1
"""Rows above the highest, where a name may stand."""


class LevelAxis(NamedTuple):
    """Which level stands on which row."""

    step: Decimal
    """From one tick to the next."""
    between: int
    """Rows from one tick to the next."""
    lowest: int
    """The row at the bottom, counted from that of 0."""
    rows: int
    """Rows that the axis takes."""

    def row(self, level: Decimal) -> int:
        """The row of a level within the axis, from 0 at the bottom."""
        return _row(level, self.step, self.between) - self.lowest

    def tick(self, row: int) -> Decimal | None:
        """The level that is told beside a row; None: none is."""
        number, rest = divmod(row + self.lowest, self.between)
        return None if rest else EXACT.multiply(self.step, Decimal(number))


def level_axis(least: Decimal, most: Decimal, height: int) -> LevelAxis:
    """The axis with as many rows as there may be.

    Args:
        least: of what is shown, 0 or more.
        most: of what is shown, above it.
        height: rows at most, 12 or more.
    """
    span = most - least
    widest = EXACT.multiply(_WIDEST, span)
    steps = takewhile(lambda step: step <= widest, round_steps(span.adjusted() - 1))
    axes = (_axis(step, least, most, height) for step in steps)
    return max((axis for axis in axes if axis.between >= _CLOSEST), key=lambda axis: axis.rows)


def _axis(step: Decimal, least: Decimal, most: Decimal, height: int) -> LevelAxis:
    """The axis with ticks so far apart and as many rows as there may be."""
    room = Decimal(height - 1 - _ABOVE)
    between = int(ROUNDED.divide(EXACT.multiply(room, step), most - least)) + 1
    while (rows := _row(most, step, between) - _row(least, step, between) + 1 + _ABOVE) > height:
        between -= 1
    return LevelAxis(step, between, _row(least, step, between), rows)


def _row(level: Decimal, step: Decimal, between: int) -> int:
    return int(ROUNDED.divide(EXACT.multiply(level, Decimal(between)), step).to_integral_value())
