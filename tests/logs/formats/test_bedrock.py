"""Responses of Bedrock's Converse, and the log of model invocations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.bedrock import BEDROCK_CONVERSE, BEDROCK_INVOCATION, BEDROCK_USAGE
from llmcost.records.record import Record

ALL = (BEDROCK_INVOCATION, BEDROCK_CONVERSE, BEDROCK_USAGE)
USAGE = {
    "inputTokens": 3,
    "outputTokens": 121,
    "totalTokens": 2174,
    "cacheReadInputTokens": 1700,
    "cacheReadInputTokenCount": 1700,
    "cacheWriteInputTokens": 350,
    "cacheWriteInputTokenCount": 350,
    "cacheDetails": [{"ttl": "1h", "inputTokens": 250}, {"ttl": "5m", "inputTokens": 100}],
    "serverToolUsage": {},
}
COUNTS = Counts(2053, 121, 1700, 100, 250)
MODEL = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"
ADDRESS = (
    "https://bedrock-runtime.eu-west-1.amazonaws.com/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0"
)


def converse(usage: dict[str, Any] = USAGE, **more: Any) -> dict[str, Any]:
    return {
        "metrics": {"latencyMs": 900},
        "output": {"message": {"role": "assistant", "content": []}},
        "stopReason": "end_turn",
        "usage": usage,
        **more,
    }


def invocation(body: Any = None, **more: Any) -> dict[str, Any]:
    return {
        "schemaType": "ModelInvocationLog",
        "schemaVersion": "1.0",
        "timestamp": "2026-10-05T10:00:00Z",
        "requestId": "00000000-0000-4000-8000-000000000001",
        "modelId": f"arn:aws:bedrock:eu-west-1:000000000000:inference-profile/{MODEL}",
        "input": {"inputTokenCount": 3, "cacheReadInputTokenCount": 40},
        "output": {"outputBodyJson": body, "outputTokenCount": 5},
        **more,
    }


def logged(counts: Counts, **more: Any) -> Record:
    return Record("bedrock-converse", MODEL, counts, time=1_791_194_400, **more)


def test_cached_tokens_are_added_once_and_the_model_stands_in_the_address() -> None:
    trail = ({"endpoint": f"{ADDRESS}/converse"},)

    assert read_all(converse(), *ALL, trail=trail) == [Record("bedrock-converse", MODEL, COUNTS)]


@pytest.mark.parametrize(
    "more", [{"ResponseMetadata": {"RequestId": "req-12345"}}, {"$metadata": {"requestId": "req-12345"}}]
)
def test_a_dump_of_an_sdk_has_the_id_of_the_request(more: dict[str, Any]) -> None:
    assert read_all(converse(**more), *ALL) == [Record("bedrock-converse", None, COUNTS, id="req-12345")]


@pytest.mark.parametrize(
    ("tier", "known"),
    [("priority", "priority"), ("flex", "flex"), ("default", ""), ("reserved", "provisioned")],
)
def test_tiers(tier: str, known: str) -> None:
    assert read_all(converse(serviceTier={"type": tier}), *ALL)[0].tier == known


def test_an_output_of_a_batch_is_billed_as_one() -> None:
    trail = ({"recordId": "CALL0001", "modelOutput": {}},)

    assert read_all(converse(), *ALL, trail=trail)[0].tier == "batch"


def test_writes_without_details_are_those_of_five_minutes() -> None:
    usage = {"inputTokens": 1, "outputTokens": 2, "cacheWriteInputTokens": 50, "cacheDetails": ["none"]}

    assert read_all(converse(usage), *ALL) == [
        Record("bedrock-converse", None, Counts(51, 2, cache_write=50), remarks=("no_cache_split",))
    ]


def test_an_estimate_of_a_gateway_is_no_bill() -> None:
    usage = {"inputTokens": 7, "outputTokens": 8, "pydantic_ai_gateway": {"cost_estimate": Decimal("0.5")}}
    record = read_all(converse(usage), *ALL)[0]

    assert (record.stated, record.estimated, record.byok) == (Decimal("0.5"), True, False)


def test_the_last_event_of_a_stream_holds_usage_and_metrics() -> None:
    body = {"usage": {"inputTokens": 7, "outputTokens": 8, "totalTokens": 15}, "metrics": {"latencyMs": 1}}

    assert read_all(body, *ALL) == [Record("bedrock-converse", None, Counts(7, 8))]


def test_a_copy_of_the_usage_alone() -> None:
    assert read_all(USAGE, *ALL, trail=({"modelId": MODEL},)) == [Record("bedrock-converse", MODEL, COUNTS)]


def test_the_log_of_invocations_holds_a_response_of_converse() -> None:
    assert read_all(invocation(converse()), *ALL) == [
        logged(COUNTS, id="00000000-0000-4000-8000-000000000001")
    ]


def test_the_log_of_invocations_holds_the_last_event_of_a_stream() -> None:
    events = [{"contentBlockDelta": {}}, {"metadata": {"usage": USAGE, "metrics": {}}}, "none"]

    assert [record.counts for record in read_all(invocation(events), *ALL)] == [COUNTS]


def test_the_log_of_invocations_holds_messages_of_anthropic_whole_or_streamed() -> None:
    usage = {"input_tokens": 3, "output_tokens": 1, "cache_read_input_tokens": 40}
    message = {"id": "msg_bdrk_01Abcdefgh", "type": "message", "model": "claude-sonnet-4-5", "usage": usage}
    known = logged(Counts(43, 1, cache_read=40), id="msg_bdrk_01Abcdefgh")._replace(
        flavour="anthropic-messages", model="claude-sonnet-4-5"
    )
    events = [
        {"type": "message_start", "message": message},
        {"type": "message_delta", "usage": {"output_tokens": 9}},
    ]

    assert read_all(invocation(message), *ALL) == [known]
    assert read_all(invocation(events), *ALL) == [known._replace(counts=Counts(43, 9, cache_read=40))]


@pytest.mark.parametrize("body", [None, {"generation": "words", "prompt_token_count": 3}, "cut off"])
def test_the_log_counts_itself_where_the_response_is_of_an_unknown_format(body: Any) -> None:
    assert read_all(invocation(body), *ALL) == [
        logged(Counts(43, 5, cache_read=40), id="00000000-0000-4000-8000-000000000001")
    ]


def test_an_invocation_that_failed_gives_nothing() -> None:
    line = invocation(input={}, output={}, errorCode="ThrottlingException")

    assert BEDROCK_INVOCATION.claims(line, ())
    assert read_all(line, *ALL) == []


def test_a_line_of_the_log_is_known_without_its_schema() -> None:
    assert BEDROCK_INVOCATION.claims({"modelId": MODEL, "output": {"outputBodyJson": {}}}, ())


@pytest.mark.parametrize(
    "body",
    [
        {"modelId": MODEL, "output": "none"},
        {"usage": "none", "stopReason": "end_turn"},
        {"usage": {"inputTokens": 3}, "stopReason": "end_turn"},
        {"usage": {"inputTokens": 3, "outputTokens": 4, "cachedInputTokens": 1}, "stopReason": "stop"},
        {"usage": {"inputTokens": 3, "outputTokens": 4}},
        {"inputTokens": 3, "outputTokens": 4, "costUSD": Decimal("0.1")},
    ],
)
def test_other_objects_are_not_claimed(body: dict[str, Any]) -> None:
    assert read_all(body, *ALL) == []
