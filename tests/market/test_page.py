from __future__ import annotations

from decimal import Decimal

import builders
import pytest
from shown import GEM, OVERRIDDEN, TODAY, shown

from llmcost.catalog.note import Note
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.errors import UsageError
from llmcost.market.page import page_of
from llmcost.market.use_cost import Use


def test_a_page_holds_all_that_is_known_of_a_model() -> None:
    page = shown(notes=(Note("alias", "an alias"),))
    assert (GEM, Decimal("1.75"), None, None, TODAY) == (
        page.model,
        page.blended,
        page.unpriced,
        page.live,
        page.today,
    )
    assert ["alias", "expires"] == [note.code for note in page.notes]
    assert ["input", "output", "cache_read", "web_search", "input"] == [row.name for row in page.prices]
    assert ["batch", "nitro"] == [variant.kind for variant in page.variants]
    assert ("inputs", 3) == (page.peers.kind, len(page.peers.models))
    assert ["price", "intelligence", "context"] == [each.measure for each in page.standings]
    assert page.tier is not None
    assert page.traits
    assert 2 == len(page.history)


def test_others_are_told_beside_it() -> None:
    page = shown()
    assert ["acme/gem-3", "acme/gem-1", "acme/gem-4"] == [row.model.id for row in page.siblings.rows]
    assert ["acme/gem-3"] == [row.model.id for row in page.cheaper.rows]


def test_its_aliases_are_upstreams_of_today_and_the_users_own() -> None:
    assert (("~acme/gem-latest", "jewel"), ("other",)) == (shown().aliases, shown("acme/gem-1").aliases)


def test_without_a_use_typical_ones_are_priced() -> None:
    page = shown()
    assert (None, ["chat turn", "document question", "agent step"]) == (
        page.asked,
        [cost.use.name for cost in page.costs],
    )


@pytest.mark.parametrize("terms", [None, Terms(requests=2)])
def test_a_use_that_is_asked_about_is_priced_instead_and_others_are_compared_by_it(
    terms: Terms | None,
) -> None:
    usage = Usage(input=1_000, output=100)
    page = shown(usage=usage, terms=terms)
    assert page.asked == Use("", usage, terms or Terms())
    (cost,) = page.costs
    assert cost.total == page.siblings.amount == Decimal("0.0014") * (1 if terms is None else 2)
    assert [Decimal(50)] == [row.saving for row in page.cheaper.rows]


def test_terms_that_no_use_has_are_refused() -> None:
    with pytest.raises(UsageError, match="0 requests"):
        shown(usage=Usage(input=1), terms=Terms(requests=0))


def test_a_class_can_be_chosen() -> None:
    assert "author" == shown(kind="author").peers.kind


def test_a_model_without_a_price_says_why() -> None:
    page = shown("acme/gem-4")
    assert (None, (), "varies", None) == (
        page.blended,
        page.prices,
        page.unpriced and page.unpriced.reason,
        page.tier,
    )


def test_half_a_price_is_told_with_why_it_has_no_blended_rate() -> None:
    half = builders.model("acme/half", input="1")
    page = page_of(builders.catalog(half), half.id, today=TODAY)
    assert (None, "no_blend", ["input"]) == (
        page.blended,
        page.unpriced and page.unpriced.reason,
        [row.name for row in page.prices],
    )


def test_the_overridden_rates_are_those_of_the_models_that_are_told() -> None:
    assert [(OVERRIDDEN,), ()] == [shown().overrides, shown("acme/gem-1").overrides]


def test_what_is_odd_about_the_prices_is_a_warning() -> None:
    old = builders.catalog(GEM)
    page = page_of(old, "acme/gem-2", today=TODAY.replace(year=2027))
    assert ["stale"] == [note.code for note in page.warnings]


def test_a_model_that_is_alone_has_a_page() -> None:
    page = page_of(builders.catalog(builders.model("one")), "one", today=TODAY)
    assert (0, 0, 1) == (len(page.siblings.rows), len(page.variants), len(page.peers.models))


def test_an_alias_has_the_facts_of_the_model_that_it_stands_for() -> None:
    page = shown("~acme/gem-latest")
    assert (Decimal(20), GEM.released) == (page.model.intelligence, page.model.released)
    assert {"intelligence", "context", "released"} < {*page.borrowed}
    assert ["acme/gem-3", "acme/gem-1", "acme/gem-4"] == [row.model.id for row in page.siblings.rows]
    assert () == shown().borrowed
