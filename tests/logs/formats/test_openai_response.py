"""Copies of one response share an id, and two responses never do."""

from __future__ import annotations

from typing import Any

import pytest
from formats import read_all

from llmcost.logs.flavour import Found
from llmcost.logs.formats.openai_chat import OPENAI_CHAT
from llmcost.logs.formats.openai_response import read_response, tier_of

USAGE = {"prompt_tokens": 5, "completion_tokens": 2}
UUID = "5e0c1c8f-5d0e-4c06-9c1b-3d11a72cf001"


def name_of(body: dict[str, Any], *trail: dict[str, Any]) -> str | None:
    [record] = read_response("openai-chat", Found(body, trail), USAGE)
    return record.id


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"id": "chatcmpl-0123456789abcdef", "created": 1}, "chatcmpl-0123456789abcdef"),
        ({"response_id": "resp_0123456789abcdef"}, "resp_0123456789abcdef"),
        # The ids of a response that says that it is one, whoever served it.
        ({"id": UUID, "object": "chat.completion", "created": 1_760_000_000}, UUID),
        ({"id": UUID, "object": "response"}, UUID),
        # A trace's or a session's, for all that is known.
        ({"id": UUID, "created": 1_760_000_000}, f"{UUID} 1760000000 None 5"),
        ({"id": UUID, "object": ["chat.completion"], "model": "m"}, f"{UUID} None m 5"),
        # As Ollama numbers its answers.
        ({"id": "chatcmpl-17", "created": 1_760_000_000, "model": "m"}, "chatcmpl-17 1760000000 m 5"),
        ({"id": "1", "created_at": "2025-10-09"}, "1 1759968000 None 5"),
        ({"id": "chatcmpl-17"}, "chatcmpl-17 None None 5"),
        ({"id": "17"}, None),
        ({"id": 17}, None),
        ({}, None),
    ],
)
def test_an_id_is_as_long_as_it_must_be(body: dict[str, Any], name: str | None) -> None:
    assert name == name_of(body)


def test_usage_alone_takes_the_id_of_a_response_around_it_but_of_nothing_else() -> None:
    conversation = {"id": "conversation-0123456789"}
    response = {"id": "chatcmpl-0123456789abcdef"}
    assert "chatcmpl-0123456789abcdef" == name_of({}, conversation, response)
    assert name_of({}, conversation) is None
    assert name_of({}, {"id": "chatcmpl-17"}) is None


@pytest.mark.parametrize(
    "tier", ["default", "standard", "auto", "on_demand", "scale", "Default", None, "", 3]
)
def test_the_standard_tier_has_many_names(tier: object) -> None:
    assert "" == tier_of(Found({"service_tier": tier}))


def test_the_innermost_tier_is_the_one_that_was_given() -> None:
    asked = {"service_tier": "flex"}
    assert "flex" == tier_of(Found({"service_tier": None}, (asked,)))
    assert "" == tier_of(Found({"service_tier": "default"}, (asked,)))
    assert "priority" == tier_of(Found({}, (asked,)), {"serviceTier": "PRIORITY"})


def test_an_id_beside_choices_is_the_responses_own() -> None:
    body: dict[str, Any] = {
        "id": "0841b0a3-0321-47fa-a8a5-f08e5a4b3cb3",
        "model": "m",
        "choices": [],
        "usage": {"prompt_tokens": 5, "completion_tokens": 1},
    }
    without = {key: value for key, value in body.items() if key != "choices"}
    assert [record.id for record in read_all(body, OPENAI_CHAT)] == [body["id"]]
    # Elsewhere it may be that of a trace.
    assert [record.id for record in read_all(without, OPENAI_CHAT)] == [f"{body['id']} None m 5"]
