"""What gateways write beside the tokens about their cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.logs.figures import amount, inner
from llmcost.logs.formats.openrouter import read_bill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


class Bill(NamedTuple):
    """A stated cost."""

    stated: Decimal | None = None
    """USD. None: nothing is stated."""
    estimated: bool = False
    """Whether a gateway reckoned it, rather than billed it."""
    byok: bool = False
    """Whether the provider bills it, by the user's own key."""


def bill_of(usage: Mapping[str, Any]) -> Bill:
    """The bill in a usage object by OpenRouter, or the estimate of Pydantic's gateway.

    Raises:
        BadRecord: for an amount that can't be.
    """
    if "cost" in usage:
        bill = read_bill(usage)
        return Bill(bill.stated, byok=bill.byok)
    estimate = amount(inner(usage, "pydantic_ai_gateway"), "cost_estimate")
    return Bill(estimate, estimated=estimate is not None)
