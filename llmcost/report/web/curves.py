"""Costs over a quantity as lines of a vector drawing, marked where another becomes the cheapest."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from llmcost.money import ROUNDED, format_usd, format_usd_column, plain
from llmcost.report.chart import letter
from llmcost.report.scale import scale_from_zero
from llmcost.report.web.axis import gutter, level, scale_axis, upright, value_axis
from llmcost.report.web.label import Box, Placer, along
from llmcost.report.web.legend import Entry, legend
from llmcost.report.web.markup import coordinate, element, words
from llmcost.report.web.vector import INKS, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.report.figure import Curve, Curves
    from llmcost.report.web.axis import Axis

_HEIGHT = 330
_TOP, _BELOW = 34, 46
_TICKS = 10
_TICK = 76
_DASHES = (None, "9 4", "3 4", "12 4 3 4", "6 3 1 3", "1 4")
"""So that lines are told apart without their colours."""


def draw_curves(curves: Curves, width: int) -> Vector:
    """The drawing, its captions within it.

    Args:
        curves: with at least one stretch each.
        width: units.
    """
    ends = [end for curve in curves.curves for each in curve.stretches for end in each]
    # All of them may be free.
    scale = scale_from_zero(max(cost for _, cost in ends) or Decimal(1), _TICKS)
    labels = format_usd_column(scale.ticks, in_full=False)
    field = Box(gutter(labels), _TOP, width - 24, _HEIGHT - _BELOW)
    costs = scale_axis(scale, field.bottom, field.top, labels)
    low, high = min(at for at, _ in ends), max(at for at, _ in ends)
    across = value_axis(low, high, (field.left, field.right), quantity, _TICK)
    if curves.is_whole:
        # Round steps of less than 1 meet all whole quantities.
        whole = tuple(tick for tick in across.ticks if not tick.value % 1)
        across = across._replace(ticks=whole)
    placer = Placer(Box(field.left, _TOP - 20, width, field.bottom))
    for curve in curves.curves:
        placer.keep_free(_room(curve, across, costs))
    body = [
        words("text", curves.cost, class_="caption", x=0, y=13),
        *upright(costs, field),
        *level(across, field, width),
        words("text", curves.quantity, class_="caption", x=field.right, y=_HEIGHT - 8, text_anchor="end"),
        *(
            element("g", *_curve(curve, number, across, costs), class_=_ink(number))
            for number, curve in enumerate(curves.curves)
        ),
        *_letters(curves, across, costs, placer),
        *_crossings(curves, across, costs, placer),
    ]
    entries = [_entry(number, curve) for number, curve in enumerate(curves.curves)]
    if curves.crossings:
        entries.append(Entry(_RING, "break-even"))
    drawn, height = legend(entries, width, _HEIGHT)
    names = ", ".join(curve.name for curve in curves.curves)
    title = f"{curves.cost} of {names} by {curves.quantity[:1].lower()}{curves.quantity[1:]}"
    return Vector(width, height, title, _told(curves), tuple(body) + tuple(drawn))


_RING = element("circle", class_="crossing", cx=12, cy=0, r=5)


def quantity(value: Decimal) -> str:
    """A quantity to at most four digits behind its first, with separators."""
    places = max(0, 3 - value.adjusted()) if value else 0
    rounded = value.quantize(Decimal(1).scaleb(-places), context=ROUNDED)
    whole, _, rest = plain(rounded).partition(".")
    return f"{int(whole):,}{'.' if rest else ''}{rest}"


def _ink(number: int) -> str:
    return f"ink{number % INKS}"


def _spot(end: tuple[Decimal, Decimal], across: Axis, costs: Axis) -> tuple[int, int]:
    return int(across.at(end[0])), int(costs.at(end[1]))


def _room(curve: Curve, across: Axis, costs: Axis) -> Iterator[Box]:
    """The room that a line takes."""
    for each in curve.stretches:
        yield from along(_spot(each.start, across, costs), _spot(each.end, across, costs))


def _curve(curve: Curve, number: int, across: Axis, costs: Axis) -> Iterator[str]:
    yield words("title", curve.name)

    def spot(end: tuple[Decimal, Decimal]) -> str:
        return f"{coordinate(across.at(end[0]))} {coordinate(costs.at(end[1]))}"

    path = "".join(f"M{spot(each.start)}L{spot(each.end)}" for each in curve.stretches)
    yield element("path", class_="line", d=path, stroke_dasharray=_DASHES[number % len(_DASHES)])
    pairs = pairwise(curve.stretches)
    jumps = [f"M{spot(old.end)}L{spot(new.start)}" for old, new in pairs if old.end != new.start]
    if jumps:
        yield element("path", class_="jump", d="".join(jumps))


def _letters(curves: Curves, across: Axis, costs: Axis, placer: Placer) -> Iterator[str]:
    for number, curve in enumerate(curves.curves):
        label = placer.place(_spot(curve.stretches[-1].end, across, costs), letter(number))
        if label is not None:
            yield from label.draw(class_=f"letter {_ink(number)}")


def _crossings(curves: Curves, across: Axis, costs: Axis, placer: Placer) -> Iterator[str]:
    for at, cost, name in curves.crossings:
        x, y = across.at(at), costs.at(cost)
        told = f"{name}: {format_usd(cost)}"
        yield element("line", class_="leader", x1=x, x2=x, y1=y, y2=costs.start)
        yield element("circle", words("title", told), class_="crossing", cx=x, cy=y, r=5)
        label = placer.place(_spot((at, cost), across, costs), told)
        if label is not None:
            yield from label.draw(class_="name front")


def _entry(number: int, curve: Curve) -> Entry:
    dashes = _DASHES[number % len(_DASHES)]
    sample = element(
        "g",
        element("line", class_="line", x1=0, x2=14, y1=0, y2=0, stroke_dasharray=dashes),
        words("text", letter(number), class_="letter", x=21, y=4, text_anchor="middle"),
        class_=_ink(number),
    )
    return Entry(sample, curve.name)


def _told(curves: Curves) -> str:
    """What can be seen, in words."""
    ends = []
    for curve in curves.curves:
        (first, start), (last, end) = curve.stretches[0].start, curve.stretches[-1].end
        ends.append(
            f"{curve.name}: {format_usd(start)} at {quantity(first)}, {format_usd(end)} at {quantity(last)}"
        )
    places = " and ".join(f"{each.label} ({format_usd(each.cost)})" for each in curves.crossings)
    told = f"Break-even at {places}" if places else "No break-even"
    return f"{'; '.join(ends)}. {told}."
