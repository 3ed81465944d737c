"""What a model costs over a quantity: ratio of input to output, cached share, size of a request.

The rates are those that an estimate takes: in force on the day, for a request of that size, in the dearest
hour where none is stated.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import rate_for
from llmcost.errors import UnpricedError
from llmcost.market.cost_line import CostLine, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from llmcost.catalog.model import Model, Period
    from llmcost.cost.estimate import Terms

OVER = ("ratio", "cached", "size")
"""What a cost can be told over."""

_MILLION = 1_000_000
_WHOLE = Fraction(1)


class RequestShape(NamedTuple):
    """What stays the same while a quantity varies."""

    input: int | None = None
    """Input tokens of one request. None: no size is assumed, at base rates."""
    output: int = 0
    """Output tokens of one request."""
    cached: Decimal = Decimal(0)
    """The share of the input that is read from the cache, 0 to 1, exactly kept whatever the input."""


class PricedModel(NamedTuple):
    """A model with the rates that are asked for."""

    model: Model
    terms: Terms

    @property
    def period(self) -> Period:
        """The period whose price counts."""
        return self.model.period_on(self.terms.as_of)[0]

    def ratio(self, use: RequestShape) -> Segment:
        """USD per million output tokens, over the input tokens for each of them: from 0, without end.

        Raises:
            UnpricedError: for a model without a price for that.
        """

        def line(rates: Mapping[str, Decimal]) -> CostLine:
            charge = Fraction() if use.input is None else _charge(rates) * _MILLION / use.input
            return CostLine(_rate(rates, "output"), _read(rates, use.cached) + charge)

        return self._segment((Fraction(), None), use.input, ("input", "output"), line)

    def cached(self, use: RequestShape) -> Segment:
        """USD per request, over the share of its input that is cached: from 0 to 1.

        Raises:
            UnpricedError: for a model without a price for that.
        """
        tokens = Fraction(use.input or 0, _MILLION)

        def line(rates: Mapping[str, Decimal]) -> CostLine:
            plain, read = _rate(rates, "input"), _rate(rates, "cache_read")
            return CostLine(plain * tokens + _answer(rates, use), (read - plain) * tokens)

        return self._segment((Fraction(), _WHOLE), use.input, _needed(use), line)

    def size(self, use: RequestShape, first: int, last: int) -> Segment:
        """USD per request, over its input tokens, none of which changes a rate from ``first`` to ``last``.

        Raises:
            UnpricedError: for a model without a price for that.
        """

        def line(rates: Mapping[str, Decimal]) -> CostLine:
            return CostLine(_answer(rates, use), _read(rates, use.cached) / _MILLION)

        return self._segment((Fraction(first), Fraction(last)), first, _needed(use), line)

    @property
    def thresholds(self) -> tuple[int, ...]:
        """The sizes of a request above which other rates hold, ascending."""
        return self.model.price_in(self.period).thresholds

    @property
    def has_cache_rate(self) -> bool:
        """Whether cached input has a price of its own, at any size and hour."""
        price = self.model.price_in(self.period)
        return any("cache_read" in rates for rates in (price.rates, *(each.rates for each in price.when)))

    def _segment(
        self,
        ends: tuple[Fraction, Fraction | None],
        size: int | None,
        needed: tuple[str, ...],
        line: Callable[[Mapping[str, Decimal]], CostLine],
    ) -> Segment:
        """A part of an axis, with the line of each hour that counts.

        Rates of 0 are no price, but as in an estimate that matters only where they would be the dearest.
        """
        lines: list[CostLine] = []
        unpriced: list[CostLine] = []
        for rates in self._rates(size, needed):
            (lines if self.model.is_price(rates, self.period) else unpriced).append(line(rates))
        if not all(any(low.is_never_above(high, *ends) for high in lines) for low in unpriced):
            raise UnpricedError(
                f"under a condition both rates of {self.model.id} are 0, which is no price", reason="zero"
            )
        return Segment(*ends, tuple(lines))

    def _rates(self, size: int | None, needed: tuple[str, ...]) -> Iterator[Mapping[str, Decimal]]:
        """The rates of each hour that counts, for a request of that size; those needed are known."""
        price = self.model.price_in(self.period)
        moments = price.moments(self.terms.weekday, self.terms.minute) if price.is_timed else (None,)
        for moment in moments:
            rates = price.at(size, moment)
            try:
                for name in needed:
                    rate_for(rates, name)
            except UnpricedError as error:
                message = f"{error.message} of {self.model.id}"
                raise UnpricedError(message, reason=error.reason, hint=error.hint) from None
            yield rates


def _rate(rates: Mapping[str, Decimal], name: str) -> Fraction:
    return Fraction(rate_for(rates, name))


def _charge(rates: Mapping[str, Decimal]) -> Fraction:
    """USD for each request, whatever is in it."""
    return Fraction(rates.get("request", 0))


def _read(rates: Mapping[str, Decimal], cached: Decimal) -> Fraction:
    """USD per million input tokens of which a share is cached."""
    share = Fraction(cached)
    return _rate(rates, "input") * (1 - share) + _rate(rates, "cache_read") * share


def _needed(use: RequestShape) -> tuple[str, ...]:
    """The rates without which a request has no price."""
    return ("input", "output") if use.output else ("input",)


def _answer(rates: Mapping[str, Decimal], use: RequestShape) -> Fraction:
    """What a request costs beside its input."""
    output = _rate(rates, "output") * Fraction(use.output, _MILLION) if use.output else Fraction()
    return output + _charge(rates)
