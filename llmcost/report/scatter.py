"""A scatter chart out of characters: models by cost, on a scale of factors, and by intelligence."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import ROUNDED, plain
from llmcost.report.drawing import Span
from llmcost.report.fit import cell_width, shorten
from llmcost.report.labels import place_labels
from llmcost.report.level_axis import level_axis
from llmcost.report.log_axis import log_axis, tick_label
from llmcost.report.staircase import staircase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from llmcost.report.figure import Point, Scatter
    from llmcost.report.labels import Placed, Spot
    from llmcost.report.level_axis import LevelAxis
    from llmcost.report.log_axis import LogAxis

_LETTERS = ascii_uppercase + ascii_lowercase
_NARROWEST = 8
_LOWEST, _HIGHEST = 12, 24
_COLUMNS_PER_ROW = 4
_LEAST_RANGE = Decimal(5)
"""The upright axis spans so many points at least."""
_MARGIN = 1
"""Columns between the axis and the first point, and behind the last."""
_GAP = 2
_COLOUR = 0
"""Of what is on the frontier."""


class _Signs(NamedTuple):
    """The characters of a drawing."""

    best: str
    other: str
    axis: str
    """The upright axis, with and without a tick; its corner; the floor, without and with a tick."""
    line: str
    """Of the frontier: level, up, and where it turns."""
    ellipsis: str


_UNICODE, _ASCII = _Signs("●", "·", "┤│└─┬", "─│┘", "…"), _Signs("*", ".", "+|+-+", "-|+", "...")


class _Mark(NamedTuple):
    """A text at its place in a row."""

    column: int
    text: str
    line: int | None
    width: int


def draw_scatter(scatter: Scatter, width: int, *, unicode: bool) -> list[tuple[Span, ...]]:
    """The lines of the drawing, legend included, none wider than ``width`` unless that is hardly any.

    Args:
        scatter: with at least one point on the frontier.
        width: columns.
        unicode: whether it can be drawn with box characters.
    """
    signs = _UNICODE if unicode else _ASCII
    levels = _levels(scatter.points, min(max(_LOWEST, width // _COLUMNS_PER_ROW), _HIGHEST))
    told = [levels.tick(row) for row in range(levels.rows)]
    labels = ["" if tick is None else plain(tick) for tick in told]
    gutter = max(map(len, labels))
    columns = max(_NARROWEST, width - gutter - 2)
    axis = log_axis([point.cost for point in scatter.points])
    spots = [(levels.row(point.intelligence), _column(point.cost, axis, columns)) for point in scatter.points]
    frontier = [
        (spot, point.name) for spot, point in zip(spots, scatter.points, strict=True) if point.on_frontier
    ]
    best = frozenset(spot for spot, _ in frontier)
    line = dict(staircase(best, columns))
    placed = place_labels(frontier, frozenset(spots), rows=levels.rows, columns=columns, line=line)
    letters = dict(zip(placed.homeless, _LETTERS, strict=False))
    covered = frozenset(spots).union(*(label.covers for label in placed.labels))
    free = {spot: piece for spot, piece in line.items() if spot not in covered}
    marks = [*_marks(spots, best, placed, letters, signs), *_line(free, signs)]
    edge, side, corner, floor, mark = signs.axis[0], *signs.axis[1:]
    drawn: list[tuple[Span, ...]] = [(Span("Intelligence"),)]
    # The uppermost row has no point, and maybe no name.
    for row in range(max(levels.rows - 2, *(at for at, _ in marks)), -1, -1):
        margin = Span(f"{labels[row]:>{gutter}} {edge if labels[row] else side}")
        drawn.append((margin, *_row([each for at, each in marks if at == row])))
    ticks = {
        _column(tick, axis, columns): tick_label(tick)
        for tick in axis.ticks(lambda amounts: _have_room(amounts, axis, columns))
    }
    ground = "".join(mark if column in ticks else floor for column in range(columns))
    drawn.append((Span(f"{'':{gutter}} {corner}{ground}"),))
    drawn.append((Span(f"{'':{gutter + 2}}{_under(ticks, columns)}".rstrip()),))
    drawn += [(Span(part),) for part in _wrapped(scatter.what, width)]
    return [*drawn, (), *_legend(scatter, placed, letters, width, signs)]


def _levels(points: Iterable[Point], height: int) -> LevelAxis:
    """The upright axis: from the least intelligent to the most, not from 0."""
    values = [point.intelligence for point in points]
    least, most = min(values), max(values)
    if most - least < _LEAST_RANGE:
        least = max(Decimal(0), least - (_LEAST_RANGE - (most - least)) / 2)
        most = max(most, least + _LEAST_RANGE)
    return level_axis(least, most, height)


def _column(cost: Decimal, axis: LogAxis, columns: int) -> int:
    share = ROUNDED.multiply(axis.share(cost), Decimal(columns - 1 - 2 * _MARGIN))
    return _MARGIN + int(share.to_integral_value())


def _marks(
    spots: Iterable[Spot], best: Collection[Spot], placed: Placed, letters: dict[Spot, str], signs: _Signs
) -> Iterator[tuple[int, _Mark]]:
    """Everything that is drawn in the field, each with its row; one sign where points coincide."""
    for spot in set(spots):
        row, column = spot
        sign = letters.get(spot, signs.best) if spot in best else signs.other
        yield row, _Mark(column, sign, _COLOUR if spot in best else None, 1)
    for label in placed.labels:
        yield label.row, _Mark(label.column, label.text, _COLOUR, label.width)


def _line(pieces: Mapping[Spot, int], signs: _Signs) -> Iterator[tuple[int, _Mark]]:
    """What is seen of the line through the frontier, each stretch of a row as one."""
    numbered = enumerate(sorted(pieces))
    for (row, _), run in groupby(numbered, key=lambda each: (each[1][0], each[1][1] - each[0])):
        spots = [spot for _, spot in run]
        text = "".join(signs.line[pieces[spot]] for spot in spots)
        yield row, _Mark(spots[0][1], text, _COLOUR, len(text))


def _row(marks: list[_Mark]) -> Iterator[Span]:
    end = 0
    for mark in sorted(marks):
        if mark.column > end:
            yield Span(" " * (mark.column - end))
        yield Span(mark.text, mark.line)
        end = mark.column + mark.width


def _have_room(amounts: Collection[Decimal], axis: LogAxis, columns: int) -> bool:
    """Whether the labels of these amounts stand apart below the axis."""
    end = -_GAP
    for amount in sorted(amounts):
        label = tick_label(amount)
        start = _start(label, _column(amount, axis, columns), columns)
        if start < end + _GAP:
            return False
        end = start + len(label)
    return True


def _start(label: str, column: int, columns: int) -> int:
    """Where a label stands that is centred below its tick, within the field."""
    return max(0, min(column - len(label) // 2, columns - len(label)))


def _under(ticks: dict[int, str], columns: int) -> str:
    line = ""
    for column, label in sorted(ticks.items()):
        line = line.ljust(_start(label, column, columns)) + label
    return line


def _legend(
    scatter: Scatter, placed: Placed, letters: dict[Spot, str], width: int, signs: _Signs
) -> Iterator[tuple[Span, ...]]:
    """What the signs say, then the names that found no place, as many on a line as fit."""
    best = sum(point.on_frontier for point in scatter.points)
    others = len(scatter.points) - best
    told = _of(best, scatter.free_on_frontier)
    entries: list[tuple[str, int | None]] = [(f"{signs.best} on the frontier ({told})", _COLOUR)]
    if others:
        told = _of(others, scatter.free_beside)
        entries.append((f"{signs.other} beaten by another ({told})", None))
    yield from _flowing(entries, width, signs)
    named = [
        (f"{letters.get(spot, signs.best)} {name}", _COLOUR)
        for spot, names in placed.homeless.items()
        for name in names
    ]
    yield from _flowing(named, width, signs)


def _of(drawn: int, free: int) -> str:
    """How many there are, and where some are free, of how many."""
    return f"{drawn:,} of {drawn + free:,}" if free else f"{drawn:,}"


def _flowing(
    entries: Iterable[tuple[str, int | None]], width: int, signs: _Signs
) -> Iterator[tuple[Span, ...]]:
    line: list[Span] = []
    room = width
    for entry, colour in entries:
        text = shorten(entry, width, signs.ellipsis)
        if line and cell_width(text) + _GAP <= room:
            text = " " * _GAP + text
        elif line:
            yield tuple(line)
            line, room = [], width
        line.append(Span(text, colour))
        room -= cell_width(text)
    if line:
        yield tuple(line)


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_on_hyphens=False)
