"""An axis of amounts by factors: where on it an amount lies, and which amounts are labelled."""

from __future__ import annotations

from decimal import Context, Decimal
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import format_usd
from llmcost.report.ticks import DIGITS, powers_of, round_values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

# Where places are looked for: it takes no more digits than that.
_ROUGH = Context(prec=12)

_LEAST_FACTOR = Decimal(10)
"""The axis spans this much at least: amounts that hardly differ don't look far apart."""
_DENSITIES = (DIGITS, (Decimal(1), Decimal(3)), (Decimal(1),))
"""Digits of the labelled amounts, from the densest on; then every second power of ten, every third, ..."""


class LogAxis(NamedTuple):
    """An axis on which equal ways are equal factors."""

    least: Decimal
    """USD at its beginning, above 0."""
    most: Decimal
    """USD at its end, at least ten times as much."""

    def share(self, amount: Decimal) -> Decimal:
        """Where an amount of USD within it lies, from 0 to 1."""
        whole = _ROUGH.log10(_ROUGH.divide(self.most, self.least))
        share = _ROUGH.divide(_ROUGH.log10(_ROUGH.divide(amount, self.least)), whole)
        return min(max(share, Decimal(0)), Decimal(1))

    def ticks(self, fit: Callable[[Collection[Decimal]], bool]) -> tuple[Decimal, ...]:
        """The amounts to label, ascending.

        Args:
            fit: whether the labels of so many amounts have room; for one amount they must.
        """
        powers = powers_of(self.least, self.most)
        candidates = (
            tuple(round_values(self.least, self.most, (each for each in powers if each % every == 0), digits))
            for digits, every in _densities()
        )
        return next(each for each in candidates if len(each) <= 1 or fit(each))


def log_axis(amounts: Collection[Decimal]) -> LogAxis:
    """The axis for amounts of USD above 0, at least one: from the least to the most of them."""
    least, most = min(amounts), max(amounts)
    if most < least * _LEAST_FACTOR:
        # As far on both sides.
        middle = _ROUGH.sqrt(_ROUGH.multiply(least, most))
        half = _ROUGH.sqrt(_LEAST_FACTOR)
        return LogAxis(_ROUGH.divide(middle, half), _ROUGH.multiply(middle, half))
    return LogAxis(least, most)


def tick_label(amount: Decimal) -> str:
    """A round amount as an axis tells it: $0.001, $0.10, $1, $20,000."""
    return format_usd(amount) if amount < 1 else f"${int(amount):,}"


def _densities() -> Iterator[tuple[tuple[Decimal, ...], int]]:
    """What the labelled amounts begin with, and at every so many powers of ten."""
    yield from ((digits, 1) for digits in _DENSITIES)
    yield from ((_DENSITIES[-1], every) for every in count(2))
