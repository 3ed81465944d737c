"""Words in a vector drawing: how wide they are, nearly, and where there is room for them."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from llmcost.printable import printable
from llmcost.report.fit import cell_width, shorten
from llmcost.report.web.markup import element, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIZE = 12
"""Height of the letters in units of the drawing; the stylesheet says the same."""
_WIDE, _OF = 31, 50
"""What a letter takes of its height, with some to spare: fonts differ from machine to machine."""
_GAP = 3
_AWAY = 9
"""From the middle of a point to its label."""
_FAR = tuple(range(20, 200, 12))
"""How far a label with a line to its point may lie from it."""
_TILE = 24
_SHORTEST = 6
"""Characters of a name that are left at least."""


def text_width(text: str) -> int:
    """Units that a text takes at most in most fonts."""
    return -(-cell_width(printable(text)) * SIZE * _WIDE // _OF)


def shortened(text: str, width: int) -> str:
    """The text, cut in the middle where it would take more."""
    return shorten(printable(text), max(width * _OF // (SIZE * _WIDE), _SHORTEST), "…")


class Box(NamedTuple):
    """Room that something takes, in whole units."""

    left: int
    top: int
    right: int
    bottom: int

    def overlaps(self, other: Box) -> bool:
        """Whether both take the same room anywhere."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies within it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


class Side(NamedTuple):
    """Where a label lies, seen from its point: -1, 0 or 1 to the right, and down."""

    right: int
    down: int

    def box(self, point: tuple[int, int], size: tuple[int, int], distance: int) -> Box:
        """The room of a label of that size, so far away."""
        (x, y), (width, height) = point, size
        if self.right and self.down:
            # At a corner both distances add up to one.
            distance = distance * 7 // 10
        left = x + self.right * distance - (1 - self.right) * width // 2
        top = y + self.down * distance - (1 - self.down) * height // 2
        return Box(left, top, left + width, top + height)


_RIGHT, _LEFT, _ABOVE, _BELOW = Side(1, 0), Side(-1, 0), Side(0, -1), Side(0, 1)
SIDES = (_RIGHT, _LEFT, _ABOVE, _BELOW, Side(1, -1), Side(-1, -1), Side(1, 1), Side(-1, 1))
"""Where a label is tried, the best first."""


class Label(NamedTuple):
    """A text at a point, where it has room."""

    text: str
    point: tuple[int, int]
    box: Box
    side: Side
    has_leader: bool
    """Whether a line leads to its point, since it lies further away."""

    @property
    def near(self) -> tuple[int, int]:
        """Its place that is nearest to its point."""
        left, top, right, bottom = self.box
        return min(max(self.point[0], left), right), min(max(self.point[1], top), bottom)

    def draw(self, **attributes: str) -> Iterator[str]:
        """Its elements."""
        if self.has_leader:
            (x1, y1), (x2, y2) = self.point, self.near
            yield element("line", class_="leader", x1=x1, y1=y1, x2=x2, y2=y2)
        left, _, right, bottom = self.box
        # The text is narrower than its room: it begins or ends where its point is.
        anchor, x = {1: ("start", left), 0: ("middle", (left + right) // 2), -1: ("end", right)}[
            self.side.right
        ]
        yield words("text", self.text, x=x, y=bottom - 4, text_anchor=anchor, **attributes)


class _Taken:
    """Boxes, found by where they lie."""

    def __init__(self) -> None:
        self._by_tile: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for tile in _tiles(box):
            self._by_tile[tile].append(box)

    def is_free(self, box: Box) -> bool:
        return not any(box.overlaps(other) for tile in _tiles(box) for other in self._by_tile.get(tile, ()))


def _tiles(box: Box) -> Iterator[tuple[int, int]]:
    """The tiles of the drawing that a box touches."""
    across = range(box.left // _TILE, box.right // _TILE + 1)
    return product(across, range(box.top // _TILE, box.bottom // _TILE + 1))


class Placer:
    """Finds room for labels one after another."""

    def __init__(self, field: Box, taken: Iterable[Box] = ()) -> None:
        """Begin with what is taken already.

        Args:
            field: what no label leaves.
            taken: what none may cover.
        """
        self._field = field
        self._taken, self._labels = _Taken(), _Taken()
        self.keep_free(taken)

    def place(
        self, point: tuple[int, int], text: str, *, far: bool = True, sides: tuple[Side, ...] = SIDES
    ) -> Label | None:
        """A label beside its point; None where there is no room.

        Args:
            point: what it names.
            text: what it says.
            far: whether it may lie further away, with a line to its point.
            sides: where it is tried.
        """
        size = text_width(text) + _GAP, SIZE + _GAP
        for distance in (_AWAY, *(_FAR if far else ())):
            for side in sides:
                box = self._shifted(side.box(point, size, distance), side)
                if not self._is_free(box):
                    continue
                label = Label(text, point, box, side, has_leader=distance > _AWAY)
                leader = list(along(point, label.near, 1)) if label.has_leader else []
                if all(map(self._labels.is_free, leader)):
                    self._labels.add(box)
                    self.keep_free((box, *leader))
                    return label
        return None

    def keep_free(self, boxes: Iterable[Box]) -> None:
        """What no label may cover from now on."""
        for box in boxes:
            self._taken.add(box)

    def _is_free(self, box: Box) -> bool:
        return self._field.holds(box) and self._taken.is_free(box)

    def _shifted(self, box: Box, side: Side) -> Box:
        """The room; above and below a point it gives way to the edges of the field."""
        if side.right:
            return box
        shift = max(self._field.left - box.left, 0) - max(box.right - self._field.right, 0)
        return box._replace(left=box.left + shift, right=box.right + shift)


def along(start: tuple[int, int], end: tuple[int, int], wide: int = 3) -> Iterator[Box]:
    """The room that a straight line takes, in small pieces."""
    (left, top), (right, bottom) = start, end
    pieces = max(abs(right - left), abs(bottom - top)) // (2 * wide) + 1
    for number in range(pieces + 1):
        x = left + (right - left) * number // pieces
        y = top + (bottom - top) * number // pieces
        yield Box(x - wide, y - wide, x + wide, y + wide)
