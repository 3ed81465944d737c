"""The workload as it was, which the present one is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from llmcost.cost.cap import Cap
    from llmcost.cost.plan import Choice, Planned, Unplanned


class Past(NamedTuple):
    """The workload as it was, which the present one is compared with."""

    label: str
    """How reports name it: a git revision, or a file."""
    planned: Mapping[str, Planned]
    """By name, at the prices of then."""
    unplanned: tuple[Unplanned, ...] = ()
    caps: tuple[Cap, ...] = ()
    """Limits of the whole."""
    then: Callable[[Choice], Choice | None] = lambda choice: choice
    """A model at the price of then; None where it had none."""
    as_of: date | None = None
    """The day of its prices. None: they are those of the present side."""
    exists: bool = True
    """Whether there was a workload at all."""
    pinned: date | None = None
    """The day that it pinned its prices to. None: to none."""
    hidden: frozenset[str] = frozenset()
    """Those of ``lost`` that have a price, but none on the day that the present side is pinned to."""

    @property
    def lost(self) -> frozenset[str]:
        """The names of the scenarios without a price."""
        return frozenset(each.scenario.name for each in self.unplanned)

    def turned(self, planned: Planned) -> bool:
        """Whether the scenario of that name recurred and doesn't now, or the other way round."""
        before = self.planned.get(planned.scenario.name)
        return before is not None and before.scenario.is_recurring != planned.scenario.is_recurring
