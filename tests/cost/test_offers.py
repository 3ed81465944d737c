from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import builders
import pytest
from builders import price, when

from llmcost.catalog.endpoint import Endpoint
from llmcost.catalog.note import Note
from llmcost.cost.estimate import Terms
from llmcost.cost.offers import (
    SORTS,
    ListPrice,
    Offer,
    Offers,
    UnpricedOffer,
    compare_offers,
    list_price,
)
from llmcost.cost.usage import Usage

if TYPE_CHECKING:
    from llmcost.catalog.price import Price

USE = Usage(input=1_000, output=100)


def endpoint(tag: str, at: Price | None = None, **facts: Any) -> Endpoint:
    return Endpoint(tag.upper(), tag, price() if at is None else at, **facts)


CHEAP = endpoint("cheap", price(input="0.5", output="2"), context=1_050, throughput=Decimal(9))
MIDDLE = endpoint("middle", latency=Decimal(300), uptime=Decimal(99), context=9_000)
DEAR = endpoint("dear", price(input="2", output="8"), latency=Decimal(200), throughput=Decimal(50))


def compared(
    *endpoints: Endpoint,
    usage: Usage | None = None,
    requests: int | None = None,
    sort: str = "cost",
    model_id: str = "acme/one",
) -> Offers:
    terms = Terms(requests=requests)
    offers, unpriced = compare_offers(model_id, endpoints, usage, terms, sort)
    day = date(2026, 11, 22)
    return Offers(model_id, "https://prices.test", day, terms, offers, unpriced, usage=usage)


def tags(found: Offers) -> list[str]:
    return [offer.endpoint.tag for offer in found.offers]


def test_a_use_is_priced_at_each_endpoint_the_cheapest_first() -> None:
    found = compared(DEAR, CHEAP, MIDDLE, usage=USE)
    assert [
        ("cheap", Decimal("0.0007"), Decimal("1.0000")),
        ("middle", Decimal("0.0014"), Decimal("2.0000")),
        ("dear", Decimal("0.0028"), Decimal("4.0000")),
    ] == [(offer.endpoint.tag, offer.amount, found.relative(offer.amount)) for offer in found.offers]


def test_without_a_use_endpoints_are_compared_by_a_blend() -> None:
    found = compared(DEAR, MIDDLE)
    assert [("middle", Decimal("1.75"), None), ("dear", Decimal("3.5"), None)] == [
        (offer.endpoint.tag, offer.amount, offer.estimate) for offer in found.offers
    ]
    assert Decimal(2) == found.relative(found.offers[1].amount)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("cost", ["cheap", "middle", "dear"]),
        ("price", ["cheap", "middle", "dear"]),
        ("throughput", ["dear", "cheap", "middle"]),
        ("latency", ["dear", "middle", "cheap"]),
        ("uptime", ["middle", "cheap", "dear"]),
        ("context", ["middle", "cheap", "dear"]),
    ],
)
def test_each_order_puts_the_best_first_and_what_is_not_told_last(sort: str, expected: list[str]) -> None:
    assert expected == tags(compared(DEAR, CHEAP, MIDDLE, usage=USE, sort=sort))


def test_every_order_is_tested() -> None:
    assert {"cost", "price", "throughput", "latency", "uptime", "context"} == set(SORTS)


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_what_can_not_take_the_request_comes_last_in_every_order(sort: str) -> None:
    small = endpoint(
        "small",
        price(input="0.1", output="0.1"),
        context=1_000,
        throughput=Decimal(999),
        latency=Decimal(1),
        uptime=Decimal(100),
    )
    found = compared(small, MIDDLE, usage=USE, requests=1, sort=sort)
    assert ["middle", "small"] == tags(found)
    assert Decimal(1) == found.relative(found.offers[0].amount)


@pytest.mark.parametrize(
    ("facts", "code", "message"),
    [
        ({"context": 1_099}, "over_context", "1,100 tokens a request; its context window holds 1,099"),
        ({"max_output": 99}, "over_max_output", "100 output tokens; it writes 99 at most"),
        ({"max_input": 999}, "over_max_input", "1,000 input tokens a request; it reads 999 at most"),
    ],
)
def test_each_limit_of_an_endpoint_is_told(facts: dict[str, Any], code: str, message: str) -> None:
    (offer,) = compared(endpoint("one", **facts), usage=USE, requests=3).offers
    assert ((Note(code, message),), False) == (offer.notes, offer.fits)


