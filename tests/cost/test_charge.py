"""What counts cost at given rates, and what the cache saved."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import rates

from llmcost.cost.charge import charge, rates_needed, saving
from llmcost.cost.usage import Counts
from llmcost.errors import UnpricedError

RATES = rates(
    input="1",
    output="4",
    cache_read="0.1",
    cache_write="1.25",
    cache_write_1h="2",
    audio_input="3",
    web_search="0.01",
)
MIXED = Counts(
    input=10_000_000,
    output=3_000_000,
    cache_read=2_000_000,
    cache_write=1_000_000,
    cache_write_1h=1_000_000,
    image_input=1_000_000,
    audio_input=1_000_000,
    audio_cache_read=1_000_000,
    reasoning=1_000_000,
    audio_output=1_000_000,
    web_search=5,
)


def test_each_class_costs_its_own_rate_or_its_parents() -> None:
    expected = 3 * 1 + 2 * Decimal("0.1") + Decimal("1.25") + 2 + 1 + 3 + 3 + 3 * 4 + 5 * Decimal("0.01")
    assert expected == charge(RATES, MIXED, 7)


def test_a_charge_per_request_counts_each_request() -> None:
    assert Decimal("0.035") == charge(rates(input="1", request="0.005"), Counts(), 7)


def test_nothing_costs_nothing_at_any_rates() -> None:
    assert Decimal(0) == charge({}, Counts(), 1)


def test_tokens_that_are_read_and_written_count_once_as_input() -> None:
    # Read and written: both rates, less the input rate that one of them holds already.
    counts = Counts(input=1_000_000, cache_read=1_000_000, cache_write=1_000_000)
    assert Decimal("0.35") == charge(RATES, counts, 1)


@pytest.mark.parametrize(
    ("known", "counts", "message"),
    [
        ({"output": "4"}, Counts(input=1), "no price is known for input"),
        ({"input": "1"}, Counts(output=1, reasoning=1), "no price is known for reasoning"),
        ({"input": "1"}, Counts(web_search=1), "no price is known for web_search"),
    ],
)
def test_what_has_no_rate_is_never_free(known: dict[str, str], counts: Counts, message: str) -> None:
    with pytest.raises(UnpricedError, match=f"^{message}$"):
        charge(rates(**known), counts, 1)


def test_a_rate_that_is_not_needed_need_not_be_known() -> None:
    assert Decimal("0.1") == charge(rates(cache_read="0.1"), Counts(input=10**6, cache_read=10**6), 1)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(input=1), {"request", "input"}),
        (Counts(output=2, reasoning=2), {"request", "reasoning", "output"}),
        (Counts(input=2, cache_write_1h=2), {"request", "cache_write_1h"}),
        (
            Counts(input=2, audio_cache_read=2, web_search=1),
            {"request", "audio_cache_read", "audio_input", "web_search"},
        ),
    ],
)
def test_a_cost_rests_on_the_rates_of_its_classes_and_what_they_fall_back_to(
    counts: Counts, expected: set[str]
) -> None:
    assert expected == rates_needed(RATES, counts)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(input=10**6), "0"),
        (Counts(input=10**6, cache_read=10**6), "0.9"),
        (Counts(input=10**6, cache_write=10**6), "-0.25"),
        (Counts(input=10**6, cache_write_1h=10**6), "-1"),
        (Counts(input=2 * 10**6, cache_read=10**6, cache_write=10**6), "0.65"),
        # Cached audio has no rate of its own here.
        (Counts(input=10**6, audio_cache_read=10**6), "0"),
    ],
)
def test_a_cache_saves_what_its_tokens_would_have_cost_more_without(counts: Counts, expected: str) -> None:
    assert Decimal(expected) == saving(RATES, counts)


def test_a_saving_beside_an_unknown_rate_is_not_told() -> None:
    counts = Counts(input=10**6, cache_read=10**6, audio_cache_read=1)
    assert Decimal(0) == saving(rates(cache_read="0.1"), counts)
