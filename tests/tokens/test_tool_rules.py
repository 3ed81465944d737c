"""What definitions of tools cost on a model."""

from __future__ import annotations

from typing import Any

import pytest
from builders import model
from chats import CLAUDES_WEATHER, WEATHER

from llmcost.cost.counted import Count
from llmcost.tokens.tool_rules import count_tools
from llmcost.tokens.tools import read_tools


def count(body: Any, model_id: str, *, is_forced: bool = False) -> Count:
    return count_tools(read_tools(body), model(model_id), is_forced=is_forced)


@pytest.mark.parametrize(
    ("model_id", "expected"),
    [
        ("openai/gpt-4", Count(71, 60, 82, "estimate", "cl100k_base")),
        ("openai/gpt-3.5-turbo-0125", Count(71, 60, 82, "estimate", "cl100k_base")),
        ("openai/gpt-4-turbo", Count(71, 53, 89, "estimate", "cl100k_base")),
        ("openai/gpt-4o", Count(68, 57, 79, "estimate", "o200k_base")),
        ("openai/gpt-4o-mini-2024-07-18", Count(68, 57, 79, "estimate", "o200k_base")),
        ("openai/gpt-4.1", Count(68, 51, 85, "estimate", "o200k_base")),
    ],
)
def test_the_cookbooks_rule(model_id: str, expected: Count) -> None:
    assert count(WEATHER, model_id) == expected


def test_what_the_rule_does_not_cover_is_a_share_of_its_json() -> None:
    """Here of 24 tokens."""
    nested = {"type": "array", "items": {"type": "string", "description": "An address to send it to."}}
    covered = {"functions": [{"name": "send", "parameters": {"properties": {}}}]}
    both = {"functions": [{"name": "send", "parameters": {"properties": {"to": nested}}}]}
    alone, together = count(covered, "openai/gpt-4o"), count(both, "openai/gpt-4o")
    assert alone == Count(21, 13, 29, "estimate", "o200k_base")
    assert together == Count(40, 25, 61, "estimate", "o200k_base")


@pytest.mark.parametrize(
    ("model_id", "auto", "forced"),
    [
        ("anthropic/claude-3-opus", 530, 281),
        ("anthropic/claude-3-sonnet", 159, 235),
        ("anthropic/claude-3-haiku", 264, 340),
        ("anthropic/claude-3.5-haiku-20241022", 264, 340),
        ("anthropic/claude-3.5-sonnet", 346, 313),
        ("anthropic/claude-3.7-sonnet:thinking", 346, 313),
        ("anthropic/claude-opus-4.6-fast", 346, 313),
        ("anthropic/claude-opus-4.7", 500, 500),
        ("anthropic/claude-sonnet-5", 500, 500),
        ("google/gemini-2.5-pro", 10, 10),
        ("acme/one", 80, 80),
    ],
)
def test_vendors_have_a_prompt_of_their_own_about_tools(model_id: str, auto: int, forced: int) -> None:
    """Tools that the provider runs cost 350 and have no JSON."""
    hosted = {"tools": [{"type": "web_search"}]}
    assert count(hosted, model_id).tokens == auto + 350
    assert count(hosted, model_id, is_forced=True).tokens == forced + 350


def test_a_tool_that_the_provider_runs_is_bounded_on_openai_too() -> None:
    assert count({"tools": [{"type": "web_search"}]}, "openai/gpt-5") == Count(350, 0, 1500, "estimate")


def test_templates_show_the_json_as_it_is() -> None:
    """By tiktoken the JSON has 53 tokens in this vocabulary."""
    counted = count(CLAUDES_WEATHER, "deepseek/deepseek-chat-v3.1")
    assert counted.low < 53 < counted.tokens < counted.high
