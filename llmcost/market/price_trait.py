"""The traits of a price: its free and batch variants, its caching, its dearer kinds, and its conditions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.catalog.price import PARENT, find_rate
from llmcost.market.compared_cost import compared_cost, percent_below
from llmcost.market.entry import entry_of
from llmcost.market.trait import Trait, whole_percent
from llmcost.money import ROUNDED, divide, format_rate, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.catalog.model import Model
    from llmcost.market.peers import Peers

CHEAP_CACHE = Decimal(50)
"""Per cent below the input rate from which on a rate for cache reads is a trait."""

_CHEAP_BATCH = Decimal(1)
"""Per cent below the blended rate from which on a batch variant is a trait."""

_HUNDREDTH = Decimal("0.01")
_SIDES = ("input", "output")
_KINDS = {
    "image_input": "image input",
    "audio_input": "audio input",
    "image_output": "image output",
    "audio_output": "audio output",
    "reasoning": "reasoning",
}


def price_traits(model: Model, models: Mapping[str, Model], peers: Peers) -> Iterator[Trait]:
    """What can be said of the price of now. Rates that were inferred make no trait: nobody saw them.

    Args:
        model: whose price it is.
        models: all models of a catalogue by id; its variants are among them.
        peers: its class.
    """
    entry = entry_of(model)
    if entry.unpriced is not None:
        yield Trait("unpriced", is_strength=False, words=f"unpriced: {entry.unpriced.message}")
        return
    if entry.costs_nothing:
        yield Trait("free", is_strength=True, words="free: input and output cost $0")
    yield from _variants(model, models)
    yield from _caching(model, peers)
    yield from _dearer_kinds(model)
    yield from _conditions(model)


def _variants(model: Model, models: Mapping[str, Model]) -> Iterator[Trait]:
    if model.variant:
        return
    free = models.get(f"{model.id}:free")
    if free is not None and free.retired is None:
        yield Trait("free_variant", is_strength=True, words=f"free variant: {free.id}")
    batch = models.get(f"{model.id}:batch")
    if batch is None or batch.retired is not None:
        return
    saving = compared_cost(model).saving(compared_cost(batch))
    if saving is not None and saving >= _CHEAP_BATCH:
        words = f"costs {whole_percent(saving)} less in batches: {batch.id}"
        yield Trait("batch_variant", is_strength=True, words=words)


def _caching(model: Model, peers: Peers) -> Iterator[Trait]:
    entry = entry_of(model)
    cached, plain_rate = (entry.rate(name) for name in ("cache_read", "input"))
    if not plain_rate or "cache_read" in model.current.inferred:
        return
    if cached is not None:
        below = percent_below(cached, plain_rate)
        if below is not None and below >= CHEAP_CACHE:
            words = f"cached input costs {whole_percent(below)} less: {format_rate(cached)} /1M"
            yield Trait("cheap_cache", is_strength=True, words=words)
    elif model.retired is None and not model.overridden:
        # Of what is no longer listed, or stated by hand, often no more than two rates were ever written down.
        having, members = (
            sum(entry_of(each).rate("cache_read") is not None for each in peers.models),
            len(peers.models),
        )
        if 2 * having > members:
            words = f"no rate for cached input; {having:,} of {members:,} in its class have one"
            yield Trait("no_cache_rate", is_strength=False, words=words)


def _dearer_kinds(model: Model) -> Iterator[Trait]:
    """What costs more than the plain tokens by which models are ranked."""
    entry = entry_of(model)
    for name, words in _KINDS.items():
        rate, base = entry.rate(name), entry.rates and find_rate(entry.rates, PARENT[name])
        if rate is not None and base and rate > base and name not in model.current.inferred:
            times = f"{_times(rate, base)} plain {PARENT[name]}"
            told = f"{words} costs {times}: {format_rate(rate)} /1M"
            yield Trait(f"dear_{name}", is_strength=False, words=told)


def _conditions(model: Model) -> Iterator[Trait]:
    if "when" in model.current.inferred:
        return
    price = model.price_in(model.current)
    for size in price.thresholds:
        above = price.at(size + 1)
        dearer = [
            f"{name} costs {_times(above[name], price.rates[name])}"
            for name in _SIDES
            if name in above and price.rates.get(name) and above[name] > price.rates[name]
        ]
        if dearer:
            words = f"over {size:,} input tokens, {' and '.join(dearer)}"
            yield Trait("long_context_rates", is_strength=False, words=words)
    if price.is_timed:
        hours = [price.at(None, moment) for moment in price.moments()]
        spans = ", ".join(_spans(hours))
        words = f"price depends on the hour{spans and f': {spans}'}"
        yield Trait("timed", is_strength=False, words=words)


def _spans(hours: list[Mapping[str, Decimal]]) -> Iterator[str]:
    for name in _SIDES:
        rates = [rates[name] for rates in hours if name in rates]
        if rates and min(rates) < max(rates):
            yield f"{name} {format_rate(min(rates))} to {format_rate(max(rates))} /1M"


def _times(value: Decimal, base: Decimal) -> str:
    return f"{plain(divide(value, base).quantize(_HUNDREDTH, context=ROUNDED))}x"
