"""Logged requests put together: those that are priced alike and told together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.usage import Counts
from llmcost.money import ZERO, add_up

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from llmcost.cost.slot import Slot


class Cell(NamedTuple):
    """What logged requests share: all that decides on their price, and on where they are told."""

    model: str | None
    """As the log names it. None: it names none."""
    tier: str
    """Service tier, as in ``records.record.Record``."""
    slot: Slot | None
    """Where in the model's schedule they stand. None: the model has no price that could have one."""
    day: int | None
    """Ordinal of the day in the time zone asked for, as of ``date.fromordinal``. None: no time is known."""
    key: tuple[str, ...]
    """Values of what is asked by, in its order; empty text for the model and for days and months, which
    follow from the rest."""
    basis: str
    """``bill`` where each states one, ``estimate`` where each states what somebody reckoned, else empty."""
    elsewhere: tuple[Slot | None, ...] = ()
    """Where they would stand in the schedule of each other model that is asked for."""
    misfits: tuple[tuple[str, ...], ...] = ()
    """Of each of those models the codes of why it could not take them."""
    searched: bool = False
    """Whether they searched, so that a search without a price leaves no others unpriced."""
    verdict: str = ""
    """Why their bill differs from list prices, where that is asked for."""
    part_of: str | None = None
    whole_of: str | None = None


class Sums(NamedTuple):
    """What the requests of a cell come to."""

    requests: int
    counts: Counts
    stated: Decimal = ZERO
    """Sum of what they state, in USD."""


NOTHING = Sums(0, Counts())


def total_of(sums: Iterable[Sums]) -> Sums:
    """All of them together."""
    each = tuple(sums)
    if len(each) <= 1:
        return each[0] if each else NOTHING
    requests, counts, stated = zip(*each, strict=True)
    return Sums(sum(requests), Counts(*map(sum, zip(*counts, strict=True))), add_up(stated))
