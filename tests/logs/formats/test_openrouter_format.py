"""OpenRouter: its bill, the provider's bill by the user's own key, and generations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavours import FLAVOURS
from llmcost.logs.formats.openrouter import (
    OPENROUTER_CHAT,
    OPENROUTER_GENERATION,
    OPENROUTER_RESPONSES,
    Bill,
    read_bill,
)
from llmcost.records.record import Record

OPENROUTER = (OPENROUTER_GENERATION, OPENROUTER_CHAT, OPENROUTER_RESPONSES)
NAME = "gen-1760000000-abcdefghij"
MADE = 1_760_000_000
TOKENS = {"prompt_tokens": 900, "completion_tokens": 70, "total_tokens": 970}


def chat(usage: dict[str, Any], **more: Any) -> dict[str, Any]:
    known = {"id": NAME, "object": "chat.completion", "created": MADE, "provider": "Google AI Studio"}
    return {**known, "model": "google/gemini-2.5-flash", "usage": usage, **more}


def record(counts: Counts, stated: str | None, **more: Any) -> Record:
    known: dict[str, Any] = {
        "flavour": "openrouter-chat",
        "model": "google/gemini-2.5-flash",
        "time": MADE,
        "id": NAME,
        "provider": "Google AI Studio",
        "stated": None if stated is None else Decimal(stated),
    }
    return Record(counts=counts, **{**known, **more})


def test_the_cost_is_the_bill_to_the_last_digit() -> None:
    line = chat({**TOKENS, "cost": Decimal("0.0076509169000000005"), "is_byok": False}, service_tier=None)
    assert [record(Counts(900, 70), "0.0076509169000000005")] == read_all(line, *OPENROUTER)


def test_by_the_user_s_own_key_the_provider_bills_too() -> None:
    details = {"upstream_inference_cost": Decimal("0.0003253")}
    line = chat({**TOKENS, "cost": Decimal("0.00001"), "is_byok": True, "cost_details": details})
    assert [record(Counts(900, 70), "0.0003353", byok=True)] == read_all(line, *OPENROUTER)


def test_a_bill_without_what_the_provider_bills_is_unknown() -> None:
    details = {"upstream_inference_cost": 2}
    assert [
        Bill(None, byok=True),
        Bill(Decimal(2), byok=True),
        Bill(Decimal(1), byok=False),
        Bill(None, byok=False),
    ] == [
        read_bill({"cost": 1, "is_byok": True, "cost_details": {"upstream_inference_cost": None}}),
        read_bill({"is_byok": True, "cost_details": details}),
        read_bill({"cost": 1, "cost_details": details}),
        read_bill({}),
    ]


def test_what_gemini_reads_from_and_writes_to_the_cache_may_be_the_same() -> None:
    parts = {"cached_tokens": 890, "cache_write_tokens": 890, "video_tokens": 5}
    line = chat({**TOKENS, "prompt_tokens_details": parts, "cost": Decimal("0.0005")})
    counts = Counts(900, 70, cache_read=890, cache_write=890)
    assert [record(counts, "0.0005", remarks=("overlapping_cache",))] == read_all(line, *OPENROUTER)


@pytest.mark.parametrize(
    ("said", "searches"),
    [
        ({"server_tool_use_details": {"web_search_requests": 2, "tool_calls_executed": 3}}, 2),
        ({"server_tool_use_details": {"tool_calls_executed": 1}}, 0),
        ({"server_tool_use": {"web_search_requests": 1}, "cost": 1}, 1),
        ({"server_tool_use": None, "cost": 1}, 0),
    ],
)
def test_searches_are_counted(said: dict[str, Any], searches: int) -> None:
    [found] = read_all(chat({**TOKENS, **said}), *OPENROUTER)
    assert Counts(900, 70, web_search=searches) == found.counts


def test_responses_name_things_as_openai_does() -> None:
    usage = {
        "input_tokens": 4020,
        "input_tokens_details": {"cache_write_tokens": 4012, "cached_tokens": 0},
        "output_tokens": 5,
        "total_tokens": 4025,
        "cost": Decimal("0.025265"),
        "cost_details": {"upstream_inference_input_cost": Decimal("0.025115")},
    }
    line = {
        "id": NAME,
        "object": "response",
        "created_at": MADE,
        "model": "openai/gpt-5",
        "output": [{"type": "web_search_call"}],
        "usage": usage,
    }
    counts = Counts(4020, 5, cache_write=4012, web_search=1)
    expected = Record("openrouter-responses", "openai/gpt-5", counts, MADE, NAME, stated=Decimal("0.025265"))
    assert [expected] == read_all(line, *OPENROUTER)


def test_it_is_known_by_its_bill_or_by_its_ids() -> None:
    assert [True, True, False, False, False] == [
        OPENROUTER_CHAT.claims(line, ())
        for line in (
            chat(TOKENS),
            {**TOKENS, "is_byok": False},
            {**TOKENS, "cost": Decimal("0.1")},
            chat(TOKENS, provider=None),
            chat({**TOKENS, "cost": {"total_cost": 1}}, id="0123456789abcdef"),
        )
    ]


def generation(**more: Any) -> dict[str, Any]:
    return {
        "id": NAME,
        "model": "openai/gpt-4o",
        "provider_name": "OpenAI",
        "created_at": "2025-10-09T08:53:20.433+00:00",
        "tokens_prompt": 11,
        "tokens_completion": 27,
        "native_tokens_prompt": 10,
        "native_tokens_completion": 25,
        "native_tokens_reasoning": 5,
        "native_tokens_cached": 3,
        "native_tokens_completion_images": None,
        "total_cost": Decimal("0.0015"),
        "usage": Decimal("0.0014"),
        "upstream_inference_cost": Decimal("0.0012"),
        "num_search_results": 5,
        "is_byok": False,
        "cancelled": True,
        **more,
    }


def generated(counts: Counts, stated: str | None, **more: Any) -> Record:
    return record(
        counts,
        stated,
        **{"flavour": "openrouter-generation", "model": "openai/gpt-4o", "provider": "OpenAI", **more},
    )


def test_a_generation_is_billed_by_its_native_counts_cancelled_or_not() -> None:
    line = generation(service_tier="priority", external_user="ada")
    counts = Counts(10, 25, cache_read=3, reasoning=5)
    expected = [generated(counts, "0.0015", tier="priority", user="ada")]
    assert expected == read_all(line, *OPENROUTER, trail=({"data": line},))


def test_other_counts_serve_where_there_are_no_native_ones() -> None:
    none = dict.fromkeys(
        (
            "native_tokens_prompt",
            "native_tokens_completion",
            "native_tokens_reasoning",
            "native_tokens_cached",
        )
    )
    assert [generated(Counts(11, 27), "0.0015")] == read_all(generation(**none), *OPENROUTER)
    half = generation(**{**none, "native_tokens_prompt": 10})
    assert [generated(Counts(10), "0.0015")] == read_all(half, *OPENROUTER)


def test_a_generation_by_the_user_s_own_key_is_billed_by_the_provider() -> None:
    line = generation(is_byok=True, total_cost=0)
    counts = Counts(10, 25, cache_read=3, reasoning=5)
    assert [generated(counts, "0.0012", byok=True)] == read_all(line, *OPENROUTER)


def test_a_generation_that_used_nothing_gives_nothing() -> None:
    assert [] == read_all({"id": NAME, "total_cost": 0, "tokens_prompt": 0}, *OPENROUTER)
    assert not OPENROUTER_GENERATION.claims({"total_cost": 3, "usage": 3}, ())


@pytest.mark.parametrize(
    ("more", "stated"),
    [
        ({}, None),
        ({"is_byok": False}, Decimal(0)),
        ({"cost": Decimal("0.001")}, Decimal("0.001")),
    ],
)
def test_a_cost_of_nothing_is_a_bill_only_where_it_is_openrouters(
    more: dict[str, Any], stated: Decimal | None
) -> None:
    usage = {"prompt_tokens": 1000, "completion_tokens": 10, "total_tokens": 1010, "cost": 0}
    line = {"id": "chatcmpl-abcdefghijklmnopq", "model": "gpt-4.1", "usage": usage | more}
    (record,) = read_all(line, *FLAVOURS)
    assert record.stated == stated
