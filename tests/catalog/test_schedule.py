"""Prices are compared as what requests cost, whatever the way in which they are stated."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import price, rates, when

from llmcost.catalog.schedule import RateChange, blend, differences, headline, pairs

if TYPE_CHECKING:
    from llmcost.catalog.price import Price


def changed(name: str, old: str | None, new: str | None, condition: str = "") -> RateChange:
    return RateChange(name, condition, old and Decimal(old), new and Decimal(new))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (price(), price()),
        (price(input="1", output="2"), price(input="1.0", output="2.00")),
        # A cache rate that is stated, and one that falls back to the same.
        (price(cache_read="1"), price()),
        (price(audio_cache_read="1"), price(audio_input="1")),
        # The same hours, fetched at one hour and at another.
        (
            price(when(utc="08:00-20:00", input="2"), input="1", output="4"),
            price(when(utc="20:00-08:00", input="1"), input="2", output="4"),
        ),
        # A condition that changes nothing.
        (price(when(above=1000, input="1")), price()),
    ],
)
def test_prices_at_which_every_request_costs_the_same_do_not_differ(old: Price, new: Price) -> None:
    assert () == differences(old, new) == differences(new, old)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (price(), price(input="2", output="4"), [changed("input", "1", "2")]),
        (
            price(output="4", input="1"),
            price(output="5", input="2"),
            [changed("input", "1", "2"), changed("output", "4", "5")],
        ),
        (price(cache_read="0.1"), price(), [changed("cache_read", "0.1", "1")]),
        (price(), price(web_search="0.01"), [changed("web_search", None, "0.01")]),
        (price(web_search="0.01"), price(), [changed("web_search", "0.01", None)]),
        (
            price(when(above=1000, input="2")),
            price(when(above=1000, input="3")),
            [changed("input", "2", "3", "over 1,000 input tokens")],
        ),
        (
            price(when(above=1000, input="2")),
            price(when(above=1000, input="2"), when(above=5000, output="9")),
            [changed("output", "4", "9", "over 5,000 input tokens")],
        ),
        (
            price(),
            price(when(utc="08:00-20:00", input="2")),
            [changed("input", "1", "2", "from 08:00 UTC")],
        ),
        # By the same at every size and hour: told once.
        (
            price(when(above=1000, input="2"), output="4"),
            price(when(above=1000, input="2"), output="8"),
            [changed("output", "4", "8")],
        ),
        (
            price(when(utc="08:00-20:00", input="2")),
            price(when(utc="08:00-20:00", input="2"), input="1", output="8"),
            [changed("output", "4", "8")],
        ),
        (
            price(when(above=1000, utc="08:00-20:00", cache_read="9"), input="1"),
            price(when(above=1000, utc="08:00-20:00", cache_read="8"), input="1"),
            [changed("cache_read", "9", "8", "over 1,000 input tokens from 08:00 UTC")],
        ),
        (
            price(),
            price(when(above=1000, days=(6,), output="1")),
            [changed("output", "4", "1", "over 1,000 input tokens from 00:00 UTC on sunday")],
        ),
    ],
)
def test_each_rate_that_differs_is_told_once_with_its_condition(
    old: Price, new: Price, expected: list[RateChange]
) -> None:
    assert tuple(expected) == differences(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (price(), price(), [changed("input", "1", "1"), changed("output", "4", "4")]),
        (
            price(output="4", input="1"),
            price(output="0", input="3"),
            [changed("input", "1", "3"), changed("output", "4", "0")],
        ),
        # Known on one side only.
        (price(input="1"), price(output="2"), []),
        (price(), price(web_search="0.01"), [changed("input", "1", "1"), changed("output", "4", "4")]),
        # What falls back to another rate is known.
        (
            price(input="1", cache_read="0.1"),
            price(input="2"),
            [changed("cache_read", "0.1", "2"), changed("input", "1", "2")],
        ),
        (
            price(input="1"),
            price(when(above=1, input="0"), input="1"),
            [changed("input", "1", "1"), changed("input", "1", "0", "over 1 input tokens")],
        ),
        (
            price(when(above=1000, input="2"), input="1"),
            price(when(above=5000, input="3"), input="1"),
            [
                changed("input", "1", "1"),
                changed("input", "2", "1", "over 1,000 input tokens"),
                changed("input", "2", "3", "over 5,000 input tokens"),
            ],
        ),
        # One that is stated under a condition alone.
        (
            price(when(above=1000, request="0.1"), input="1"),
            price(when(above=1000, request="0.2"), input="1"),
            [
                changed("input", "1", "1"),
                changed("input", "1", "1", "over 1,000 input tokens"),
                changed("request", "0.1", "0.2", "over 1,000 input tokens"),
            ],
        ),
        (
            price(when(utc="08:00-20:00", input="2"), input="1"),
            price(input="1"),
            [changed("input", "2", "1", "from 08:00 UTC"), changed("input", "1", "1", "from 20:00 UTC")],
        ),
    ],
)
def test_each_rate_that_both_know_is_told_everywhere_changed_or_not(
    old: Price, new: Price, expected: list[RateChange]
) -> None:
    assert expected == list(pairs(old, new))
    swapped = [each._replace(old=each.new, new=each.old) for each in expected]
    assert swapped == list(pairs(new, old))


@pytest.mark.parametrize(
    ("old", "new", "ratio"),
    [
        ("2", "3", Decimal("1.5")),
        ("2", "0", Decimal(0)),
        ("0", "1", None),
        (None, "1", None),
        ("1", None, None),
    ],
)
def test_a_ratio_needs_a_rate_before_that_is_not_0(
    old: str | None, new: str | None, ratio: Decimal | None
) -> None:
    assert ratio == changed("input", old, new).ratio


def test_the_rates_to_tell_first_are_those_of_the_dearest_hour() -> None:
    plain = price(when(above=1000, input="9"))
    timed = price(when(utc="08:00-20:00", input="2"), when(utc="20:00-22:00", output="6"))
    assert (rates(input="1", output="4"), rates(input="2", output="4")) == (headline(plain), headline(timed))


@pytest.mark.parametrize("hours", ["08:00-20:00", "20:00-08:00"])
def test_the_dearest_hour_of_a_price_without_an_output_rate_is_found_too(hours: str) -> None:
    assert rates(input="2") == headline(price(when(utc=hours, input="2"), input="1"))


def test_a_blend_is_of_three_tokens_in_to_one_out() -> None:
    expected = (Decimal("1.75"), Decimal("0.0000001"), None, None)
    assert expected == (
        blend(rates(input="1", output="4")),
        blend(rates(input="0.0000001", output="0.0000001")),
        blend(rates(input="1")),
        blend(rates(output="4")),
    )
