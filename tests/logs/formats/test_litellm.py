"""LiteLLM's spend logs and logging payloads."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.litellm import LITELLM
from llmcost.records.record import BadRecord, Record

ROW: dict[str, Any] = {
    "request_id": "chatcmpl-Bx81kQz0aa71",
    "call_type": "acompletion",
    "spend": Decimal("0.0421"),
    "total_tokens": 5_250,
    "prompt_tokens": 5_000,
    "completion_tokens": 250,
    "startTime": "2026-11-02 08:30:00.250",
    "model": "anthropic/claude-sonnet-4-5",
    "custom_llm_provider": "anthropic",
    "user": "u-7",
    "end_user": "customer-3",
    "session_id": "s-1",
    "status": "success",
    "cache_hit": "False",
}
USAGE: dict[str, Any] = {
    "prompt_tokens": 5_000,
    "completion_tokens": 250,
    "prompt_tokens_details": {
        "cached_tokens": 3_000,
        "image_tokens": 40,
        "audio_tokens": 10,
        "cache_creation_token_details": {"ephemeral_5m_input_tokens": 700, "ephemeral_1h_input_tokens": 300},
    },
    "cache_creation_input_tokens": 1_000,
    "cache_read_input_tokens": 3_000,
    "completion_tokens_details": {"reasoning_tokens": 90, "audio_tokens": 4, "image_tokens": 6},
    "server_tool_use": {"web_search_requests": 2},
    "service_tier": "priority",
}
RECORD = Record(
    "litellm",
    "anthropic/claude-sonnet-4-5",
    Counts(input=5_000, output=250),
    1_793_608_200,
    "chatcmpl-Bx81kQz0aa71",
    stated=Decimal("0.0421"),
    estimated=True,
    provider="anthropic",
    session="s-1",
    user="customer-3",
)
DETAILED = Counts(
    input=5_000,
    output=250,
    cache_read=3_000,
    cache_write=700,
    cache_write_1h=300,
    image_input=40,
    audio_input=10,
    reasoning=90,
    image_output=6,
    audio_output=4,
    web_search=2,
)


def test_a_row_is_a_request() -> None:
    assert read_all(ROW, LITELLM) == [RECORD]


@pytest.mark.parametrize("write", [dict, json.dumps])
def test_the_raw_usage_adds_the_parts_and_no_total(write: Any) -> None:
    row = ROW | {"metadata": write({"usage_object": USAGE})}
    assert read_all(row, LITELLM) == [RECORD._replace(counts=DETAILED, tier="priority")]


def test_parts_may_be_named_as_other_apis_name_them() -> None:
    usage = {
        "input_tokens_details": {"cache_creation_tokens": 80, "web_search_requests": 1},
        "cache_read_input_tokens": 500,
        "output_tokens_details": {"reasoning_tokens": 5},
    }
    [record] = read_all(ROW | {"metadata": {"additional_usage_values": usage}}, LITELLM)
    assert record.counts == Counts(5_000, 250, cache_read=500, cache_write=80, reasoning=5, web_search=1)


def test_an_early_version_left_cached_tokens_beside_the_prompt() -> None:
    metadata = {"usage_object": {"cache_read_input_tokens": 9_000}}
    [record] = read_all(ROW | {"prompt_tokens": 30, "metadata": metadata}, LITELLM)
    assert record.counts == Counts(input=9_030, output=250, cache_read=9_000)
    assert record.remarks == ("additive_assumed",)


@pytest.mark.parametrize("hit", [True, "True", "true"])
def test_an_answer_out_of_the_proxys_cache_is_no_request(hit: Any) -> None:
    assert read_all(ROW | {"cache_hit": hit, "spend": 0}, LITELLM) == []


def test_a_failure_without_tokens_is_no_request() -> None:
    nothing: dict[str, Any] = {"prompt_tokens": 0, "completion_tokens": 0}
    assert read_all(ROW | nothing | {"status": "failure"}, LITELLM) == []
    assert read_all(ROW | nothing | {"spend": 0}, LITELLM) == []
    assert read_all(ROW | nothing, LITELLM) == [RECORD._replace(counts=Counts())]


def test_a_row_of_a_csv_is_read_alike() -> None:
    cells = {name: str(value) for name, value in ROW.items()}
    assert read_all(cells, LITELLM) == [RECORD]


def test_the_standard_payload_is_read_alike() -> None:
    payload = {
        "id": "chatcmpl-Bx81kQz0aa71",
        "trace_id": "t-1",
        "call_type": "acompletion",
        "response_cost": Decimal("0.0421"),
        "prompt_tokens": 5_000,
        "completion_tokens": 250,
        "startTime": Decimal("1793608200.25"),
        "model": "my-deployment",
        "model_map_information": {"model_map_key": "gpt-4o", "model_map_value": {"mode": "chat"}},
    }
    assert read_all(payload, LITELLM) == [
        RECORD._replace(model="gpt-4o", provider=None, session="t-1", user=None)
    ]


def test_a_deployment_that_litellm_does_not_know_keeps_its_name() -> None:
    unknown = {"model_map_information": {"model_map_key": "other", "model_map_value": None}}
    [record] = read_all(ROW | {"metadata": unknown}, LITELLM)
    assert record.model == "anthropic/claude-sonnet-4-5"


def test_a_batch_is_many_requests_at_the_batch_price() -> None:
    [record] = read_all(ROW | {"call_type": "aretrieve_batch"}, LITELLM)
    assert (record.tier, record.requests) == ("batch", None)


def test_what_only_looks_similar_is_left_to_others() -> None:
    for other in ({"request_id": "r", "spend": 1}, {"prompt_tokens": 1, "startTime": "x"}):
        assert not LITELLM.claims(other, ())


def test_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadRecord, match="prompt_tokens is -1, but can't be negative"):
        read_all(ROW | {"prompt_tokens": -1}, LITELLM)
