"""The axis of a quantity below a drawing of characters: a column a part of it, and its labels."""

from __future__ import annotations

from decimal import ROUND_CEILING
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import plain
from llmcost.report.ticks import round_steps
from llmcost.report.wording import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

_GAP = 3
_IN_SHORT = 1_000


class QuantityTicks(NamedTuple):
    """Quantities on so many columns, from one to a larger one."""

    first: Decimal
    last: Decimal
    columns: int
    is_whole: bool = False
    """Whether only whole quantities are told."""

    def column(self, quantity: Decimal) -> int:
        """The column of a quantity from ``first`` to ``last``, from 0."""
        share = (quantity - self.first) / (self.last - self.first)
        return int((share * (self.columns - 1)).to_integral_value())

    def quantity(self, column: int) -> Decimal:
        """The quantity in the middle of a column."""
        return self.first + (self.last - self.first) * column / (self.columns - 1)

    @property
    def told(self) -> dict[int, str]:
        """Labels by column: round quantities as close to each other as their labels allow, and the first."""
        return next(ticks for ticks in map(self._ticks, self._steps()) if self._fit(ticks))

    @property
    def labels(self) -> str:
        """The line below the axis: each label under its tick, the outermost no further out than the axis."""
        line = ""
        for column, label in self.told.items():
            line = line.ljust(self._start(column, label)) + label
        return line

    def _ticks(self, step: Decimal) -> dict[int, str]:
        ticks = {self.column(self.first): _label(self.first)} if self.first % step else {}
        at = (self.first / step).to_integral_value(ROUND_CEILING) * step
        while at <= self.last:
            ticks[self.column(at)] = _label(at)
            at += step
        return ticks

    def _fit(self, ticks: Mapping[int, str]) -> bool:
        """Whether the labels keep apart."""
        starts = [(self._start(column, label), label) for column, label in ticks.items()]
        return all(right - left >= len(label) + _GAP for (left, label), (right, _) in pairwise(starts))

    def _start(self, column: int, label: str) -> int:
        return min(max(0, column - len(label) // 2), max(0, self.columns - len(label)))

    def _steps(self) -> Iterator[Decimal]:
        """Round steps, from one that is too small on; in the end one that only a single label is left of."""
        power = (self.last - self.first).adjusted() - 1
        return round_steps(max(0, power) if self.is_whole else power)


def _label(quantity: Decimal) -> str:
    return in_short(int(quantity)) if quantity >= _IN_SHORT else plain(quantity)
