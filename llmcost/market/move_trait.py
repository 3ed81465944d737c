"""The trait of a price that moved: how far it is from the first one that was seen."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from llmcost.catalog.history import BLEND, percent_change, stages_of
from llmcost.market.trait import Trait
from llmcost.money import ROUNDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.catalog.history import Stage
    from llmcost.catalog.model import Model

MOVED = Decimal(10)
"""Per cent by which a blended rate must be off the first one that was seen for that to be a trait."""

_LAST = Decimal(1)
"""Per cent by which its last change must have moved it to be told."""

_SIDES = frozenset({"input", "output"})
_TENTH = Decimal("0.1")


def move_traits(model: Model) -> Iterator[Trait]:
    """How far the price is from the first one that was seen, and where it went last if that is the other way.

    Nothing where that first one was partly inferred, or where today's is stated by hand. An alias moves when
    its family has a new model, and no price did.
    """
    stages = [stage for stage in stages_of(model) if stage.rate(BLEND) is not None]
    if model.is_alias or model.overridden or not stages:
        return
    first = stages[0].period
    change = percent_change(stages[0].rate(BLEND), stages[-1].rate(BLEND))
    if change is None or abs(change) < MOVED or first.since is None or _SIDES & {*first.inferred}:
        return
    is_lower, verb = change < 0, "is" if model.retired is None else "was"
    words = f"price {verb} {_amount(change)} {'below' if is_lower else 'above'} its first"
    words = f"{words} ({first.since}){_last_turn(stages, is_lower=is_lower)}"
    yield Trait("fell" if is_lower else "rose", is_strength=is_lower, words=words)


def _last_turn(stages: Sequence[Stage], *, is_lower: bool) -> str:
    """The last change where it went the other way; empty where it didn't."""
    for before, after in reversed([*pairwise(stages)]):
        change = percent_change(before.rate(BLEND), after.rate(BLEND))
        if change is not None and abs(change) >= _LAST:
            verb = "fell" if change < 0 else "rose"
            told = f", but last it {verb} by {_amount(change)} ({after.period.since})"
            return "" if (change < 0) is is_lower else told
    return ""


def _amount(change: Decimal) -> str:
    """How large a change is, rounded as in the history of the price."""
    return f"{abs(change).quantize(_TENTH, context=ROUNDED):,f} %"
