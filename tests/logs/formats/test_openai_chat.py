"""Chat completions of whichever vendor: whole, streamed, or the usage alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.openai_chat import CHAT_USAGE, DEEPSEEK, GROQ, MISTRAL, OPENAI_CHAT
from llmcost.records.record import Record

CHAT = (GROQ, DEEPSEEK, MISTRAL, OPENAI_CHAT, CHAT_USAGE)
NAME = "chatcmpl-0123456789abcdef"
MADE = 1_760_000_000


def completion(usage: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": NAME,
        "object": "chat.completion",
        "created": MADE,
        "model": "gpt-4.1-mini-2025-04-14",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Hi"}}],
        "usage": usage,
        **more,
    }


def record(counts: Counts, **more: Any) -> Record:
    known = {"flavour": "openai-chat", "model": "gpt-4.1-mini-2025-04-14", "time": MADE, "id": NAME}
    return Record(counts=counts, **{**known, **more})


PLAIN = {"prompt_tokens": 364, "completion_tokens": 40, "total_tokens": 404}


def test_a_completion_is_priced_as_the_model_that_served_it() -> None:
    usage = {
        **PLAIN,
        "prompt_tokens_details": {"cached_tokens": 256, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 24, "accepted_prediction_tokens": 3},
    }
    line = completion(usage, service_tier="default")
    assert [record(Counts(364, 40, cache_read=256, reasoning=24))] == read_all(line, *CHAT)
    asked = {"request": {"model": "gpt-4.1-mini"}, "session_id": "s1", "user": "ada"}
    assert [record(Counts(364, 40), session="s1", user="ada", tier="flex")] == read_all(
        completion(PLAIN, service_tier="flex"), *CHAT, trail=(asked,)
    )


def test_only_the_chunk_with_usage_counts() -> None:
    chunk = {"object": "chat.completion.chunk", "choices": []}
    assert [record(Counts(364, 40))] == read_all(completion(PLAIN, **chunk), *CHAT)
    assert [] == read_all(completion(None, **chunk), *CHAT)


@pytest.mark.parametrize(
    "line",
    [
        {"error": {"message": "no such model", "type": "invalid_request_error"}},
        completion({"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}),
        completion("none"),
        completion({"seconds": 3, "type": "duration"}),
        {"usage": Decimal("0.0015")},
        {},
    ],
)
def test_what_used_nothing_gives_nothing(line: dict[str, Any]) -> None:
    assert [] == read_all(line, *CHAT)


def test_the_usage_alone_is_read_with_what_lies_around_it() -> None:
    line = {"ts": "2025-10-09T08:53:20Z", "model": "gpt-4.1", "id": "row-000000000000017"}
    alone = Record("openai-chat", "gpt-4.1", Counts(364, 40), time=MADE)
    assert [alone] == read_all(PLAIN, *CHAT, trail=(line,))
    assert [Record("openai-chat", None, Counts(364, 40))] == read_all(PLAIN, *CHAT)


@pytest.mark.parametrize(
    "said",
    [
        {"estimated_cost": Decimal("0.000012")},
        {"pydantic_ai_gateway": {"cost_estimate": Decimal("0.000012")}},
    ],
)
def test_what_a_gateway_reckons_is_no_bill(said: dict[str, Any]) -> None:
    line = completion({**PLAIN, **said})
    assert [record(Counts(364, 40), stated=Decimal("0.000012"), estimated=True)] == read_all(line, *CHAT)


@pytest.mark.parametrize(
    ("signs", "flavour", "cached"),
    [
        ({"num_cached_tokens": 32}, "mistral", 32),
        ({"prompt_audio_seconds": {}}, "mistral", 0),
        ({"prompt_cache_hit_tokens": 300, "prompt_cache_miss_tokens": 64}, "deepseek", 300),
        ({"prompt_cache_miss_tokens": 364}, "deepseek", 0),
        ({"cached_tokens": 12}, "openai-chat", 12),
    ],
)
def test_a_vendor_is_known_by_names_of_its_own(signs: dict[str, Any], flavour: str, cached: int) -> None:
    line = completion({**PLAIN, **signs})
    assert [record(Counts(364, 40, cache_read=cached), flavour=flavour)] == read_all(line, *CHAT)
    alone = Record(flavour, None, Counts(364, 40, cache_read=cached))
    assert [alone] == read_all({**PLAIN, **signs}, *CHAT)


def test_groq_s_times_are_seconds() -> None:
    timed = {**PLAIN, "queue_time": Decimal("0.005"), "total_time": Decimal("1.14"), "prompt_time": 1}
    line = completion(timed, x_groq={"id": "req_1"}, service_tier="on_demand")
    assert [record(Counts(364, 40), flavour="groq")] == read_all(line, *CHAT)


def test_groq_s_streams_state_usage_in_a_place_of_their_own() -> None:
    said = completion(None, x_groq={"id": "req_1", "usage": PLAIN})
    both = completion(PLAIN, x_groq={"id": "req_1", "usage": PLAIN})
    first = completion(None, x_groq={"id": "req_1"})
    expected = [record(Counts(364, 40), flavour="groq")]
    assert [expected, expected, []] == [read_all(line, *CHAT) for line in (said, both, first)]
    assert [] == read_all(completion(None, x_groq="req_1"), *CHAT)


def test_groq_s_compound_systems_are_billed_as_the_models_that_they_called() -> None:
    called = [
        {"model": "openai/gpt-oss-120b", "usage": {"prompt_tokens": 300, "completion_tokens": 30}},
        {"model": "llama-3.3-70b-versatile", "usage": {"prompt_tokens": 64, "completion_tokens": 10}},
        {"model": None, "usage": {"prompt_tokens": 2, "completion_tokens": 1}},
        {"model": "unused", "usage": None},
        "none",
    ]
    line = completion(PLAIN, x_groq={"id": "req_1"}, usage_breakdown={"models": called})
    served = (
        ("openai/gpt-oss-120b", Counts(300, 30)),
        ("llama-3.3-70b-versatile", Counts(64, 10)),
        ("gpt-4.1-mini-2025-04-14", Counts(2, 1)),
    )
    assert [
        record(counts, flavour="groq", model=model, id=f"{NAME}#{model}#{number}")
        for number, (model, counts) in enumerate(served)
    ] == read_all(line, *CHAT)
