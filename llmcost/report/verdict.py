"""The outcome of a limit in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import format_exact, format_usd

if TYPE_CHECKING:
    from llmcost.cost.budget import Limit, Verdict


def verdict_line(limit: Limit, verdict: Verdict | None, per: str | None, outcome: str) -> str:
    """Whether the limit is kept, by which model it is broken and by how much.

    Args:
        limit: what the estimates were held to.
        verdict: None where there was nothing to hold to it.
        per: the period that the limit is for; None for the total.
        outcome: ``ok``, ``over`` or ``unpriced``, of the whole answer.
    """
    # The limit in full: rounded it could look like the cost that broke it.
    stated = f"the limit of {format_exact(limit.amount)}{f' per {per}' if per else ''}"
    if verdict is None:
        return f"no model that can take the request has a price to hold to {stated}"
    if verdict.over_by is not None:
        subject = f"even the cheapest, {verdict.model}," if limit.scope == "any" else verdict.model
        others = (
            f", and {verdict.others} more {'is' if verdict.others == 1 else 'are'} above it"
            if verdict.others
            else ""
        )
        by = f"{'' if verdict.is_certain else 'up to '}{format_usd(verdict.over_by)}"
        return f"{subject} is {by} above {stated}{others}"
    if outcome == "unpriced":
        return f"not every model that was named has a price to hold to {stated}"
    return f"{verdict.model} keeps {stated}" if limit.scope == "any" else f"all keep {stated}"
