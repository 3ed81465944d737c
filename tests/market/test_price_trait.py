from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import routed, when
from traits_told import of, told

from llmcost.market.peers import peers_of
from llmcost.market.price_trait import price_traits
from llmcost.market.trait import Trait

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


def priced(own: Model, *others: Model) -> dict[str, str]:
    models = {each.id: each for each in (own, *others)}
    return told(price_traits(own, models, peers_of(own, models.values(), "all")))


def test_what_is_unpriced_says_why() -> None:
    assert priced(routed("acme/any")) == {
        "-unpriced": "unpriced: the price of acme/any varies with the model that it routes to"
    }


def test_free_is_said_as_such() -> None:
    assert priced(of("acme/own:free", rate="0")) == {"free": "free: input and output cost $0"}
    for rates in ({"input": "0", "output": "1"}, {"input": "1", "output": "0"}):
        assert priced(of("acme/own", rates=rates)) == {}


def test_free_and_batch_variants_are_named_as_long_as_they_are_listed() -> None:
    own, free, batch = of("acme/own"), of("acme/own:free", rate="0"), of("acme/own:batch", rate="1.01")
    assert priced(own, free, batch) == {
        "free_variant": "free variant: acme/own:free",
        "batch_variant": "costs 49 % less in batches: acme/own:batch",
    }
    gone = date(2026, 11, 1)
    assert priced(own, free._replace(retired=gone), batch._replace(retired=gone)) == {}
    assert priced(own, routed("acme/own:batch")) == {}
    assert priced(batch, own, of("acme/own:batch:free")) == {}


@pytest.mark.parametrize(
    ("rate", "expected"), [("2", []), ("1.981", []), ("1.98", ["batch_variant"]), ("3", [])]
)
def test_batches_are_told_where_they_save_at_least_a_per_cent(rate: str, expected: list[str]) -> None:
    assert expected == [*priced(of("acme/own"), of("acme/own:batch", rate=rate))]


@pytest.mark.parametrize(
    ("cached", "expected"),
    [
        ("0.2", {"cheap_cache": "cached input costs 90 % less: $0.20 /1M"}),
        ("1", {"cheap_cache": "cached input costs 50 % less: $1.00 /1M"}),
        ("1.01", {}),
    ],
)
def test_a_cache_is_cheap_from_half_the_price_on(cached: str, expected: dict[str, str]) -> None:
    assert expected == priced(of("acme/own", rates={"input": "2", "output": "2", "cache_read": cached}))


def test_a_cache_is_held_against_the_input_of_the_same_hour() -> None:
    night = when(utc="01:00-04:00", input="8", output="8")
    own = of("acme/own", night, rates={"input": "2", "output": "2", "cache_read": "1.5"})
    assert priced(own)["cheap_cache"] == "cached input costs 81 % less: $1.50 /1M"


CACHED = of("acme/other", rates={"input": "2", "output": "2", "cache_read": "1.5"})


def test_a_listed_model_without_a_cache_rate_is_beside_most_that_have_one() -> None:
    both = (CACHED, CACHED._replace(id="acme/third"), CACHED._replace(id="acme/third:batch"))
    assert priced(of("acme/own"), *both) == {
        "-no_cache_rate": "no rate for cached input; 2 of 3 in its class have one"
    }
    # Half of a class is not most of it.
    assert priced(of("acme/own"), CACHED) == {}


@pytest.mark.parametrize(
    "own",
    [
        of("acme/own", retired=date(2026, 11, 11)),
        of("acme/own", overridden=("input", "output")),
        of("acme/own", rates={"input": "0", "output": "1"}),
    ],
)
def test_a_cache_rate_that_nobody_would_have_stated_is_not_missed(own: Model) -> None:
    assert priced(own, CACHED, CACHED._replace(id="acme/third")) == {}


def test_kinds_of_tokens_that_cost_more_than_plain_ones_are_limits() -> None:
    stated = {"input": "1", "output": "2", "audio_input": "3", "image_input": "1", "image_output": "60"}
    assert priced(of("acme/own", rates={**stated, "reasoning": "3"})) == {
        "-dear_audio_input": "audio input costs 3x plain input: $3.00 /1M",
        "-dear_image_output": "image output costs 30x plain output: $60.00 /1M",
        "-dear_reasoning": "reasoning costs 1.5x plain output: $3.00 /1M",
    }


def test_kinds_of_tokens_are_held_against_plain_ones_of_the_same_hour() -> None:
    night = when(utc="01:00-04:00", input="4", output="4")
    own = of("acme/own", night, rates={"input": "2", "output": "2", "audio_input": "3", "reasoning": "6"})
    assert priced(own) == {
        "-dear_reasoning": "reasoning costs 1.5x plain output: $6.00 /1M",
        "-timed": "price depends on the hour: input $2.00 to $4.00 /1M, output $2.00 to $4.00 /1M",
    }


def test_what_was_inferred_makes_no_trait() -> None:
    rates = {"input": "2", "output": "2", "cache_read": "0.2", "reasoning": "3"}
    own = of("acme/own", when(above=200, input="4"), when(utc="01:00-04:00", input="1"), rates=rates)
    assert [*priced(own)] == ["cheap_cache", "-dear_reasoning", "-long_context_rates", "-timed"]
    inferred = own.current._replace(inferred=("cache_read", "reasoning", "when"))
    assert priced(own._replace(current=inferred)) == {}


def test_dearer_rates_above_a_size_are_limits() -> None:
    own = of(
        "acme/own",
        when(above=200_000, input="4", output="3"),
        when(above=400_000, input="4", output="1"),
        when(above=600_000, cache_read="0.5", input="1"),
    )
    assert [*price_traits(own, {}, peers_of(own, ()))] == [
        Trait(
            "long_context_rates",
            is_strength=False,
            words="over 200,000 input tokens, input costs 2x and output costs 1.5x",
        ),
        Trait("long_context_rates", is_strength=False, words="over 400,000 input tokens, input costs 2x"),
    ]


def test_a_price_by_the_hour_is_told_from_its_cheapest_to_its_dearest() -> None:
    own = of("acme/own", when(utc="01:00-04:00", input="1"))
    assert priced(own) == {"-timed": "price depends on the hour: input $1.00 to $2.00 /1M"}
    cache = of("acme/own", when(utc="01:00-04:00", cache_read="1.9"))
    assert priced(cache)["-timed"] == "price depends on the hour"
