"""A list beside the ledger that it would renew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.schedule import pairs
from llmcost.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from decimal import Decimal

    from llmcost.catalog.model import Model


class Pair(NamedTuple):
    """One rate of a model that is on both, in USD per million tokens, or each."""

    id: str
    name: str
    condition: str
    """In words; empty for the base rate."""
    old: Decimal
    new: Decimal

    @property
    def told(self) -> str:
        """Model, condition and rate."""
        return " ".join(filter(None, (self.id, self.condition, self.name)))


@dataclass(frozen=True)
class Lists:
    """What was listed, and what is: all that the rules of ``sanity`` look at."""

    before: Mapping[str, Model]
    """The models listed so far. Empty where there was no ledger."""
    after: Mapping[str, Model]
    """The models of the list."""
    days: int
    """How much later the list is than the ledger."""
    watched: Collection[str] = ()
    """Ids that the project's own files name."""
    unread: Collection[str] = ()
    """Ids on the list whose rows could not be used; they are not gone."""

    def gone(self) -> set[str]:
        """The ids that are no longer listed."""
        return {*self.before}.difference(self.after, self.unread)

    def common(self) -> Iterator[tuple[str, Model, Model]]:
        """Each model on both, with its id, as it was and as it is."""
        for model_id, old in self.before.items():
            if model_id in self.after:
                yield model_id, old, self.after[model_id]

    @cached_property
    def prices(self) -> tuple[Pair, ...]:
        """Each rate on both, under each condition too, or a bad list could hide behind base rates.

        Of the hours and sizes at which a model's rate moved by the same, the first stands for all.
        """
        found: dict[Pair, Pair] = {}
        for model_id, old, new in self.common():
            if old.current.price is not None and new.current.price is not None:
                for name, condition, was, now in pairs(old.current.price, new.current.price):
                    pair = Pair(model_id, name, condition, was or ZERO, now or ZERO)
                    found.setdefault(pair._replace(condition=condition and "any"), pair)
        return tuple(found.values())
