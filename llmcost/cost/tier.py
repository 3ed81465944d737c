"""What a service tier costs: by its own row of the ledger, or by the share of list price that is billed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.routing import ROUTING_SUFFIXES
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model

WHOLE = Decimal(1)

HALF = {
    "batch": ("openai/", "anthropic/", "google/gemini", "mistralai/"),
    "flex": ("openai/", "google/gemini"),
}
"""Tier -> beginnings of the ids of which half of each token rate is billed for it.

By the pricing pages of OpenAI (Batch API, flex processing), Anthropic (Message Batches), Google (Gemini API,
batch and flex) and Mistral (batch). Of the bundled `:batch` rows of these 78 of 79 are half of their models'
in input and output; cached tokens of Gemini 2.5 cost the same in both. Other authors' rows are of
whoever serves them and follow no such rule.
"""

SHARES = {"us": (Decimal("1.1"), ("anthropic/",))}
"""Tier -> factor on each token rate, and whose: Anthropic's for inference that stays in the US."""

_OPEN_WEIGHTS = ("openai/gpt-oss",)
"""Served by others, at whose tiers nothing is known of the maker's shares."""

_NO_TIERS = frozenset({"free", "thinking", "extended", "beta", *ROUTING_SUFFIXES})
"""Suffixes of ids that are no service tiers, whatever a log says."""


class Part(NamedTuple):
    """A model whose prices count, and the factor on its token rates."""

    model: Model
    factor: Decimal = WHOLE


def parts_of(catalog: Catalog, model: Model, tier: str) -> tuple[Part, ...]:
    """Whose prices count for a model at a service tier: the tier's own row first, then the model at a share.

    Args:
        catalog: the prices.
        model: as the log names it.
        tier: as in ``records.record.Record``; empty for the standard one.

    Raises:
        UnpricedError: no price of the model is known for that tier.
    """
    if tier in {"", model.variant} or (tier == "fast" and model.id.endswith("-fast")):
        return (Part(model),)
    own = _row(catalog, model, tier)
    factor, ids = SHARES.get(tier) or (Decimal("0.5"), HALF.get(tier, ()))
    parts = () if own is None else (Part(own),)
    if model.id.startswith(ids) and not model.id.startswith(_OPEN_WEIGHTS):
        parts = (*parts, Part(model, factor))
    if not parts:
        raise UnpricedError(
            f"no price of {model.id} is known for the service tier {tier}",
            reason="no_tier_price",
            hint=f'state its rates under [models."{model.id}:{tier}"] in llmcost.toml',
        )
    return parts


def _row(catalog: Catalog, model: Model, tier: str) -> Model | None:
    if tier in _NO_TIERS:
        return None
    # The only rows of a tier without a colon; others that end in -fast are models of their own.
    dashed = tier == "fast" and model.author == "anthropic"
    return catalog.models.get(f"{model.id}-fast" if dashed else f"{model.id}:{tier}")
