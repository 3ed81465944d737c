"""Where names stand beside points, so that none runs into a point, another name or the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.report.fit import cell_width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    Spot = tuple[int, int]
    """Row, from 0 at the bottom, and column, from 0 at the left."""


_NEAR = 4
"""Columns within which a name stands near a point."""
_FIRST = 1
"""The first column of a name: before it stands the axis."""


class Label(NamedTuple):
    """A name at its place."""

    row: int
    column: int
    """Of its first character."""
    text: str
    width: int
    """Columns that it takes."""

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + self.width

    @property
    def covers(self) -> frozenset[Spot]:
        """The places that it takes, with a blank on both sides."""
        return frozenset((self.row, column) for column in range(self.column - 1, self.end + 1))


class Placed(NamedTuple):
    """Names at their places, and those for which there is none."""

    labels: tuple[Label, ...]
    homeless: Mapping[Spot, tuple[str, ...]]
    """The names without a place by their point, from the left on."""


def place_labels(
    names: Sequence[tuple[Spot, str]],
    taken: Collection[Spot],
    *,
    rows: int,
    columns: int,
    line: Collection[Spot] = frozenset(),
) -> Placed:
    """Find a place around its point for each name, or for its part behind the slash, one after the other.

    Above and to the left of a point on a frontier there is no other, so those places are tried first. A
    blank stays free on both sides, and between it and the axis on the left; a name above or below its point
    keeps away from the points of other names, so that it is not taken for one of theirs. A line is covered
    only where there is no other place.

    Args:
        names: each with its point, in the order in which they choose.
        taken: all points.
        rows: of the field.
        columns: of the field.
        line: what a line takes.
    """
    labels: list[Label] = []
    homeless: dict[Spot, list[str]] = {}
    named = {spot for spot, _ in names}
    for spot, name in names:
        places = [
            each
            for each in _places(spot, name, named, rows=rows, columns=columns)
            if _is_free(each, taken, labels, columns)
        ]
        label = next((each for each in places if each.covers.isdisjoint(line)), next(iter(places), None))
        if label is None:
            homeless.setdefault(spot, []).append(name)
        else:
            labels.append(label)
    return Placed(tuple(labels), {spot: tuple(homeless[spot]) for spot in sorted(homeless, key=_from_left)})


def _places(spot: Spot, name: str, named: Collection[Spot], *, rows: int, columns: int) -> Iterator[Label]:
    """Where a name may stand, the best first."""
    others = frozenset(named) - {spot}
    for text in _forms(name):
        yield from _beside(spot, text)
        for place in _around(spot, text, columns):
            if 0 <= place.row < rows and not _is_near(place, others):
                yield place


def _from_left(spot: Spot) -> tuple[int, int]:
    return spot[1], spot[0]


def _forms(name: str) -> Iterator[str]:
    """The name, and without its author."""
    yield name
    author, slash, slug = name.partition("/")
    if author and slash and slug:
        yield slug


def _beside(spot: Spot, text: str) -> Iterator[Label]:
    """The places for a text in the row of its point, the better one first."""
    row, column = spot
    width = cell_width(text)
    yield Label(row, column - 1 - width, text, width)
    yield Label(row, column + 2, text, width)


def _around(spot: Spot, text: str, columns: int) -> Iterator[Label]:
    """The places for a text above and below its point, the best first, all within the columns."""
    row, column = spot
    width = cell_width(text)
    for other in (row + 1, row - 1):
        for start in (column - width + 1, column - 1 - width, column - width // 2, column, column + 2):
            yield Label(other, max(_FIRST, min(start, columns - width)), text, width)


def _is_free(label: Label, taken: Collection[Spot], labels: Collection[Label], columns: int) -> bool:
    """Whether a label is within the field and leaves a blank to everything else in its row."""
    if label.column < _FIRST or label.end > columns:
        return False
    if not label.covers.isdisjoint(taken):
        return False
    return not any(
        label.row == other.row and label.column <= other.end and other.column <= label.end for other in labels
    )


def _is_near(label: Label, spots: Collection[Spot]) -> bool:
    """Whether a label stands in the row of one of these points, and near it."""
    return any(
        row == label.row and label.column - _NEAR <= column < label.end + _NEAR for row, column in spots
    )
