"""How dear a model is for its class: budget, mid-priced or premium."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.market.compared_cost import compared_cost

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.market.peers import Peers

TIERS = ("budget", "mid-priced", "premium")
"""The thirds of a class, the cheapest first."""


class Tier(NamedTuple):
    """The third of its class in which a model's blended rate lies."""

    name: str
    """One of ``TIERS``."""
    lower: Decimal
    """USD per million tokens: budget goes up to it, and it is one."""
    upper: Decimal
    """USD per million tokens: mid-priced goes up to it, premium begins above."""
    of: int
    """Priced members of the class, the model itself included."""


def tier_of(model: Model, peers: Peers) -> Tier | None:
    """The tier of a model in its class, by the blended rates at one third and two thirds of those priced.

    None where it is unpriced, where fewer members than there are tiers are priced, and where both of these
    rates are the same: none would be mid-priced.
    """
    own = compared_cost(model).amount
    prices = sorted(price for each in peers.models if (price := compared_cost(each).amount) is not None)
    if own is None or len(prices) < len(TIERS):
        return None
    # Rounded up: the first price at or below which that part of them lies.
    lower, upper = (prices[-(-len(prices) * part // len(TIERS)) - 1] for part in (1, 2))
    if lower == upper:
        return None
    return Tier(TIERS[(own > lower) + (own > upper)], lower, upper, len(prices))
