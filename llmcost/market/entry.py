"""One model as a list of models tells it: with its price of now, and when that changed last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.schedule import blend, headline
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.change import Change
    from llmcost.catalog.model import Model

_OF_PRICE = frozenset({"dearer", "cheaper", "changed"})


class PriceMove(NamedTuple):
    """A price that became another."""

    day: date
    """The first day on which the new one was seen."""
    percent: Decimal | None
    """How far the blended rate moved, in per cent. None: can't be told, as out of 0 or where it varies."""


class Entry(NamedTuple):
    """A model and its price of now, of a retired one the last price."""

    model: Model
    rates: Mapping[str, Decimal] | None
    """The rates to tell first, where the hour matters those of the dearest. None: unpriced."""
    unpriced: UnpricedError | None
    """Why there is no price."""

    @property
    def blended(self) -> Decimal | None:
        """USD per million tokens at three input tokens to one output token; None where not known."""
        return None if self.rates is None else blend(self.rates)

    @property
    def costs_nothing(self) -> bool:
        """Whether input and output are free of charge."""
        return self.rates is not None and not self.rates.get("input") and not self.rates.get("output")

    def rate(self, name: str) -> Decimal | None:
        """A rate in USD per million tokens; None where it is not known."""
        return None if self.rates is None else self.rates.get(name)

    def last_move(self) -> PriceMove | None:
        """When its price last became another, and by how much; None where it never did, as far as is known.

        Its first price is no change, nor is that it left the market; of one that came back it is one where
        it came back at another price.
        """
        if not self.model.past:
            return None
        from llmcost.catalog.change import changes_of
        from llmcost.catalog.history import percent_change

        moves = [each for each in changes_of(self.model) if _is_of_price(each)]
        if not moves or moves[-1].day is None:
            return None
        was, now = (_blend(rates) for rates in (moves[-1].was, moves[-1].now))
        return PriceMove(moves[-1].day, percent_change(was, now))


def entry_of(model: Model) -> Entry:
    """The model with its price of now."""
    try:
        return Entry(model, headline(model.price_in(model.current)), None)
    except UnpricedError as error:
        return Entry(model, None, error)


def _is_of_price(change: Change) -> bool:
    if change.kind == "revived":
        return bool(change.rates) or isinstance(change.was, str) != isinstance(change.now, str)
    return change.kind in _OF_PRICE


def _blend(told: Mapping[str, Decimal] | str | None) -> Decimal | None:
    return blend(told) if isinstance(told, Mapping) else None
