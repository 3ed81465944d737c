"""The models that a question finds, in order, and why the others are left out."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.cost.selection import Selection, batch_rows
from llmcost.market.entry import entry_of
from llmcost.market.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.market.entry import Entry

_NOWHERE = frozenset({"retired", "listed"})
"""Reasons that go without saying where no word was looked for."""
_LAST = Decimal("Infinity")

SORTS: dict[str, Callable[[Entry], Any]] = {
    "released": lambda entry: _newest(entry.model.appeared),
    "price": lambda entry: _cheapest(entry.blended),
    "output": lambda entry: _cheapest(entry.rate("output")),
    "intelligence": lambda entry: _most(entry.model.intelligence),
    "context": lambda entry: -(entry.model.context or 0),
    "changed": lambda entry: _newest((move := entry.last_move()) and move.day),
    "name": lambda entry: entry.model.id,
}
"""Orders of a list. What is not known comes last; of equals, see ``in_order``."""


class Wanted(NamedTuple):
    """What a model must be or have to be listed."""

    search: Search = Search()
    selection: Selection = Selection(free=True)
    free: bool = False
    """Whether it has to cost nothing."""
    released_since: date | None = None
    """It was released on that day or later, or first seen where no release is known; ``Model.appeared``."""
    changed_since: date | None = None
    """The price became another on that day or later; see ``Entry.last_move``."""

    def reason(self, entry: Entry) -> str | None:
        """The code of the first reason to leave a model out that was found by its words; None to keep it."""
        code = self.selection.left_out(entry.model)
        if code is not None:
            return code
        if self.selection.max_price is not None and entry.unpriced is not None:
            return "unpriced"
        if self.free and not entry.costs_nothing:
            return "not_free"
        appeared = entry.model.appeared
        if self.released_since is not None and (appeared is None or appeared < self.released_since):
            return "released_since"
        if self.changed_since is not None:
            move = entry.last_move()
            if move is None or move.day < self.changed_since:
                return "changed_since"
        return None


class Found(NamedTuple):
    """The models that are wanted, by id."""

    entries: tuple[Entry, ...]
    left_out: tuple[tuple[str, int], ...]
    """Reason code and number of models; of those alone in which the words were found."""


class Listing(NamedTuple):
    """What `llmcost models` found out."""

    wanted: Wanted
    sort: str
    """A key of ``SORTS``."""
    entries: tuple[Entry, ...]
    """Those to show, in order."""
    found: int
    """How many there are."""
    left_out: tuple[tuple[str, int], ...]
    provenance: Provenance
    today: date
    columns: tuple[str, ...] = ()
    """Those of the table, by name."""
    are_stated: bool = False
    """Whether it was said which columns; else they are what the question turns on."""
    warnings: tuple[Note, ...] = ()

    @property
    def search(self) -> Search:
        """What was looked for."""
        return self.wanted.search

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates of the models that are shown."""
        shown = {entry.model.id for entry in self.entries}
        return self.provenance.overrides_of(shown)


def find_models(models: Iterable[Model], wanted: Wanted) -> Found:
    """The models that are wanted, by id, and why the others are left out.

    Args:
        models: all that are considered.
        wanted: what to keep.
    """
    models = [model for model in models if wanted.search.finds(model)]
    batch = batch_rows(models)
    kept, reasons = [], []
    for model in models:
        entry = entry_of(model)
        code = wanted.reason(entry)
        if code is None:
            kept.append(entry)
        elif not (code in _NOWHERE and not wanted.search.words) and not batch.stand_for(model, code):
            reasons.append(code)
    kept.sort(key=lambda entry: entry.model.id)
    return Found(tuple(kept), tuple(sorted(Counter(reasons).items())))


def in_order(entries: Iterable[Entry], sort: str) -> tuple[Entry, ...]:
    """Entries that stand by id in another order, a key of ``SORTS``.

    Of equals the more intelligent comes first, then the cheaper by blended rate.
    """

    def key(entry: Entry) -> tuple[Any, ...]:
        return SORTS[sort](entry), _most(entry.model.intelligence), _cheapest(entry.blended)

    return tuple(sorted(entries, key=key))


def cut(rows: tuple[Any, ...], top: int) -> tuple[tuple[Any, ...], tuple[tuple[str, int], ...]]:
    """The first ``top`` rows, and how many others there are as a reason; 0 cuts nothing."""
    if not top or len(rows) <= top:
        return rows, ()
    return rows[:top], (("top", len(rows) - top),)


def _newest(day: date | None) -> int:
    return -day.toordinal() if day else 0


def _cheapest(rate: Decimal | None) -> Decimal:
    return _LAST if rate is None else rate


def _most(figure: Decimal | None) -> Decimal:
    return Decimal(1) if figure is None else -figure
