"""What a model costs for the use asked about, or for three typical ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.usage import Usage
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.cost.estimate import Estimate


class Use(NamedTuple):
    """A use of a model."""

    name: str
    """What a typical one is called; empty for the one that was asked about."""
    usage: Usage
    terms: Terms


class Cost(NamedTuple):
    """What a model costs for one use."""

    use: Use
    estimate: Estimate | None
    """Its notes say where a rate was assumed, or why the request does not fit. None: unpriced."""
    unpriced: UnpricedError | None
    """Why there is no estimate."""

    @property
    def total(self) -> Decimal | None:
        """USD for all requests; None where unpriced."""
        return self.estimate and self.estimate.total

    @property
    def fits(self) -> bool:
        """Whether the model can take the request; what is unpriced does not fit."""
        return self.estimate is not None and self.estimate.fits


TYPICAL = (
    Use("chat turn", Usage(input=1_000, output=300), Terms(requests=1_000)),
    Use("document question", Usage(input=10_000, output=500), Terms(requests=1_000)),
    Use("agent step", Usage(input=50_000, cache_read=45_000, output=1_000), Terms(requests=1_000)),
)
"""Assumed sizes of request, each a thousand times: a question in a chat, one about a document of some 20
pages, and a step of an agent, whose input is nearly all what it read the step before."""


def costs_of(model: Model, uses: Iterable[Use] = TYPICAL) -> tuple[Cost, ...]:
    """What a model costs for each use, in their order."""
    return tuple(cost_of(model, use) for use in uses)


def cost_of(model: Model, use: Use) -> Cost:
    """What a model costs for one use.

    Raises:
        UsageError: for terms of less than one request, or a minute that no day has.
    """
    try:
        return Cost(use, estimate(model, use.usage, use.terms), None)
    except UnpricedError as error:
        return Cost(use, None, error)
