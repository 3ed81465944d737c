"""The models that a question finds, in order, and why the others are left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import builders
import pytest
from builders import model, period, routed

from llmcost.catalog.provenance import Override
from llmcost.cost.selection import Selection
from llmcost.market.entry import entry_of
from llmcost.market.listing import SORTS, Listing, Wanted, cut, find_models, in_order
from llmcost.market.search import Search

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)
ONE = model(
    "acme/one",
    since="2026-08-01",
    input="2",
    output="2",
    facts={
        "released": OLD,
        "intelligence": Decimal(20),
        "context": 1000,
        "past": (period("2026-01-01", "2026-02-01"),),
    },
)
TWO = model("acme/two", facts={"released": NEW, "intelligence": Decimal(30), "context": 500})
BATCH = model("acme/two:batch", input="0.5", output="2")
FREE = model("acme/two:free", input="0", output="0", facts={"released": NEW})
ROUTER = routed("acme/auto")
GONE = model("acme/gone", input="5", output="5", facts={"retired": date(2026, 6, 1), "released": NEW})
ALIAS = model("~acme/latest")
EVERY = (TWO, ONE, BATCH, FREE, ROUTER, GONE, ALIAS)


def wanted(search: str = "", *, selection: dict[str, Any] | None = None, **more: Any) -> Wanted:
    """What is wanted; ``selection`` changes what is considered by itself."""
    considered = Selection(free=True)._replace(**(selection or {}))
    return Wanted(Search(tuple(search.split())), considered, **more)


def slugs(models: tuple[Model, ...], question: Wanted) -> list[str]:
    """What is found of these models, without the author."""
    return [entry.model.id.partition("/")[2] for entry in find_models(models, question).entries]


@pytest.mark.parametrize(
    ("question", "found", "left_out"),
    [
        (wanted(), ["auto", "one", "two", "two:free"], {"alias": 1, "batch": 1}),
        (wanted("acme"), ["auto", "one", "two", "two:free"], {"alias": 1, "batch": 1, "retired": 1}),
        (wanted("TWO"), ["two", "two:free"], {"batch": 1}),
        (wanted("nobody"), [], {}),
        (wanted(selection={"retired": True}), ["gone"], {}),
        (wanted("o", selection={"retired": True}), ["gone"], {"listed": 5}),
        (wanted(selection={"batch": True}), ["two:batch"], {"alias": 1, "no_batch_row": 3}),
        (wanted(free=True), ["two:free"], {"alias": 1, "batch": 1, "not_free": 3}),
        (wanted(released_since=NEW), ["two", "two:free"], {"alias": 1, "batch": 1, "released_since": 2}),
        (wanted(changed_since=NEW), ["one"], {"alias": 1, "batch": 1, "changed_since": 3}),
        (wanted(changed_since=date(2026, 8, 2)), [], {"alias": 1, "batch": 1, "changed_since": 4}),
        (
            wanted(selection={"max_price": Decimal(2)}),
            ["one", "two:free"],
            {"alias": 1, "batch": 1, "max_price": 1, "unpriced": 1},
        ),
        (
            wanted(selection={"min_intelligence": Decimal(25)}),
            ["two"],
            {"alias": 1, "batch": 1, "min_intelligence": 3},
        ),
    ],
)
def test_what_is_wanted_is_found_by_id_and_the_others_are_counted(
    question: Wanted, found: list[str], left_out: dict[str, int]
) -> None:
    assert (found, left_out) == (slugs(EVERY, question), dict(find_models(EVERY, question).left_out))


ORDERED = {
    "released": ["two", "two:free", "one", "auto"],
    "price": ["two:free", "two", "one", "auto"],
    "output": ["two:free", "one", "two", "auto"],
    "intelligence": ["two", "one", "two:free", "auto"],
    "context": ["one", "two", "two:free", "auto"],
    "changed": ["one", "two", "two:free", "auto"],
    "name": ["auto", "one", "two", "two:free"],
}
"""What every order makes of the models that are listed."""


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_not_known_comes_last_in_every_order(sort: str) -> None:
    ordered = in_order(find_models(EVERY, wanted()).entries, sort)
    assert ORDERED[sort] == [entry.model.id.partition("/")[2] for entry in ordered]


def test_a_first_sighting_stands_in_for_a_date_of_release() -> None:
    models = (model("acme/seen", since="2026-03-01"), model("acme/unknown"), ONE, TWO)
    entries = find_models(models, wanted()).entries
    ordered = [entry.model.id.partition("/")[2] for entry in in_order(entries, "released")]
    assert ordered == ["seen", "two", "one", "unknown"]
    assert slugs(models, wanted(released_since=date(2026, 3, 1))) == ["seen"]
    assert slugs(models, wanted(released_since=date(2026, 3, 2))) == []


def test_of_equals_the_more_intelligent_comes_first_then_the_cheaper_then_by_id() -> None:
    clever = {"released": NEW, "intelligence": Decimal(30)}
    models = (
        model("acme/a", input="9", output="9", facts=clever),
        model("acme/b", facts={"released": NEW, "intelligence": Decimal(29)}),
        model("acme/c", facts=clever),
        model("acme/d", facts=clever),
        model("acme/e", facts={"released": NEW}),
    )
    ordered = in_order(find_models(models, wanted()).entries, "released")
    assert ["c", "d", "a", "b", "e"] == [entry.model.id.partition("/")[2] for entry in ordered]


@pytest.mark.parametrize(
    ("top", "expected"), [(0, ((1, 2, 3), ())), (3, ((1, 2, 3), ())), (2, ((1, 2), (("top", 1),)))]
)
def test_rows_are_cut_and_the_others_counted(top: int, expected: object) -> None:
    assert expected == cut((1, 2, 3), top)


def test_overrides_of_what_is_shown_are_told() -> None:
    mine, other = (Override(model_id, "input", Decimal(1), "llmcost.toml") for model_id in (ONE.id, TWO.id))
    provenance = builders.PROVENANCE._replace(overrides=(mine, other))
    listing = Listing(
        wanted("one"), "released", (entry_of(ONE),), 1, (), provenance, date(2026, 11, 22), ("id",)
    )
    assert ((mine,), Search(("one",))) == (listing.overrides, listing.search)
