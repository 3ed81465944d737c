"""One endpoint: a provider that serves a model, at its own price, limits and speed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.model import Model, Period

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.catalog.price import Price

TIERS = ("flex", "priority", "fast")
"""Service tiers that are endpoints of their own, as the last part of a tag tells them."""

STANDARD = "standard"


class DataPolicy(NamedTuple):
    """What a provider does with prompts. What isn't told is None."""

    training: bool | None = None
    """Whether it trains on them."""
    retains_prompts: bool | None = None
    """Whether it keeps them."""
    retention_days: int | None = None
    """For how many days it keeps them."""


class Endpoint(NamedTuple):
    """A provider's offer of one model. What isn't told is None, never a guess."""

    provider: str
    """Its display name, such as ``Google AI Studio``."""
    tag: str
    """By which requests choose it: ``openai``, ``openai/flex``, ``novita/fp8``; empty where not told."""
    price: Price | None
    """None: it varies with the routed model."""
    context: int | None = None
    """Context window in tokens, input and output together."""
    max_input: int | None = None
    """Most input tokens in one request."""
    max_output: int | None = None
    """Most output tokens in one request."""
    quantization: str | None = None
    """The precision of its weights, such as ``fp8``."""
    discount: Decimal | None = None
    """A share, 0.25 for 25 %, that the price is already reduced by."""
    status: int | None = None
    """0 is in order; negative: degraded, and chosen last."""
    uptime: Decimal | None = None
    """Per cent of requests that it answered in the last 30 minutes."""
    latency: Decimal | None = None
    """Milliseconds to the first token, the median of the last 30 minutes."""
    throughput: Decimal | None = None
    """Output tokens per second, the median of the last 30 minutes."""
    data_policy: DataPolicy | None = None
    implicit_caching: bool | None = None
    """Whether it caches prompts unasked."""

    @property
    def tier(self) -> str:
        """``flex``, ``priority`` or ``fast``, else ``standard``."""
        last = self.tag.rpartition("/")[2]
        return last if "/" in self.tag and last in TIERS else STANDARD

    @property
    def is_degraded(self) -> bool:
        """Whether upstream gives it requests only when others fail."""
        return self.status is not None and self.status < 0

    @property
    def name(self) -> str:
        """Provider and tag, as messages tell it from others: ``OpenAI (openai/flex)``."""
        return f"{self.provider} ({self.tag})" if self.tag else self.provider

    def serving(self, model_id: str) -> Model:
        """The model as this endpoint serves it: at its price, and within its limits."""
        current = Period(self.price, None, None)
        return Model(model_id, current, context=self.context, max_output=self.max_output)
