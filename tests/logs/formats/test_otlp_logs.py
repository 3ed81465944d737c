"""Events of coding agents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.otel import OTEL
from llmcost.records.record import Record


def listed(**stated: str) -> list[dict[str, Any]]:
    return [
        {"key": name.replace("__", "."), "value": {"stringValue": value}} for name, value in stated.items()
    ]


CLAUDE = {
    "event__name": "api_request",
    "session__id": "session-1",
    "user__id": "u-1",
    "model": "claude-opus-4-5",
    "input_tokens": "12",
    "output_tokens": "340",
    "cache_read_tokens": "9000",
    "cache_creation_tokens": "800",
    "cost_usd": "0.0185",
    "speed": "normal",
}
CLAUDE_RECORD = Record(
    "otel",
    "claude-opus-4-5",
    Counts(input=9_812, output=340, cache_read=9_000, cache_write=800),
    1_793_608_200,
    "req_011CUabcdefghij",
    stated=Decimal("0.0185"),
    estimated=True,
    session="session-1",
    user="u-1",
)
CODEX = {
    "event__name": "codex.sse_event",
    "event__kind": "response.completed",
    "event__timestamp": "2026-11-02T08:30:00.123Z",
    "conversation__id": "talk-1",
    "user__email": "me@example.org",
    "model": "gpt-5-codex",
    "input_token_count": "5000",
    "output_token_count": "400",
    "cached_token_count": "4200",
    "reasoning_token_count": "128",
    "tool_token_count": "5400",
}
CODEX_RECORD = Record(
    "otel",
    "gpt-5-codex",
    Counts(input=5_000, output=400, cache_read=4_200, reasoning=128),
    1_793_608_200,
    "otel:talk-1:2026-11-02T08:30:00.123Z",
    session="talk-1",
    user="me@example.org",
)


def event(**stated: str) -> dict[str, Any]:
    return {"timeUnixNano": "1793608200000000000", "attributes": listed(**stated)}


def test_claude_code_counts_cached_tokens_beside_the_input() -> None:
    line = event(**CLAUDE, request_id="req_011CUabcdefghij")
    assert read_all(line, OTEL) == [CLAUDE_RECORD]


@pytest.mark.parametrize(
    "named",
    [
        {"body": {"stringValue": "claude_code.api_request"}},
        {"body": "claude_code.api_request"},
        {"eventName": "api_request"},
    ],
)
def test_the_event_may_be_named_elsewhere(named: dict[str, Any]) -> None:
    unnamed = {name: value for name, value in CLAUDE.items() if name != "event__name"}
    [record] = read_all({**event(**unnamed, request_id="req_011CUabcdefghij"), **named}, OTEL)
    assert record == CLAUDE_RECORD


def test_without_request_id_the_number_within_the_session_tells_events_apart() -> None:
    [record] = read_all(event(**CLAUDE, event__sequence="7"), OTEL)
    assert record.id == "otel:session-1:7"
    [record] = read_all(event(**CLAUDE), OTEL)
    assert record.id is None


def test_fast_is_a_tier() -> None:
    [record] = read_all(event(**CLAUDE | {"speed": "fast"}), OTEL)
    assert record.tier == "fast"


def test_without_cost_none_is_stated() -> None:
    [record] = read_all(event(**{name: value for name, value in CLAUDE.items() if name != "cost_usd"}), OTEL)
    assert (record.stated, record.estimated) == (None, False)


def test_codex_counts_cached_tokens_inside_the_input() -> None:
    assert read_all(event(**CODEX), OTEL) == [CODEX_RECORD]


def test_a_time_of_zero_states_none() -> None:
    line = {**event(**CODEX), "timeUnixNano": "0", "observedTimeUnixNano": "1793608201000000000"}
    [record] = read_all(line, OTEL)
    assert record.time == 1_793_608_201
    [record] = read_all({"attributes": listed(**CODEX)}, OTEL)
    assert record.time == 1_793_608_200


@pytest.mark.parametrize(
    "other",
    [
        {"event__kind": "response.output_item.done"},
        {
            "input_token_count": "0",
            "output_token_count": "0",
            "cached_token_count": "0",
            "reasoning_token_count": "0",
        },
    ],
)
def test_other_events_of_codex_are_no_requests(other: dict[str, str]) -> None:
    assert read_all(event(**CODEX | other), OTEL) == []


@pytest.mark.parametrize("name", ["tool_result", "api_error"])
def test_other_events_are_left_to_others(name: str) -> None:
    assert not OTEL.claims(event(event__name=name, tokens="3"), ())
    assert not OTEL.claims({"body": {"kvlistValue": {}}, "attributes": {}}, ())
