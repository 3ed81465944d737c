"""Whether an estimate stays within a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import EXACT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from llmcost.cost.estimate import Estimate


class Limit(NamedTuple):
    """What estimates are held to."""

    amount: Decimal
    """USD. A total equal to it is within it."""
    scope: str = "every"
    """``every``: each model must fit; ``any``: one is enough."""


class Verdict(NamedTuple):
    """The outcome of holding estimates to a limit."""

    over_by: Decimal | None
    """How much the dearest (with ``any`` the cheapest) is above the limit. None: within."""
    model: str
    """The decisive model: the dearest, or with ``any`` the cheapest."""
    others: int = 0
    """How many more are above the limit, where each must be within it."""
    is_certain: bool = True
    """Whether it costs that for certain, rather than at most."""

    @property
    def is_over(self) -> bool:
        """Whether the limit is broken."""
        return self.over_by is not None


def judge(estimates: Sequence[Estimate], limit: Limit) -> Verdict | None:
    """Hold estimates to a limit.

    An estimate whose tokens are uncertain is held to it by what it can come to at most: a limit is kept for
    certain or not at all. Where one is enough, only models that can take the request count. None where that
    leaves nothing to judge: the caller must not take it for a pass.
    """
    if limit.scope == "any":
        decisive = min((row for row in estimates if row.fits), key=lambda row: row.most, default=None)
    else:
        decisive = max(estimates, key=lambda row: row.most, default=None)
    if decisive is None:
        return None
    over = EXACT.subtract(decisive.most, limit.amount)
    if over <= 0:
        return Verdict(None, decisive.model.id)
    above = sum(row.most > limit.amount for row in estimates)
    others = above - 1 if limit.scope == "every" else 0
    return Verdict(over, decisive.model.id, others, decisive.span is None)
