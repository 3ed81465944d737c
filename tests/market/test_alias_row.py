"""Names that stand for models."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import builders
import pytest
from builders import model

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.market.alias_row import AliasList, AliasRow, alias_rows
from llmcost.market.entry import entry_of
from llmcost.market.search import Search

ONE = model("acme/one", facts={"name": "Acme: One"})
TOLD = model("~acme/told", facts={"alias_of": "acme/one"})
SILENT = model("~acme/silent", facts={"retired": date(2026, 6, 1)})


def catalog(**aliases: str) -> Catalog:
    """A catalogue with a model, upstream's aliases of it, and these of a project."""
    models = {each.id: each for each in (ONE, TOLD, SILENT)}
    return Catalog(models, builders.PROVENANCE, aliases, alias_files=dict.fromkeys(aliases, "llmcost.toml"))


def test_upstream_names_what_it_stands_for_or_does_not() -> None:
    retired = Note("retired", "no longer listed since 2026-06-01; last price, seen None")
    rows = alias_rows(catalog(), Search())
    assert (
        AliasRow("~acme/silent", None, entry_of(SILENT), is_upstream=True, notes=(retired,)),
        AliasRow("~acme/told", "acme/one", entry_of(TOLD), is_upstream=True),
    ) == rows
    assert [None, "acme/one"] == [row.model_id for row in rows]


def test_an_alias_of_the_project_means_what_its_name_means() -> None:
    row = alias_rows(catalog(fast="one"), Search(("fast",)))[0]
    assert (AliasRow("fast", "one", entry_of(ONE), "llmcost.toml"), "acme/one") == (row, row.model_id)


@pytest.mark.parametrize(
    ("name", "target", "note"),
    [
        ("lost", "acme/nine", Note("unknown_model", "the alias 'lost' leads nowhere: no model 'acme/nine'")),
        (
            "loop",
            "loop",
            Note(
                "config",
                "the alias 'loop' leads back to itself: loop -> loop; let one of them name a model",
            ),
        ),
        ("acme/one", "told", Note("alias_hidden", "never used: a model has that id")),
    ],
)
def test_a_broken_alias_says_what_is_wrong(name: str, target: str, note: Note) -> None:
    row = alias_rows(catalog(**{name: target}), Search())[0]
    assert (name, target, None, None) == (row.name, row.target, row.entry, row.model_id)
    assert note.code == row.notes[0].code
    assert row.notes[0].message.startswith(note.message)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("fast",), ["fast"]),
        (("acme:",), ["fast"]),
        (("acme/one",), ["fast", "~acme/told"]),
        (("silent",), ["~acme/silent"]),
        (("nobody",), []),
    ],
)
def test_words_are_looked_for_in_names_and_in_what_they_stand_for(
    words: tuple[str, ...], found: list[str]
) -> None:
    assert found == [row.name for row in alias_rows(catalog(fast="one"), Search(words))]


def test_overrides_of_what_is_shown_are_told() -> None:
    mine, other = (
        Override(model_id, "input", Decimal(1), "llmcost.toml") for model_id in ("acme/one", "acme/two")
    )
    provenance = builders.PROVENANCE._replace(overrides=(mine, other))
    rows = alias_rows(catalog(fast="one", lost="nine"), Search())
    assert (mine,) == AliasList(Search(), rows, 4, 0, (), provenance, date(2026, 11, 22)).overrides
