"""Spans of model calls, by their attributes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.otel import OTEL
from llmcost.records.record import BadRecord, Record

ATTRIBUTES: dict[str, Any] = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "claude-sonnet-latest",
    "gen_ai.response.model": "claude-sonnet-4-5",
    "gen_ai.response.id": "msg_01HqkT7vE5p3",
    "gen_ai.conversation.id": "talk-1",
    "user.id": "u-5",
    "gen_ai.usage.input_tokens": 800,
    "gen_ai.usage.output_tokens": 60,
    "gen_ai.usage.cache_read.input_tokens": 500,
    "gen_ai.usage.cache_creation.input_tokens": 100,
    "gen_ai.usage.details.cache_read_tokens": 500,
    "gen_ai.usage.details.cache_write_tokens": 100,
    "gen_ai.usage.reasoning.output_tokens": 20,
    "operation.cost": Decimal("0.00321"),
    "openai.response.service_tier": "flex",
}
SPAN: dict[str, Any] = {
    "name": "chat claude",
    "context": {"trace_id": "0xabc", "span_id": "0x123"},
    "start_time": "2026-11-02T08:30:00.000000Z",
    "attributes": ATTRIBUTES,
}
RECORD = Record(
    "otel",
    "claude-sonnet-4-5",
    Counts(input=800, output=60, cache_read=500, cache_write=100, reasoning=20),
    1_793_608_200,
    "msg_01HqkT7vE5p3",
    "flex",
    Decimal("0.00321"),
    estimated=True,
    session="talk-1",
    user="u-5",
)


def of(**stated: Any) -> dict[str, Any]:
    return {"attributes": {name.replace("__", "."): value for name, value in stated.items()}}


def test_a_span_of_a_call_is_a_request() -> None:
    assert read_all(SPAN, OTEL) == [RECORD]


def test_attributes_may_be_the_whole_object() -> None:
    assert read_all(ATTRIBUTES, OTEL) == [RECORD._replace(time=None)]


def test_counts_copied_from_an_additive_api_are_told_by_their_size() -> None:
    raw = {**ATTRIBUTES, "gen_ai.usage.input_tokens": 7}
    [record] = read_all({**SPAN, "attributes": raw}, OTEL)
    assert record.counts == Counts(input=607, output=60, cache_read=500, cache_write=100, reasoning=20)
    assert record.remarks == ("additive_assumed",)


def test_counts_copied_from_an_additive_api_are_told_by_the_total() -> None:
    raw = {**ATTRIBUTES, "gen_ai.usage.total_tokens": 1_460}
    [record] = read_all({**SPAN, "attributes": raw}, OTEL)
    assert (record.counts.input, record.remarks) == (1_400, ())


@pytest.mark.parametrize(
    "attributes",
    [
        {
            "llm.request.type": "chat",
            "gen_ai.usage.prompt_tokens": 90,
            "gen_ai.usage.completion_tokens": 9,
            "gen_ai.usage.cache_read_input_tokens": 40,
            "llm.usage.total_tokens": 99,
            "llm.usage.reasoning_tokens": 3,
            "gen_ai.request.model": "gpt-5",
        },
        {
            "llm.usage.prompt_tokens": "90",
            "llm.usage.completion_tokens": "9",
            "gen_ai.usage.details.cached_tokens": 40,
            "gen_ai.usage.details.reasoning_tokens": 3,
            "llm.request.model": "gpt-5",
        },
        {
            "openinference.span.kind": "LLM",
            "llm.token_count.prompt": 90,
            "llm.token_count.completion": 9,
            "llm.token_count.prompt_details.cache_read": 40,
            "llm.token_count.completion_details.reasoning": 3,
            "llm.model_name": "gpt-5",
        },
    ],
)
def test_older_names_and_those_of_others_are_read(attributes: dict[str, Any]) -> None:
    [record] = read_all({"attributes": attributes}, OTEL)
    assert record == Record("otel", "gpt-5", Counts(input=90, output=9, cache_read=40, reasoning=3))


def test_audio_is_a_part() -> None:
    span = of(
        llm__token_count__prompt=90,
        llm__token_count__completion=9,
        **{"llm.token_count.prompt_details.audio": 30, "llm.token_count.completion_details.audio": 4},
    )
    [record] = read_all(span, OTEL)
    assert record.counts == Counts(input=90, output=9, audio_input=30, audio_output=4)


@pytest.mark.parametrize("name", ["gen_ai.usage.cost", "gen_ai.usage.cost.total", "llm.cost.total"])
def test_a_cost_is_a_reckoning(name: str) -> None:
    [record] = read_all({"gen_ai.usage.input_tokens": 5, name: "0.01"}, OTEL)
    assert (record.stated, record.estimated) == (Decimal("0.01"), True)


@pytest.mark.parametrize(
    "summing",
    [
        {"gen_ai.operation.name": "invoke_agent"},
        {"gen_ai.operation.name": "execute_tool"},
        {"openinference.span.kind": "CHAIN"},
        {"traceloop.span.kind": "workflow"},
        {"agent_name": "helper"},
        {"ai.operationId": "ai.generateText"},
    ],
)
def test_a_span_that_sums_up_others_is_taken_and_holds_no_request(summing: dict[str, str]) -> None:
    span = {"attributes": {"gen_ai.usage.input_tokens": 5, **summing}}
    assert OTEL.claims(span, ())
    assert read_all(span, OTEL) == []


@pytest.mark.parametrize(
    "call",
    [
        {"gen_ai.operation.name": "embeddings", "gen_ai.agent.name": "helper"},
        {"ai.operationId": "ai.generateText.doGenerate"},
        {},
    ],
)
def test_a_span_of_one_call_is_a_request(call: dict[str, str]) -> None:
    [record] = read_all({"attributes": {"gen_ai.usage.input_tokens": 5, **call}}, OTEL)
    assert record.counts == Counts(input=5)


def test_a_span_without_tokens_is_no_request() -> None:
    assert read_all(of(gen_ai__usage__input_tokens=0), OTEL) == []
    assert not OTEL.claims(of(gen_ai__request__model="gpt-5"), ())


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ({"traceId": "t", "spanId": "s"}, "t:s"),
        ({"span_id": "s"}, "otel:s"),
        ({"spanContext": {"traceId": "t", "spanId": "s"}}, "t:s"),
        ({"traceId": "t"}, None),
    ],
)
def test_a_span_without_response_id_is_known_by_its_own(span: dict[str, Any], expected: str | None) -> None:
    [record] = read_all({**span, **of(gen_ai__usage__input_tokens=5)}, OTEL)
    assert record.id == expected


def test_a_short_response_id_is_known_within_its_trace() -> None:
    [record] = read_all({"traceId": "t", **of(gen_ai__usage__input_tokens=5, gen_ai__response__id="r")}, OTEL)
    assert (record.id, record.session) == ("t r None None 5", "t")


def test_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadRecord, match=r"gen_ai.usage.input_tokens is 'many', not a number of tokens"):
        read_all(of(gen_ai__usage__input_tokens="many"), OTEL)
