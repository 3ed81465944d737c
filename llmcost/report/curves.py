"""Curves out of characters: what models cost over a quantity, with the quantities at which they cross."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from llmcost.money import format_usd_column, plain
from llmcost.report.chart import letter
from llmcost.report.drawing import Span
from llmcost.report.quantity_ticks import QuantityTicks
from llmcost.report.scale import HEIGHT, scale_for, scale_from_zero

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from llmcost.report.figure import Curve, Curves
    from llmcost.report.scale import Scale

    _Place = tuple[int, int]
    """Row from 0 at the bottom, and column."""

_NARROWEST = 8
_LETTER_EVERY = 8
_GAP = 3
_MOST_FROM_A_HEIGHT = 8
"""Costs that lie further apart than by this factor are shown with all the way down to 0."""


def draw_curves(curves: Curves, width: int, *, unicode: bool) -> list[tuple[Span, ...]]:
    """The lines of the drawing between its captions, legend included.

    A curve is drawn as dots with its letter among them, a jump as an upright line; where two lie on each
    other their letters take turns. None is wider than ``width`` unless that is hardly any.

    Args:
        curves: with at least one cost above 0.
        width: columns.
        unicode: whether it can be drawn with box characters.
    """
    scale = _scale(curves)
    labels = _labels(scale.ticks)
    gutter = max(map(len, labels))
    columns = max(_NARROWEST, width - gutter - 2)
    stretches = curves.curves[0].stretches
    ticks = QuantityTicks(stretches[0].start[0], stretches[-1].end[0], columns, curves.is_whole)
    cells = _cells(curves, scale, ticks)
    marks = {(scale.row(each.cost), ticks.column(each.at)) for each in curves.crossings}
    edge, at_tick, corner, floor, below, cross = "│┤└─┬◆" if unicode else "|++-+X"
    drawn = [*_caption(f"{curves.cost}, not from $0" if scale.ticks[0] else curves.cost, width)]
    for row in range(scale.rows - 1, -1, -1):
        tick, rest = divmod(row, scale.between)
        margin = Span(f"{'' if rest else labels[tick]:>{gutter}} {edge if rest else at_tick}")
        spans = [
            Span(cross) if (row, at) in marks else _span(cells.get((row, at)), at, unicode=unicode)
            for at in range(columns)
        ]
        drawn.append((margin, *_joined(spans)))
    told = ticks.told
    axis = "".join(below if column in told else floor for column in range(columns))
    drawn.append((Span(f"{'':{gutter}} {corner}{axis}"),))
    drawn.append((Span(" " * (gutter + 2) + ticks.labels),))
    drawn += _caption(curves.quantity, width)
    return [*drawn, (), *_legend(curves, width, cross if marks else "")]


def _scale(curves: Curves) -> Scale:
    """By equal steps, so that what is straight stays so, and down to 0 unless the costs lie close."""
    costs = [cost for curve in curves.curves for each in curve.stretches for _, cost in each]
    least, most = min(costs), max(costs)
    return scale_for(costs) if most <= least * _MOST_FROM_A_HEIGHT else scale_from_zero(most, HEIGHT)


def _labels(ticks: Sequence[Decimal]) -> list[str]:
    """Costs beside the axis: as short as others, or in full where those that lie close would look alike."""
    labels = format_usd_column(ticks, in_full=False)
    if len(set(labels)) == len(labels):
        return labels
    places = max(len(plain(tick).partition(".")[2]) for tick in ticks)
    return [f"${tick:,.{places}f}" for tick in ticks]


def _cells(curves: Curves, scale: Scale, ticks: QuantityTicks) -> dict[_Place, dict[int, bool]]:
    """What each cell holds: the curves that go through it, each with whether it goes straight up or down."""
    cells: dict[_Place, dict[int, bool]] = defaultdict(dict)
    for number, curve in enumerate(curves.curves):
        before: _Place | None = None
        for row, column in _places(curve, scale, ticks):
            if before is not None:
                low, high = sorted((before[0], row))
                for between in range(low + 1, high):
                    cells[between, column].setdefault(number, True)
            cells[row, column][number] = False
            before = row, column
    return cells


def _places(curve: Curve, scale: Scale, ticks: QuantityTicks) -> Iterator[_Place]:
    """The way of one curve from left to right, a place a column, two where it jumps."""
    for (first, low), (last, high) in curve.stretches:
        for column in range(ticks.column(first), ticks.column(last) + 1):
            at = min(max(ticks.quantity(column), first), last)
            yield scale.row(_between(at, (first, low), (last, high))), column


def _between(at: Decimal, start: tuple[Decimal, Decimal], end: tuple[Decimal, Decimal]) -> Decimal:
    if start[0] == end[0]:
        return end[1]
    return start[1] + (end[1] - start[1]) * (at - start[0]) / (end[0] - start[0])


def _span(held: dict[int, bool] | None, column: int, *, unicode: bool) -> Span:
    if not held:
        return Span(" ")
    flat = [number for number, is_upright in held.items() if not is_upright]
    if len(flat) > 1:
        number = flat[column % len(flat)]
        return Span(letter(number), number)
    if not flat:
        number = next(iter(held))
        return Span("│" if unicode else "|", number)
    number = flat[0]
    if (column + number * _LETTER_EVERY // 2) % _LETTER_EVERY == _LETTER_EVERY // 2:
        return Span(letter(number), number)
    return Span("·" if unicode else ".", number)


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Neighbours of one colour as one, without the blanks at the end."""
    while spans and spans[-1].text == " ":
        spans.pop()
    for line, group in groupby(spans, key=lambda span: span.line):
        yield Span("".join(span.text for span in group), line)


def _caption(text: str, width: int) -> list[tuple[Span, ...]]:
    """A caption, over as many lines as it needs."""
    import textwrap

    return [(Span(line),) for line in textwrap.wrap(text, max(width, _NARROWEST))]


def _legend(curves: Curves, width: int, cross: str) -> list[tuple[Span, ...]]:
    """Which letter is which model, on one line where that fits."""
    told = [Span(f"{letter(number)} {curve.name}", number) for number, curve in enumerate(curves.curves)]
    if cross:
        told.append(Span(f"{cross} break-even"))
    if sum(len(span.text) + _GAP for span in told) - _GAP > width:
        return [(span,) for span in told]
    return [(told[0], *(span._replace(text=" " * _GAP + span.text) for span in told[1:]))]
