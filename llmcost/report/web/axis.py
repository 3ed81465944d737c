"""The axes of a vector drawing: where a value lies on them, their ticks, and how they are drawn."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import format_usd
from llmcost.report.ticks import powers_of, round_steps, round_values
from llmcost.report.web.label import text_width
from llmcost.report.web.markup import element, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from llmcost.report.scale import Scale
    from llmcost.report.web.label import Box

# Where a place in a drawing is looked for: it takes no more digits than that.
_ROUGH = Context(prec=16)
_HALF = Decimal("0.5")
_MARGIN = Decimal("1.25")
"""By this factor an axis of factors goes beyond its values."""
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""How many months may lie between two ticks."""
_YEAR = 12
_MONTH = len("2026-11")
_GAP = 14
"""Between two labels."""
_FEWEST = 2


class Tick(NamedTuple):
    """A labelled value on an axis."""

    value: Decimal
    label: str


class Axis(NamedTuple):
    """Where a value lies."""

    low: Decimal
    high: Decimal
    """Not below ``low``. Both are above 0 by factors."""
    start: int
    """Where the lowest lies, in units of the drawing."""
    end: int
    ticks: tuple[Tick, ...]
    by_factors: bool = False

    def at(self, value: Decimal) -> Decimal:
        """The place of a value from ``low`` to ``high``; in the middle where those are the same."""
        if self.by_factors:
            over = _ROUGH.log10(_ROUGH.divide(value, self.low))
            span = _ROUGH.log10(_ROUGH.divide(self.high, self.low))
        else:
            over, span = _ROUGH.subtract(value, self.low), _ROUGH.subtract(self.high, self.low)
        share = _ROUGH.divide(over, span) if span else _HALF
        return _ROUGH.add(Decimal(self.start), _ROUGH.multiply(share, Decimal(self.end - self.start)))


def scale_axis(scale: Scale, start: int, end: int, labels: Sequence[str]) -> Axis:
    """An axis from the first tick of a scale to its last."""
    ticks = tuple(Tick(value, label.strip()) for value, label in zip(scale.ticks, labels, strict=True))
    return Axis(scale.ticks[0], scale.ticks[-1], start, end, ticks, by_factors=scale.factor is not None)


def value_axis(
    low: Decimal, high: Decimal, ends: tuple[int, int], told: Callable[[Decimal], str], room: int
) -> Axis:
    """An axis by equal steps from one value to another, a tick each so many units of the drawing."""
    start, end = ends
    ticks = _multiples(low, high, max(_FEWEST, abs(end - start) // room))
    return Axis(low, high, start, end, tuple(Tick(tick, told(tick)) for tick in ticks))


def factor_axis(values: Sequence[Decimal], start: int, end: int) -> Axis:
    """An axis of US dollars by factors, a little beyond the lowest and the highest value."""
    low, high = _ROUGH.divide(min(values), _MARGIN), _ROUGH.multiply(max(values), _MARGIN)
    most = max(_FEWEST, abs(end - start) // (_GAP * 4))
    tens = powers_of(low, high)
    ticks = list(round_values(low, high, tens))
    if len(ticks) > most:
        every = -(-len(tens) // most)
        ticks = list(round_values(low, high, tens[::every], (Decimal(1),)))
    if len(ticks) < _FEWEST:
        ticks = _multiples(low, high, _FEWEST + 1)
    return Axis(low, high, start, end, tuple(Tick(tick, format_usd(tick)) for tick in ticks), by_factors=True)


def time_axis(first: date, last: date, start: int, end: int) -> Axis:
    """An axis of days, by `day_value`; first days of months are marked, else both ends."""
    room = abs(end - start) // (text_width("2026-11") + _GAP)
    choices = (list(_month_starts(first, last, months)) for months in _MONTHS)
    days = next((days for days in choices if len(days) <= room), [])
    marked = [(day, day.isoformat()[:_MONTH]) for day in days]
    if len(days) < _FEWEST:
        marked = [(day, day.isoformat()) for day in dict.fromkeys((first, last))]
    ticks = tuple(Tick(day_value(day), label) for day, label in marked)
    return Axis(day_value(first), day_value(last), start, end, ticks)


def day_value(day: date) -> Decimal:
    """A day as a value on an axis of time."""
    return Decimal(day.toordinal())


def _month_starts(first: date, last: date, months: int) -> Iterator[date]:
    for number in range(first.year * _YEAR + first.month - 1, last.year * _YEAR + last.month):
        day = date(number // _YEAR, number % _YEAR + 1, 1)
        if number % months == 0 and day >= first:
            yield day


def _multiples(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Multiples of a round step from one value to another, no more than so many; both ends where too few."""
    steps = round_steps((high - low or Decimal(1)).adjusted() - 2)
    ranges = ((step, _whole(low / step, ROUND_CEILING), _whole(high / step, ROUND_FLOOR)) for step in steps)
    step, least, highest = next(each for each in ranges if each[2] - each[1] < most)
    ticks = [each * step for each in range(least, highest + 1)]
    return ticks if len(ticks) >= _FEWEST else sorted({low, high})


def _whole(value: Decimal, rounding: str) -> int:
    return int(value.to_integral_value(rounding))


def upright(axis: Axis, field: Box) -> Iterator[str]:
    """A line across the field for each tick, its label left of it."""
    for tick in axis.ticks:
        y = axis.at(tick.value)
        yield element("line", class_="grid", x1=field.left, x2=field.right, y1=y, y2=y)
        yield words("text", tick.label, class_="tick", x=field.left - 8, y=y + 4, text_anchor="end")


def level(axis: Axis, field: Box, width: int) -> Iterator[str]:
    """The line below the field, a mark on it for each tick, and labels as they have room in the drawing."""
    yield element("line", class_="base", x1=field.left, x2=field.right, y1=field.bottom, y2=field.bottom)
    taken = 0
    for tick in axis.ticks:
        x = axis.at(tick.value)
        yield element("line", class_="base", x1=x, x2=x, y1=field.bottom, y2=field.bottom + 5)
        half = -(-text_width(tick.label) // 2)
        middle = min(max(int(x), half), width - half)
        if middle - half >= taken:
            taken = middle + half + _GAP // 2
            yield words(
                "text", tick.label, class_="tick", x=middle, y=field.bottom + 19, text_anchor="middle"
            )


def gutter(labels: Sequence[str]) -> int:
    """What the labels of an upright axis take."""
    return max(text_width(label.strip()) for label in labels) + 12
