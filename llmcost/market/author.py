"""Who makes models: how many, at which prices, and the best and the newest of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.market.entry import Entry
    from llmcost.market.listing import Wanted
    from llmcost.market.search import Search

_LAST = Decimal("Infinity")

AUTHOR_SORTS: dict[str, Callable[[Author], Any]] = {
    "models": lambda author: -author.models,
    "released": lambda author: -_day(author.newest),
    "price": lambda author: _LAST if author.cheapest is None else author.cheapest.blended,
    "intelligence": lambda author: -_index(author.best),
    "name": lambda _: 0,
}
"""Orders of authors, equal ones by name. What is not known comes last."""


class Author(NamedTuple):
    """One author's models among those that were found."""

    name: str
    """As ids have it."""
    models: int
    priced: int
    """How many of them have a price."""
    cheapest: Entry | None
    """By blended rate, of those that cost anything. None: none has a blended rate above 0."""
    dearest: Entry | None
    best: Entry | None
    """The one of the highest intelligence index. None: it is known of none."""
    newest: Entry | None
    """The one released last, or first seen where no release is known. None: neither is known of any."""


class Authors(NamedTuple):
    """What `llmcost models --authors` found out."""

    wanted: Wanted
    sort: str
    """A key of ``AUTHOR_SORTS``."""
    authors: tuple[Author, ...]
    """Those to show, in order."""
    found: int
    """How many there are."""
    left_out: tuple[tuple[str, int], ...]
    """Reason code and number of models; ``authors_top``: of authors."""
    provenance: Provenance
    today: date
    warnings: tuple[Note, ...] = ()

    @property
    def search(self) -> Search:
        """What was looked for."""
        return self.wanted.search

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates of the models whose price is told."""
        told = {each.model.id for row in self.authors for each in (row.cheapest, row.dearest) if each}
        return self.provenance.overrides_of(told)


def authors_of(entries: Iterable[Entry], sort: str = "models") -> tuple[Author, ...]:
    """The authors of the models.

    Args:
        entries: models, of which the first wins where several are as cheap, as good or as new.
        sort: a key of ``AUTHOR_SORTS``.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.model.author, []).append(entry)
    authors = (_author(name, groups[name]) for name in sorted(groups))
    return tuple(sorted(authors, key=AUTHOR_SORTS[sort]))


def _author(name: str, entries: list[Entry]) -> Author:
    paid = [entry for entry in entries if entry.blended]
    return Author(
        name,
        models=len(entries),
        priced=sum(entry.unpriced is None for entry in entries),
        cheapest=min(paid, key=_blended, default=None),
        dearest=max(paid, key=_blended, default=None),
        best=max(
            (entry for entry in entries if entry.model.intelligence is not None), key=_index, default=None
        ),
        newest=max((entry for entry in entries if entry.model.appeared is not None), key=_day, default=None),
    )


def _blended(entry: Entry) -> Decimal:
    return entry.blended or _LAST


def _index(entry: Entry | None) -> Decimal:
    known = entry and entry.model.intelligence
    return Decimal(-1) if known is None else known


def _day(entry: Entry | None) -> int:
    known = entry and entry.model.appeared
    return 0 if known is None else known.toordinal()
