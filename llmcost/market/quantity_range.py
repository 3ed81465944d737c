"""Where on an axis of quantities two costs are told: at round quantities, at thresholds, at crossings."""

from __future__ import annotations

from fractions import Fraction
from itertools import count, takewhile
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.market.cost_line import Segment
    from llmcost.market.interval import Crossing

_SHARES = tuple(Fraction(percent, 100) for percent in (0, 10, 25, 50, 75, 90, 100))
_STEPS = (1, 2, 5)
_FEWEST, _PLAIN = 10, 20
"""Up to which ratio is told at least, and where nothing happens."""
_LEAST_SIZE = 1_000
"""Up to which size is told at least, as far as the axis goes."""
_SPAN = 100
"""The smallest round quantity is told from this part of the largest on."""


class Sampled(NamedTuple):
    """A quantity at which costs are told."""

    at: Fraction
    crossing: str | None
    """The kind of the crossing there; of one between two whole quantities the latter has it."""
    is_threshold: bool
    """Whether it is the first size with other rates."""


def shown_end(
    over: str, segments: Sequence[tuple[Segment, Segment]], crossings: Sequence[Crossing]
) -> Fraction:
    """Up to which quantity an axis is drawn: far enough to see past the last crossing.

    No further, since on equal steps a crossing at some thousand tokens of a million could not be seen. Where
    there is none, all of it, and of a ratio, which has no end, as much as is usual.

    Args:
        over: ``ratio``, ``cached`` or ``size``.
        segments: of both costs.
        crossings: of them.
    """
    first, end = segments[0][0].first, segments[-1][0].last
    # Nothing has to be seen past one at the very beginning.
    furthest = max((crossing.at for crossing in crossings if crossing.at > first), default=None)
    if end is not None:
        if over == "cached" or furthest is None:
            return end
        return min(end, max(Fraction(_LEAST_SIZE), _round_up(furthest * Fraction(3, 2))))
    return Fraction(_PLAIN) if furthest is None else max(Fraction(_FEWEST), _round_up(furthest * 2))


def samples(
    over: str, segments: Sequence[tuple[Segment, Segment]], crossings: Sequence[Crossing], shown: Fraction
) -> tuple[Sampled, ...]:
    """The quantities at which both costs are told, ascending.

    Args:
        over: ``ratio``, ``cached`` or ``size``.
        segments: of both costs.
        crossings: of them.
        shown: up to where there are round ones; behind it powers of ten and the end of the axis.
    """
    first, end = segments[0][0].first, segments[-1][0].last
    round_ones = _SHARES if over == "cached" else (first, *_round_ones(shown, whole=over == "size"))
    marked: dict[Fraction, str | None] = dict.fromkeys(round_ones)
    if end is not None:
        behind = takewhile(lambda quantity: quantity < end, _series(shown, steps=(1,)))
        marked |= dict.fromkeys((*behind, end))
    edges = {pair[0].first for pair in segments[1:]}
    for edge in edges:
        marked |= dict.fromkeys((edge - 1, edge))
    for crossing in crossings:
        at = Fraction(ceil(crossing.at)) if over == "size" else crossing.at
        if over == "size" and (crossing.kind == "jump" or at != crossing.at):
            marked.setdefault(at - 1)
        marked[at] = crossing.kind
    return tuple(Sampled(at, kind, at in edges) for at, kind in sorted(marked.items()))


def _round_ones(last: Fraction, *, whole: bool) -> Iterator[Fraction]:
    """1, 2 and 5 times powers of ten, the last of them no more than ``last``."""
    up_to_last = takewhile(lambda quantity: quantity <= last, _series(last / _SPAN))
    return (quantity for quantity in up_to_last if not whole or quantity.denominator == 1)


def _round_up(quantity: Fraction) -> Fraction:
    """The next 1, 2 or 5 times a power of ten, of a quantity above 0."""
    return next(_series(quantity))


def _series(first: Fraction, steps: tuple[int, ...] = _STEPS) -> Iterator[Fraction]:
    """1, 2 and 5 times powers of ten, or other steps, from a quantity above 0 on."""
    exponent = 0
    while Fraction(10) ** exponent > first:
        exponent -= 1
    powers = (step * Fraction(10) ** power for power in count(exponent) for step in steps)
    return (quantity for quantity in powers if quantity >= first)
