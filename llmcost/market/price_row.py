"""Every price of a model, a row each: base rates, those under conditions, and the rows of its variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import RATE_NAMES
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.model import Model, Period
    from llmcost.catalog.price import Condition
    from llmcost.catalog.provenance import Override


class PriceRow(NamedTuple):
    """One rate or charge."""

    name: str
    """One of ``RATE_NAMES``."""
    rate: Decimal
    """USD per million tokens, or each for one of ``CHARGES``."""
    when: Condition | None
    """Under which condition it holds. None: the base rate."""
    since: date | None
    """The first day of the run of sightings without a change, a day off the list or without a price ends it.
    None: not known, stated by an override, or inferred."""
    overridden: bool
    """Whether an override file states it."""
    inferred: bool = False
    """Whether nobody saw it: it keeps its ratio to the input rate of the nearest period that has it."""

    @property
    def condition(self) -> str:
        """When it holds, in words; empty for the base rate."""
        return "" if self.when is None else self.when.words


class Variant(NamedTuple):
    """Another row of the same model: free, in batches, thinking, or the model itself beside its variant."""

    model: Model
    rows: tuple[PriceRow, ...]
    """Its prices; empty where it is unpriced."""
    unpriced: UnpricedError | None

    @property
    def kind(self) -> str:
        """``free``, ``batch``, ``thinking`` or another suffix; empty for the model itself."""
        return self.model.variant


def price_rows(model: Model, overrides: Iterable[Override] = ()) -> tuple[PriceRow, ...]:
    """Every price of a model as it is now, or was last: base rates, then conditions, by ``RATE_NAMES``.

    Args:
        model: whose prices they are.
        overrides: the overridden rates of the catalogue, to tell which of those under a condition are.

    Raises:
        UnpricedError: when it has no price.
    """
    price = model.price_in(model.current)
    stated = {(each.rate, each.condition) for each in overrides if each.model == model.id}
    rows = []
    for when in (None, *price.when):
        rates = price.rates if when is None else when.rates
        for name in RATE_NAMES:
            if name in rates:
                is_stated = name in model.overridden if when is None else (name, when.words) in stated
                is_inferred = not is_stated and _is_inferred(model.current, name, when)
                since = None if is_stated or is_inferred else _since(model, name, rates[name], when)
                rows.append(PriceRow(name, rates[name], when, since, is_stated, is_inferred))
    return tuple(rows)


def variants_of(
    model: Model, models: Iterable[Model], overrides: Iterable[Override] = ()
) -> tuple[Variant, ...]:
    """The other listed rows of a model, and of a variant the model itself first, listed or not.

    Args:
        model: a model or one of its variants.
        models: all models of a catalogue.
        overrides: the overridden rates of the catalogue.
    """
    base, overrides = model.id.partition(":")[0], tuple(overrides)
    rows = [
        each
        for each in models
        if each.id != model.id
        and each.id.partition(":")[0] == base
        and (each.retired is None or not each.variant)
    ]
    return tuple(own_row(each, overrides) for each in sorted(rows, key=lambda each: each.variant))


def own_row(model: Model, overrides: Iterable[Override] = ()) -> Variant:
    """A model with its prices, or why it has none; see ``price_rows``."""
    try:
        return Variant(model, price_rows(model, overrides), None)
    except UnpricedError as error:
        return Variant(model, (), error)


def _since(model: Model, name: str, rate: Decimal, when: Condition | None) -> date | None:
    """The first day of the run of sightings that ends in the rate of now; None where that is not known."""
    since = model.current.since
    for period in reversed(model.past):
        # A day on which the model was not listed ends the run: nobody could see its price.
        if period.gone is not None or _seen(model, period, name, when) != rate:
            break
        since = period.since
    return since


def _seen(model: Model, period: Period, name: str, when: Condition | None) -> Decimal | None:
    """A rate as it was seen in a period; None where there was none, or nobody saw it."""
    try:
        price = model.price_in(period)
    except UnpricedError:
        return None
    if _is_inferred(period, name, when):
        return None
    if when is None:
        return price.rates.get(name)
    same = [each.rates[name] for each in price.when if each.words == when.words and name in each.rates]
    return same[-1] if same else None


def _is_inferred(period: Period, name: str, when: Condition | None) -> bool:
    return (name if when is None else "when") in period.inferred
