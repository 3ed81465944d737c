"""Results of message batches."""

from __future__ import annotations

from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.anthropic_batch import ANTHROPIC_BATCH
from llmcost.records.record import Record


def result(kind: str, **more: Any) -> dict[str, Any]:
    return {"custom_id": "1", "result": {"type": kind, **more}}


@pytest.mark.parametrize("tier", ["batch", "standard", None])
def test_what_succeeded_is_billed_as_a_batch(tier: str | None) -> None:
    usage = {"input_tokens": 10, "output_tokens": 16, "cache_read_input_tokens": 7, "service_tier": tier}
    message = {"id": "msg_01Abcdefghijkl", "type": "message", "model": "claude-haiku-4-5", "usage": usage}

    assert read_all(result("succeeded", message=message), ANTHROPIC_BATCH) == [
        Record(
            "anthropic-batch",
            "claude-haiku-4-5",
            Counts(17, 16, cache_read=7),
            id="msg_01Abcdefghijkl",
            tier="batch",
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        result("errored", error={"type": "error", "error": {"type": "invalid_request_error"}}),
        result("canceled"),
        result("expired"),
        result("succeeded", message="none"),
    ],
)
def test_what_did_not_succeed_is_claimed_and_gives_nothing(line: dict[str, Any]) -> None:
    assert ANTHROPIC_BATCH.claims(line, ())
    assert read_all(line, ANTHROPIC_BATCH) == []


@pytest.mark.parametrize("line", [result("done"), {"custom_id": "1", "result": "none"}, {"result": {}}])
def test_other_lines_with_such_keys_are_not_claimed(line: dict[str, Any]) -> None:
    assert not ANTHROPIC_BATCH.claims(line, ())
