"""Each message of a Claude Code session is one request, on however many lines it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.claude_code import CLAUDE_CODE
from llmcost.records.record import BadRecord, Record

Line = dict[str, Any]

SESSION = "5d0c2f6a-0000-4000-8000-000000000001"
MESSAGE = "msg_01AbCdEfGhIjKlMnOpQrStUv"
REQUEST = "req_011AbCdEfGhIjKlMnOpQrSt"
AT = 1_771_070_400


def usage(output: int = 250, **more: Any) -> dict[str, Any]:
    return {
        "input_tokens": 12,
        "cache_creation_input_tokens": 3000,
        "cache_read_input_tokens": 20_000,
        "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 3000},
        "output_tokens": output,
        "service_tier": "standard",
        "inference_geo": "not_available",
        **more,
    }


def line(stated: Any, id_: str | None = MESSAGE, model: str = "claude-opus-4-6", **more: Any) -> Line:
    message = {"model": model, "id": id_, "type": "message", "role": "assistant", "usage": stated}
    return {
        "type": "assistant",
        "timestamp": "2026-02-14T12:00:00.250Z",
        "sessionId": SESSION,
        "uuid": "u-1",
        "parentUuid": None,
        "isSidechain": False,
        "requestId": REQUEST,
        "message": message,
        **more,
    }


RECORD = Record(
    "claude-code",
    "claude-opus-4-6",
    Counts(23_012, 250, cache_read=20_000, cache_write_1h=3000),
    AT,
    MESSAGE,
    session=SESSION,
    part_of=f"claude:{SESSION}",
)


def test_lines_of_one_message_share_its_id_while_its_output_grows() -> None:
    first, last = read_all(line(usage(3)), CLAUDE_CODE) + read_all(line(usage()), CLAUDE_CODE)
    assert (first, last) == (RECORD._replace(counts=RECORD.counts._replace(output=3)), RECORD)


def test_a_side_chain_is_spent_like_anything_else() -> None:
    assert read_all(line(usage(), isSidechain=True, agentId="a1b2c3d"), CLAUDE_CODE) == [RECORD]


@pytest.mark.parametrize(
    ("message", "request_id", "expected"),
    [
        (MESSAGE, None, MESSAGE),
        ("msg_bdrk_01AbCdEfGhIjKlMnOpQrStUv", REQUEST, "msg_bdrk_01AbCdEfGhIjKlMnOpQrStUv"),
        ("msg_vrtx_01AbCdEfGhIjKlMnOpQrStUv", REQUEST, "msg_vrtx_01AbCdEfGhIjKlMnOpQrStUv"),
        ("msg_1", REQUEST, f"msg_1:{REQUEST}"),
        (None, REQUEST, f":{REQUEST}"),
        ("chatcmpl-77", None, f"{SESSION}:chatcmpl-77"),
        ("msg_1", None, "u-1"),
        (None, None, "u-1"),
    ],
)
def test_an_id_is_as_wide_as_it_takes_to_be_unique(
    message: str | None, request_id: str | None, expected: str
) -> None:
    (record,) = read_all(line(usage(), message, requestId=request_id), CLAUDE_CODE)
    assert record.id == expected


@pytest.mark.parametrize(
    ("stated", "tier"),
    [
        (usage(service_tier="priority"), "priority"),
        (usage(speed="fast"), "fast"),
        (usage(inference_geo="us"), "us"),
    ],
)
def test_what_a_message_says_of_its_tier_stands(stated: dict[str, Any], tier: str) -> None:
    assert read_all(line(stated), CLAUDE_CODE) == [RECORD._replace(tier=tier)]


def test_old_clients_do_not_split_cache_writes() -> None:
    stated = usage()
    del stated["cache_creation"]
    (record,) = read_all(line(stated), CLAUDE_CODE)
    assert record.counts == Counts(23_012, 250, cache_read=20_000, cache_write=3000)
    assert record.remarks == ("no_cache_split",)


def test_a_compaction_is_sampled_besides() -> None:
    compaction = {"type": "compaction", "input_tokens": 150_000, "output_tokens": 4000}
    iterations = [compaction, {"type": "message", **usage()}]
    assert read_all(line(usage(iterations=iterations)), CLAUDE_CODE) == [
        RECORD,
        RECORD._replace(counts=Counts(150_000, 4000), id=f"{MESSAGE}#compaction"),
    ]


def test_the_bill_of_a_gateway_stands() -> None:
    (record,) = read_all(line(usage(cost=Decimal("0.0125"))), CLAUDE_CODE)
    assert (record.stated, record.estimated) == (Decimal("0.0125"), False)


def test_a_time_that_cannot_be_read_is_remarked() -> None:
    (record,) = read_all(line(usage(), timestamp="yesterday"), CLAUDE_CODE)
    assert (record.time, record.remarks) == (None, ("bad_time",))


SUBAGENT = {"totalTokens": 9000, "usage": usage()}


@pytest.mark.parametrize(
    "nothing",
    [
        line(usage(), model="<synthetic>"),
        line(usage(), isApiErrorMessage=True),
        line(None),
        line("many"),
        {"type": "user", "sessionId": SESSION, "parentUuid": "u-0", "toolUseResult": SUBAGENT},
        {"type": "user", "sessionId": SESSION, "parentUuid": "u-0", "message": {"usage": usage()}},
        {"type": "progress", "sessionId": SESSION, "parentUuid": "u-0", "data": {"message": line(usage())}},
        {"type": "cost-state", "sessionId": SESSION, "modelUsage": {"claude-opus-4-6": {"inputTokens": 5}}},
        {"type": "queue-operation", "sessionId": SESSION, "content": '{"usage":{"input_tokens":5}}'},
    ],
)
def test_lines_that_state_no_request_are_claimed_and_give_nothing(nothing: Line) -> None:
    assert CLAUDE_CODE.claims(nothing, ())
    assert read_all(nothing, CLAUDE_CODE) == []


@pytest.mark.parametrize(
    "other",
    [
        line(usage(), sessionId=None),
        line(usage(), type=None),
        line(usage(), message="text"),
        {"type": "llm_call", "sessionId": SESSION, "response": {"usage": usage()}},
    ],
)
def test_other_logs_are_left_to_others(other: Line) -> None:
    assert not CLAUDE_CODE.claims(other, ())


def test_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadRecord, match="output_tokens is -4, but can't be negative"):
        read_all(line(usage(-4)), CLAUDE_CODE)
