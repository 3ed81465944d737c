"""What is drawn below a table, before it is drawn: as characters, or as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Piece(NamedTuple):
    """A price that stayed the same from one day to another."""

    first: date
    last: date
    value: Decimal
    """USD per million tokens."""
    seen: bool
    """Whether it was seen at both ends; else it was in force from the one on as far as is known."""


class Line(NamedTuple):
    """The price of one model over time."""

    name: str
    pieces: tuple[Piece, ...]
    """In order of time, none overlapping; one that begins where the last ended follows it in a step."""


class Chart(NamedTuple):
    """Prices over time, to be drawn. At least one line has a piece."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> date:
        """The first day of any piece."""
        return min(piece.first for line in self.lines for piece in line.pieces)

    @property
    def last(self) -> date:
        """The last day of any piece."""
        return max(piece.last for line in self.lines for piece in line.pieces)


class Amount(NamedTuple):
    """What one day came to."""

    day: date
    value: Decimal | None
    """USD, 0 or more. None: not known."""


class Histogram(NamedTuple):
    """Amounts of successive days, to be drawn as upright bars."""

    what: str
    """What they are, as a caption begins: ``Cost``."""
    where: str
    """The time zone of the days."""
    amounts: tuple[Amount, ...]
    """Each day from the first to the last; at least one is above 0."""


class Point(NamedTuple):
    """One model between what it costs and how intelligent it is."""

    name: str
    cost: Decimal
    """USD, above 0."""
    intelligence: Decimal
    """Artificial Analysis' intelligence index, from 0."""
    on_frontier: bool
    """Whether no other model is at least as good at both and better at one."""


class Scatter(NamedTuple):
    """Models by cost, on a scale of factors, and by intelligence. At least one is on the frontier."""

    what: str
    """What the cost is of, as a caption begins: ``Blended rate, USD per 1M tokens``."""
    points: tuple[Point, ...]
    free_on_frontier: int = 0
    """How many more on the frontier are free, and have no place on such a scale."""
    free_beside: int = 0
    """How many more of the others are free."""


class Stretch(NamedTuple):
    """A straight piece of a curve, from one end to the other."""

    start: tuple[Decimal, Decimal]
    """Quantity and cost in USD, both 0 or more."""
    end: tuple[Decimal, Decimal]


class Curve(NamedTuple):
    """The cost of one model over a quantity."""

    name: str
    stretches: tuple[Stretch, ...]
    """In order of quantity. Where one does not begin where the last ended, the cost jumps."""


class Crossing(NamedTuple):
    """Where another curve becomes the cheapest."""

    at: Decimal
    """Its quantity."""
    cost: Decimal
    """USD."""
    label: str
    """The quantity in words, with its unit."""


class Curves(NamedTuple):
    """Costs over a quantity. All curves go from the same quantity to the same."""

    quantity: str
    """What lies along the axis: ``Input tokens for each output token``."""
    cost: str
    """What lies up the axis: ``USD per request``."""
    curves: tuple[Curve, ...]
    crossings: tuple[Crossing, ...] = ()
    """Ascending, none beyond the curves."""
    is_whole: bool = False
    """Whether there are only whole quantities."""


Figure = Chart | Histogram | Scatter | Curves
