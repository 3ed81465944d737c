"""A number of tokens with how it came about, and how far off it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

METHODS = ("given", "exact", "vocab", "estimate")
"""How a count came about, surest first: stated by the user; counted with the encoding that is published for
the model; with the vocabulary that its vendor names for it; reckoned, with a bound."""


class Count(NamedTuple):
    """So many tokens."""

    tokens: int
    """0 or more."""
    low: int
    """What it may be as well, at least. The same as ``tokens`` unless it is an estimate."""
    high: int
    """What it may be as well, at most."""
    method: str
    """One of ``METHODS``."""
    encoding: str | None = None
    """The encoding or vocabulary, or the one that an estimate stands for; None where there is no single
    one."""

    @property
    def error_pct(self) -> int:
        """How far off it can be, in per cent of ``tokens``, rounded up; 0 for what is counted."""
        off = max(self.tokens - self.low, self.high - self.tokens)
        return up(100 * off, max(self.tokens, 1))

    @property
    def is_estimate(self) -> bool:
        """Whether it was reckoned rather than counted or given."""
        return self.method == "estimate"


def given(tokens: int) -> Count:
    """A count that the user stated."""
    return Count(tokens, tokens, tokens, "given")


def between(tokens: int, low: int, high: int) -> Count:
    """A count by a rule: exact where the bounds meet, else an estimate."""
    return Count(tokens, low, high, "exact" if low == high else "estimate")


def up(number: int, step: int) -> int:
    """The quotient, rounded up."""
    return -(-number // step)


def add_counts(counts: Iterable[Count]) -> Count:
    """The sum of counts, by the least sure of their methods; parts of 0 tokens have no say in it."""
    counts = tuple(counts)
    telling = [each for each in counts if each.high] or list(counts[:1])
    if not telling:
        return given(0)
    encodings = {each.encoding for each in telling if each.encoding is not None}
    return Count(
        sum(each.tokens for each in telling),
        sum(each.low for each in telling),
        sum(each.high for each in telling),
        max((each.method for each in telling), key=METHODS.index),
        encodings.pop() if len(encodings) == 1 else None,
    )
