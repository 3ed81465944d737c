"""A workload: what a project plans to do with language models, and what that may cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import ZERO

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.note import Note
    from llmcost.cost.attachment import Attached
    from llmcost.cost.cap import Cap
    from llmcost.cost.usage import Usage


class Scenario(NamedTuple):
    """One use of one model, or of several in a mix, over and over."""

    name: str
    """Unique in the workload."""
    models: tuple[tuple[str, Decimal], ...]
    """Each model as written with its weight above 0; at least one. Only the weights' ratio counts."""
    usage: Usage
    """Of each request; of one with files what is stated beside them, its input without parts."""
    requests: int
    """How many in a ``per``, at least 1."""
    per: str | None
    """The period of ``requests``: day, week, month or year. None: they are all there will be."""
    batch: bool = False
    """Whether the batch rows of the models are priced."""
    window: tuple[int, int] | None = None
    """Minutes of the day in UTC between which it runs; the same twice is that minute. None: at any hour."""
    markup: Decimal = ZERO
    """A fee on top as a share of the cost."""
    caps: tuple[Cap, ...] = ()
    needs: tuple[str, ...] | None = None
    """What another model would have to have, as in ``capabilities``. None: not said."""
    min_intelligence: Decimal | None = None
    """What another model would have to reach. None: what the present one has."""
    line: int | None = None
    """Where the workload file states it, from 1; None where that can't be found."""
    notes: tuple[Note, ...] = ()
    """What has to be said of it as it is written."""
    attached: Attached | None = None
    """Files whose text is input as well, counted on each model; None where all tokens are stated."""

    @property
    def is_recurring(self) -> bool:
        """Whether it has a cost per day, month and year, rather than one in all."""
        return self.per is not None


class Workload(NamedTuple):
    """All scenarios of one file."""

    scenarios: tuple[Scenario, ...]
    """In the order of the file."""
    path: str
    """The file, as reports name it."""
    caps: tuple[Cap, ...] = ()
    """Limits of the whole."""
    as_of: date | None = None
    """The day whose prices count. None: now."""
