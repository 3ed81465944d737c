"""Budget, mid-priced and premium."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, routed

from llmcost.market.peers import Peers
from llmcost.market.tier import Tier, tier_of

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


def of(*prices: str) -> Peers:
    models = tuple(at(price) for price in prices)
    return Peers("all", "models", None, (*models, routed("a/any")), is_guest=False)


def at(price: str) -> Model:
    return model(f"a/{price}", input=price, output=price)


@pytest.mark.parametrize(
    ("price", "name"),
    [
        ("1", "budget"),
        ("2", "budget"),
        ("3", "mid-priced"),
        ("4", "mid-priced"),
        ("5", "premium"),
        ("60", "premium"),
    ],
)
def test_a_tier_is_a_third_of_the_priced_members(price: str, name: str) -> None:
    assert Tier(name, Decimal(2), Decimal(4), 6) == tier_of(at(price), of("60", "1", "5", "2", "4", "3"))


def test_a_third_is_rounded_up() -> None:
    assert Tier("budget", Decimal(2), Decimal(3), 4) == tier_of(at("2"), of("1", "2", "3", "4"))


def test_without_a_price_there_is_no_tier() -> None:
    assert tier_of(routed("a/any"), of("1", "2", "3", "4")) is None


def test_two_prices_make_no_thirds() -> None:
    assert tier_of(at("1"), of("1", "2")) is None


@pytest.mark.parametrize("prices", [("1", "1", "1", "1"), ("1", "2", "2", "2", "2", "9")])
def test_thirds_that_end_at_the_same_price_tell_nothing_apart(prices: tuple[str, ...]) -> None:
    assert tier_of(at("1"), of(*prices)) is None
