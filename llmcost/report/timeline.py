"""The axis of time below a chart of characters: a column a stretch of days, and its labels."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

_LABEL = len("2026-11")
_GAP = 2
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""How many months may lie between two ticks."""


class Timeline(NamedTuple):
    """Days on so many columns."""

    first: date
    last: date
    columns: int

    def column(self, day: date) -> int:
        """The column of a day from ``first`` to ``last``, from 0."""
        days = (self.last - self.first).days
        return (day - self.first).days * (self.columns - 1) // days if days else 0

    @property
    def ticks(self) -> dict[int, str]:
        """What is marked: the first days of months as far apart as their labels need, else both ends."""
        for months in _MONTHS:
            ticks = self._month_ticks(months)
            starts = [self._start(column, label) for column, label in ticks.items()]
            if all(right - left >= _LABEL + _GAP for left, right in pairwise(starts)):
                break
        if len(ticks) > 1:
            return ticks
        return {self.column(day): day.isoformat() for day in (self.first, self.last)}

    @property
    def labels(self) -> str:
        """The line below the axis: each label under its tick, the outermost no further out than the axis."""
        line = ""
        for column, label in self.ticks.items():
            start = self._start(column, label)
            if not line or start > len(line):
                line = line.ljust(start) + label
        return line

    def _start(self, column: int, label: str) -> int:
        return min(max(0, column - len(label) // 2), max(0, self.columns - len(label)))

    def _month_ticks(self, months: int) -> dict[int, str]:
        ticks = {}
        for count in range(
            self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month
        ):
            day = date(count // 12, count % 12 + 1, 1)
            if count % months == 0 and day >= self.first:
                ticks[self.column(day)] = day.isoformat()[:_LABEL]
        return ticks
