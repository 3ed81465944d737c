"""Messages of Anthropic's API, and of OpenRouter's of the same shape, become records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState, Found
from llmcost.logs.formats.anthropic import (
    ANTHROPIC_MESSAGES,
    ANTHROPIC_USAGE,
    OPENROUTER_MESSAGES,
    is_any_usage,
)
from llmcost.records.record import BadRecord, Record

ALL = (OPENROUTER_MESSAGES, ANTHROPIC_MESSAGES, ANTHROPIC_USAGE)
SPLIT = {"ephemeral_5m_input_tokens": 30, "ephemeral_1h_input_tokens": 70}
USAGE = {
    "input_tokens": 5,
    "cache_creation_input_tokens": 100,
    "cache_read_input_tokens": 2000,
    "cache_creation": SPLIT,
    "output_tokens": 40,
    "output_tokens_details": {"thinking_tokens": 25},
    "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 3},
    "service_tier": "standard",
}
COUNTS = Counts(2105, 40, 2000, 30, 70, reasoning=25, web_search=2)


def message(usage: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": "msg_01Abcdefghijkl",
        "type": "message",
        "role": "assistant",
        "model": "claude-opus-5",
        "usage": usage,
        **more,
    }


def test_cached_tokens_are_added_to_the_input_and_thinking_is_part_of_the_output() -> None:
    around = {
        "timestamp": "2026-10-05T10:00:00Z",
        "session_id": "s-1",
        "metadata": {"user_id": "u-7"},
        "model": "claude-opus-latest",
    }

    assert read_all(message(USAGE), *ALL, trail=(around,)) == [
        Record(
            "anthropic-messages",
            "claude-opus-5",
            COUNTS,
            time=1_791_194_400,
            id="msg_01Abcdefghijkl",
            session="s-1",
            user="u-7",
        )
    ]


def test_the_body_of_invoke_model_is_the_same_format() -> None:
    record = read_all(message({"input_tokens": 3, "output_tokens": 4}, id="msg_bdrk_01Qrstuvwx"), *ALL)[0]

    assert (record.counts, record.id) == (Counts(3, 4), "msg_bdrk_01Qrstuvwx")


def test_a_message_without_its_type_is_known_by_keys_of_its_own() -> None:
    body = {
        "model": "claude-opus-5",
        "usage": {"input_tokens": 3, "output_tokens": 4, "cache_creation": None},
    }

    assert read_all(body, *ALL) == [Record("anthropic-messages", "claude-opus-5", Counts(3, 4))]


def test_a_short_id_is_no_id_of_a_request() -> None:
    assert read_all(message(USAGE, id="1"), *ALL)[0].id is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("message", "0123456789abcdef"), (None, "0123456789abcdef 1791194400 claude-opus-5 5")],
)
def test_an_id_of_no_known_form_is_the_message_s_where_it_says_that_it_is_one(
    kind: str | None, expected: str
) -> None:
    body = message(USAGE, id="0123456789abcdef", type=kind)
    record = read_all(body, *ALL, trail=({"time": 1_791_194_400},))[0]

    assert record.id == expected


def test_what_lies_in_a_line_of_a_batch_is_billed_as_one() -> None:
    trail = ({"recordId": "CALL0000001", "modelInput": {}, "modelOutput": {}},)

    assert read_all(message(USAGE), *ALL, trail=trail)[0].tier == "batch"


def test_openrouter_adds_the_bill() -> None:
    usage = {
        **USAGE,
        "cost": Decimal("0.0125"),
        "is_byok": False,
        "cost_details": {"upstream_inference_cost": Decimal("0.0125")},
    }

    assert read_all(message(usage, model="anthropic/claude-opus-5", provider="Google"), *ALL) == [
        Record(
            "openrouter-messages",
            "anthropic/claude-opus-5",
            COUNTS,
            id="msg_01Abcdefghijkl",
            stated=Decimal("0.0125"),
            provider="Google",
        )
    ]


def test_with_the_users_own_key_the_provider_bills_besides() -> None:
    usage = {
        **USAGE,
        "cost": Decimal("0.0005"),
        "is_byok": True,
        "cost_details": {"upstream_inference_cost": Decimal("0.01")},
    }
    record = read_all(message(usage), *ALL)[0]

    assert (record.stated, record.byok, record.estimated) == (Decimal("0.0105"), True, False)


def test_a_message_that_a_client_made_up_is_no_request() -> None:
    assert read_all(message(USAGE, model="<synthetic>"), *ALL) == []


def test_a_copy_of_the_usage_alone_has_the_model_and_the_id_of_what_holds_it() -> None:
    holder = {"id": "msg_01Abcdefghijkl", "model": "claude-haiku-4-5", "tokens": USAGE}

    assert read_all(USAGE, *ALL, trail=(holder,)) == [
        Record("anthropic-messages", "claude-haiku-4-5", COUNTS, id="msg_01Abcdefghijkl")
    ]


@pytest.mark.parametrize("trail", [(), ({"id": "session-of-many-requests"},)])
def test_a_copy_of_the_usage_has_no_other_id(trail: tuple[dict[str, Any], ...]) -> None:
    assert read_all(USAGE, *ALL, trail=trail) == [Record("anthropic-messages", None, COUNTS)]


@pytest.mark.parametrize(
    "usage",
    [
        None,
        "none",
        {},
        {"input_tokens": 5},
        {"prompt_tokens": 5, "completion_tokens": 6},
        {"input_tokens": 5, "output_tokens": 6, "input_tokens_details": {"cached_tokens": 1}},
    ],
)
def test_other_usage_is_not_claimed(usage: Any) -> None:
    assert read_all(message(usage), *ALL) == []
    assert read_all({"model": "m", "usage": usage}, *ALL) == []


def test_openai_objects_of_the_same_names_are_not_claimed() -> None:
    usage = {"input_tokens": 5, "output_tokens": 6}

    assert read_all({"object": "response", "usage": {**USAGE}}, *ALL) == []
    assert read_all({"model": "m", "usage": usage}, *ALL) == []
    assert read_all(usage, *ALL) == []
    assert is_any_usage(usage, ())


def test_figures_that_can_not_be_are_refused() -> None:
    found = Found(message({**USAGE, "output_tokens": -1}))

    with pytest.raises(BadRecord, match=r"^output_tokens is -1, but can't be negative$"):
        list(ANTHROPIC_MESSAGES.read(found, FileState()))
