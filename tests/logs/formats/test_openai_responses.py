"""The Responses API: whole, or the event that ends a stream; searches are counted in its output."""

from __future__ import annotations

from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.openai_responses import OPENAI_RESPONSES, RESPONSES_USAGE
from llmcost.records.record import Record

RESPONSES = (OPENAI_RESPONSES, RESPONSES_USAGE)
NAME = "resp_0123456789abcdef"
MADE = 1_760_000_000
USAGE = {
    "input_tokens": 5000,
    "input_tokens_details": {"cached_tokens": 4096},
    "output_tokens": 300,
    "output_tokens_details": {"reasoning_tokens": 192},
    "total_tokens": 5300,
}
COUNTS = Counts(5000, 300, cache_read=4096, reasoning=192)


def response(usage: Any, **more: Any) -> dict[str, Any]:
    known = {"id": NAME, "object": "response", "created_at": MADE, "model": "gpt-5-2025-08-07"}
    return {**known, "error": None, "status": "completed", "service_tier": "default", "usage": usage, **more}


def record(counts: Counts, **more: Any) -> Record:
    return Record("openai-responses", "gpt-5-2025-08-07", counts, MADE, NAME, **more)


def test_input_holds_what_is_cached_and_output_what_is_reasoned() -> None:
    assert [record(COUNTS)] == read_all(response(USAGE), *RESPONSES)
    assert [record(COUNTS, tier="priority")] == read_all(
        response(USAGE, service_tier="priority"),
        *RESPONSES,
        trail=({"type": "response.completed", "sequence_number": 60},),
    )


def test_cache_writes_are_inside_too() -> None:
    usage = {**USAGE, "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 4000}}
    assert [record(Counts(5000, 300, cache_write=4000, reasoning=192))] == read_all(
        response(usage), *RESPONSES
    )


def test_earlier_events_state_nothing() -> None:
    assert [] == read_all(response(None, status="in_progress"), *RESPONSES)
    assert [] == read_all({"type": "response.created", "response": response(None)}, *RESPONSES)


@pytest.mark.parametrize(
    ("output", "searches"),
    [
        ([{"type": "reasoning"}, {"type": "web_search_call"}, {"type": "web_search_call"}], 2),
        (
            [
                {"type": "web_search_call", "action": {"type": "search", "query": "tides"}},
                {"type": "web_search_call", "action": {"type": "open_page", "url": "https://example.org"}},
                {"type": "web_search_call", "action": {"type": "find_in_page", "pattern": "ebb"}},
                {"type": "web_search_call", "action": None},
            ],
            2,
        ),
        (["web_search_call", {"type": "message"}], 0),
        ("web_search_call", 0),
    ],
)
def test_searches_are_billed_each_and_opened_pages_are_not(output: Any, searches: int) -> None:
    assert [record(COUNTS._replace(web_search=searches))] == read_all(
        response(USAGE, output=output), *RESPONSES
    )


def test_realtime_names_its_parts_in_the_singular() -> None:
    usage = {
        "total_tokens": 300,
        "input_tokens": 200,
        "output_tokens": 100,
        "input_token_details": {
            "text_tokens": 120,
            "audio_tokens": 80,
            "cached_tokens": 64,
            "cached_tokens_details": {"text_tokens": 0, "audio_tokens": 64},
        },
        "output_token_details": {"text_tokens": 20, "audio_tokens": 80},
    }
    line = {"object": "realtime.response", "id": NAME, "usage": usage}
    session = {"model": "gpt-realtime", "timestamp": MADE}
    counts = Counts(200, 100, audio_cache_read=64, audio_input=16, audio_output=80)
    expected = Record("openai-responses", "gpt-realtime", counts, MADE, NAME)
    assert [expected] == read_all(line, *RESPONSES, trail=(session,))


def test_the_usage_alone_is_read_too_but_not_anthropic_s() -> None:
    images = {"input_tokens": 50, "input_tokens_details": {"image_tokens": 40, "text_tokens": 10}}
    alone = {**images, "output_tokens": 4000, "output_tokens_details": {"image_tokens": 4000}}
    counts = Counts(50, 4000, image_input=40, image_output=4000)
    expected = Record("openai-responses", "gpt-image-1", counts)
    line = {"model": "gpt-image-1", "usage": alone}
    assert [[expected], [expected]] == [
        read_all(line, *RESPONSES),
        read_all(alone, *RESPONSES, trail=({"model": "gpt-image-1"},)),
    ]
    assert [] == read_all({**alone, "cache_read_input_tokens": 0}, *RESPONSES)
    assert [] == read_all({"type": "message", "usage": alone}, *RESPONSES)
