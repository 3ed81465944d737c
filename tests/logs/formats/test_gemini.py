"""Responses of Gemini become records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState, Found
from llmcost.logs.formats.gemini import GEMINI, GEMINI_USAGE
from llmcost.records.record import Record

ALL = (GEMINI, GEMINI_USAGE)
USAGE = {
    "promptTokenCount": 1000,
    "cachedContentTokenCount": 600,
    "candidatesTokenCount": 50,
    "thoughtsTokenCount": 200,
    "toolUsePromptTokenCount": 30,
    "totalTokenCount": 1280,
}
COUNTS = Counts(1030, 250, cache_read=600, reasoning=200)


def response(usage: Any = USAGE, **more: Any) -> dict[str, Any]:
    return {
        "candidates": [{"content": {"role": "model", "parts": []}, "finishReason": "STOP"}],
        "modelVersion": "gemini-3-flash-preview",
        "responseId": "abcDEF1234567890",
        "usageMetadata": usage,
        **more,
    }


def grounded(*queries: Any, model: str = "gemini-3-flash-preview", key: str = "groundingMetadata") -> int:
    name = "webSearchQueries" if key == "groundingMetadata" else "web_search_queries"
    candidates = [{key: {name: list(queries)}}, {key: None}, "none"]
    return read_all(response(candidates=candidates, modelVersion=model), *ALL)[0].counts.web_search


def test_thoughts_are_output_beside_the_candidates_and_tools_input_beside_the_prompt() -> None:
    line = response(createTime="2026-10-05T10:00:00.250Z")

    assert read_all(line, *ALL, trail=({"user_id": "u-7", "session_id": "s-1"},)) == [
        Record(
            "gemini",
            "gemini-3-flash-preview",
            COUNTS,
            time=1_791_194_400,
            id="abcDEF1234567890",
            session="s-1",
            user="u-7",
        )
    ]


def test_a_dump_of_the_python_sdk_has_names_of_its_own() -> None:
    line = {
        "model_version": "models/gemini-3-flash-preview",
        "response_id": "abcDEF1234567890",
        "create_time": "2026-10-05T10:00:00+00:00",
        "usage_metadata": {
            "prompt_token_count": 1000,
            "cached_content_token_count": 600,
            "candidates_token_count": 50,
            "thoughts_token_count": 200,
            "tool_use_prompt_token_count": 30,
            "total_token_count": 1280,
            "traffic_type": "TrafficType.ON_DEMAND",
            "candidates_tokens_details": None,
        },
    }

    assert read_all(line, *ALL) == [
        Record("gemini", "gemini-3-flash-preview", COUNTS, time=1_791_194_400, id="abcDEF1234567890")
    ]


def test_the_address_names_the_model_of_embeddings() -> None:
    address = "https://generativelanguage.googleapis.com/v1beta/models/gemini-embedding-2:batchEmbedContents"
    body = {"usageMetadata": {"promptTokenCount": 7, "promptTokenDetails": []}}

    assert read_all(body, *ALL, trail=({"url": address},)) == [
        Record("gemini", "gemini-embedding-2", Counts(7))
    ]


@pytest.mark.parametrize(
    ("stated", "tier"),
    [
        ({"trafficType": "ON_DEMAND"}, ""),
        ({"trafficType": "ON_DEMAND_FLEX"}, "flex"),
        ({"trafficType": "ON_DEMAND_PRIORITY"}, "priority"),
        ({"trafficType": "PROVISIONED_THROUGHPUT"}, "provisioned"),
        ({"serviceTier": "standard"}, ""),
        ({"serviceTier": "priority"}, "priority"),
        ({"service_tier": "ServiceTier.FLEX"}, "flex"),
    ],
)
def test_tiers(stated: dict[str, str], tier: str) -> None:
    assert read_all(response({**USAGE, **stated}), *ALL)[0].tier == tier


@pytest.mark.parametrize(
    ("line", "tier"),
    [
        ({"key": "r-1", "response": {}}, "batch"),
        ({"status": "", "processed_time": "2026-10-05", "request": {}, "response": {}}, "batch"),
        ({"key": "r-1", "response": {}, "latency": 3}, ""),
    ],
)
def test_lines_of_batch_outputs_are_billed_as_a_batch(line: dict[str, Any], tier: str) -> None:
    assert read_all(response(), *ALL, trail=(line,))[0].tier == tier


def test_from_the_third_generation_on_each_query_is_billed() -> None:
    assert grounded("who", "", "when", "who", None) == 2
    assert grounded("who", key="grounding_metadata", model="gemini-flash-latest") == 1


def test_before_a_grounded_prompt_is_billed() -> None:
    assert grounded("who", "when", model="gemini-2.5-pro") == 1
    assert grounded("", model="gemini-2.5-pro") == 0


def test_an_estimate_of_a_gateway_is_no_bill() -> None:
    usage = {**USAGE, "pydantic_ai_gateway": {"cost_estimate": Decimal("0.5")}}
    record = read_all(response(usage), *ALL)[0]

    assert (record.stated, record.estimated) == (Decimal("0.5"), True)


def test_a_copy_of_the_usage_alone() -> None:
    assert read_all(USAGE, *ALL, trail=({"model": "gemini-2.5-pro"},)) == [
        Record("gemini", "gemini-2.5-pro", COUNTS)
    ]


@pytest.mark.parametrize(
    "body",
    [
        response(None),
        response("none"),
        # What a cache holds.
        {"name": "cachedContents/abc", "usageMetadata": {"totalTokenCount": 5000}},
        # LangChain's own usage, and Llama's.
        {"usage_metadata": {"input_tokens": 5, "output_tokens": 6, "total_tokens": 11}},
        {"generation": "words", "prompt_token_count": 5, "generation_token_count": 6},
    ],
)
def test_other_objects_are_not_claimed(body: dict[str, Any]) -> None:
    assert read_all(body, *ALL) == []


def test_where_the_format_was_named_a_body_without_usage_gives_nothing() -> None:
    assert list(GEMINI.read(Found({}), FileState())) == []
