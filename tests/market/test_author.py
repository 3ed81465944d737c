"""Who makes models."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import builders
import pytest
from builders import model, routed

from llmcost.catalog.provenance import Override
from llmcost.market.author import AUTHOR_SORTS, Author, Authors, authors_of
from llmcost.market.entry import entry_of
from llmcost.market.listing import Wanted
from llmcost.market.search import Search

OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)
SMALL = entry_of(model("acme/small", facts={"released": NEW, "intelligence": Decimal(10)}))
BIG = entry_of(model("acme/big", input="9", output="9", facts={"released": OLD, "intelligence": Decimal(40)}))
FREE = entry_of(model("acme/small:free", input="0", output="0"))
AUTO = entry_of(routed("router/auto"))
CHEAP = entry_of(
    model("zeta/one", input="1", output="1", facts={"released": NEW, "intelligence": Decimal(50)})
)
EVERY = (BIG, SMALL, FREE, AUTO, CHEAP)


def test_an_author_has_the_extremes_of_its_models() -> None:
    assert (
        Author("acme", 3, 3, cheapest=SMALL, dearest=BIG, best=BIG, newest=SMALL),
        Author("router", 1, 0, None, None, None, None),
        Author("zeta", 1, 1, CHEAP, CHEAP, CHEAP, CHEAP),
    ) == authors_of(EVERY)


def test_a_first_sighting_stands_in_for_a_date_of_release() -> None:
    seen = entry_of(model("acme/seen", since="2026-03-01"))
    assert [seen] == [author.newest for author in authors_of((BIG, seen, SMALL, FREE))]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("models", ["acme", "router", "zeta"]),
        ("released", ["acme", "zeta", "router"]),
        ("price", ["zeta", "acme", "router"]),
        ("intelligence", ["zeta", "acme", "router"]),
        ("name", ["acme", "router", "zeta"]),
    ],
)
def test_what_is_not_known_comes_last_in_every_order(sort: str, expected: list[str]) -> None:
    assert expected == [author.name for author in authors_of(EVERY, sort)]
    assert sort in AUTHOR_SORTS


def test_overrides_of_the_prices_that_are_told_are_told() -> None:
    shown, other = (
        Override(model_id, "input", Decimal(1), "llmcost.toml") for model_id in ("zeta/one", "zeta/two")
    )
    provenance = builders.PROVENANCE._replace(overrides=(shown, other))
    wanted = Wanted(Search(("e",)))
    found = Authors(wanted, "models", authors_of((AUTO, CHEAP)), 2, (), provenance, date(2026, 11, 22))
    assert ((shown,), Search(("e",))) == (found.overrides, found.search)
