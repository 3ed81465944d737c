"""The scale of an axis of prices: its ticks, and the row of a character chart on which a price stands."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import EXACT, ROUNDED, ZERO
from llmcost.report.ticks import round_steps

if TYPE_CHECKING:
    from collections.abc import Collection

HEIGHT, HEIGHT_BY_FACTORS = 12, 15
"""Rows between the lowest and the highest tick, or nearly so many."""

HIGHEST = 20
"""Rows at most, where a small step would else not be seen."""

_MOST_FOR_LINEAR = 8
"""Prices that lie further apart than by this factor are shown by factors."""
_NEAR = Decimal("1.25")
"""Prices that lie closer together than by this factor are shown without the way down to 0."""
_DIGITS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_MOST_STEPS, _MOST_FACTORS = 5, 6

# Where a row is looked for: it takes no more digits than that.
_ROUGH = Context(prec=12)


class Scale(NamedTuple):
    """Which price stands on which row."""

    ticks: tuple[Decimal, ...]
    """The labelled prices in USD, ascending; each stands exactly on a row."""
    between: int
    """Rows from one tick to the next."""
    factor: int | None = None
    """What each tick is to the one below; None: they are equally far apart."""

    @property
    def rows(self) -> int:
        """Rows that the axis takes."""
        return (len(self.ticks) - 1) * self.between + 1

    def finer(self, steps: Collection[tuple[Decimal, Decimal]]) -> Scale:
        """With more rows where that shows a step that would lie within one row, up to ``HIGHEST`` of them.

        Args:
            steps: prices in USD, before and after.
        """
        most = (HIGHEST - 1) // (len(self.ticks) - 1)
        scales = [self._replace(between=between) for between in range(self.between, most + 1)]
        return min(scales, key=lambda scale: sum(scale.row(old) == scale.row(new) for old, new in steps))

    def row(self, price: Decimal) -> int:
        """The row of a price between the outermost ticks, from 0 at the bottom."""
        lowest, second = self.ticks[:2]
        if self.factor is None:
            steps = ROUNDED.divide(price - lowest, second - lowest)
        else:
            over = _ROUGH.log10(_ROUGH.divide(price, lowest))
            steps = _ROUGH.divide(over, _ROUGH.log10(Decimal(self.factor)))
        return int((steps * self.between).to_integral_value())


def scale_for(prices: Collection[Decimal]) -> Scale:
    """The scale for these prices in USD: by factors where they are far apart, else by equal steps.

    Prices fall by factors over the years, and on equal steps all but the dearest would lie on one row.
    """
    least, most = min(prices), max(prices)
    if least and most > least * _MOST_FOR_LINEAR:
        return _by_factors(least, most)
    return _by_steps(least if least < most < least * _NEAR else ZERO, most)


def scale_from_zero(most: Decimal, height: int) -> Scale:
    """The scale for bars up to ``most`` USD, which is above 0: by equal steps from 0.

    Args:
        most: USD.
        height: rows between 0 and the highest tick, or nearly so many.
    """
    return _by_steps(ZERO, most, height)


def _by_factors(least: Decimal, most: Decimal) -> Scale:
    factors = chain((2,), (10**power for power in count(1)))
    scales = ((factor, _powers(factor, least, most)) for factor in factors)
    factor, ticks = next(each for each in scales if len(each[1]) - 1 <= _MOST_FACTORS)
    return Scale(ticks, HEIGHT_BY_FACTORS // (len(ticks) - 1), factor)


def _powers(factor: int, least: Decimal, most: Decimal) -> tuple[Decimal, ...]:
    """The powers of a factor that enclose the prices."""
    exponent = 0
    while EXACT.power(Decimal(factor), exponent) > least:
        exponent -= 1
    while EXACT.power(Decimal(factor), exponent + 1) <= least:
        exponent += 1
    ticks = [EXACT.power(Decimal(factor), exponent)]
    while ticks[-1] < most:
        ticks.append(EXACT.multiply(ticks[-1], Decimal(factor)))
    return tuple(ticks)


def _by_steps(least: Decimal, most: Decimal, height: int = HEIGHT) -> Scale:
    span = most - least or Decimal(1)
    scales = (_multiples(step, least, most) for step in round_steps(span.adjusted() - 1, _DIGITS))
    ticks = next(each for each in scales if len(each) - 1 <= _MOST_STEPS)
    return Scale(ticks, height // (len(ticks) - 1))


def _multiples(step: Decimal, least: Decimal, most: Decimal) -> tuple[Decimal, ...]:
    """The multiples of a step that enclose the prices, two or more."""
    first = int((least / step).to_integral_value(ROUND_FLOOR))
    last = max(int((most / step).to_integral_value(ROUND_CEILING)), first + 1)
    return tuple(EXACT.multiply(Decimal(each), step) for each in range(first, last + 1))
