"""What logged usage cost, by whatever it was asked by: the result that reports render."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.tally import LEFT_OUT
from llmcost.money import EXACT, ROUNDED, ZERO

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.tally import Oddity, Tally
    from llmcost.cost.usage import Counts

KNOWN = ("model", "day", "month", "hour", "file", "session", "user")
"""All that can be asked by, beside keys of the log itself."""
MISSING = "(none)"
"""The value of a key that a request doesn't state, such as a session or a day."""
NO_MODEL = "(no model)"
"""How people are told of requests that name no model."""
OTHERS = "(others)"
"""The value of a key that groups have which were put together."""
_SHARE = Decimal("0.0001")


class Group(NamedTuple):
    """Requests that share a model, a day, or whatever they are grouped by. Amounts are exact USD."""

    key: tuple[str, ...]
    """Values of what was asked by, in that order; a group that holds others has as many as its level. The
    total has none."""
    requests: int
    counts: Counts
    """Tokens and searches, as in ``Usage``. Groups hold what could be priced, the total holds all."""
    cost: Decimal | None
    """The sum that was asked for: of bills, of computed costs, or of the best of each request. None: nothing
    of it could be priced."""
    computed: Decimal | None
    """The sum at list prices. None: for none of it a price is known."""
    stated: Decimal | None
    """The sum of what the log states. None: it states nothing."""
    billed: int
    """Requests whose cost is stated, whoever reckoned it."""
    saving: Decimal | None
    """What the cache saved at list prices, its writes taken off; negative where writing cost more. None as
    ``computed``."""
    unpriced: int = 0
    """Requests that ``cost`` does not hold: of the total, 0 of its groups."""
    share: Decimal | None = None
    """Its part of the whole cost, 0 to 1. None where there is no cost, and of the whole itself."""
    groups: tuple[Group, ...] = ()
    """The next level, by cost and then by name; days and hours in their order."""
    others: int = 0
    """How many groups of the next level were put together in the last one, by ``--top``."""
    taken: int = 0
    """Requests of which ``cost`` holds what the log states."""
    reckoned: int = 0
    """Those of ``billed`` whose cost a client or gateway reckoned; the others state a bill."""

    @property
    def cache_hit(self) -> Decimal | None:
        """The part of the input that was read from the cache, to four decimals. None without input."""
        read, whole = self.counts.cache_read + self.counts.audio_cache_read, self.counts.input
        return ROUNDED.divide(Decimal(read), Decimal(whole)).quantize(_SHARE) if whole else None


class Unpriced(NamedTuple):
    """Requests of one group and model whose cost isn't known."""

    key: tuple[str, ...]
    """Values of what was asked by, in that order; the model's place holds ``model``."""
    model: str
    """As the log names it; empty where it names none."""
    code: str
    """Stable: ``unknown_model``, ``no_model``, ``no_tier_price``, ``before_release``, ``varies``..."""
    message: str
    hint: str | None
    requests: int
    counts: Counts
    others: int = 0
    """How many keys ``--top`` put together here; 0: it is of one."""


class Day(NamedTuple):
    """One day of the traffic, in the time zone that was asked for."""

    day: date
    requests: int
    cost: Decimal | None


class Alternative(NamedTuple):
    """The same traffic on another model, at its prices of today."""

    name: str
    """As it was asked for."""
    model: str
    """Its id."""
    cost: Decimal | None
    """Of all requests that it could take and those that don't fit alike. None: it can't be priced."""
    compared: Decimal | None
    """What those requests cost as they were that both sides can price."""
    same: Decimal | None
    """What exactly those cost here."""
    misfits: tuple[tuple[str, int], ...] = ()
    """Code -> requests that it could not take as they are: ``over_context``, ``no_image_input``..."""
    unpriced: str | None = None
    """Why it can't be priced."""
    notes: tuple[Note, ...] = ()
    only_here: int = 0
    """Requests that ``cost`` holds and ``same`` doesn't: they have no price as they were."""

    @property
    def difference(self) -> Decimal | None:
        """By how much it is dearer; negative: cheaper."""
        if self.same is None or self.compared is None:
            return None
        return EXACT.subtract(self.same, self.compared)


