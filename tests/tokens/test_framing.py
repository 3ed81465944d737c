"""What a chat costs beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import model
from chats import chat

from llmcost.cost.counted import Count
from llmcost.tokens.framing import count_frame

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


def frame(document: Any, model_id: str | Model) -> Count:
    which = model(model_id) if isinstance(model_id, str) else model_id
    return count_frame(chat(document).messages, which)


def messages(*roles: str) -> list[dict[str, str]]:
    return [{"role": role, "content": "a"} for role in roles]


ONE = messages("user")
THREE = messages("system", "user", "assistant")


@pytest.mark.parametrize(
    "model_id",
    [
        "openai/gpt-3.5-turbo",
        "openai/gpt-3.5-turbo-16k",
        "openai/gpt-3.5-turbo-0613",
        "openai/gpt-3.5-turbo:batch",
        "openai/gpt-4",
        "openai/gpt-4-0314",
        "openai/gpt-4-32k-0314",
        "openai/gpt-4o",
        "openai/gpt-4o:extended",
        "openai/gpt-4o-2024-05-13",
        "openai/gpt-4o-mini-2024-07-18",
    ],
)
def test_the_cookbooks_rule_is_exact(model_id: str) -> None:
    assert frame(THREE, model_id) == Count(15, 15, 15, "exact")


@pytest.mark.parametrize(
    "model_id",
    [
        "openai/gpt-4-turbo",
        "openai/gpt-4-1106-preview",
        "openai/gpt-4.1",
        "openai/gpt-4o-audio-preview",
        "openai/gpt-5.4-mini",
        "openai/gpt-3.5-turbo-instruct",
        "openai/o3",
        "openai/chatgpt-4o-latest",
    ],
)
def test_for_other_models_of_openai_it_is_an_estimate(model_id: str) -> None:
    assert frame(THREE, model_id) == Count(15, 9, 21, "estimate")


@pytest.mark.parametrize(
    ("model_id", "one", "three"),
    [
        ("openai/gpt-oss-120b", (68, 6, 110), (76, 12, 122)),
        ("anthropic/claude-3-haiku", (7, 6, 9), (11, 8, 21)),
        ("anthropic/claude-3.7-sonnet:thinking", (7, 6, 9), (11, 8, 21)),
        ("anthropic/claude-sonnet-4", (7, 6, 9), (11, 8, 21)),
        ("anthropic/claude-opus-4.6-fast", (7, 6, 9), (11, 8, 21)),
        ("anthropic/claude-opus-4.7", (11, 9, 13), (15, 11, 25)),
        ("anthropic/claude-opus-4.8", (6, 5, 12), (10, 7, 24)),
        ("anthropic/claude-fable-5.1", (6, 5, 12), (10, 7, 24)),
        ("anthropic/claude-2.1", (8, 4, 14), (12, 6, 26)),
        ("google/gemini-2.5-pro", (0, 0, 4), (0, 0, 12)),
        ("google/gemma-3-27b-it", (8, 1, 50), (16, 1, 66)),
        ("acme/one", (8, 1, 50), (16, 1, 66)),
    ],
)
def test_of_other_vendors(model_id: str, one: tuple[int, int, int], three: tuple[int, int, int]) -> None:
    assert frame(ONE, model_id) == Count(*one, "estimate")
    assert frame(THREE, model_id) == Count(*three, "estimate")


def test_an_alias_is_the_model_that_it_stands_for() -> None:
    latest = model("~anthropic/claude-sonnet-latest", facts={"alias_of": "anthropic/claude-sonnet-4.6"})
    assert frame(ONE, latest) == Count(7, 6, 9, "estimate")
    unknown = frame(ONE, "~anthropic/claude-opus-latest")
    each = [frame(ONE, f"anthropic/claude-opus-{version}") for version in ("4", "4.7", "4.8")]
    assert unknown == Count(8, 4, 14, "estimate")
    assert all(unknown.low <= known.low and known.high <= unknown.high for known in each)


def test_a_name_costs_one_token_more_and_once_took_the_roles_place() -> None:
    named = [{"role": "user", "name": "Ann", "content": "a"}]
    assert frame(named, "openai/gpt-4o") == Count(8, 8, 8, "exact")
    assert frame(named, "openai/gpt-3.5-turbo-0301") == Count(7, 7, 7, "exact")
    assert frame(named, "openai/gpt-5") == Count(8, 2, 14, "estimate")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"role": "developer", "content": "a"}, (7, 7, 10)),
        ({"role": "user", "content": [{"type": "text", "text": "a"}] * 3}, (7, 5, 9)),
        ({"role": "tool", "content": "a"}, (13, 7, 46)),
        ({"role": "assistant", "function_call": {"name": "f", "arguments": "{}"}}, (19, 7, 47)),
    ],
)
def test_what_the_rule_was_not_checked_with_is_an_estimate(
    message: Any, expected: tuple[int, int, int]
) -> None:
    assert frame([message], "openai/gpt-4o") == Count(*expected, "estimate")


def test_a_system_text_alone_is_still_a_chat() -> None:
    assert frame(messages("system"), "anthropic/claude-sonnet-4") == Count(7, 6, 13, "estimate")
