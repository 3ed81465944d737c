"""One request as a log states it, in the terms that all formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.cost.usage import Counts

MOST = 10**12
"""Tokens that one record may state. A model's window holds 10^7, and no day of an organisation 10^12."""


class Record(NamedTuple):
    """One request, or what a log sums up of several."""

    flavour: str
    """The wire format it was written in, as ``--flavour`` names it."""
    model: str | None
    """The model that served it, as the log names it. None: the log names none."""
    counts: Counts
    """Tokens and searches as in ``Usage``: ``input`` and ``output`` are totals, their parts included, and no
    count is negative. Only where ``remarks`` says ``overlapping_cache`` are the parts more than the total."""
    time: int | None = None
    """When it was made, in seconds since 1970 in UTC. None: the log doesn't say."""
    id: str | None = None
    """What two records of one request share, and no other request has. None: each counts."""
    tier: str = ""
    """``batch``, ``flex``, ``priority``, ``fast``, ``provisioned``, ``us``; empty: the standard one."""
    stated: Decimal | None = None
    """What the log says that it cost, in USD. None: it says nothing."""
    estimated: bool = False
    """Whether ``stated`` is what a client or gateway reckoned, rather than what somebody bills."""
    byok: bool = False
    """Whether ``stated`` is what the provider behind a gateway bills, by the user's own key."""
    provider: str | None = None
    """The endpoint that served it, where a gateway says which."""
    session: str | None = None
    user: str | None = None
    requests: int | None = 1
    """How many requests it sums up. None: several, not known how many; then no request size is known."""
    part_of: str | None = None
    """The whole that may be stated by another record too, such as a session; with something behind a slash
    where the part's own figures are provisional, and the whole's always better."""
    whole_of: str | None = None
    """The whole that this record sums up, or one model's share of it; ``id`` is then of the share."""
    remarks: tuple[str, ...] = ()
    """Codes of what is odd about it; each is in ``REMARKS``."""
    tags: tuple[str | None, ...] = ()
    """Values of the keys that were asked for by name, in their order."""


REMARKS = {
    "no_zone": "a time without zone is taken as UTC",
    "bad_time": "the time could not be read",
    "cached_over_input": "more tokens are cached than there are input tokens, and counted as so many at most",
    "reasoning_over_output": "more tokens are reasoning than there are output tokens, and counted as so many",
    "additive_assumed": "cached tokens are more than the input, and so counted beside it",
    "overlapping_cache": "the same tokens are stated as read from the cache and as written to it",
    "unattributed_output": "the total is more than its parts; the rest is counted as output",
    "no_cache_split": "cache writes without a time to live are taken as those of 5 minutes",
}
"""What can be odd about a record -> what was made of it."""


class BadRecord(Exception):  # noqa: N818 - a signal between the readers: the record is counted as malformed
    """A record whose figures can't be; ``str()`` says which and why."""
