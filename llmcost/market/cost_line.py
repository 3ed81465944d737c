"""A cost that rises evenly with a quantity, exact: what one set of rates comes to over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction


class CostLine(NamedTuple):
    """What a quantity costs at one set of rates."""

    base: Fraction
    """USD at a quantity of 0."""
    slope: Fraction
    """USD for each unit of the quantity."""

    def at(self, quantity: Fraction) -> Fraction:
        """USD at a quantity."""
        return self.base + self.slope * quantity

    def meets(self, other: CostLine) -> Fraction | None:
        """The quantity, of any sign, at which both cost the same; None where nowhere or everywhere."""
        if self.slope == other.slope:
            return None
        return (other.base - self.base) / (self.slope - other.slope)

    def is_never_above(self, other: CostLine, first: Fraction, last: Fraction | None) -> bool:
        """Whether it costs no more than the other from ``first`` to ``last``, or without end where None."""
        grows_no_faster = self.slope <= other.slope if last is None else self.at(last) <= other.at(last)
        return grows_no_faster and self.at(first) <= other.at(first)


class Segment(NamedTuple):
    """A part of an axis on which the same rates are in force."""

    first: Fraction
    last: Fraction | None
    """None: it goes on without end."""
    lines: tuple[CostLine, ...]
    """One for each hour with rates of its own; the dearest counts, as everywhere."""

    def cost(self, quantity: Fraction) -> Fraction:
        """USD at a quantity from ``first`` to ``last``."""
        return max(line.at(quantity) for line in self.lines)

    @property
    def growth(self) -> CostLine:
        """The line that is the dearest in the end, as the quantity grows."""
        return max(self.lines, key=lambda line: (line.slope, line.base))


def intersections(lines: Iterable[CostLine]) -> tuple[Fraction, ...]:
    """Every quantity at which two of the lines meet, ascending: between them their order stays the same."""
    each = tuple(dict.fromkeys(lines))
    return tuple(sorted(set(_meetings(each))))


def _meetings(lines: tuple[CostLine, ...]) -> Iterator[Fraction]:
    for number, line in enumerate(lines):
        for other in lines[:number]:
            met = line.meets(other)
            if met is not None:
                yield met
