"""Counts of tokens and the costs that rest on them, in words: how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.counted import METHODS
from llmcost.cost.period import spread
from llmcost.money import format_usd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.counted import Count
    from llmcost.cost.estimate import Estimate
    from llmcost.cost.measured import Measured
    from llmcost.cost.span import Span

_METHODS = {
    "given": "given",
    "exact": "counted exactly",
    "vocab": "counted with the vocabulary that the vendor names",
    "estimate": "estimated",
}


def approximately(told: str, *, uncertain: bool = True) -> str:
    """A figure, marked where it is an estimate."""
    return f"~{told}" if uncertain and told else told


def told_tokens(count: Count) -> str:
    """How many: ``1,234``, and ``~1,234`` of an estimate; nothing is 0 to all."""
    return approximately(f"{count.tokens:,}", uncertain=count.is_estimate and count.high > 0)


def bound_in_words(count: Count) -> str:
    """How far off an estimate can be: ``±15 %``, or between which it lies where that is uneven."""
    down, up = count.tokens - count.low, count.high - count.tokens
    if not down and not up:
        return ""
    # Bounds are whole tokens: of a few, both sides are seldom the same.
    if abs(up - down) <= max(1, count.tokens // 100):
        return f"±{count.error_pct:,} %"
    return f"{count.low:,} to {count.high:,}"


def tokens_in_words(count: Count) -> str:
    """So many tokens, and how sure that is: ``1,234``, ``~1,234 (±15 %)``, ``~7 (2 to 40)``."""
    bound = bound_in_words(count)
    return f"{told_tokens(count)} ({bound})" if bound else told_tokens(count)


def spanned(told: str, span: Span | None, per: str | None = None, period: str | None = None) -> str:
    """An amount with what it may be as well: ~$0.0012 ($0.0010 to $0.0014).

    Args:
        told: the amount in words.
        span: its bounds; None where it is certain.
        per: the period that the bounds are for.
        period: the one that the amount is told for; None for the same.
    """
    if span is None:
        return told
    low, high = span
    if per is not None and period is not None:
        low, high = (getattr(spread(end, per), period) for end in span)
    ends = format_usd(low), format_usd(high)
    # As far as money is told it may be one and the same.
    return f"~{told} ({ends[0]} to {ends[1]})" if ends[0] != ends[1] else f"~{told}"


def sure_in_short(count: Count) -> str:
    """How sure a count is, for a narrow column: ``exact``, ``vocab``, ``±15 %``, ``2 to 40``."""
    return bound_in_words(count) or count.method


def row_in_short(row: Estimate) -> str:
    """How sure the tokens of a row are: both sides at once where they are as sure."""
    if row.measured is None:
        return ""
    sides = {"in": row.measured.input, "out": row.measured.output}
    bounds = {name: bound for name, side in sides.items() if (bound := bound_in_words(side))}
    if len(set(bounds.values())) > 1:
        return ", ".join(f"{name} {bound}" for name, bound in bounds.items())
    method = max((side.method for side in sides.values()), key=METHODS.index)
    return next(iter(bounds.values()), method)


def counting_in_words(measured: Measured) -> Iterator[str]:
    """How each side of a request was counted, a line each; nothing of what was given."""
    sides = (("input", measured.input), ("output", measured.output))
    for (name, count), stated in zip(sides, measured.stated, strict=True):
        if count.method != "given":
            yield f"Tokens: {name} {side_in_words(count, stated)}"


def side_in_words(count: Count, stated: int) -> str:
    """Input or output, what the user stated of it apart: 1,000 given + 40, counted exactly, o200k_base."""
    if not stated:
        return count_in_words(count)
    counted = count._replace(tokens=count.tokens - stated, low=count.low - stated, high=count.high - stated)
    return f"{stated:,} given + {count_in_words(counted)}"


def count_in_words(count: Count) -> str:
    """So many tokens, and how they were counted: ~1,234 (±15 %), estimated, o200k_base."""
    encoding = f", {count.encoding}" if count.encoding else ""
    return f"{tokens_in_words(count)}, {_METHODS[count.method]}{encoding}"


def uncertain_classes(measured: Measured | None) -> frozenset[str]:
    """The token classes whose count is not certain."""
    if measured is None:
        return frozenset()
    low, high = measured.low.billed(), measured.high.billed()
    return frozenset(name for name in high if low.get(name) != high[name])
