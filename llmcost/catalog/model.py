"""One model: its facts, its price now, and the prices that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.catalog.note import Note
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.price import Price

FREE_ROUTER = "openrouter/free"
"""The one id without ``:free`` behind which both rates are truly 0: it routes to free models only."""


class Period(NamedTuple):
    """A price and the days between which it was seen."""

    price: Price | None
    """None: the price varies with the routed model."""
    since: date | None
    """First day on which this price was seen. None: not known (an override)."""
    seen: date | None
    """Last day on which this price was seen. None: not known."""
    inferred: tuple[str, ...] = ()
    """Rates that were not seen then: they keep their ratio to the input rate of the nearest that has them."""
    gone: date | None = None
    """First day after it on which the model was not listed, of one that came back. None: it stayed listed."""


class Model(NamedTuple):
    """A model as the catalogue knows it. What isn't known is None or empty, never a guess."""

    id: str
    """``author/slug`` with an optional ``:variant``; unique."""
    current: Period
    """The price now, or of a retired model the last one seen."""
    name: str | None = None
    """The display name."""
    snapshot: str | None = None
    """The dated id of the weights behind it, shared with its ``:free`` and ``:batch`` rows."""
    released: date | None = None
    context: int | None = None
    """Context window in tokens, input and output together."""
    max_output: int | None = None
    """Most output tokens in one request."""
    input: tuple[str, ...] = ()
    """Modalities that it reads: text, image, file, audio, video. Empty: not known."""
    output: tuple[str, ...] = ()
    """Modalities that it writes. Empty: not known."""
    features: tuple[str, ...] = ()
    """Request parameters that it supports, such as tools, reasoning, structured_outputs."""
    tokenizer: str | None = None
    """Family of its tokenizer, as OpenRouter names it."""
    knowledge_cutoff: date | None = None
    intelligence: Decimal | None = None
    """Artificial Analysis' intelligence index, from 0."""
    expires: date | None = None
    """The day on which upstream will drop it."""
    retired: date | None = None
    """The first day on which upstream no longer listed it. None: listed."""
    alias_of: str | None = None
    """The id that an alias row stood for when it was seen."""
    past: tuple[Period, ...] = ()
    """Earlier prices, oldest first."""
    overridden: tuple[str, ...] = ()
    """Rates stated by an override file rather than seen upstream."""
    extra: Mapping[str, Any] = {}
    """Keys that this version doesn't know, for whoever writes the ledger again; not in compiled copies."""

    @property
    def author(self) -> str:
        """Who made it: the id's part before the slash."""
        return self.id.lstrip("~").partition("/")[0]

    @property
    def variant(self) -> str:
        """``free``, ``batch``, ``thinking`` or another suffix of the id; empty for the model itself."""
        return self.id.partition(":")[2]

    @property
    def is_alias(self) -> bool:
        """Whether the id names whatever model is the latest of a family."""
        return is_alias(self.id)

    @property
    def is_free(self) -> bool:
        """Whether upstream serves it for nothing, and so with tight limits on how often."""
        return is_free(self.id)

    @property
    def first_seen(self) -> date | None:
        """The first day on which it was seen upstream. None: not known (an override)."""
        return (*self.past, self.current)[0].since

    @property
    def appeared(self) -> date | None:
        """When it was released, else when it was first seen: of upstream's newest often no more is known.

        A first sighting may be long after the release, of those above all with which the ledger begins.
        """
        return self.released or self.first_seen

    def zero_is_meant(self, period: Period) -> bool:
        """Whether rates of 0 are a price: the model is free, or an override states both rates of today."""
        return self.is_free or (period is self.current and {"input", "output"} <= set(self.overridden))

    def is_price(self, rates: Mapping[str, Decimal], period: Period) -> bool:
        """Whether rates that hold in a period are a price: both at 0 are none, unless that is meant."""
        return bool(rates.get("input") or rates.get("output")) or self.zero_is_meant(period)

    def listed_on(self, day: date) -> bool:
        """Whether upstream listed it on that day, as far as is known."""
        if self.first_seen is not None and day < self.first_seen:
            return False
        gone = self.period_on(day)[0].gone
        return not (gone and gone <= day) and (self.retired is None or day < self.retired)

    def period_on(self, day: date | None = None) -> tuple[Period, tuple[Note, ...]]:
        """The period whose price was in force on ``day``, and what has to be said about that.

        A day in the gap between two periods belongs to the earlier one. A day before the first sighting, but
        not before the release, belongs to the first.

        Args:
            day: None means now.

        Raises:
            UnpricedError: for a day before the first sighting that can't be shown to be after the release.
        """
        if day is None:
            return self.current, self._standing_notes()
        periods = (*self.past, self.current)
        for position in range(len(periods) - 1, -1, -1):
            period = periods[position]
            if period.since is None or period.since <= day:
                return period, self._dated_notes(period, day)
        first = periods[0]
        if self.released is not None and self.released <= day:
            return first, (
                Note("before_first_sighting", f"first seen {first.since}; that price is used for {day}"),
            )
        raise UnpricedError(
            f"no price of {self.id} is known for {day}; first seen {first.since}", reason="before_release"
        )

    def price_in(self, period: Period) -> Price:
        """The price of one of this model's periods.

        Raises:
            UnpricedError: when it varies with the routed model, or when both rates are 0 though the model is
                not free: then the charge is of a kind that the list doesn't show.
        """
        if period.price is None:
            raise UnpricedError(
                f"the price of {self.id} varies with the model that it routes to",
                reason="varies",
                hint="price the model that you expect it to choose",
            )
        if not self.is_price(period.price.rates, period):
            raise UnpricedError(
                f"{self.id} is listed at 0 but is not free: it is charged in a way that isn't listed",
                reason="zero",
            )
        return period.price

    def _standing_notes(self) -> tuple[Note, ...]:
        if self.retired is not None:
            return (self._retired_note(self.current),)
        if self.expires is not None:
            return (Note("expires", f"upstream announced its end for {self.expires}"),)
        return ()

    def _dated_notes(self, period: Period, day: date) -> tuple[Note, ...]:
        notes = []
        if self.retired is not None and day >= self.retired:
            notes.append(self._retired_note(period))
        elif period.gone is not None and period.gone <= day:
            notes.append(
                Note("not_listed", f"not listed on {day}; last price before, seen {period.seen}, is used")
            )
        elif period.seen is not None and period.seen < day and (period is not self.current or self.retired):
            later = "the next one was seen" if period is not self.current else "it was found to be gone"
            notes.append(
                Note("between_sightings", f"price last seen {period.seen}; {later} later than {day}")
            )
        return tuple(notes)

    def _retired_note(self, period: Period) -> Note:
        if period.seen is not None and period.seen == self.retired:
            return Note("retired", f"listed on {self.retired} and gone on the same day; its price of then")
        return Note("retired", f"no longer listed since {self.retired}; last price, seen {period.seen}")


def is_alias(model_id: str) -> bool:
    """Whether the id names whatever model is the latest of a family."""
    return model_id.startswith("~")


def is_free(model_id: str) -> bool:
    """Whether the model of that id costs nothing, so that rates of 0 are its price."""
    return model_id == FREE_ROUTER or model_id.partition(":")[2] == "free"
