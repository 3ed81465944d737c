"""Upright bars out of characters: amounts by day, or by week, month or year where there are many days."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import ROUNDED, add_up, format_usd_column
from llmcost.report.drawing import Span
from llmcost.report.scale import scale_from_zero

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from llmcost.report.figure import Amount, Histogram
    from llmcost.report.scale import Scale

_HEIGHT = 10
_NARROWEST = 8
_WIDEST_BAR, _WIDEST_STEP = 6, 12
_GAP = 2
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_UNKNOWN = "?"


class Unit(NamedTuple):
    """A stretch of time that one bar stands for."""

    name: str
    start: Callable[[date], date]
    """The first day of the one that a day lies in."""
    label: int
    """Characters of an ISO date that name it."""
    every: tuple[int, ...]
    """How many bars may lie between two labels."""


UNITS = (
    Unit("day", lambda day: day, 10, (1, 2, 7, 14, 28, 56)),
    Unit("week from Monday on", lambda day: day - timedelta(day.weekday()), 10, (1, 2, 4, 8, 13, 26, 52)),
    Unit("month", lambda day: day.replace(day=1), 7, (1, 2, 3, 6, 12, 24)),
    Unit("year", lambda day: day.replace(month=1, day=1), 4, (1, 2, 5, 10)),
)


class Upright(NamedTuple):
    """One bar."""

    day: date
    """The first that it stands for; of the first bar that may be before the first of the traffic."""
    value: Decimal
    known: bool


def draw_histogram(histogram: Histogram, width: int, *, unicode: bool) -> list[tuple[Span, ...]]:
    """The lines of the drawing below its caption, which says what one bar is.

    Args:
        histogram: with at least one amount above 0.
        width: columns; years that are more than that run over the edge.
        unicode: whether bars can be drawn with block characters.
    """
    for unit in UNITS:
        bars = bars_by(histogram.amounts, unit)
        scale = scale_from_zero(max(bar.value for bar in bars), _HEIGHT)
        labels = format_usd_column(scale.ticks, in_full=False)
        gutter = max(map(len, labels))
        columns = max(_NARROWEST, width - gutter - 2)
        if len(bars) <= columns:
            break
    step = min(_WIDEST_STEP, max(1, columns // len(bars)))
    thick = min(_WIDEST_BAR, max(1, step - 1))
    edge, at_tick, corner, floor, mark = "│┤└─┬" if unicode else "|++-+"
    drawn: list[tuple[Span, ...]] = [(Span(f"{histogram.what} by {unit.name}, USD ({histogram.where})"),)]
    for row in range(scale.rows - 2, -1, -1):
        # A label stands at the upper end of its row, up to which a bar of that amount reaches.
        tick, rest = divmod(row + 1, scale.between)
        margin = Span(f"{'' if rest else labels[tick]:>{gutter}} {edge if rest else at_tick}")
        cells = (_cell(bar, row, scale, unicode=unicode) * thick for bar in bars)
        drawn.append((margin, Span((" " * (step - thick)).join(cells).rstrip(), 0)))
    every = next((each for each in unit.every if each * step >= unit.label + _GAP), len(bars))
    ticks = range(0, len(bars) * step, every * step)
    axis = "".join(mark if column in ticks else floor for column in range(len(bars) * step))
    drawn.append((Span(f"{labels[0]:>{gutter}} {corner}{axis}"),))
    names = [bar.day.isoformat()[: unit.label] for bar in bars[::every]]
    # The last may have too little room below the axis.
    line = "".join(name.ljust(every * step) for name in names[:-1])
    line += names[-1] if not line or len(line) + unit.label <= columns else ""
    return [*drawn, (Span(f"{'':{gutter + 2}}{line.rstrip()}"),)]


def bars_by(amounts: Iterable[Amount], unit: Unit) -> list[Upright]:
    """The bars of successive days, one for each such stretch of time."""
    bars = []
    for day, group in groupby(amounts, key=lambda amount: unit.start(amount.day)):
        known = [amount.value for amount in group]
        bars.append(Upright(day, add_up(value for value in known if value is not None), None not in known))
    return bars


def _cell(bar: Upright, row: int, scale: Scale, *, unicode: bool) -> str:
    """What a bar shows in a row, counted from 0 at the axis; anything but 0 shows the smallest piece."""
    if not bar.value:
        return _UNKNOWN if row == 0 and not bar.known else " "
    height = ROUNDED.multiply(ROUNDED.divide(bar.value, scale.ticks[-1]), Decimal(scale.rows - 1) * 8)
    eighths = max(int(height.to_integral_value()), 1)
    here = min(max(eighths - row * 8, 0), 8)
    if unicode:
        return _EIGHTHS[here]
    return "#" if here >= 4 else "_" if here and row == 0 else " "  # noqa: PLR2004 - half of it
