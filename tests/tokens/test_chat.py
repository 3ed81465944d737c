"""The tokens of whole chats, held to what the vendors' APIs counted."""

from __future__ import annotations

from typing import Any

import pytest
from builders import model
from chats import CLAUDES_WEATHER, JARGON, WEATHER, chat, said

from llmcost.catalog.note import Note
from llmcost.cost.counted import Count, given
from llmcost.errors import UnpricedError
from llmcost.tokens.chat import ConversationCount, count_conversation
from llmcost.tokens.passage import Passage

OVERHEAD = Note("chat_overhead", "what it puts around the messages of a chat is an estimate")


def count(document: Any, model_id: str, *, by_vocabulary: bool = True) -> ConversationCount:
    return count_conversation(chat(document), model(model_id), by_vocabulary=by_vocabulary)


@pytest.mark.parametrize(
    ("model_id", "tokens", "encoding"),
    [
        ("openai/gpt-3.5-turbo-0301", 127, "cl100k_base"),
        ("openai/gpt-3.5-turbo", 129, "cl100k_base"),
        ("openai/gpt-4", 129, "cl100k_base"),
        ("openai/gpt-4o", 124, "o200k_base"),
        ("openai/gpt-4o-mini", 124, "o200k_base"),
    ],
)
def test_the_cookbooks_chat_has_as_many_tokens_as_the_api_counted(
    model_id: str, tokens: int, encoding: str
) -> None:
    exact = Count(tokens, tokens, tokens, "exact", encoding)
    assert count(JARGON, model_id) == ConversationCount(exact, given(0))


@pytest.mark.parametrize(
    ("model_id", "tokens"),
    [
        ("openai/gpt-3.5-turbo", 105),
        ("openai/gpt-4", 105),
        ("openai/gpt-4o", 101),
        ("openai/gpt-4o-mini", 101),
    ],
)
def test_so_has_its_chat_with_a_tool_by_a_rule_that_is_an_estimate(model_id: str, tokens: int) -> None:
    counted = count(WEATHER, model_id)
    assert (counted.text.tokens, counted.text.is_estimate, counted.text.error_pct < 12) == (
        tokens,
        True,
        True,
    )
    assert counted.notes == (Note("tool_definitions", "what definitions of tools cost is an estimate"),)


@pytest.mark.parametrize("by_vocabulary", [True, False])
@pytest.mark.parametrize("model_id", ["openai/gpt-4", "openai/gpt-4o"])
def test_without_vocabularies_the_bound_holds_what_the_api_counted(
    model_id: str, *, by_vocabulary: bool
) -> None:
    for document, tokens in ((JARGON, (129, 124)), (WEATHER, (105, 101))):
        counted = count(document, model_id, by_vocabulary=by_vocabulary).text
        assert counted.low <= tokens[model_id.endswith("o")] <= counted.high


def test_anthropics_example_of_14_tokens_is_within_the_bound() -> None:
    body = {"system": "You are a scientist", "messages": [{"role": "user", "content": "Hello, Claude"}]}
    counted = count(body, "anthropic/claude-sonnet-4.5")
    assert counted.text.low <= 14 <= counted.text.high
    assert counted.notes == (OVERHEAD,)


def test_anthropics_example_of_403_tokens_with_a_tool_is_within_the_bound() -> None:
    counted = count(CLAUDES_WEATHER, "anthropic/claude-opus-4.1").text
    assert counted.low <= 403 <= counted.high
    assert abs(counted.tokens - 403) < 20
    assert counted.error_pct < 30


def test_thinking_may_or_may_not_be_sent_again() -> None:
    thoughts = "The user greets me, and so I greet the user. " * 10
    answer = [{"type": "thinking", "thinking": thoughts}, {"type": "text", "text": "Hi"}]
    with_it = count([{"role": "assistant", "content": answer}], "openai/gpt-4o")
    without = count([{"role": "assistant", "content": "Hi"}], "openai/gpt-4o")
    thinking = Passage(thoughts).count(model("openai/gpt-4o")).tokens
    tokens = without.text.tokens
    assert with_it.text == Count(tokens + thinking, tokens, tokens + thinking, "estimate", "o200k_base")
    assert with_it.notes == (Note("earlier_thinking", "earlier thinking may or may not be sent again"),)


def test_a_schema_of_the_answer_may_or_may_not_be_shown() -> None:
    body = {
        "messages": [{"role": "user", "content": "Hi"}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "x", "schema": {"type": "object"}},
        },
    }
    counted = count(body, "openai/gpt-4o")
    assert (counted.text.low, counted.text.tokens > 8, counted.text.is_estimate) == (8, True, True)
    assert counted.notes == (Note("answer_schema", "the schema of the answer may or may not be shown to it"),)


@pytest.mark.parametrize(
    ("tools", "said"),
    [
        ([{"type": "web_search"}], "a tool"),
        ([{"type": "web_search"}, {"type": "code_interpreter"}], "2 tools"),
    ],
)
def test_tools_that_the_provider_describes_are_told(tools: Any, said: str) -> None:
    body = {"messages": [{"role": "user", "content": "Hi"}], "tools": tools}
    assert count(body, "openai/gpt-4o").notes == (
        Note("hosted_tools", f"{said} that the provider describes itself: up to 1,500 tokens each"),
    )


PICTURE = {"type": "image_url", "image_url": {"url": "https://pictures.test/a.png"}}


def test_pictures_are_counted_beside_the_words() -> None:
    counted = count_conversation(said([{"type": "text", "text": "Hi"}, PICTURE]), model("openai/gpt-4o"))
    assert counted.text == Count(8, 8, 8, "exact", "o200k_base")
    assert (counted.images.is_estimate, counted.images.low >= 85) == (True, True)
    assert [note.code for note in counted.notes] == ["image_size_unknown"]


def test_pictures_without_a_rule_are_never_nothing() -> None:
    with pytest.raises(UnpricedError) as caught:
        count_conversation(said([PICTURE]), model("acme/one"))
    assert caught.value.reason == "no_image_rule"


def test_a_long_chat_of_short_messages_keeps_a_narrow_bound() -> None:
    messages = [{"role": role, "content": "How are you today?"} for role in ["user", "assistant"] * 200]
    counted = count(messages, "openai/gpt-4o", by_vocabulary=False).text
    assert (counted.is_estimate, counted.error_pct <= 30) == (True, True)
    exact = count(messages, "openai/gpt-4o").text.tokens
    assert counted.low <= exact <= counted.high
