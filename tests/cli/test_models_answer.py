"""What a question of `models` finds in a catalogue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders import catalog, model

from llmcost.cli.filters import Filters
from llmcost.cli.models_answer import answer
from llmcost.cli.models_question import ModelsQuestion
from llmcost.errors import NothingFoundError, UsageError
from llmcost.market.alias_row import AliasList
from llmcost.market.author import Authors
from llmcost.market.listing import Listing

TODAY = date(2026, 12, 22)
FACTS = {"input": ("text",), "intelligence": Decimal(20)}
CATALOG = catalog(
    model("acme/one", facts=FACTS),
    model("acme/two", facts=FACTS),
    model("acme/two:batch", facts=FACTS),
    model("zeta/gone", facts={"retired": date(2026, 6, 1), "input": ("audio",)}),
    model("~acme/latest", facts=FACTS),
    aliases={"fast": "one"},
)


def listing(**stated: Any) -> Listing:
    found = answer(ModelsQuestion(**stated), CATALOG, TODAY)
    assert isinstance(found, Listing)
    return found


@pytest.mark.parametrize(
    ("stated", "ids", "found", "left_out"),
    [
        ({}, ["acme/one", "acme/two"], 2, {"alias": 1, "batch": 1}),
        ({"top": "1"}, ["acme/one"], 2, {"alias": 1, "batch": 1, "top": 1}),
        ({"query": ("two",)}, ["acme/two"], 1, {"batch": 1}),
        ({"retired": True}, ["zeta/gone"], 1, {}),
        ({"filters": Filters(("zeta",)), "retired": True}, ["zeta/gone"], 1, {}),
        ({"batch": True}, ["acme/two:batch"], 1, {"alias": 1, "no_batch_row": 1}),
    ],
)
def test_models_are_listed_and_what_is_left_out_is_counted(
    stated: dict[str, Any], ids: list[str], found: int, left_out: dict[str, int]
) -> None:
    seen = listing(**stated)
    shown = [entry.model.id for entry in seen.entries]
    assert (ids, found, left_out) == (shown, seen.found, dict(seen.left_out))


def test_old_prices_are_remarked_on_and_columns_are_known_to_be_stated() -> None:
    plain, stated = listing(), listing(columns="id")
    assert ["stale"] == [note.code for note in plain.warnings]
    assert (False, True, ("id",)) == (plain.are_stated, stated.are_stated, stated.columns)


@pytest.mark.parametrize("filters", [Filters(("acne",)), Filters(having=("imgae",))])
def test_a_filter_that_no_model_could_meet_is_a_slip(filters: Filters) -> None:
    with pytest.raises(UsageError, match="no model has"):
        listing(filters=filters)


def test_authors_are_cut_as_models_are() -> None:
    found = answer(ModelsQuestion(authors=True, retired=True, top="1"), CATALOG, TODAY)
    assert isinstance(found, Authors)
    assert ("models", 1, ()) == (found.sort, found.found, found.left_out)
    several = catalog(model("acme/one"), model("zeta/one"))
    found = answer(ModelsQuestion(authors=True, sort="name", top="1"), several, TODAY)
    assert isinstance(found, Authors)
    assert (["acme"], 2, (("authors_top", 1),)) == (
        [author.name for author in found.authors],
        found.found,
        found.left_out,
    )


def test_aliases_are_those_of_the_user_and_of_upstream() -> None:
    found = answer(ModelsQuestion(aliases=True, top="1"), CATALOG, TODAY)
    assert isinstance(found, AliasList)
    assert (["fast"], 2, (("top", 1),)) == ([row.name for row in found.rows], found.found, found.left_out)


def test_an_alias_that_looks_like_the_words_is_suggested() -> None:
    with pytest.raises(NothingFoundError) as caught:
        answer(ModelsQuestion(("fasd",), aliases=True), CATALOG, TODAY)
    assert ("no alias matches 'fasd'", ("fast",)) == (caught.value.message, caught.value.suggestions)
