"""Which of two costs is the lower one, interval by interval, and where that changes, exact."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from llmcost.market.cost_line import intersections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.market.cost_line import Segment

    Segments = tuple[Segment, Segment]
    """The same part of the axis for both costs."""

_ZERO = Fraction()
_HALF = Fraction(1, 2)


class Interval(NamedTuple):
    """A part of the axis on which one of the two is cheaper throughout, or neither is."""

    start: Fraction
    end: Fraction | None
    """None: it goes on without end. Of a whole quantity the last one; else where the next interval starts."""
    cheaper: int | None
    """0 or 1: which of the two; None: they cost the same."""
    least: Fraction
    """The smallest share of the dearer one's cost that the cheaper one saves, 0 to 1; the ends count too."""
    most: Fraction
    """The largest; of an interval without end the one that it nears may be it."""

    @property
    def is_point(self) -> bool:
        """Whether it is a single quantity."""
        return self.start == self.end


class Crossing(NamedTuple):
    """Where the cheaper one changes, or both come to cost the same."""

    at: Fraction
    """The quantity; of whole quantities it can lie between two of them. Of a jump the first one behind it."""
    cost: Fraction
    """USD of the cheaper one there."""
    kind: str
    """``crossing``: the costs are the same there; ``jump``: rates change there; ``touch``: the costs are the
    same there alone, and the same one is cheaper before and after."""


class _Piece(NamedTuple):
    """A stretch between two intersections, or one of them, on which the order stays the same."""

    start: Fraction
    end: Fraction | None
    cheaper: int | None
    segments: Segments


def intervals_of(segments: Sequence[Segments], *, whole: bool) -> tuple[Interval, ...]:
    """The intervals of an axis, exhausting it.

    Args:
        segments: of both costs, over the same parts of the axis, in order; one where any quantity counts.
        whole: whether only whole quantities count; then each part ends before the next begins.
    """
    pieces = [piece for pair in segments for piece in _pieces(pair, whole=whole)]
    if not whole:
        pieces = list(_without_crossings(pieces))
    return tuple(_interval(list(group)) for _, group in groupby(pieces, key=lambda piece: piece.cheaper))


def crossings_of(
    segments: Sequence[Segments], intervals: Sequence[Interval], *, whole: bool
) -> tuple[Crossing, ...]:
    """Where one interval gives way to the next, each quantity once, ascending."""
    meetings = [_meeting(segments, *pair, whole=whole) for pair in pairwise(intervals)]
    crossings = []
    for at, group in groupby(zip(meetings, pairwise(intervals), strict=True), key=lambda each: each[0]):
        sides = [pair for _, pair in group]
        before, after = sides[0][0], sides[-1][1]
        quantity, is_jump = at
        # A point at an end of the axis has nothing on its other side.
        touches = before.cheaper == after.cheaper or _is_even(before) or _is_even(after)
        kind = "jump" if is_jump else "touch" if touches else "crossing"
        crossings.append(Crossing(quantity, min(costs_at(segments, quantity)), kind))
    return tuple(crossings)


def costs_at(segments: Sequence[Segments], quantity: Fraction) -> tuple[Fraction, Fraction]:
    """Both costs in USD at a quantity of the axis; between two parts of it by the rates of the former."""
    first, second = next(pair for pair in reversed(segments) if pair[0].first <= quantity)
    return first.cost(quantity), second.cost(quantity)


def saving(first: Fraction, second: Fraction) -> Fraction:
    """What the lower of two costs saves, as a share of the higher one; 0 where both are 0."""
    high = max(first, second)
    return 1 - min(first, second) / high if high else _ZERO


def _pieces(segments: Segments, *, whole: bool) -> Iterator[_Piece]:
    """The intersections of a part of the axis and the stretches between them, each with who is cheaper."""
    first, last = segments[0].first, segments[0].last
    lines = (*segments[0].lines, *segments[1].lines)
    inner = [at for at in intersections(lines) if at > first and (last is None or at < last)]
    ends = [first, *inner] if last is None or last == first else [first, *inner, last]
    for start, end in zip(ends, (*ends[1:], None), strict=True):
        if not whole or start.denominator == 1:
            yield _piece(start, start, start, segments)
        if start == last:
            return
        stretch = _within(start, end) if whole else (start, end)
        if stretch is not None:
            low, high = stretch
            yield _piece(low, high, low if whole else _between(start, end), segments)


def _piece(start: Fraction, end: Fraction | None, sample: Fraction, segments: Segments) -> _Piece:
    first, second = (segment.cost(sample) for segment in segments)
    cheaper = None if first == second else int(second < first)
    return _Piece(start, end, cheaper, segments)


def _within(start: Fraction, end: Fraction | None) -> tuple[Fraction, Fraction] | None:
    """The first and the last whole quantity between two; None where there is none."""
    assert end is not None  # noqa: S101 - of whole quantities the axis ends
    first, last = floor(start) + 1, ceil(end) - 1
    return (Fraction(first), Fraction(last)) if first <= last else None


def _between(start: Fraction, end: Fraction | None) -> Fraction:
    return start + 1 if end is None else (start + end) * _HALF


def _without_crossings(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Without the points at which one gives way to the other: they are the ends of two intervals."""
    for before, piece, after in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False):
        between = before is not None and after is not None and piece.start == piece.end
        sides = {before.cheaper, after.cheaper} if between and before and after else set()
        if piece.cheaper is not None or sides != {0, 1}:
            yield piece


def _interval(pieces: Sequence[_Piece]) -> Interval:
    savings = [share for piece in pieces for share in _savings(piece)]
    return Interval(pieces[0].start, pieces[-1].end, pieces[0].cheaper, min(savings), max(savings))


def _savings(piece: _Piece) -> Iterator[Fraction]:
    """What is saved at the ends of a piece; between them it only grows, or only shrinks."""
    first, second = piece.segments
    yield saving(first.cost(piece.start), second.cost(piece.start))
    if piece.end is not None:
        yield saving(first.cost(piece.end), second.cost(piece.end))
        return
    grown = first.growth, second.growth
    if any(line.slope for line in grown):
        yield saving(grown[0].slope, grown[1].slope)
    else:
        yield saving(grown[0].base, grown[1].base)


def _meeting(
    segments: Sequence[Segments], left: Interval, right: Interval, *, whole: bool
) -> tuple[Fraction, bool]:
    """Where one interval gives way to the next, and whether that is a jump."""
    if not whole:
        return right.start, False
    assert left.end is not None  # noqa: S101 - another interval follows
    roots = (
        at
        for first, second in segments
        if first.first <= left.end and first.last is not None and right.start <= first.last
        for at in intersections((*first.lines, *second.lines))
        if left.end <= at <= right.start and first.cost(at) == second.cost(at)
    )
    root = next(roots, None)
    return (right.start, True) if root is None else (root, False)


def _is_even(interval: Interval) -> bool:
    """Whether both cost the same at one quantity alone."""
    return interval.is_point and interval.cheaper is None
