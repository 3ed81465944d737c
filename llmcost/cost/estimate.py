"""The exact cost of a use of one model, by component."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.catalog.price import MINUTES_PER_DAY, PARENT, clock, rate_for
from llmcost.cost import remarks
from llmcost.cost.remarks import UNFIT
from llmcost.errors import UnpricedError, UsageError
from llmcost.money import EXACT, ZERO, add_up, divide, format_rate, format_usd, per_million

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from llmcost.catalog.model import Model, Period
    from llmcost.catalog.price import Moment, Price
    from llmcost.cost.measured import Measured
    from llmcost.cost.span import Span
    from llmcost.cost.usage import Usage


_PLAIN = frozenset({"input", "output"})
"""Classes that every model has, and has a rate for."""


class Terms(NamedTuple):
    """How a usage is put to a model: as a volume or as requests, when, and at which fee."""

    requests: int | None = None
    """Number of requests. None: a volume, at base rates, no request size assumed."""
    spread: bool = False
    """Whether the usage is the total of all requests, evenly spread, rather than that of each."""
    as_of: date | None = None
    """The day whose prices count. None: now."""
    minute: int | None = None
    """Minute of the day in UTC, 0 to 1439. None: where the hour matters, the dearest."""
    markup: Decimal = ZERO
    """A fee on top as a share of the cost, 0.055 for 5.5 %."""
    any_day: bool = False
    """Whether it can be any day of the week, though the prices of ``as_of`` count."""

    @property
    def weekday(self) -> int | None:
        """The day of the week whose prices count, 0 is Monday. None: any."""
        return None if self.as_of is None or self.any_day else self.as_of.weekday()

    def request_size(self, usage: Usage) -> int | None:
        """Input tokens of one request, rounded up; None for a volume.

        Rounding up is exact for thresholds, which are whole: above 200,000 means 200,001 and more.
        """
        return None if self.requests is None else self._of_one(usage.input, self.requests)

    def answer_size(self, usage: Usage) -> int:
        """Output tokens of one request, rounded up; of a volume all of them."""
        return self._of_one(usage.output, self.requests or 1)

    def whole(self, usage: Usage) -> Usage:
        """The usage over all requests."""
        return usage if self.requests is None or self.spread else usage.times(self.requests)

    def _of_one(self, tokens: int, requests: int) -> int:
        return -(-tokens // requests) if self.spread else tokens


class Estimate(NamedTuple):
    """What a use of a model costs. All amounts are exact USD."""

    model: Model
    usage: Usage
    """The whole usage, over all requests."""
    terms: Terms
    components: Mapping[str, Decimal]
    """Cost by token class, charge and ``markup``; ``input`` and ``output`` are their plain rests."""
    rates: Mapping[str, Decimal]
    """What each billed class was priced at, USD per million tokens or each; input and output if known."""
    total: Decimal
    notes: tuple[Note, ...] = ()
    span: Span | None = None
    """Between which amounts the total lies; None where its tokens are certain."""
    measured: Measured | None = None
    """How the tokens of one request were counted; None where they were given."""

    @property
    def most(self) -> Decimal:
        """The total, or where its tokens are estimated what it can come to, which a limit is held to."""
        return self.total if self.span is None else self.span.high

    @property
    def per_request(self) -> Decimal | None:
        """Cost of one request; of an evenly spread volume to 12 decimals. None for a volume."""
        if self.terms.requests is None:
            return None
        return divide(self.total, self.terms.requests)

    @property
    def rates_used(self) -> frozenset[str]:
        """The current rates that the cost rests on, and those that classes without their own fall back to."""
        period = self.model.period_on(self.terms.as_of)[0]
        if period is not self.model.current:
            return frozenset()
        own = self.model.price_in(period).rates
        names: set[str] = set()
        # A charge per request is a part of every cost, though one of 0 is no component.
        for name in (*self.components, "request"):
            used: str | None = name
            while used is not None:
                names.add(used)
                used = None if used in own else PARENT.get(used)
        return frozenset(names - {"markup"})

    @property
    def fits(self) -> bool:
        """Whether the model can take the request: its size, its length of answer, its modalities."""
        return not any(note.code in UNFIT for note in self.notes)


def estimate(model: Model, usage: Usage, terms: Terms | None = None) -> Estimate:
    """Price a use of a model, to the last digit.

    Args:
        model: from a catalogue.
        usage: of each request, or the whole volume; see ``Terms``.
        terms: None for a volume at today's prices.

    Raises:
        UnpricedError: when a price that is needed is not known. Never returns 0 for that.
        UsageError: for terms of less than one request, or a minute that no day has.
    """
    terms = terms or Terms()
    _check(terms)
    period, notes = model.period_on(terms.as_of)
    price = model.price_in(period)
    size = terms.request_size(usage)
    billed = usage.billed()
    try:
        moment, hour = _moment(price, billed, size, terms)
        rates = price.at(size, moment)
        _refuse_zero(model, period, rates)
        applied, components = _price(rates, billed, terms)
    except UnpricedError as error:
        raise UnpricedError(f"{error.message} of {model.id}", reason=error.reason, hint=error.hint) from None
    total = add_up(components.values())
    if terms.markup:
        components["markup"] = EXACT.multiply(total, terms.markup)
        total = EXACT.add(total, components["markup"])
    notes += hour
    if size is None:
        notes += _as_one_request(model, price, usage, moment, terms=terms, total=total)
    else:
        notes += remarks.long_context(price, rates, moment, size, billed)
        notes += remarks.limits(model, size, terms.answer_size(usage))
        notes += remarks.unknown_conditions(model, price, size)
    if not billed.keys() <= _PLAIN:
        notes += remarks.modalities(model, usage)
        notes += remarks.no_own_rate(rates, billed)
    if "when" in period.inferred and any(note.code in {"long_context", "one_request"} for note in notes):
        notes += (Note("inferred", "long-context rates are those seen later in that period"),)
    inferred = [name for name in period.inferred if name in billed]
    if inferred:
        message = f"{', '.join(inferred)} not seen then; kept in its ratio to the input rate"
        notes += (Note("inferred", message),)
    return Estimate(model, terms.whole(usage), terms, components, applied, total, notes)


def _refuse_zero(model: Model, period: Period, rates: Mapping[str, Decimal]) -> None:
    """A condition may set both rates to 0 as well as a list may; neither makes a model free."""
    if not model.is_price(rates, period):
        raise UnpricedError("under this condition both rates are 0, which is no price", reason="zero")


def _check(terms: Terms) -> None:
    if terms.requests is not None and terms.requests < 1:
        raise UsageError(f"{terms.requests} requests cost nothing", hint="give 1 request or more")
    if not terms.markup.is_finite() or terms.markup < 0:
        raise UsageError(f"a markup of {terms.markup} is no fee", hint="give 0 or more")
    if terms.minute is not None and not 0 <= terms.minute < MINUTES_PER_DAY:
        raise UsageError(f"minute {terms.minute} is not in a day", hint="give 0 to 1439, in UTC")


def _price(
    rates: Mapping[str, Decimal], billed: Mapping[str, int], terms: Terms
) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """The rates that apply and the cost of each component, over all requests."""
    count = 1 if terms.requests is None or terms.spread else terms.requests
    applied = {name: rates[name] for name in ("input", "output") if name in rates}
    components: dict[str, Decimal] = {}
    for name, tokens in billed.items():
        rate = applied[name] = rate_for(rates, name)
        if name == "web_search":
            components[name] = EXACT.multiply(rate, Decimal(tokens * count))
        else:
            components[name] = per_million(tokens * count, rate)
    if rates.get("request"):
        applied["request"] = rates["request"]
        components["request"] = EXACT.multiply(rates["request"], Decimal(terms.requests or 1))
    return applied, components


def _moment(
    price: Price, billed: Mapping[str, int], size: int | None, terms: Terms
) -> tuple[Moment | None, tuple[Note, ...]]:
    """The moment to price at: the stated one, or where the hour matters the dearest, with a note."""
    if not price.is_timed:
        return None, ()
    totals = {
        moment: add_up(_price(price.at(size, moment), billed, terms)[1].values())
        for moment in price.moments(terms.weekday, terms.minute)
    }
    dearest = max(totals, key=totals.__getitem__)
    cheapest = min(totals, key=totals.__getitem__)
    if terms.minute is not None and totals[dearest] == totals[cheapest]:
        return dearest, (Note("hour", f"price at {clock(dearest.minute)} UTC"),)
    if totals[dearest] == totals[cheapest]:
        return dearest, ()
    amount = EXACT.add(totals[cheapest], EXACT.multiply(totals[cheapest], terms.markup))
    dearest_when = "hour" if terms.minute is None else "day"
    begun = remarks.moment_in_words(price, cheapest)
    message = f"dearest {dearest_when}; from {begun} UTC it costs {format_usd(amount)}"
    return dearest, (Note("hour", message, amount),)


def _as_one_request(
    model: Model, price: Price, usage: Usage, moment: Moment | None, *, terms: Terms, total: Decimal
) -> tuple[Note, ...]:
    """What a volume would cost if it were one request, where that is dearer and the model could take it."""
    notes: tuple[Note, ...] = ()
    charge = price.rates.get("request")
    if charge:
        notes = (Note("request_charge", f"one request assumed; each costs {format_rate(charge)}"),)
    if not price.thresholds or (model.context is not None and usage.input > model.context):
        return notes
    components = _price(price.at(usage.input, moment), usage.billed(), terms)[1]
    single = add_up(components.values())
    single = EXACT.add(single, EXACT.multiply(single, terms.markup))
    if single <= total:
        return notes
    return (*notes, Note("one_request", f"as one request {format_usd(single)} (long-context rates)", single))
