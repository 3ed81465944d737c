"""Which rates a logged request is priced at: by its model and tier, its day and hour, and its size."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from llmcost.catalog.price import TOKEN_CLASSES, Moment
from llmcost.cost.dated import Dated
from llmcost.cost.slot import Slot
from llmcost.cost.tier import WHOLE, parts_of
from llmcost.errors import ConfigError, PriceError, UnknownModelError, UnpricedError
from llmcost.money import EXACT, ZERO, add_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.catalog.price import Price
    from llmcost.cost.tier import Part

DAY = 86_400
QUARTER = 900
MINUTE = 60
_EPOCH = date(1970, 1, 1)


class Tariff:
    """The schedule of one model as a log names it, at one service tier.

    ``trouble`` says why it can't be priced at all; then there are no slots.
    """

    def __init__(self, catalog: Catalog, name: str | None, tier: str) -> None:
        """Resolve the name.

        Args:
            catalog: the prices.
            name: as the log names the model; None where it names none.
            tier: the service tier, empty for the standard one.
        """
        self.name = name
        self.tier = tier
        self.trouble: PriceError | ConfigError | None = None
        self.notes: tuple[Note, ...] = ()
        """What had to be assumed about the name."""
        self._parts: tuple[Part, ...] = ()
        self._days: dict[int | None, tuple[int, str]] = {}
        self._rates: dict[Slot, Mapping[str, Decimal] | UnpricedError] = {}
        try:
            self._resolve(catalog)
        except (PriceError, ConfigError) as error:
            # An alias that leads nowhere or in a circle must not end the reading of all else.
            self.trouble = error

    def _resolve(self, catalog: Catalog) -> None:
        if not self.name:
            raise UnpricedError(
                "the log names no model", reason="no_model", hint="say which one with --model NAME"
            )
        try:
            found = catalog.resolve(self.name, suggest=False)
        except UnknownModelError as error:
            # A log can't be written anew: what helps is to say what the name means.
            hint = "say under [aliases] in llmcost.toml which model it is, or its rates under [models]"
            raise UnknownModelError(error.message, hint=hint) from None
        self._parts = parts_of(catalog, catalog.models[found.id], self.tier)
        self.notes = found.notes

    @property
    def label(self) -> str:
        """What its requests are told under: the id that is priced, or the name that has no price."""
        if not self._parts:
            return self.name or ""
        model, factor = self._parts[0]
        return model.id if factor == WHOLE else f"{model.id} ({self.tier})"

    @cached_property
    def _schedule(self) -> tuple[Dated, ...]:
        """Every period, by whose positions slots count."""
        return tuple(
            Dated(model, factor, period)
            for model, factor in self._parts
            for period in (*model.past, model.current)
        )

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """The days on which another price, or another remark on it, may begin; ascending."""
        return tuple(sorted({day for dated in self._schedule for day in dated.turns}))

    @cached_property
    def _prices(self) -> tuple[Price, ...]:
        return tuple(dated.period.price for dated in self._schedule if dated.period.price is not None)

    @cached_property
    def step(self) -> int:
        """Seconds that divide every stretch in which the rates stay the same."""
        timed = [price for price in self._prices if price.is_timed]
        edges = {moment.minute * MINUTE for price in timed for moment in price.moments()}
        return DAY if not timed else MINUTE if any(edge % QUARTER for edge in edges) else QUARTER

    @cached_property
    def thresholds(self) -> tuple[int, ...]:
        """Request sizes above which the rates of any period change, ascending."""
        return tuple(sorted({above for price in self._prices for above in price.thresholds}))

    def slot(self, time: int | None, size: int | None) -> Slot | None:
        """Where a request stands.

        Args:
            time: seconds since 1970 in UTC; None: priced as of now.
            size: its input tokens, cached ones included; None where it is not one request.

        Returns:
            None where the model can't be priced at all.
        """
        return self._slot(None if time is None else time // DAY, time, size)

    def slot_now(self, time: int | None, size: int | None) -> Slot | None:
        """As ``slot``, at the prices of today: of ``time`` only the hour of the week counts."""
        return self._slot(None, time, size)

    def other_slots(self, time: int | None, size: int | None) -> Iterator[Slot]:
        """Where a request would stand in each other period of the schedule."""
        own = self.slot(time, size)
        for at in range(len(self._schedule)):
            if own is not None and at != own.period:
                yield self._in_period(at, "", time, size)

    def _slot(self, day: int | None, time: int | None, size: int | None) -> Slot | None:
        if self.trouble is not None:
            return None
        if day not in self._days:
            self._days[day] = self._in_force(None if day is None else _EPOCH + timedelta(days=day))
        at, remark = self._days[day]
        return Slot(at, None, None) if at < 0 else self._in_period(at, remark, time, size)

    def _in_period(self, at: int, remark: str, time: int | None, size: int | None) -> Slot:
        above = None if size is None else bisect_left(self.thresholds, size)
        price = self._schedule[at].period.price
        if price is None or time is None or not price.is_timed:
            return Slot(at, above, None, remark)
        # 1970 began on a Thursday.
        moment = Moment((time // DAY + 3) % 7, time % DAY // MINUTE)
        return Slot(at, above, price.stretch(moment), remark)

    def _in_force(self, day: date | None) -> tuple[int, str]:
        """Position of the period in force, and the code of what has to be said about that."""
        for model, _ in self._in_order(day):
            try:
                found, notes = model.period_on(day)
            except UnpricedError:
                continue
            at = next(at for at, dated in enumerate(self._schedule) if dated.period is found)
            return at, notes[0].code if notes and day is not None else ""
        return -1, ""

    def _in_order(self, day: date | None) -> tuple[Part, ...]:
        """The tier's own row first, unless the model had another price before that row was ever seen."""
        if day is None or len(self._parts) == 1:
            return self._parts
        row, model = (part.model for part in self._parts)
        seen = (*row.past, row.current)[0].since
        if seen is None or seen <= day or _plain_rates(model, day) in {None, _plain_rates(model, seen)}:
            return self._parts
        return self._parts[::-1]

    def dated(self, slot: Slot) -> Dated:
        """The period of a slot that has a price."""
        return self._schedule[slot.period]

    def rates(self, slot: Slot) -> Mapping[str, Decimal]:
        """The rates of a slot: USD per million tokens, the tier's factor in them, and USD each for charges.

        Raises:
            UnpricedError: when there are none.
        """
        found = self._rates.get(slot)
        if found is None:
            try:
                found = self._look_up(slot)
            except UnpricedError as error:
                found = error
            self._rates[slot] = found
        if isinstance(found, UnpricedError):
            # Without the trace, which grows each time that one and the same error is raised.
            raise found.with_traceback(None)
        return found

    def _look_up(self, slot: Slot) -> Mapping[str, Decimal]:
        if slot.period < 0:
            seen = min(dated.period.since for dated in self._schedule if dated.period.since is not None)
            raise UnpricedError(
                f"no price of {self.label} is known for so early a day; first seen {seen}",
                reason="before_release",
                hint="--as MODEL prices the traffic at the prices of today",
            )
        model, factor, period = self.dated(slot)
        price = model.price_in(period)
        size = None if slot.size is None else self._size(slot.size)
        moments = (
            [slot.moment] if slot.moment is not None else [*price.moments()] if price.is_timed else [None]
        )
        # Without a time the dearest hour counts, as in an estimate.
        rates = max((price.at(size, moment) for moment in moments), key=_dearness)
        if not model.is_price(rates, period):
            raise UnpricedError(
                f"under a condition both rates of {model.id} are 0, which is no price", reason="zero"
            )
        if factor == WHOLE:
            return rates
        return {
            name: EXACT.multiply(rate, factor) if name in TOKEN_CLASSES else rate
            for name, rate in rates.items()
        }

    def _size(self, above: int) -> int:
        """A size that is above so many thresholds."""
        return self.thresholds[above - 1] + 1 if above else 0


def _dearness(rates: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
    """By input and output; where those don't depend on the hour, by all the rest."""
    return EXACT.add(rates.get("input", ZERO), rates.get("output", ZERO)), add_up(rates.values())


def _plain_rates(model: Model, day: date) -> tuple[Decimal | None, Decimal | None] | None:
    try:
        price = model.period_on(day)[0].price
    except UnpricedError:
        return None
    return None if price is None else (price.rates.get("input"), price.rates.get("output"))
