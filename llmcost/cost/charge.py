"""What counts cost at given rates."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES, PARENT, find_rate, rate_for
from llmcost.cost.usage import Counts
from llmcost.money import EXACT, ZERO, per_million

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKENS = tuple(name for name in Counts._fields if name != "web_search")
_PARTS = {**dict.fromkeys(INPUT_CLASSES, "input"), **dict.fromkeys(OUTPUT_CLASSES, "output")}
"""Class -> the total that it is a part of."""
_CACHED = (
    ("cache_read", "input"),
    ("cache_write", "input"),
    ("cache_write_1h", "input"),
    ("audio_cache_read", "audio_input"),
)
"""Class -> what its tokens would be without a cache."""


def charge(rates: Mapping[str, Decimal], counts: Counts, requests: int) -> Decimal:
    """The exact cost in USD of requests that share their rates.

    It is linear in the counts, so that those of many requests can be added up first. Parts that are more
    than their total, as where one token is read from the cache and written to it, make the plain rest
    negative, which takes off what was counted twice.

    Args:
        rates: USD per million tokens, and USD each for charges.
        counts: of all requests together.
        requests: how many they are.

    Raises:
        UnpricedError: when a rate that is needed is not known.
    """
    tokens = ZERO
    for name, count in _billed(counts).items():
        tokens = EXACT.add(tokens, EXACT.multiply(Decimal(count), rate_for(rates, name)))
    total = tokens.scaleb(-6, EXACT)
    if counts.web_search:
        total = EXACT.add(total, EXACT.multiply(rate_for(rates, "web_search"), Decimal(counts.web_search)))
    if rates.get("request"):
        total = EXACT.add(total, EXACT.multiply(rates["request"], Decimal(requests)))
    return total


def _billed(counts: Counts) -> dict[str, int]:
    """Token classes that are not empty; ``input`` and ``output`` are their plain rests."""
    billed = {name: count for name, count in zip(_TOKENS, counts, strict=False) if count}
    for name in billed.keys() & _PARTS.keys():
        billed[_PARTS[name]] = billed.get(_PARTS[name], 0) - billed[name]
    return {name: count for name, count in billed.items() if count}


def rates_needed(rates: Mapping[str, Decimal], counts: Counts) -> frozenset[str]:
    """The rates that ``charge`` rests on, by name, and those that classes without their own fall back to."""
    names = {"request"}
    for billed in (*_billed(counts), *(("web_search",) if counts.web_search else ())):
        name: str | None = billed
        while name is not None:
            names.add(name)
            name = None if name in rates else PARENT.get(name)
    return frozenset(names)


def saving(rates: Mapping[str, Decimal], counts: Counts) -> Decimal:
    """What the cache saved at these rates: reads below the input rate, less writes above it; USD."""
    saved = ZERO
    for name, plain in _CACHED:
        tokens = getattr(counts, name)
        if tokens:
            without, rate = find_rate(rates, plain), find_rate(rates, name)
            if without is not None and rate is not None:
                saved = EXACT.add(saved, per_million(tokens, EXACT.subtract(without, rate)))
    return saved
