"""Prices over time: of the models that were named, each against the one before, and of the whole market."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.model import is_alias
from llmcost.catalog.schedule import blend, headline
from llmcost.errors import UnpricedError
from llmcost.money import EXACT, divide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from llmcost.catalog.change import Change
    from llmcost.catalog.model import Model, Period
    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance

BLEND = "blend"
_HUNDRED = Decimal(100)


class Stage(NamedTuple):
    """One period of a history."""

    period: Period
    until: date | None
    """The first day on which another price, or none, was seen. None: it is the price now."""
    unlisted: bool
    """Whether on that day the model was not listed."""
    rates: Mapping[str, Decimal] | None
    """The rates to tell first, where the hour matters those of the dearest. None: unpriced."""
    unpriced: UnpricedError | None
    """Why there is no price: it varies, or is a listed 0 that is not meant."""
    is_first: bool
    """Whether no earlier price is known."""
    change: Decimal | None
    """How far the blended rate is from that of the period before, in per cent. None: can't be told."""

    def rate(self, name: str) -> Decimal | None:
        """The blended or a single rate in USD per million tokens; None where it is not known."""
        if self.rates is None:
            return None
        return blend(self.rates) if name == BLEND else self.rates.get(name)


class History(NamedTuple):
    """The prices of one model, oldest first."""

    model: Model
    stages: tuple[Stage, ...]
    notes: tuple[Note, ...] = ()
    """On the name and on the model as it is now."""


class Histories(NamedTuple):
    """What `history MODEL...` found out."""

    histories: tuple[History, ...]
    provenance: Provenance
    today: date
    since: date | None = None
    """Periods that were over before that day are left out."""
    rate: str = BLEND
    """``blend`` or the name of a rate: which the chart shows."""
    warnings: tuple[Note, ...] = ()

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates among those told."""
        shown = {each.model.id for each in self.histories}
        return self.provenance.overrides_of(shown)


class Market(NamedTuple):
    """What `history --all` found out."""

    every: tuple[Change, ...]
    """All of them, in the order of a report; those of aliases too."""
    provenance: Provenance
    today: date
    since: date
    most: int = 0
    """How many of each kind are shown; 0 shows all."""
    warnings: tuple[Note, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """All but those of aliases, which move when a family has a new model, and no price did."""
        return tuple(change for change in self.every if not is_alias(change.model))

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """How many changes are not shown, by the code of why."""
        changes = len(self.changes)
        counts = (("alias", len(self.every) - changes), ("top", changes - len(self.shown)))
        return tuple(each for each in counts if each[1])

    @property
    def shown(self) -> tuple[Change, ...]:
        """The changes to show: of each kind the biggest."""
        counts: dict[str, int] = {}
        kept = []
        for change in self.changes:
            counts[change.kind] = counts.get(change.kind, 0) + 1
            if not self.most or counts[change.kind] <= self.most:
                kept.append(change)
        return tuple(kept)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates of the models that are shown."""
        shown = {change.model for change in self.shown}
        return self.provenance.overrides_of(shown)


def stages_of(model: Model, since: date | None = None) -> tuple[Stage, ...]:
    """The periods of a model, oldest first.

    Args:
        model: whose they are.
        since: leaves out those that were over on that day; the one in force on it stays.
    """
    periods = (*model.past, model.current)
    stages: list[Stage] = []
    for position, period in enumerate(periods):
        is_last = position == len(periods) - 1
        gone = model.retired if is_last else period.gone
        until = gone or (None if is_last else periods[position + 1].since)
        rates, unpriced = _told(model, period)
        stage = Stage(period, until, gone is not None, rates, unpriced, position == 0, None)
        if stages:
            stage = stage._replace(change=percent_change(stages[-1].rate(BLEND), stage.rate(BLEND)))
        stages.append(stage)
    return tuple(each for each in stages if since is None or each.until is None or each.until > since)


def _told(model: Model, period: Period) -> tuple[Mapping[str, Decimal] | None, UnpricedError | None]:
    try:
        return headline(model.price_in(period)), None
    except UnpricedError as error:
        return None, error


def percent_change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """The way from one rate to the next in per cent; None out of 0, or where one is not known."""
    if not before or after is None:
        return None
    return divide(EXACT.multiply(EXACT.subtract(after, before), _HUNDRED), before)
