"""A model's price: rates by token class, and the conditions under which other rates hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

TOKEN_CLASSES = (
    "input",
    "output",
    "cache_read",
    "cache_write",
    "cache_write_1h",
    "reasoning",
    "image_input",
    "image_output",
    "audio_input",
    "audio_output",
    "audio_cache_read",
)
"""Classes of tokens that can have a rate of their own, in USD per million tokens."""

CHARGES = ("web_search", "request")
"""Charges that are not counted in tokens, in USD each."""

RATE_NAMES = TOKEN_CLASSES + CHARGES

PARENT = {
    "cache_read": "input",
    "cache_write": "input",
    "cache_write_1h": "cache_write",
    "image_input": "input",
    "audio_input": "input",
    "audio_cache_read": "audio_input",
    "reasoning": "output",
    "image_output": "output",
    "audio_output": "output",
}
"""What a class without a rate of its own costs. So a cached token without a cache rate is an input token."""

INPUT_CLASSES = (
    "cache_read",
    "cache_write",
    "cache_write_1h",
    "image_input",
    "audio_input",
    "audio_cache_read",
)
"""The classes that are part of the input, beside its plain rest."""

OUTPUT_CLASSES = ("reasoning", "image_output", "audio_output")
"""The classes that are part of the output, beside its plain rest."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MINUTES_PER_DAY = 24 * 60

UNSTATED = "a condition needs above, utc or days"
"""What is wrong with one that states none of them."""


class Moment(NamedTuple):
    """A point in the week in UTC, for prices that depend on the hour."""

    weekday: int
    """0 is Monday, as in ``date.weekday``."""
    minute: int
    """Minutes since midnight, 0 to 1439."""


class Condition(NamedTuple):
    """Rates that replace the base rates for requests that meet every stated test."""

    rates: Mapping[str, Decimal]
    """The rates that change; a class that isn't here keeps its rate."""
    above: int | None = None
    """Holds for requests with strictly more input tokens in total, cached ones included. None: any size."""
    start: int | None = None
    """First minute of the daily window, UTC. None: any hour."""
    end: int | None = None
    """Minute at which the window is over, 0 to 1440; at or below ``start`` the window wraps midnight."""
    days: tuple[int, ...] = ()
    """Weekdays on which it holds, 0 is Monday. Empty: any day."""

    @property
    def is_stated(self) -> bool:
        """Whether it states a test at all; one that doesn't is no condition."""
        return self.above is not None or self.is_timed

    @property
    def is_timed(self) -> bool:
        """Whether the hour or the weekday matters."""
        return self.start is not None or bool(self.days)

    @property
    def words(self) -> str:
        """What has to hold: over 200,000 input tokens, from 01:00 to 04:00 UTC, on saturday, sunday."""
        parts = []
        if self.above is not None:
            parts.append(f"over {self.above:,} input tokens")
        if self.start is not None and self.end is not None:
            parts.append(f"from {clock(self.start)} to {clock(self.end)} UTC")
        if self.days:
            parts.append(f"on {', '.join(WEEKDAYS[day] for day in self.days)}")
        return " ".join(parts)

    def holds(self, size: int | None, moment: Moment | None) -> bool:
        """Whether every test is met.

        Args:
            size: the request's total input tokens; None where no request is assumed: it meets none.
            moment: None meets no test of time.
        """
        if self.above is not None and (size is None or size <= self.above):
            return False
        if not self.is_timed:
            return True
        if moment is None or (self.days and moment.weekday not in self.days):
            return False
        if self.start is None or self.end is None:
            return True
        if self.start < self.end:
            return self.start <= moment.minute < self.end
        return moment.minute >= self.start or moment.minute < self.end


