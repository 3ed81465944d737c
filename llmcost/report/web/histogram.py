"""Amounts of days, weeks, months or years as upright bars in a vector drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import ROUNDED, add_up, format_usd, format_usd_column
from llmcost.report.histogram import UNITS, bars_by
from llmcost.report.scale import scale_from_zero
from llmcost.report.web.axis import gutter, scale_axis, upright
from llmcost.report.web.label import Box, text_width
from llmcost.report.web.markup import element, words
from llmcost.report.web.vector import Vector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from llmcost.report.figure import Histogram
    from llmcost.report.histogram import Unit, Upright
    from llmcost.report.web.axis import Axis

_HEIGHT = 260
_TOP, _BELOW = 34, 30
_TICKS = 10
"""Steps that the axis has at most between its ticks; see `scale_from_zero`."""
_NARROWEST = 4
"""Units from one bar to the next: narrower ones are put together."""
_WIDEST = 44
_GAP = 14


def draw_histogram(histogram: Histogram, width: int) -> Vector:
    """The drawing, its caption within it.

    Args:
        histogram: with at least one amount above 0.
        width: units.
    """
    choices = ((unit, bars_by(histogram.amounts, unit)) for unit in UNITS)
    # Years are drawn however many they are.
    unit, bars = next(
        ((unit, bars) for unit, bars in choices if unit is UNITS[-1] or len(bars) * _NARROWEST <= width - 80)
    )
    scale = scale_from_zero(max(bar.value for bar in bars), _TICKS)
    labels = format_usd_column(scale.ticks, in_full=False)
    field = Box(gutter(labels), _TOP, width - 8, _HEIGHT - _BELOW)
    amounts = scale_axis(scale, field.bottom, field.top, labels)
    caption = f"{histogram.what} by {unit.name}, USD ({histogram.where})"
    body = [
        words("text", caption, class_="caption", x=0, y=13),
        *upright(amounts, field),
        element("line", class_="base", x1=field.left, x2=field.right, y1=field.bottom, y2=field.bottom),
        *_bars(bars, unit, amounts, field),
    ]
    return Vector(width, _HEIGHT, caption, _told(bars, unit), tuple(body))


def _bars(bars: list[Upright], unit: Unit, amounts: Axis, field: Box) -> Iterator[str]:
    hundredths = min(_WIDEST * 100, (field.right - field.left) * 100 // len(bars))
    thick = max(hundredths * 3 // 400, 1)
    label = text_width("0" * unit.label)
    every = next((each for each in unit.every if each * hundredths >= (label + _GAP) * 100), len(bars))
    for number, bar in enumerate(bars):
        left = field.left + number * hundredths // 100 + (hundredths // 100 - thick) // 2
        middle = left + thick // 2
        height = amounts.start - amounts.at(bar.value)
        name = _name(bar, unit)
        if bar.value:
            told = words("title", f"{name}: {format_usd(bar.value)}{'' if bar.known else ', not all known'}")
            # Anything but 0 can be seen.
            tall = max(height, ROUNDED.create_decimal(1))
            y = field.bottom - tall
            yield element("rect", told, class_="bar", x=left, y=y, width=thick, height=tall)
        elif not bar.known:
            told = words("title", f"{name}: not known")
            yield element(
                "text", told, "?", class_="tick", x=middle, y=field.bottom - 4, text_anchor="middle"
            )
        if number % every == 0 and middle + label // 2 <= field.right + 8:
            yield words("text", name, class_="tick", x=middle, y=field.bottom + 19, text_anchor="middle")


def _name(bar: Upright, unit: Unit) -> str:
    return bar.day.isoformat()[: unit.label]


def _told(bars: list[Upright], unit: Unit) -> str:
    """What can be seen, in words."""
    highest = max(bars, key=lambda bar: bar.value)
    total: Decimal = add_up(bar.value for bar in bars)
    missing = sum(not bar.known for bar in bars)
    unknown = f" Not all is known of {missing} of them." if missing else ""
    span = f"from {_name(bars[0], unit)} to {_name(bars[-1], unit)}"
    return (
        f"{len(bars)} bars {span}, {format_usd(total)} in all; "
        f"the highest is {format_usd(highest.value)}, {_name(highest, unit)}.{unknown}"
    )
