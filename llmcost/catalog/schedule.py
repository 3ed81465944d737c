"""Two prices compared as whole schedules: every rate, at every size, hour and weekday."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import RATE_NAMES, WEEKDAYS, Price, clock, find_rate
from llmcost.money import EXACT, ZERO, divide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from llmcost.catalog.price import Moment

    _Point = tuple[str, int | None, Mapping[str, Decimal], Mapping[str, Decimal]]
    """Condition in words, request size, and the rates of both prices there."""

INPUT_WEIGHT = Decimal(3)
"""Input tokens for each output token in a blended rate: the mix by which Artificial Analysis ranks prices."""


class RateChange(NamedTuple):
    """One rate that differs between two prices, USD per million tokens, or each for a charge."""

    name: str
    condition: str
    """When it holds, in words; empty for the base rate."""
    old: Decimal | None
    """None: neither it nor what it would fall back to had a rate."""
    new: Decimal | None

    @property
    def ratio(self) -> Decimal | None:
        """New over old; None where one is not known, or the old one is 0."""
        return divide(self.new, self.old) if self.old and self.new is not None else None


def differences(old: Price, new: Price) -> tuple[RateChange, ...]:
    """Where two prices differ, in order of rate; empty when every request costs the same at both.

    Rates are compared as they apply, so that a cache rate that is stated and one that falls back to the same
    input rate are equal, and a list that was fetched at another hour is: it states that hour's price as its
    base, and the hours as conditions.
    """
    names = {name for rates in _stated(old, new) for name in rates}
    points = [
        (condition, size, old.at(size, moment), new.at(size, moment))
        for condition, size, moment in _points(old, new)
    ]
    return tuple(change for name in RATE_NAMES if name in names for change in _where_it_differs(name, points))


def pairs(old: Price, new: Price) -> Iterator[RateChange]:
    """Every rate of two prices side by side, changed or not, wherever both are known."""
    names = {name for rates in _stated(old, new) for name in rates}
    for condition, size, moment in _points(old, new):
        before, after = old.at(size, moment), new.at(size, moment)
        for name in sorted(names):
            was, now = find_rate(before, name), find_rate(after, name)
            if was is not None and now is not None:
                yield RateChange(name, condition, was, now)


def headline(price: Price) -> Mapping[str, Decimal]:
    """The rates to tell first: the base rates, or where the hour matters those of the dearest one."""
    if not price.is_timed:
        return price.rates
    hours = [price.at(None, moment) for moment in price.moments()]
    return max(hours, key=lambda rates: blend({"input": ZERO, "output": ZERO, **rates}) or ZERO)


def blend(rates: Mapping[str, Decimal]) -> Decimal | None:
    """USD per million tokens at three input tokens to one output token; None where one rate is missing."""
    if "input" not in rates or "output" not in rates:
        return None
    weighed = EXACT.add(EXACT.multiply(rates["input"], INPUT_WEIGHT), rates["output"])
    return EXACT.divide(weighed, INPUT_WEIGHT + 1)


def _where_it_differs(name: str, points: Sequence[_Point]) -> Iterator[RateChange]:
    """Each stretch on which one rate differs; one that differs by the same everywhere is told once."""
    told = [
        (size, RateChange(name, condition, find_rate(before, name), find_rate(after, name)))
        for condition, size, before, after in points
    ]
    base = told[0][1]
    if len({change[2:] for _, change in told}) == 1:
        told = [(None, base._replace(condition=""))]
    for size, change in told:
        if size is None:
            base = change
        if change.old != change.new and (size is None or change[2:] != base[2:]):
            yield change


def _stated(*prices: Price) -> Iterator[Mapping[str, Decimal]]:
    for price in prices:
        yield price.rates
        yield from (condition.rates for condition in price.when)


def _points(old: Price, new: Price) -> Iterator[tuple[str, int | None, Moment | None]]:
    """Condition in words, request size and moment, one for each stretch in which neither price changes."""
    both = Price({}, (*old.when, *new.when))
    days = any(condition.days for condition in both.when)
    for moment in both.moments() if both.is_timed else (None,):
        hour = f"from {clock(moment.minute)} UTC" if moment else ""
        day = f" on {WEEKDAYS[moment.weekday]}" if moment and days else ""
        yield f"{hour}{day}", None, moment
        for above in both.thresholds:
            over = f"over {above:,} input tokens"
            yield f"{over} {hour}{day}".strip(), above + 1, moment
