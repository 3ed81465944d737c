"""The line through a frontier out of characters: what money buys, until the next model can be paid."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from llmcost.report.labels import Spot

LEVEL, UP, CORNER = range(3)
"""The pieces of a line."""


def staircase(points: Collection[Spot], columns: int) -> Iterator[tuple[Spot, int]]:
    """The line from point to point, and from the last one to the end: its pieces with their places.

    Args:
        points: those of the frontier, each row and column; those further to the right are no lower.
        columns: of the field.
    """
    ordered = sorted(set(points), key=lambda spot: (spot[1], spot[0]))
    for (row, column), (upper, end) in pairwise(ordered):
        yield from (((row, each), LEVEL) for each in range(column + 1, end))
        if upper > row and end > column:
            yield (row, end), CORNER
        yield from (((each, end), UP) for each in range(row + 1, upper))
    row, column = ordered[-1]
    yield from (((row, each), LEVEL) for each in range(column + 1, columns))
