"""The envelope of a batch's output is all that tells its price."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.openai_batch import OPENAI_BATCH
from llmcost.records.record import Record

MADE = 1_760_000_000
CHAT: dict[str, Any] = {
    "id": "chatcmpl-0123456789abcdef",
    "object": "chat.completion",
    "created": MADE,
    "model": "gpt-4.1-mini-2025-04-14",
    "service_tier": "default",
    "usage": {"prompt_tokens": 24, "completion_tokens": 7, "total_tokens": 31},
}
RESPONSE: dict[str, Any] = {
    "id": "resp_0123456789abcdef",
    "object": "response",
    "created_at": MADE,
    "model": "gpt-5-2025-08-07",
    "output": [{"type": "web_search_call"}],
    "usage": {"input_tokens": 90, "output_tokens": 30, "total_tokens": 120},
}
EMBEDDING = {
    "object": "list",
    "model": "text-embedding-3-small",
    "usage": {"prompt_tokens": 13, "total_tokens": 13},
}


def envelope(body: Any, status: Any = 200, **more: Any) -> dict[str, Any]:
    response = {"status_code": status, "request_id": "0123456789abcdef", "body": body}
    return {"id": "batch_req_0123456789", "custom_id": "row-1", "response": response, "error": None, **more}


@pytest.mark.parametrize(
    ("body", "record"),
    [
        (
            CHAT,
            Record("openai-batch", "gpt-4.1-mini-2025-04-14", Counts(24, 7), MADE, CHAT["id"], "batch"),
        ),
        (
            RESPONSE,
            Record(
                "openai-batch",
                "gpt-5-2025-08-07",
                Counts(90, 30, web_search=1),
                MADE,
                RESPONSE["id"],
                "batch",
            ),
        ),
        (
            EMBEDDING,
            Record(
                "openai-batch", "text-embedding-3-small", Counts(13), id="batch_req_0123456789", tier="batch"
            ),
        ),
    ],
)
def test_the_envelope_makes_it_a_batch_whatever_the_body_says(body: dict[str, Any], record: Record) -> None:
    assert [record] == read_all(envelope(body), OPENAI_BATCH)


def test_azure_s_envelope_has_no_id() -> None:
    line = envelope(EMBEDDING)
    del line["id"]
    [record] = read_all(line, OPENAI_BATCH)
    assert ("0123456789abcdef", "batch") == (record.id, record.tier)


@pytest.mark.parametrize(
    "line",
    [
        envelope({"error": {"message": "too long"}}, 400),
        envelope(CHAT, 500),
        envelope(CHAT, "500"),
        envelope(CHAT, "9" * 5000),
        envelope(CHAT, Decimal("400.0")),
        envelope({"object": "moderation"}),
        envelope(None, None),
        envelope("too long", "200"),
        {
            "id": "batch_req_0123456789",
            "custom_id": "row-1",
            "response": None,
            "error": {"code": "batch_expired"},
        },
    ],
)
def test_failed_requests_cost_nothing(line: dict[str, Any]) -> None:
    assert OPENAI_BATCH.claims(line, ())
    assert [] == read_all(line, OPENAI_BATCH)


@pytest.mark.parametrize(
    "line",
    [
        CHAT,
        {"custom_id": "row-1", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "gpt-5"}},
        {"custom_id": "row-1", "result": {"type": "succeeded"}},
        {"custom_id": "row-1", "response": CHAT},
        {"custom_id": "row-1", "response": "Hi"},
    ],
)
def test_other_envelopes_are_not_claimed(line: dict[str, Any]) -> None:
    assert not OPENAI_BATCH.claims(line, ())