@pytest.mark.parametrize("requests", [None, 1])
def test_a_request_at_its_limits_fits(requests: int | None) -> None:
    exact = endpoint("exact", context=1_100, max_input=1_000, max_output=100)
    assert compared(exact, usage=USE, requests=requests).offers[0].fits


def test_a_volume_is_no_request() -> None:
    assert compared(endpoint("small", max_input=1, context=1), usage=USE).offers[0].fits


def test_other_rates_are_told_where_no_use_is() -> None:
    tiered = endpoint(
        "tiered", price(when(above=200, input="2", cache_read="0.5"), when(above=300, image_input="1"))
    )
    note = Note("other_rates", "over 200 input tokens: $2.00 in, $0.50 cache read")
    assert (note,) == compared(tiered).offers[0].notes


def test_the_rates_told_are_those_that_apply() -> None:
    tiered = endpoint("tiered", price(when(above=200, input="2")))
    (plain,), (long,) = compared(tiered).offers, compared(tiered, usage=USE, requests=1).offers
    assert (Decimal(1), Decimal(2)) == (plain.applied["input"], long.applied["input"])


def test_where_the_hour_matters_the_dearest_one_counts() -> None:
    timed = endpoint("timed", price(when(utc="01:00-02:00", input="9")))
    (offer,) = compared(timed).offers
    assert (Decimal(9), Decimal("7.75")) == (offer.rates["input"], offer.amount)


def test_degraded_endpoints_and_discounts_are_told_whatever_is_asked() -> None:
    odd = endpoint("odd", status=-1, discount=Decimal("0.250000"))
    notes = (
        Note("degraded", "degraded: upstream chooses it last"),
        Note("discount", "a discount of 25 % is already taken off its price"),
    )
    assert (notes, notes) == (
        compared(odd).offers[0].notes,
        compared(odd, usage=USE, requests=1).offers[0].notes,
    )


@pytest.mark.parametrize("usage", [None, USE])
def test_what_has_no_price_is_told_and_never_free(usage: Usage | None) -> None:
    zero, varies = endpoint("zero", price(input="0", output="0")), Endpoint("V", "v", None)
    found = compared(zero, varies, MIDDLE, usage=usage)
    assert (["middle"], [(zero, "zero"), (varies, "varies")]) == (
        tags(found),
        [(each.endpoint, each.code) for each in found.unpriced],
    )
    assert isinstance(found.unpriced[0], UnpricedOffer)


def test_a_use_without_a_price_is_told() -> None:
    searches = Usage(input=1, web_search=1)
    found = compared(MIDDLE, usage=searches)
    message = "no price is known for web_search of acme/one"
    assert (((), (UnpricedOffer(MIDDLE, "no_web_search_price", message),))) == (found.offers, found.unpriced)


def test_a_free_model_costs_nothing_and_nothing_is_relative_to_it() -> None:
    found = compared(endpoint("free", price(input="0", output="0")), model_id="acme/one:free")
    assert (["free"], None) == (tags(found), found.relative(Decimal(1)))


def test_nothing_is_relative_to_an_unknown_amount() -> None:
    assert compared(MIDDLE).relative(None) is None


def test_the_price_at_hand_is_for_the_same_use() -> None:
    model = builders.model("acme/one")
    listed = list_price(model, builders.PROVENANCE, USE, Terms())
    plain = list_price(model, builders.PROVENANCE, None, Terms())
    assert listed is not None
    assert plain is not None
    assert (Decimal("0.0014"), Decimal("1.75"), date(2026, 11, 10)) == (
        listed.amount,
        plain.amount,
        listed.day,
    )


def test_a_price_at_hand_that_is_none_is_none() -> None:
    assert list_price(builders.routed("acme/auto"), builders.PROVENANCE, None, Terms()) is None
    searches = Usage(input=1, web_search=1)
    assert list_price(builders.model(), builders.PROVENANCE, searches, Terms()) is None


@pytest.mark.parametrize(
    ("retired", "seen", "expected"),
    [
        (None, "2026-11-09", date(2026, 11, 10)),
        (date(2026, 11, 1), "2026-10-01", date(2026, 10, 1)),
        (date(2026, 11, 1), None, date(2026, 11, 10)),
    ],
)
def test_a_retired_models_price_is_of_the_day_it_was_last_seen(
    retired: date | None, seen: str | None, expected: date
) -> None:
    model = builders.model(since="2026-01-01", seen=seen, facts={"retired": retired})
    assert expected == ListPrice(model, price(), builders.PROVENANCE).day


def test_an_offer_without_notes_fits() -> None:
    assert Offer(MIDDLE, price()).fits
