"""What a reading of logs is asked: it goes to every process that reads a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.spending import KNOWN
from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

DERIVED = ("model", "day", "month")
"""What is asked by and follows from the rest of a cell."""
TOMORROW = 86_400
_MOST_LEVELS = 6


class Question(NamedTuple):
    """What to read for."""

    by: tuple[str, ...] = ("model",)
    now: int = 0
    """Seconds since 1970; a time more than a day later lies in the future."""
    since: int | None = None
    """First second that counts. None: from the beginning."""
    until: int | None = None
    """First second that counts no more. None: to the end."""
    zone: str = "UTC"
    """The time zone of days and hours, as the IANA database names it."""
    others: tuple[str, ...] = ()
    """Ids of the models on which the same traffic is priced, too."""
    reconcile: bool = False
    """Whether bills are held against list prices."""
    flavour: str | None = None
    """The one format to read. None: detected record by record."""
    model: str | None = None
    """The model of records that name none."""
    columns: Mapping[str, str] = {}
    """Field -> name of its column, of a CSV with names of its own."""

    def check(self, flags: str = "") -> None:
        """Refuse what can't be answered.

        Args:
            flags: what stands before the name of an argument in messages.

        Raises:
            UsageError: for nothing to group by, the same twice, or more levels than anybody reads, and for
                a range without length.
        """
        if not self.by or len(set(self.by)) != len(self.by):
            said = "the same is named twice" if self.by else "nothing is named"
            raise UsageError(f"{flags}by: {said}", hint=f"name each of {', '.join(KNOWN)} once")
        if len(self.by) > _MOST_LEVELS:
            raise UsageError(f"{flags}by: {len(self.by)} levels; at most {_MOST_LEVELS}", hint="name fewer")
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise UsageError(f"{flags}since lies behind {flags}until", hint="exchange them")

    @property
    def by_record(self) -> bool:
        """Whether it asks by what a record says of itself beside its model and time."""
        return any(name not in KNOWN or name in {"session", "user"} for name in self.by)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the log itself that are asked by."""
        return tuple(name for name in self.by if name not in KNOWN)
