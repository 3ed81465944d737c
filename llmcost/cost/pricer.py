"""One model's price, bound once to price any number of requests."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from operator import mul
from typing import TYPE_CHECKING

from llmcost.catalog.price import rate_for
from llmcost.errors import UnpricedError, UsageError
from llmcost.money import EXACT, ZERO

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.catalog.price import Moment, Price

_CACHE_CLASSES = ("input", "output", "cache_read", "cache_write", "cache_write_1h")


class Pricer:
    """Prices text requests with cached parts, one call each, without looking anything up again.

    Rates are kept as whole numbers of the smallest unit that any of them needs, so that a cost is a few
    integer multiplications and one exact conversion. ``estimate`` knows more (audio, images, searches, notes)
    and is slower.
    """

    __slots__ = ("_exponent", "_others", "_thresholds", "_tiers")

    def __init__(self, model: Model, *, as_of: date | None = None, moment: Moment | None = None) -> None:
        """Bind the price of a model.

        Args:
            model: from a catalogue.
            as_of: the day whose price counts. None: now.
            moment: for prices that depend on the hour. None there: each request costs what it would in its
                dearest hour, as in ``estimate``.

        Raises:
            UnpricedError: when the price is not known.
        """
        period = model.period_on(as_of)[0]
        price = model.price_in(period)
        self._thresholds = price.thresholds
        sizes = (None, *(above + 1 for above in self._thresholds))
        weekday = None if as_of is None else as_of.weekday()
        moments = tuple(price.moments(weekday)) if price.is_timed and moment is None else (moment,)
        try:
            schedules = [[_rates(price, size, each) for size in sizes] for each in moments]
        except UnpricedError as error:
            raise UnpricedError(f"{error.message} of {model.id}", reason=error.reason) from None
        # As in an estimate: a condition may set both rates to 0, which makes no model free.
        seen = (any(rates[0] or rates[1] for rates in tier) for tier in zip(*schedules, strict=True))
        if not all(seen) and not model.zero_is_meant(period):
            message = f"under a condition both rates are 0, which is no price of {model.id}"
            raise UnpricedError(message, reason="zero")
        exponent = min(_exponent(rate) for tiers in schedules for tier in tiers for rate in tier)
        self._exponent = exponent - 6
        self._tiers, *self._others = [
            [tuple(int(rate.scaleb(-exponent, EXACT)) for rate in tier) for tier in tiers]
            for tiers in schedules
        ]

    def cost(
        self,
        input: int,  # noqa: A002 - named as in Usage
        output: int,
        cache_read: int = 0,
        cache_write: int = 0,
        cache_write_1h: int = 0,
    ) -> Decimal:
        """The exact cost in USD of one request, a charge per request included.

        Args:
            input: all input tokens, cached ones included.
            output: all output tokens.
            cache_read: input tokens read from the cache.
            cache_write: input tokens written to the cache for the default time.
            cache_write_1h: input tokens written to the cache for an hour.

        Raises:
            UsageError: for a count that is negative or no int, or cached parts that are more than the input.
        """
        plain = input - cache_read - cache_write - cache_write_1h
        if plain < 0 or output < 0 or cache_read < 0 or cache_write < 0 or cache_write_1h < 0:
            raise UsageError(
                f"counts can't be negative, nor cached parts more than the input: {input=}, {output=}, "
                f"{cache_read=}, {cache_write=}, {cache_write_1h=}",
                hint="input is the total, cached parts included",
            )
        tier = bisect_left(self._thresholds, input) if self._thresholds else 0
        rates = self._tiers[tier]
        units = plain * rates[0] + output * rates[1] + rates[5]
        if cache_read:
            units += cache_read * rates[2]
        if cache_write or cache_write_1h:
            units += cache_write * rates[3] + cache_write_1h * rates[4]
        if self._others:
            counts = (plain, output, cache_read, cache_write, cache_write_1h, 1)
            units = max(units, *(sum(map(mul, counts, tiers[tier])) for tiers in self._others))
        if type(units) is not int:
            raise UsageError(f"a count is not a whole number: {input=}, {output=}", hint="give ints")
        return Decimal(units).scaleb(self._exponent, EXACT)


def _rates(price: Price, size: int | None, moment: Moment | None) -> tuple[Decimal, ...]:
    """The rates of ``_CACHE_CLASSES`` and the charge, all of them in USD per million."""
    rates: Mapping[str, Decimal] = price.at(size, moment)
    charge = rates.get("request", ZERO).scaleb(6, EXACT)
    return (*(rate_for(rates, name) for name in _CACHE_CLASSES), charge)


def _exponent(rate: Decimal) -> int:
    exponent = rate.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0
