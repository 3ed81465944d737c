"""Where a catalogue's prices come from, how old they are, and which of them somebody overrode."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.errors import StalePricesError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal


STALE_DAYS = 30
"""Prices older than this are remarked on."""

CLOCK = "check this machine's clock"
"""What to do about prices of a day that is yet to come: they are as new as can be."""


class Override(NamedTuple):
    """One rate that an override file states."""

    model: str
    rate: str
    value: Decimal
    """As stated, in USD per million tokens, or each for a charge."""
    file: str
    """The file that states it."""
    condition: str = ""
    """Under which condition, in words; empty for a base rate."""


class Provenance(NamedTuple):
    """The origin of a catalogue's prices."""

    source: str
    """The URL that the ledger was read from upstream, as the ledger states it."""
    as_of: date
    """The day on which the ledger was last compared with its source."""
    layer: str
    """``given``, ``refreshed`` or ``bundled``: which ledger was used."""
    path: str
    """The ledger's file."""
    overrides: tuple[Override, ...] = ()
    """Every overridden rate."""
    warnings: tuple[Note, ...] = ()
    """What was odd about the files that were read."""

    def used(self, rates: Collection[tuple[str, str]]) -> tuple[Override, ...]:
        """The overridden ones among these rates, each a model's id and the rate's name."""
        return tuple(each for each in self.overrides if (each.model, each.rate) in rates)

    def overrides_of(self, models: Collection[str]) -> tuple[Override, ...]:
        """Every overridden rate of these models, which are told by their ids."""
        return tuple(each for each in self.overrides if each.model in models)

    def stale(self, today: date) -> Note | None:
        """A remark on prices of more than ``STALE_DAYS`` days, with its remedy; None on newer ones."""
        if self.as_of > today + timedelta(days=1):
            return Note("future", f"prices are of {self.as_of}, which is yet to come; {CLOCK}")
        age = self.age_days(today)
        if age <= STALE_DAYS:
            return None
        return Note("stale", f"prices are of {self.as_of}, {age} days old; {self.renewal}")

    def check_age(self, most_days: int, today: date, asked_by: str = "--max-age") -> None:
        """Refuse prices that are too old, or of a day that is yet to come.

        Args:
            most_days: the age that is allowed, in days from 0.
            today: the day from which to count.
            asked_by: what sets that bound, for messages.

        Raises:
            StalePricesError: for those.
        """
        stale, age = self.stale(today), self.age_days(today)
        if stale is not None and stale.code == "future":
            raise StalePricesError(
                f"prices are of {self.as_of}, which is yet to come; {asked_by} can't tell their age",
                hint=CLOCK,
            )
        if age > most_days:
            raise StalePricesError(
                f"prices are of {self.as_of}, {age} days old; {asked_by} allows {most_days}",
                hint=self.renewal,
            )

    def remarks(self, today: date) -> tuple[Note, ...]:
        """All that has to be said about the files and the age of the prices."""
        stale = self.stale(today)
        return (*self.warnings, *([stale] if stale else []))

    @property
    def renewal(self) -> str:
        """How to get newer prices."""
        # A ledger that somebody named may be private: `refresh` would fill it with the whole market.
        return f"renew {self.path}" if self.layer == "given" else "run `llmcost refresh`"

    def age_days(self, today: date) -> int:
        """Days since the ledger was last compared with its source; 0 for a ledger from the future."""
        return max(0, (today - self.as_of).days)
