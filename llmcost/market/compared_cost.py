"""What a model costs by the measure that it is put beside others with: its blended rate, or one use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.history import percent_change
from llmcost.errors import UnpricedError
from llmcost.market.entry import entry_of
from llmcost.market.use_cost import cost_of
from llmcost.money import EXACT

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.market.use_cost import Use


class ComparedCost(NamedTuple):
    """What a model costs."""

    amount: Decimal | None
    """The blended rate in USD per million tokens, or of a use its cost in USD. None: unpriced."""
    unpriced: UnpricedError | None
    """Why there is no amount; None where there is one."""
    fits: bool = True
    """Whether it can take a request of the use; without a use always."""

    def saving(self, other: ComparedCost) -> Decimal | None:
        """Per cent of this amount that ``other`` saves, negative where it costs more.

        None where one of them is not known, or this one is 0.
        """
        return percent_below(other.amount, self.amount)


def compared_cost(model: Model, use: Use | None = None) -> ComparedCost:
    """What a model costs, or why that can't be told.

    Args:
        model: of a catalogue.
        use: what to price. None: the blended rate of now, of a retired model the last one: three tokens in to
            one out at base rates, where the hour matters those of the dearest one.

    Raises:
        UsageError: for terms of less than one request, or a minute that no day has.
    """
    if use is not None:
        cost = cost_of(model, use)
        return ComparedCost(cost.total, cost.unpriced, cost.fits or cost.estimate is None)
    entry = entry_of(model)
    if entry.rates is None or entry.blended is not None:
        return ComparedCost(entry.blended, entry.unpriced)
    message = f"{model.id} has no rate for {'output' if 'input' in entry.rates else 'input'}"
    return ComparedCost(None, UnpricedError(message, reason="no_blend"))


def percent_below(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    """How far a value is below another in per cent, negative above it.

    None where one of them is not known, or ``base`` is 0.
    """
    change = percent_change(base, value)
    return None if change is None else EXACT.minus(change)
