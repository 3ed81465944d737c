"""Prices over time in one line of characters, each as high as the price was."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from llmcost.money import ROUNDED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from llmcost.report.figure import Piece

BLOCKS = "▁▂▃▄▅▆▇█"
"""From the lowest price to the highest, an eighth of it each."""
PLAIN = "_.:-=+*#"
"""The same for streams that have no blocks, from the faintest to the darkest."""

_FEW = 4
"""More different prices than that stand in proportion alone: to tell each apart would bend the line."""


def sparkline(pieces: Sequence[Piece], first: date, last: date, width: int) -> str:
    """The prices from ``first`` to ``last`` in ``width`` characters of equal time; blank where there is none.

    Heights are from 0 to the highest price. A few different prices have different heights, so that the
    smallest change is seen; how small it is, the figures beside it tell.
    Each character shows the price at the end of its time, but the first one that at its beginning: what a
    history began with and what it came to are always seen.

    Args:
        pieces: in order of time, none overlapping.
        first: the day with which the line begins.
        last: the day with which it ends, not before ``first``.
        width: characters, 2 or more.
    """
    heights = _heights({piece.value for piece in pieces})
    days = (last - first).days
    drawn = []
    for position in range(width):
        ends = first.toordinal() + days * (position + 1) // width if position else first.toordinal()
        price = _price_on(pieces, ends)
        drawn.append(" " if price is None else BLOCKS[heights[price] - 1])
    return "".join(drawn)


def _price_on(pieces: Sequence[Piece], day: int) -> Decimal | None:
    """The price on a day, on one that two pieces share that of the later; None where none was in force."""
    values = [piece.value for piece in pieces if piece.first.toordinal() <= day <= piece.last.toordinal()]
    return values[-1] if values else None


def _heights(prices: Collection[Decimal]) -> Mapping[Decimal, int]:
    """How high each price stands, 1 to 8: in proportion; where there are few, lower than the next dearer."""
    most = max(prices, default=None)
    heights: dict[Decimal, int] = {}
    above = len(BLOCKS) + 1
    for dearer, price in enumerate(sorted(prices, reverse=True), 1):
        share = ROUNDED.divide(price, most) * len(BLOCKS) if most else Decimal(0)
        height = int(share.to_integral_value(ROUND_CEILING))
        if len(prices) <= _FEW:
            # Each keeps a height for every cheaper one.
            height = max(min(height, above - 1), len(prices) - dearer + 1)
        above = heights[price] = max(height, 1)
    return heights
