"""The models that no other beats on both cost and intelligence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from llmcost.catalog.model import Model


class Candidate(NamedTuple):
    """A model with the two things that it is judged by."""

    model: Model
    cost: Decimal
    """USD, 0 or more: of a use, or per million tokens."""
    intelligence: Decimal
    """Artificial Analysis' intelligence index, from 0."""


class Beaten(NamedTuple):
    """A model that another beats: that costs no more, is at least as intelligent, and is better in one."""

    candidate: Candidate
    by: Candidate
    """The cheapest on the frontier that is at least as intelligent: the one that saves most."""


class Frontier(NamedTuple):
    """Models by cost and intelligence, split into those that none beats and the others."""

    best: tuple[Candidate, ...]
    """Those that none beats, from the cheapest and least intelligent on; equal ones all, by id."""
    beaten: tuple[Beaten, ...]
    """The others, from the cheapest on."""

    @property
    def all(self) -> tuple[Candidate, ...]:
        """Everything that was judged."""
        return (*self.best, *(each.candidate for each in self.beaten))


def frontier_of(candidates: Iterable[Candidate]) -> Frontier:
    """Split models into those that none beats and those that one of the former beats."""
    best: list[Candidate] = []
    beaten: list[Beaten] = []
    # Whoever comes later costs more, or as much and is no more intelligent: it never beats an earlier one.
    for each in sorted(candidates, key=lambda row: (row.cost, -row.intelligence, row.model.id)):
        last = best[-1] if best else None
        if last is None or each.intelligence > last.intelligence or each[1:] == last[1:]:
            best.append(each)
        else:
            by = next(other for other in best if other.intelligence >= each.intelligence)
            beaten.append(Beaten(each, by))
    return Frontier(tuple(best), tuple(beaten))
