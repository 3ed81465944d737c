"""Figures and names that anyone can check against the bundled ledger, and that no renewal of it changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from llmcost import Terms, UnknownModelError, UnpricedError, Usage, estimate, load_catalog
from llmcost.catalog.names import Resolution
from llmcost.catalog.note import Note

if TYPE_CHECKING:
    from llmcost import Catalog

DAY = date(2026, 11, 10)
"""A day whose prices are known for good: what is renewed later keeps them."""

THEN, ONE = Terms(as_of=DAY), Terms(as_of=DAY, requests=1)


@pytest.fixture(scope="module")
def bundled() -> Catalog:
    return load_catalog(environ={})


@pytest.mark.parametrize(
    ("name", "usage", "terms", "expected"),
    [
        ("gpt-4.1-mini", Usage(input=1_000_000, output=1_000_000), THEN, (Decimal(2), ())),
        (
            "gpt-4.1-mini",
            Usage(input=1_000_000, cache_read=800_000, output=100_000),
            THEN,
            (Decimal("0.32"), ()),
        ),
        (
            "gemini-2.5-pro",
            Usage(input=250_000, output=10_000),
            ONE,
            (Decimal("0.775"), (Note("long_context", "over 200,000 input tokens: $2.50 in, $15.00 out"),)),
        ),
        ("gemini-2.5-pro", Usage(input=200_000, output=10_000), ONE, (Decimal("0.35"), ())),
        (
            "gemini-2.5-pro",
            Usage(input=250_000, output=10_000),
            THEN,
            (
                Decimal("0.4125"),
                (Note("one_request", "as one request $0.775 (long-context rates)", Decimal("0.775")),),
            ),
        ),
        ("openrouter/free", Usage(input=1_000_000, output=1_000_000), THEN, (Decimal(0), ())),
    ],
)
def test_a_use_costs_what_the_price_list_of_the_day_says(
    bundled: Catalog, name: str, usage: Usage, terms: Terms, expected: tuple[Decimal, tuple[Note, ...]]
) -> None:
    row = estimate(bundled[name], usage, terms)
    assert expected == (row.total, row.notes)


def test_writing_to_the_cache_for_an_hour_costs_twice_the_input_rate(bundled: Catalog) -> None:
    row = estimate(bundled["claude-sonnet-4.5"], Usage(input=100_000, cache_write_1h=100_000), THEN)
    expected = {"cache_write_1h": 2 * row.rates["input"] / 10}
    assert expected == row.components


def test_batch_is_half_the_price(bundled: Catalog) -> None:
    usage = Usage(input=1_000_000, output=1_000_000)
    now, batch = (estimate(bundled[name], usage, THEN).total for name in ("gpt-5", "gpt-5:batch"))
    assert now == 2 * batch


@pytest.mark.parametrize(
    ("name", "reason"), [("google/lyria-3-pro-preview", "zero"), ("openrouter/auto", "varies")]
)
def test_what_is_charged_otherwise_is_unpriced(bundled: Catalog, name: str, reason: str) -> None:
    with pytest.raises(UnpricedError) as error:
        estimate(bundled[name], Usage(input=1), THEN)
    assert reason == error.value.reason


def list_price(gateway: str) -> Note:
    return Note("list_price", f"OpenRouter's list price; {gateway} has a price list of its own")


AZURE, BEDROCK = list_price("Azure"), list_price("Amazon Bedrock")
VERTEX, GEMINI = list_price("Google Vertex AI"), list_price("the Gemini API")
SONNET = "anthropic/claude-sonnet-4.5"
MINI = "openai/gpt-4.1-mini"


@pytest.mark.parametrize(
    ("name", "model_id", "notes"),
    [
        ("openai/gpt-4.1-mini", MINI, ()),
        ("gpt-4.1-mini", MINI, ()),
        ("gpt-4.1-mini-2025-04-14", MINI, ()),
        ("claude-sonnet-4-5-20250929", SONNET, ()),
        ("anthropic/claude-4.5-sonnet-20250929", SONNET, ()),
        ("claude-sonnet-4-5", SONNET, ()),
        ("openrouter/openai/gpt-4.1-mini", MINI, ()),
        ("models/gemini-2.5-pro", "google/gemini-2.5-pro", (GEMINI,)),
        ("vertex_ai/gemini-2.5-pro", "google/gemini-2.5-pro", (VERTEX,)),
        ("azure/gpt-4o", "openai/gpt-4o", (AZURE,)),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", SONNET, (BEDROCK,)),
        ("bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0", SONNET, (BEDROCK,)),
        ("claude-opus-4-6[1m]", "anthropic/claude-opus-4.6", ()),
        ("~anthropic/claude-sonnet-latest", "~anthropic/claude-sonnet-latest", ()),
        ("anthropic/claude-sonnet-latest", "~anthropic/claude-sonnet-latest", ()),
        (
            "gpt-4.1-mini:nitro",
            MINI,
            (Note("routing", "`:nitro` chooses the provider, whose price may differ from the list price"),),
        ),
        (
            "gpt-4.1-mini:online",
            MINI,
            (
                Note(
                    "online",
                    "`:online` searches the web, and searches cost extra; count them with --searches",
                ),
            ),
        ),
        ("gpt-5:batch", "openai/gpt-5:batch", ()),
    ],
)
def test_a_model_is_found_by_the_names_in_use(
    bundled: Catalog, name: str, model_id: str, notes: tuple[Note, ...]
) -> None:
    assert Resolution(model_id, notes) == bundled.resolve(name)


def test_a_dated_name_of_vertex_is_found(bundled: Catalog) -> None:
    expected = Resolution("anthropic/claude-3.5-haiku-20241022", (VERTEX,))
    assert expected == bundled.resolve("claude-3-5-haiku@20241022")


@pytest.mark.parametrize(
    "name", ["gpt-4o-minii", "gpt-4.1-mini-2025-04-15", "claude-sonnet-4-5-20250930", ""]
)
def test_a_slip_is_never_priced(bundled: Catalog, name: str) -> None:
    with pytest.raises(UnknownModelError):
        bundled.resolve(name)