class Bill(NamedTuple):
    """Stated beside computed, of requests that state what they cost and differ for the same reason."""

    model: str
    reason: str
    """``agrees``, ``price_changed``, ``discount``, ``fee``, ``charges``, ``other_endpoint``, ``zero``,
    ``byok``, ``higher``, ``lower``, ``unpriced``."""
    message: str
    """The reason in words, empty where both agree."""
    requests: int
    stated: Decimal
    computed: Decimal | None
    """None where there is no price to compute with."""
    estimated: bool = False
    """Whether a client or gateway merely reckoned what is stated."""

    @property
    def difference(self) -> Decimal | None:
        """Stated less computed."""
        return None if self.computed is None else EXACT.subtract(self.stated, self.computed)


class Forecast(NamedTuple):
    """The cost of a whole calendar month, by what the days before it cost."""

    month: str
    """``2026-11``."""
    spent: Decimal
    """In this month so far."""
    per_day: Decimal
    """Mean of the days it rests on, those without a request counted too."""
    total: Decimal
    """``spent``, ``per_day`` for each day to come and each that was cut off, and what a day that isn't over
    falls short of it yet."""
    first: date
    """First day that it rests on."""
    last: date
    """Last day that it rests on: whole days only, where there is one."""
    days_left: int
    """Days of the month that are still to come, without one that has begun."""
    until: date
    """Last day that ``spent`` holds, which may not be over."""
    cut: int = 0
    """Days of the month that were not asked for, before the first that was."""


class Spending(NamedTuple):
    """Everything that one `usage` found out."""

    by: tuple[str, ...]
    """What it is grouped by: ``model``, ``day``, ``hour``, ``month``, ``file``, ``session``, ``user``, or a
    key of the log."""
    total: Group
    """The whole; its ``groups`` are the rows."""
    unpriced: tuple[Unpriced, ...]
    tally: Tally
    oddities: tuple[Oddity, ...]
    """Malformed lines first."""
    days: tuple[Day, ...]
    """Every day between the first and the last, those without requests too, unless more than ten years of
    them lie between two with some."""
    basis: str
    """What ``cost`` sums: ``best``, ``computed`` or ``stated``."""
    zone: str
    """The time zone of days and hours, such as ``UTC``."""
    provenance: Provenance
    today: date
    overrides: tuple[Override, ...] = ()
    """The overridden rates that went into the figures."""
    alternatives: tuple[Alternative, ...] = ()
    bills: tuple[Bill, ...] | None = None
    """None: not asked for."""
    forecast: Forecast | None = None
    limit: Decimal | None = None
    """The most that it may cost, in USD."""
    partial: bool = False
    """Whether the reading was broken off, so that all of this is of a part."""
    warnings: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    """What the list prices rest on beside the log: each with how many requests it is about."""

    @property
    def is_least(self) -> bool:
        """Whether the cost is a lower bound: something has no price, or could not be read."""
        unread = self.tally.malformed or any(oddity.code in LEFT_OUT for oddity in self.oddities)
        return bool(self.total.unpriced or unread)

    @property
    def over_by(self) -> Decimal | None:
        """How much it is above the limit. None: within it, or there is none."""
        if self.limit is None:
            return None
        over = EXACT.subtract(self.total.cost or ZERO, self.limit)
        return over if over > 0 else None

    @property
    def outcome(self) -> str:
        """``over``, ``unpriced`` or ``ok``. Over the limit wins over unpriced."""
        if self.over_by is not None:
            return "over"
        return "unpriced" if self.total.unpriced or self.total.cost is None else "ok"

    @property
    def age_days(self) -> int:
        """Age of the prices in days."""
        return self.provenance.age_days(self.today)
