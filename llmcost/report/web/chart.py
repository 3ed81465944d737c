"""Prices over time as a vector drawing: level while they were seen, dotted until the next one was."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from llmcost.report.chart import letter
from llmcost.report.scale import scale_for
from llmcost.report.web.axis import day_value, gutter, level, scale_axis, time_axis, upright
from llmcost.report.web.label import SIDES, Box, Placer, Side, along
from llmcost.report.web.legend import Entry, legend
from llmcost.report.web.markup import coordinate, element, words
from llmcost.report.web.vector import INKS, Vector
from llmcost.report.wording import count_of, rate_column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from llmcost.report.figure import Chart, Line, Piece
    from llmcost.report.web.axis import Axis

_HEIGHT = 260
_BELOW = 30
_BEFORE = (Side(1, -1), Side(1, 1), *SIDES)
"""Where the letter at the beginning of a line may lie."""


def draw_chart(chart: Chart, width: int) -> Vector:
    """The drawing; several lines are told apart by letters at their ends too.

    Args:
        chart: with at least one piece.
        width: units.
    """
    scale = scale_for([piece.value for line in chart.lines for piece in line.pieces])
    labels = rate_column(scale.ticks)
    field = Box(gutter(labels), 12, width - 20, _HEIGHT - _BELOW)
    prices = scale_axis(scale, field.bottom, field.top, labels)
    days = time_axis(chart.first, chart.last, field.left, field.right)
    body = [*upright(prices, field), *level(days, field, width)]
    for number, line in enumerate(chart.lines):
        if line.pieces:
            body.append(element("g", *_line(line, days, prices), class_=f"ink{number % INKS}"))
    height = _HEIGHT
    if len(chart.lines) > 1:
        body += _letters(chart, days, prices, Box(field.left, 0, width, field.bottom))
        drawn, height = legend(map(_entry, range(len(chart.lines)), chart.lines), width, _HEIGHT)
        body += drawn
    title = (
        f"Price of {chart.lines[0].name}" if len(chart.lines) == 1 else f"Prices of {len(chart.lines)} models"
    )
    description = "; ".join(map(_told, chart.lines))
    return Vector(
        width, height, f"{title} from {chart.first} to {chart.last}", f"{description}.", tuple(body)
    )


def _line(line: Line, days: Axis, prices: Axis) -> Iterator[str]:
    yield words("title", _told(line))
    for seen in (False, True):
        paths = [_level(piece, days, prices) for piece in line.pieces if piece.seen is seen]
        if seen:
            paths += [
                _step(old, new, days, prices)
                for old, new in pairwise(line.pieces)
                if old.last == new.first and old.value != new.value
            ]
        if paths:
            yield element("path", class_="line" if seen else "line unseen", d=" ".join(paths))
    for piece in line.pieces:
        if piece.seen and piece.first == piece.last:
            yield element(
                "circle", class_="dot", cx=days.at(day_value(piece.first)), cy=prices.at(piece.value), r=3
            )


def _level(piece: Piece, days: Axis, prices: Axis) -> str:
    first, last = (coordinate(days.at(day_value(day))) for day in (piece.first, piece.last))
    return f"M{first} {coordinate(prices.at(piece.value))}H{last}"


def _step(old: Piece, new: Piece, days: Axis, prices: Axis) -> str:
    start, end = (coordinate(prices.at(piece.value)) for piece in (old, new))
    return f"M{coordinate(days.at(day_value(new.first)))} {start}V{end}"


def _letters(chart: Chart, days: Axis, prices: Axis, room: Box) -> Iterator[str]:
    """Each line's letter at both of its ends, on none of the lines."""
    taken: list[Box] = []
    for line in chart.lines:
        corners = [
            _spot(piece, day, days, prices) for piece in line.pieces for day in (piece.first, piece.last)
        ]
        for start, end in pairwise(corners):
            taken += along(start, end)
    placer = Placer(room, taken)
    for number, line in enumerate(chart.lines):
        ends = ((piece, piece.first, _BEFORE) for piece in line.pieces[:1])
        later = ((piece, piece.last, SIDES) for piece in line.pieces[-1:])
        for piece, day, sides in (*ends, *later):
            label = placer.place(_spot(piece, day, days, prices), letter(number), sides=sides)
            if label is not None:
                yield from label.draw(class_=f"letter ink{number % INKS}")


def _spot(piece: Piece, day: date, days: Axis, prices: Axis) -> tuple[int, int]:
    return int(days.at(day_value(day))), int(prices.at(piece.value))


def _entry(number: int, line: Line) -> Entry:
    ink = f"ink{number % INKS}"
    sample = element(
        "g",
        element("line", class_="line", x1=0, x2=12, y1=0, y2=0),
        words("text", letter(number), class_="letter", x=20, y=4, text_anchor="middle"),
        class_=ink,
    )
    return Entry(sample, line.name if line.pieces else f"{line.name} (nothing to draw)")


def _told(line: Line) -> str:
    """What a line shows, in words."""
    if not line.pieces:
        return f"{line.name}: nothing to draw"
    first, last = line.pieces[0], line.pieces[-1]
    old, new = rate_column([first.value, last.value])
    changes = sum(one.value != two.value for one, two in pairwise(line.pieces))
    if not changes:
        return f"{line.name}: {old.strip()} from {first.first} to {last.last}"
    return (
        f"{line.name}: {old.strip()} on {first.first}, {new.strip()} on {last.last}, "
        f"{count_of(changes, 'change')} of price"
    )
