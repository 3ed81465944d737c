"""Names that stand for models: upstream's, which move with a family, and those of users and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.model import is_alias
from llmcost.catalog.note import Note
from llmcost.errors import LlmcostError
from llmcost.market.entry import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.market.entry import Entry
    from llmcost.market.search import Search


class AliasRow(NamedTuple):
    """One alias."""

    name: str
    target: str | None
    """What it stands for, as it is stated. None: upstream does not tell."""
    entry: Entry | None
    """What is priced under that name: of upstream's its own row. None: it leads nowhere."""
    file: str | None = None
    """The file that states it. None: it is upstream's, or the file is not known."""
    is_upstream: bool = False
    notes: tuple[Note, ...] = ()
    """Why it can't be used, or what has to be said of what it names."""

    @property
    def is_retired(self) -> bool:
        """Whether upstream gave it and no longer lists it."""
        return self.is_upstream and self.entry is not None and self.entry.model.retired is not None

    @property
    def model_id(self) -> str | None:
        """The id that it means: of upstream's the one that it stood for when it was seen."""
        if self.is_upstream:
            return self.target
        return None if self.entry is None else self.entry.model.id


class AliasList(NamedTuple):
    """What `llmcost models --aliases` found out."""

    search: Search
    rows: tuple[AliasRow, ...]
    """Those to show: first those of users and projects, then upstream's, each by name."""
    found: int
    """How many there are."""
    retired: int
    """How many of them upstream gave once and no longer lists."""
    left_out: tuple[tuple[str, int], ...]
    provenance: Provenance
    today: date
    warnings: tuple[Note, ...] = ()

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates of the models whose price is told."""
        told = {row.entry.model.id for row in self.rows if row.entry is not None}
        return self.provenance.overrides_of(told)


def alias_rows(catalog: Catalog, search: Search) -> tuple[AliasRow, ...]:
    """The aliases in which the words are found: in what they are called, or in what they stand for."""
    rows = (*_given(catalog), *_upstream(catalog))
    return tuple(row for row in rows if search.finds_in(row.name, row.target, row.model_id, _called(row)))


def _called(row: AliasRow) -> str | None:
    return None if row.entry is None else row.entry.model.name


def _given(catalog: Catalog) -> Iterator[AliasRow]:
    """Those of the user and of the project; a broken one says why it is."""
    for name, target in sorted(catalog.aliases.items()):
        row = AliasRow(name, target, None, catalog.alias_files.get(name))
        if name in catalog.models:
            yield row._replace(notes=(Note("alias_hidden", "never used: a model has that id"),))
            continue
        try:
            model = catalog.models[catalog.resolve(name).id]
        except LlmcostError as error:
            said = "; ".join(filter(None, (error.message, error.hint)))
            yield row._replace(notes=(Note(error.code, said),))
        else:
            yield row._replace(entry=entry_of(model), notes=model.period_on()[1])


def _upstream(catalog: Catalog) -> Iterator[AliasRow]:
    """Those that upstream lists, or listed once."""
    for model_id in sorted(filter(is_alias, catalog.models)):
        model = catalog.models[model_id]
        notes = model.period_on()[1]
        yield AliasRow(model_id, model.alias_of, entry_of(model), is_upstream=True, notes=notes)
