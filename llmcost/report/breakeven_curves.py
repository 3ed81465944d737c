"""Both costs of a comparison over one quantity as a figure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from llmcost.market.cost_line import intersections
from llmcost.report.breakeven_units import (
    COSTS,
    QUANTITIES,
    decimal_of,
    quantity_in_short,
    quantity_with_unit,
    told_quantity,
)
from llmcost.report.figure import Crossing, Curve, Curves, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from llmcost.catalog.model import Model
    from llmcost.market.breakeven import Contest
    from llmcost.market.cost_line import Segment


def curves_of(contest: Contest, models: tuple[Model, Model]) -> Curves | None:
    """What both models cost, as far as the axis is shown; None where there is nothing to draw."""
    if not contest.segments or contest.segments[0][0].first == contest.shown:
        return None
    segments = [pair for pair in contest.segments if pair[0].first <= contest.shown]
    drawn = tuple(
        Curve(model.id, tuple(_stretches([pair[number] for pair in segments], contest)))
        for number, model in enumerate(models)
    )
    if not any(cost for curve in drawn for each in curve.stretches for _, cost in each):
        return None
    # At the quantities of the table: of sizes the first whole one.
    crossings = tuple(
        Crossing(
            told_quantity(contest.over, point.at),
            decimal_of(min(point.costs)),
            quantity_with_unit(contest.over, point.at),
        )
        for point in contest.points
        if point.is_breakeven
    )
    quantity = QUANTITIES[contest.over] + _cut(contest)
    return Curves(quantity, COSTS[contest.over], drawn, crossings, contest.is_whole)


def _cut(contest: Contest) -> str:
    """Up to where it is drawn, where there is more."""
    last = contest.segments[-1][0].last
    if last is None or last <= contest.shown:
        return ""
    shown, whole = (quantity_in_short(contest.over, each) for each in (contest.shown, last))
    return f", drawn up to {shown} of {whole}"


def _stretches(segments: list[Segment], contest: Contest) -> Iterator[Stretch]:
    """The straight pieces of one cost. A part of the axis is drawn from where the last one ended."""
    for number, segment in enumerate(segments):
        first = segment.first if number == 0 else segment.first - 1
        last = contest.shown if segment.last is None else min(segment.last, contest.shown)
        corners = [first, *(at for at in intersections(segment.lines) if first < at < last), last]
        for start, end in pairwise(corners):
            yield Stretch(_place(start, segment, contest), _place(end, segment, contest))


def _place(quantity: Fraction, segment: Segment, contest: Contest) -> tuple[Decimal, Decimal]:
    return told_quantity(contest.over, quantity), decimal_of(segment.cost(quantity))
