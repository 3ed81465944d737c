"""What one request uses on one model, where its tokens were counted rather than given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.estimate import estimate
from llmcost.cost.span import span_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cost.counted import Count
    from llmcost.cost.estimate import Estimate, Terms
    from llmcost.cost.usage import Usage


class Measured(NamedTuple):
    """A usage with its bounds, and how each side of it was counted."""

    usage: Usage
    """As well as can be told."""
    low: Usage
    """What it may be as well, at least. The same as ``usage`` where nothing is estimated."""
    high: Usage
    """What it may be as well, at most."""
    input: Count
    output: Count
    notes: tuple[Note, ...] = ()
    """What has to be said of the counts."""

    @property
    def is_certain(self) -> bool:
        """Whether nothing in it is estimated."""
        return self.low == self.usage == self.high


if TYPE_CHECKING:
    Demand = Callable[[Model], Measured]
    """What a request uses on a model; raises an UnpricedError where that can't be told."""


def estimate_measured(model: Model, measured: Measured, terms: Terms | None = None) -> Estimate:
    """Price a request whose tokens were counted: the cost, and between which two it lies.

    The bounds are priced as requests of their own size, so that a long-context rate may lie between them.

    Raises:
        UnpricedError: as for ``estimate``.
    """
    row = estimate(model, measured.usage, terms)
    span = None
    if not measured.is_certain:
        ends = [estimate(model, usage, terms).total for usage in (measured.low, measured.high)]
        span = span_of(row.total, ends)
    return row._replace(measured=measured, span=span, notes=(*measured.notes, *row.notes))
