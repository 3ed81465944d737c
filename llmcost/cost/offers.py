"""What each endpoint of a model asks: its prices, or the cost of one use at each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.catalog.note import Note
from llmcost.catalog.schedule import blend, headline
from llmcost.cost.comparison import ratio
from llmcost.cost.estimate import estimate
from llmcost.cost.remarks import UNFIT
from llmcost.errors import UnpricedError
from llmcost.money import ROUNDED, ZERO, format_rate, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from llmcost.catalog.endpoint import Endpoint
    from llmcost.catalog.model import Model
    from llmcost.catalog.price import Price
    from llmcost.catalog.provenance import Provenance
    from llmcost.cost.estimate import Estimate, Terms
    from llmcost.cost.usage import Usage

_LAST = Decimal("Infinity")


class Offer(NamedTuple):
    """What one endpoint asks."""

    endpoint: Endpoint
    price: Price
    estimate: Estimate | None = None
    """Of the use asked about. None: only prices were asked for."""
    notes: tuple[Note, ...] = ()

    @property
    def rates(self) -> Mapping[str, Decimal]:
        """Base rates; where the hour matters those of the dearest one."""
        return headline(self.price)

    @property
    def applied(self) -> Mapping[str, Decimal]:
        """The rates that the use is priced at; without a use as ``rates``."""
        return self.rates if self.estimate is None else self.estimate.rates

    @property
    def blended(self) -> Decimal:
        """USD per million tokens at three input tokens to one output token."""
        return blend(self.rates) or ZERO

    @property
    def amount(self) -> Decimal:
        """What offers are compared by: the total in USD, or without a use the blended rate."""
        return self.blended if self.estimate is None else self.estimate.total

    @property
    def fits(self) -> bool:
        """Whether the endpoint can take the request."""
        return not any(note.code in UNFIT or note.code == "over_max_input" for note in self.notes)


SORTS: dict[str, Callable[[Offer], Any]] = {
    "cost": lambda offer: offer.amount,
    "price": lambda offer: offer.blended,
    "throughput": lambda offer: -(offer.endpoint.throughput or ZERO),
    "latency": lambda offer: _LAST if offer.endpoint.latency is None else offer.endpoint.latency,
    "uptime": lambda offer: -(offer.endpoint.uptime or ZERO),
    "context": lambda offer: -(offer.endpoint.context or 0),
}
"""Orders of offers, the best first; what isn't told comes last."""


class UnpricedOffer(NamedTuple):
    """An endpoint without a price for the use asked about."""

    endpoint: Endpoint
    code: str
    message: str


class ListPrice(NamedTuple):
    """What the ledger at hand says of the same model."""

    model: Model
    price: Price
    provenance: Provenance
    estimate: Estimate | None = None
    """Of the use asked about. None: only prices were asked for, or the ledger can't price it."""

    @property
    def rates(self) -> Mapping[str, Decimal]:
        """Base rates; where the hour matters those of the dearest one."""
        return headline(self.price)

    @property
    def day(self) -> date:
        """The day on which the price was last seen."""
        if self.model.retired is not None and self.model.current.seen is not None:
            return self.model.current.seen
        return self.provenance.as_of

    @property
    def amount(self) -> Decimal | None:
        """As in ``Offer``; None where it isn't known."""
        return blend(self.rates) if self.estimate is None else self.estimate.total


class Offers(NamedTuple):
    """The endpoints of one model, compared."""

    model: str
    """The id that was asked for."""
    source: str
    """The URL of the answer, without secrets."""
    day: date
    """The day of the answer, in UTC."""
    terms: Terms
    offers: tuple[Offer, ...]
    """In the order asked for; those that can't take the request last."""
    unpriced: tuple[UnpricedOffer, ...] = ()
    list_price: ListPrice | None = None
    """None where the ledger has no price of the model."""
    usage: Usage | None = None
    """As asked. None: only prices were asked for."""
    notes: tuple[Note, ...] = ()
    """On the model as a whole."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Name and reason of each endpoint that upstream described in a way that can't be used."""
    warnings: tuple[Note, ...] = ()
    measures_withheld: bool = False
    """Whether no key was at hand, without which upstream keeps latency and throughput to itself."""

    def relative(self, amount: Decimal | None) -> Decimal | None:
        """An amount over that of the cheapest that fits and costs anything, as in ``ratio``; None without."""
        paid = [offer.amount for offer in self.offers if offer.fits and offer.amount]
        return ratio(amount, min(paid)) if paid and amount is not None else None


def compare_offers(
    model_id: str, endpoints: Iterable[Endpoint], usage: Usage | None, terms: Terms, sort: str
) -> tuple[tuple[Offer, ...], tuple[UnpricedOffer, ...]]:
    """Price a use of a model at each of its endpoints.

    Args:
        model_id: its id; rates of 0 are a price only of a free one.
        endpoints: who serves it.
        usage: see ``Terms``; None for the prices alone.
        terms: the same for all; without a date.
        sort: a key of ``SORTS``.
    """
    offers, unpriced = [], []
    for endpoint in endpoints:
        served = endpoint.serving(model_id)
        try:
            priced = _offer(endpoint, served.price_in(served.current))
            if usage is not None:
                found = estimate(served, usage, terms)
                told = (*found.notes, *_too_long(endpoint, terms.request_size(usage)))
                priced = priced._replace(estimate=found, notes=(*told, *_standing(endpoint)))
        except UnpricedError as error:
            unpriced.append(UnpricedOffer(endpoint, error.reason, error.message))
        else:
            offers.append(priced)
    key = SORTS[sort]
    offers.sort(key=lambda offer: (not offer.fits, key(offer), offer.amount, offer.endpoint.name))
    return tuple(offers), tuple(unpriced)


def list_price(model: Model, provenance: Provenance, usage: Usage | None, terms: Terms) -> ListPrice | None:
    """What a catalogue says of the same; None where it has no price."""
    try:
        price = model.price_in(model.current)
        found = None if usage is None else estimate(model, usage, terms)
    except UnpricedError:
        return None
    return ListPrice(model, price, provenance, found)


def _offer(endpoint: Endpoint, price: Price) -> Offer:
    conditions = tuple(
        Note("other_rates", f"{condition.words}: {stated}")
        for condition in price.when
        if (stated := _in_words(condition.rates))
    )
    return Offer(endpoint, price, None, (*conditions, *_standing(endpoint)))


def _in_words(rates: Mapping[str, Decimal]) -> str:
    told = (("input", "in"), ("output", "out"), ("cache_read", "cache read"))
    return ", ".join(f"{format_rate(rates[name])} {word}" for name, word in told if name in rates)


def _too_long(endpoint: Endpoint, size: int | None) -> tuple[Note, ...]:
    if size is None or endpoint.max_input is None or size <= endpoint.max_input:
        return ()
    return (
        Note("over_max_input", f"{size:,} input tokens a request; it reads {endpoint.max_input:,} at most"),
    )


def _standing(endpoint: Endpoint) -> tuple[Note, ...]:
    """What has to be known of an endpoint, whatever is asked of it."""
    notes = []
    if endpoint.is_degraded:
        notes.append(Note("degraded", "degraded: upstream chooses it last"))
    if endpoint.discount:
        percent = plain(ROUNDED.multiply(endpoint.discount, Decimal(100)))
        notes.append(Note("discount", f"a discount of {percent} % is already taken off its price"))
    return tuple(notes)
