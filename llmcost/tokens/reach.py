"""A number of tokens that is added to a text's, and between which two it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.counted import between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.cost.counted import Count


class Reach(NamedTuple):
    """So many tokens; unlike a ``Count`` it may take some away."""

    tokens: int
    low: int
    high: int

    def times(self, number: int) -> Reach:
        """That many of them."""
        return Reach(self.tokens * number, self.low * number, self.high * number)


def exactly(tokens: int) -> Reach:
    """A reach that is no wider than one number."""
    return Reach(tokens, tokens, tokens)


def total(reaches: Iterable[Reach]) -> Count:
    """The sum as a count: exact where no part of it is an estimate; nothing is less than 0."""
    tokens, low, high = (max(sum(side), 0) for side in zip(*reaches, strict=True))
    return between(tokens, low, high)
