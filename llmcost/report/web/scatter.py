"""Models by cost and intelligence as points of a vector drawing, the frontier among them marked."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from llmcost.money import ZERO, format_usd, plain
from llmcost.report.chart import letter
from llmcost.report.web.axis import factor_axis, gutter, level, upright, value_axis
from llmcost.report.web.label import SIDES, Box, Placer, Side, along, shortened
from llmcost.report.web.legend import Entry, legend
from llmcost.report.web.markup import coordinate, element, words
from llmcost.report.web.vector import Vector
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from llmcost.report.figure import Point, Scatter
    from llmcost.report.web.axis import Axis
    from llmcost.report.web.label import Label

_TALL = 460
_NARROW = 500
_TOP, _BELOW = 40, 46
_TICK = 44
_DOT = 6
"""Half of what a point keeps clear of labels."""
_NAMED = 16
"""Models beside the frontier that are named at most, where there is width; all tell it when pointed at."""
_FRONT_TRIED, _OTHERS_TRIED = 60, 300
"""Models for whose names room is looked for at most: of thousands, hardly one more would find any."""

_UPWARD = (Side(-1, 0), Side(-1, -1), Side(0, -1))
"""What lies left of the frontier, and above it, is empty."""

_DIAMOND = "M12 -6L18 0L12 6L6 0Z"


def draw_scatter(scatter: Scatter, width: int) -> Vector:
    """The drawing, its captions within it.

    Args:
        scatter: with at least one point on the frontier.
        width: units.
    """
    points = sorted(scatter.points, key=lambda point: (point.cost, -point.intelligence, point.name))
    height = _TALL
    values = [point.intelligence for point in points]
    spare = (max(values) - min(values)) / 12 or Decimal(1)
    least = max(min(values) - spare, ZERO)
    field = Box(gutter(["100"]), _TOP, width - 10, height - _BELOW)
    levels = value_axis(least, max(values) + spare, (field.bottom, field.top), plain, _TICK)
    costs = factor_axis([point.cost for point in points], field.left, field.right)
    front = [point for point in points if point.on_frontier]
    others = [point for point in points if not point.on_frontier]
    body = [
        words("text", "Intelligence index", class_="caption", x=0, y=13),
        *upright(levels, field),
        *level(costs, field, width),
        words("text", scatter.what, class_="caption", x=field.right, y=height - 8, text_anchor="end"),
        _staircase(front, costs, levels, field),
        *(_mark(point, costs, levels) for point in (*others, *front)),
    ]
    spots = {point: (int(costs.at(point.cost)), int(levels.at(point.intelligence))) for point in points}
    # Where it is narrow, letters stand for the names, which are told below.
    letters = {point: letter(number) for number, point in enumerate(front)} if width < _NARROW else {}
    for point, label in place_names(points, spots, field, letters):
        body += label.draw(class_="name front" if point.on_frontier else "name")
    told = [Entry(element("path", class_="front", d=_DIAMOND), "frontier: no other beats it on both")]
    if others:
        told.append(Entry(element("circle", class_="other", cx=12, cy=0, r=4), "another model"))
    told += [
        Entry(words("text", each, class_="name front", x=8, y=4), point.name)
        for point, each in letters.items()
    ]
    drawn, height = legend(told, width, height)
    title = f"{scatter.what}, and intelligence of {count_of(len(points), 'model')}"
    names = ", ".join(map(_told, front))
    beside = f" {count_of(len(others), 'other model')} beside it." if others else ""
    description = f"On the frontier, cheapest first: {names}.{beside}"
    return Vector(width, height, title, description, (*body, *drawn))


def _told(point: Point) -> str:
    return f"{point.name}: {format_usd(point.cost)}, intelligence {plain(point.intelligence)}"


def _mark(point: Point, costs: Axis, levels: Axis) -> str:
    x, y, told = costs.at(point.cost), levels.at(point.intelligence), words("title", _told(point))
    if point.on_frontier:
        left, right, upper, lower = map(coordinate, (x - _DOT, x + _DOT, y - _DOT, y + _DOT))
        middle, beside = coordinate(x), coordinate(y)
        path = f"M{middle} {upper}L{right} {beside}L{middle} {lower}L{left} {beside}Z"
        return element("path", told, class_="front", d=path)
    return element("circle", told, class_="other", cx=x, cy=y, r=4)


def _staircase(front: Sequence[Point], costs: Axis, levels: Axis, field: Box) -> str:
    """The line through the frontier: what money buys stays the same until the next model can be paid."""
    path = f"M{coordinate(costs.at(front[0].cost))} {field.bottom}"
    for point in front:
        path += f"H{coordinate(costs.at(point.cost))}V{coordinate(levels.at(point.intelligence))}"
    return element("path", class_="frontier", d=f"{path}H{field.right}")


def place_names(
    points: Sequence[Point],
    spots: Mapping[Point, tuple[int, int]],
    field: Box,
    letters: Mapping[Point, str],
) -> Iterator[tuple[Point, Label]]:
    """Names of the frontier, with lines where they lie further away, and of others where there is room.

    Args:
        points: cheapest first.
        spots: where each lies.
        field: what no name leaves.
        letters: what stands for the names of the frontier; none of the others are named then.
    """
    front = [point for point in points if point.on_frontier]
    taken = [Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in spots.values()]
    taken += _frontier_room([spots[point] for point in front], field)
    placer = Placer(field._replace(top=20), taken)
    names = letters or _names(points)
    width = field.right - field.left
    # The most intelligent are named first: they lie closest together.
    for point in front[:: -((len(front) - 1) // _FRONT_TRIED + 1)]:
        name = shortened(names[point], width // 2)
        label = (
            placer.place(spots[point], name, far=False, sides=(*_UPWARD, *SIDES))
            or placer.place(spots[point], name, sides=_UPWARD[1:])
            or placer.place(spots[point], name)
        )
        if label is not None:
            yield point, label
    # A name above the line would look like one of the frontier.
    placer.keep_free(_beyond([spots[point] for point in front], field))
    others = [point for point in points if not point.on_frontier]
    left = 0 if letters else _NAMED
    for point in sorted(others, key=lambda point: -point.intelligence)[:_OTHERS_TRIED]:
        if left and (label := placer.place(spots[point], shortened(names[point], width // 4), far=False)):
            left -= 1
            yield point, label


def _frontier_room(spots: Sequence[tuple[int, int]], field: Box) -> Iterator[Box]:
    """The room that the line through the frontier takes."""
    (first, lowest), (last, highest) = spots[0], spots[-1]
    yield from along((first, field.bottom), (first, lowest))
    for (left, lower), (right, upper) in pairwise(spots):
        yield from along((left, lower), (right, lower))
        yield from along((right, lower), (right, upper))
    yield from along((last, highest), (field.right, highest))


def _beyond(spots: Sequence[tuple[int, int]], field: Box) -> Iterator[Box]:
    """The room above the line through the frontier."""
    ends = [left for left, _ in spots[1:]]
    for (left, top), right in zip(spots, (*ends, field.right), strict=True):
        yield Box(left, field.top, right, top)


def _names(points: Sequence[Point]) -> dict[Point, str]:
    """What a point is called: its id without the author, unless another's is the same."""
    short = {point: point.name.partition("/")[2] or point.name for point in points}
    often = Counter(short.values())
    return {point: name if often[name] == 1 else point.name for point, name in short.items()}
