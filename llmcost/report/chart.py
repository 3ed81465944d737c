"""A step chart out of characters: prices over time, several models on one chart.

A price is level while it was seen, dotted until the next one was, and missing where there was none; from one
to the next the line goes straight up or down, on the day on which the next was first seen.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, pairwise
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from llmcost.report.drawing import Span
from llmcost.report.scale import scale_for
from llmcost.report.timeline import Timeline
from llmcost.report.wording import rate_column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from llmcost.report.figure import Chart, Piece
    from llmcost.report.scale import Scale

_NARROWEST = 8
_LETTERS = ascii_uppercase + ascii_lowercase
_LETTER_EVERY = 12
_GAP = 3

_UP, _RIGHT, _DOWN, _LEFT = 1, 2, 4, 8
_LEVEL, _UPRIGHT = _LEFT | _RIGHT, _UP | _DOWN
# What a cell holds, by the sides that its line leaves it to; without a level part it is a dot.
_STROKES = "••─└•│┌├─┘─┴┐┤┬┼"
_ASCII_STROKES = "oo-+o|++-+-+++++"


class _Cell(NamedTuple):
    """What one line of the chart draws in one cell."""

    line: int
    sides: int
    seen: bool
    letter: bool


def letter(line: int) -> str:
    """What a line of the chart is marked with, counted from 0."""
    return _LETTERS[line % len(_LETTERS)]


def draw_chart(chart: Chart, width: int, *, unicode: bool) -> list[tuple[Span, ...]]:
    """The lines of the drawing, legend included, none wider than ``width`` unless that is hardly any.

    Args:
        chart: with at least one piece.
        width: columns.
        unicode: whether lines can be drawn with box characters.
    """
    scale = scale_for([piece.value for line in chart.lines for piece in line.pieces])
    if len(chart.lines) == 1:
        values = [piece.value for piece in chart.lines[0].pieces]
        scale = scale.finer([(old, new) for old, new in pairwise(values) if old != new])
    labels = rate_column(scale.ticks)
    gutter = max(map(len, labels))
    columns = max(_NARROWEST, width - gutter - 2)
    timeline = Timeline(chart.first, chart.last, columns)
    cells = _cells(chart, scale, timeline)
    edge, tick, corner, floor, mark = "│┤└─┬" if unicode else "|++-+"
    drawn = []
    for row in range(scale.rows - 1, -1, -1):
        at_tick, rest = divmod(row, scale.between)
        label = "" if rest else labels[at_tick]
        margin = Span(f"{label:>{gutter}} {edge if rest else tick}")
        spans = [_span(cells.get((row, column)), column, chart, unicode=unicode) for column in range(columns)]
        drawn.append((margin, *_joined(spans)))
    ticks = timeline.ticks
    axis = "".join(mark if column in ticks else floor for column in range(columns))
    drawn.append((Span(f"{'':{gutter}} {corner}{axis}"),))
    drawn.append((Span(" " * (gutter + 2) + timeline.labels),))
    return drawn + _legend(chart, width)


def _cells(chart: Chart, scale: Scale, timeline: Timeline) -> dict[tuple[int, int], list[_Cell]]:
    """What each cell holds, by row and column."""
    cells = defaultdict(list)
    for number, line in enumerate(chart.lines):
        sides: dict[tuple[int, int], int] = defaultdict(int)
        seen, ends = set(), set()
        for piece in line.pieces:
            row, first, last = (
                scale.row(piece.value),
                timeline.column(piece.first),
                timeline.column(piece.last),
            )
            for column in range(first, last + 1):
                sides[row, column] |= _LEFT * (column > first) | _RIGHT * (column < last)
                if piece.seen:
                    seen.add((row, column))
        for before, after in pairwise((None, *line.pieces, None)):
            if before is not None and after is not None and before.last == after.first:
                _step(sides, scale.row(before.value), scale.row(after.value), timeline.column(after.first))
            else:
                ends |= {
                    (scale.row(piece.value), timeline.column(day))
                    for piece, day in _loose_ends(before, after)
                }
        for (row, column), leaving in sides.items():
            at = row, column
            beside = {(row, column - 1), (row, column + 1)}
            regular = leaving == _LEVEL and (column + 3 * number) % _LETTER_EVERY == 0 and not ends & beside
            alone = leaving in {_UP, _DOWN} or (not leaving & _UPRIGHT and not seen & beside)
            # What is dotted has no letter, unless nothing of the line was seen and it would have none at all.
            told = at in seen or (not seen and at in ends)
            cells[at].append(_Cell(number, leaving, at in seen, told and (regular or alone or at in ends)))
    return cells


def _loose_ends(before: Piece | None, after: Piece | None) -> Iterator[tuple[Piece, date]]:
    if before is not None:
        yield before, before.last
    if after is not None:
        yield after, after.first


def _step(sides: dict[tuple[int, int], int], start: int, end: int, column: int) -> None:
    """Go straight from one row to another."""
    low, high = sorted((start, end))
    for row in range(low, high + 1):
        sides[row, column] |= _UP * (row < high) | _DOWN * (row > low)


def _span(held: list[_Cell] | None, column: int, chart: Chart, *, unicode: bool) -> Span:
    if held is None:
        return Span(" ")
    several = len(chart.lines) > 1
    level = [cell for cell in held if cell.seen and cell.sides & _UPRIGHT == 0]
    if len(level) > 1:
        # Lines on top of each other take turns, by their letters.
        cell = level[column // 2 % len(level)]
        if column % 2 == 0:
            return Span(letter(cell.line), cell.line)
    else:
        cell = max(reversed(held), key=lambda each: (each.letter, each.seen))
        if several and cell.letter:
            return Span(letter(cell.line), cell.line)
    sides = 0
    for each in held:
        sides |= each.sides
    if sides in {_LEFT, _RIGHT, _LEVEL} and not any(each.seen for each in held):
        return Span("·" if unicode else ".", cell.line)
    return Span((_STROKES if unicode else _ASCII_STROKES)[sides], cell.line)


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Neighbours of one colour as one, without the blanks at the end."""
    while spans and spans[-1].text == " ":
        spans.pop()
    for line, group in groupby(spans, key=lambda span: span.line):
        yield Span("".join(span.text for span in group), line)


def _legend(chart: Chart, width: int) -> list[tuple[Span, ...]]:
    """Which letter is which model, as many on a line as fit; nothing where there is but one."""
    if len(chart.lines) == 1:
        return []
    legend: list[list[Span]] = [[]]
    room = width
    for number, line in enumerate(chart.lines):
        told = f"{letter(number)} {line.name}" + ("" if line.pieces else " (nothing to draw)")
        if number and len(told) + _GAP <= room:
            told = " " * _GAP + told
        elif number:
            legend.append([])
            room = width
        legend[-1].append(Span(told, number))
        room -= len(told)
    return [(), *map(tuple, legend)]