class Price(NamedTuple):
    """A whole price: base rates, then conditions in order, a later one winning rate by rate."""

    rates: Mapping[str, Decimal]
    """USD per million tokens for ``TOKEN_CLASSES``, USD each for ``CHARGES``. Absent: see ``PARENT``."""
    when: tuple[Condition, ...] = ()

    @property
    def is_timed(self) -> bool:
        """Whether the hour or the weekday matters."""
        return any(condition.is_timed for condition in self.when)

    @property
    def thresholds(self) -> tuple[int, ...]:
        """The request sizes above which other rates hold, ascending."""
        return tuple(sorted({condition.above for condition in self.when if condition.above is not None}))

    def at(self, size: int | None = None, moment: Moment | None = None) -> Mapping[str, Decimal]:
        """The rates in force for a request of ``size`` total input tokens at ``moment``."""
        if not self.when:
            return self.rates
        rates = dict(self.rates)
        for condition in self.when:
            if condition.holds(size, moment):
                rates.update(condition.rates)
        return rates

    def moments(self, weekday: int | None = None, minute: int | None = None) -> Iterator[Moment]:
        """One moment of each stretch of the week in which the rates are the same.

        Args:
            weekday: keep to this day, 0 is Monday.
            minute: keep to this minute of the day.
        """
        days = range(len(WEEKDAYS) if self._has_days else 1)
        for day in days if weekday is None else (weekday,):
            for edge in self._edges() if minute is None else (minute,):
                yield Moment(day, edge)

    def stretch(self, moment: Moment) -> Moment:
        """The moment with which the stretch begins that ``moment`` is in: one of ``moments()``."""
        edges = self._edges()
        begun = [edge for edge in edges if edge <= moment.minute]
        # Before the first edge of a day the window of the last one still holds.
        return Moment(moment.weekday if self._has_days else 0, begun[-1] if begun else edges[-1])

    @property
    def _has_days(self) -> bool:
        return any(condition.days for condition in self.when)

    def _edges(self) -> list[int]:
        """The minutes of a day at which rates may change, ascending."""
        edges = [edge for condition in self.when for edge in (condition.start, condition.end)]
        minutes = {edge % MINUTES_PER_DAY for edge in edges if edge is not None}
        if self._has_days or not minutes:
            # Midnight is an edge only where another weekday begins; else a window may run through it.
            minutes.add(0)
        return sorted(minutes)


def clock(minute: int) -> str:
    """A minute of the day as ``HH:MM``; 1440 is 24:00."""
    hours, minutes = divmod(minute, 60)
    return f"{hours:02}:{minutes:02}"


def parse_window(text: str) -> tuple[int, int]:
    """The first minute and the end of ``01:00-04:00``; the end may be 24:00.

    Raises:
        ValueError: for anything else, and for a window without length.
    """
    start, dash, end = text.partition("-")
    minutes = _minute(start), _minute(end)
    if not dash or minutes[0] == minutes[1] or minutes[0] == MINUTES_PER_DAY:
        raise ValueError(text)
    return minutes


def _minute(text: str) -> int:
    hours, minutes = int(text[:2]), int(text[3:])
    minute = hours * 60 + minutes
    # What comes out as it went in was written in that form.
    if not 0 <= minute <= MINUTES_PER_DAY or clock(minute) != text:
        raise ValueError(text)
    return minute


def parse_weekdays(names: Iterable[str]) -> tuple[int, ...]:
    """Weekdays by their names, each once and in order, 0 is Monday.

    Raises:
        ValueError: for what is none.
    """
    return tuple(sorted({WEEKDAYS.index(name) for name in names}))


def rate_for(rates: Mapping[str, Decimal], name: str) -> Decimal:
    """The rate of a token class or charge: its own, or that of its nearest parent that has one.

    Raises:
        UnpricedError: when neither it nor a parent has a rate: what isn't known is never taken for free.
    """
    rate = find_rate(rates, name)
    if rate is None:
        raise UnpricedError(f"no price is known for {name}", reason=f"no_{name}_price")
    return rate


def find_rate(rates: Mapping[str, Decimal], name: str) -> Decimal | None:
    """As ``rate_for``, but None where the rate isn't known."""
    seen: str | None = name
    while seen is not None:
        if seen in rates:
            return rates[seen]
        seen = PARENT.get(seen)
    return None
