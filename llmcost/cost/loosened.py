"""Limits that were tighter in the baseline, or that only it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.cap import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.cost.cap import Cap
    from llmcost.cost.past import Past
    from llmcost.cost.workload import Workload


class Loosened(NamedTuple):
    """A limit that the baseline had tighter, or at all: nobody should lift one unseen."""

    scenario: str | None
    """None: of the whole."""
    before: Cap
    after: Cap | None
    """What there is of that kind now, in any unit, failing or for warning only. None: it is gone."""


def loosened_since(past: Past, workload: Workload) -> Iterator[Loosened]:
    """Limits that were tighter before; those of scenarios that are gone went with them."""
    if not past.exists:
        return
    yield from _looser(None, past.caps, workload.caps)
    before = {name: each.scenario for name, each in past.planned.items()}
    before |= {each.scenario.name: each.scenario for each in past.unplanned}
    for scenario in workload.scenarios:
        if scenario.name in before:
            yield from _looser(scenario.name, before[scenario.name].caps, scenario.caps)


def _looser(name: str | None, before: Iterable[Cap], after: Iterable[Cap]) -> Iterator[Loosened]:
    kept = {(cap.kind, cap.warn_only): cap for cap in after}
    for cap in in_order(before):
        now = [
            kept[which]
            for which in ((cap.kind, cap.warn_only), (cap.kind, not cap.warn_only))
            if which in kept
        ]
        if not any(_is_as_tight(each, cap) for each in now):
            yield Loosened(name, cap, next(iter(now), None))


def _is_as_tight(now: Cap, before: Cap) -> bool:
    """Whether it holds as much; what is in another unit can't be told to."""
    if now.is_share != before.is_share or now.amount > before.amount:
        return False
    # One that fails instead of warning is no looser.
    return before.warn_only or not now.warn_only
