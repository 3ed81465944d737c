"""Messages and items: roles, names, calls of tools, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from llmcost.reading.fields import BadField
from llmcost.tokens.blocks import Uncountable
from llmcost.tokens.message import read_item, read_message

if TYPE_CHECKING:
    from llmcost.tokens.message import Message


def summary(message: Message) -> tuple[Any, ...]:
    blocks = message.blocks
    return message.role, message.has_name, blocks.texts, blocks.doubtful, blocks.calls, blocks.results


CALL = {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": '{"q": 1}'}}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"role": "user", "content": "Hi"}, ("user", False, ["Hi"], [], 0, 0)),
        ({"role": "user", "content": "Hi", "name": "Ann"}, ("user", True, ["Hi", "Ann"], [], 0, 0)),
        (
            {"role": "assistant", "content": None, "tool_calls": [CALL]},
            ("assistant", False, ["look", '{"q": 1}'], [], 1, 0),
        ),
        (
            {
                "role": "assistant",
                "tool_calls": [{"type": "custom", "custom": {"name": "run", "input": "ls"}}],
            },
            ("assistant", False, ["run", "ls"], [], 1, 0),
        ),
        (
            {"role": "assistant", "content": None, "function_call": {"name": "look", "arguments": "{}"}},
            ("assistant", False, ["look", "{}"], [], 1, 0),
        ),
        (
            {"role": "assistant", "content": None, "refusal": "No.", "tool_calls": None},
            ("assistant", False, ["No."], [], 0, 0),
        ),
        (
            {"role": "tool", "tool_call_id": "call_1", "content": "found"},
            ("tool", False, ["found"], [], 0, 1),
        ),
        (
            {"role": "function", "name": "look", "content": "found"},
            ("function", True, ["found", "look"], [], 0, 1),
        ),
        (
            {"role": "assistant", "content": "4", "reasoning_content": "2 + 2", "reasoning": None},
            ("assistant", False, ["4"], ["2 + 2"], 0, 0),
        ),
    ],
)
def test_messages(stated: Any, expected: Any) -> None:
    assert summary(read_message(stated, "message 1")) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"role": "user", "content": "Hi"}, ("user", False, ["Hi"], [], 0, 0)),
        (
            {"type": "function_call", "call_id": "c", "name": "look", "arguments": "{}"},
            ("assistant", False, ["look", "{}"], [], 1, 0),
        ),
        (
            {"type": "custom_tool_call", "call_id": "c", "name": "run", "input": "ls"},
            ("assistant", False, ["run", "ls"], [], 1, 0),
        ),
        (
            {"type": "function_call_output", "call_id": "c", "output": "found"},
            ("tool", False, ["found"], [], 0, 1),
        ),
        (
            {"type": "custom_tool_call_output", "output": [{"type": "input_text", "text": "found"}]},
            ("tool", False, ["found"], [], 0, 1),
        ),
        (
            {"type": "reasoning", "summary": [], "encrypted_content": "gAAA"},
            ("assistant", False, [], ["gAAA"], 0, 0),
        ),
        ({"type": "reasoning", "summary": []}, ("assistant", False, [], [], 0, 0)),
    ],
)
def test_items(stated: Any, expected: Any) -> None:
    assert summary(read_item(stated, "item 1")) == expected


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (None, "message 1 is null, not an object"),
        ({"content": "Hi"}, "message 1: the role is missing, not text"),
        ({"role": "", "content": "Hi"}, "message 1: the role is missing, not text"),
        ({"role": 5, "content": "Hi"}, "message 1: the role is a number, not text"),
        ({"role": "user"}, "message 1 has no content"),
        ({"role": "user", "content": None}, "message 1 has no content"),
        ({"role": "user", "parts": [{"text": "Hi"}]}, "message 1 has no content"),
        ({"role": "user", "content": False}, "message 1: content is false, not text or a list of parts"),
        ({"role": "user", "content": "Hi", "name": 5}, "message 1: name is a number, not text"),
        ({"role": "a", "content": "", "tool_calls": {}}, "message 1: tool_calls is an object, not a list"),
        ({"role": "a", "tool_calls": [5]}, "message 1, call 1 is a number, not an object"),
        ({"role": "a", "tool_calls": [{}]}, "message 1, call 1: the function is null, not an object"),
        (
            {"role": "a", "tool_calls": [{"function": {}}]},
            "message 1, call 1: the name of the tool that is called is null, not text",
        ),
        ({"role": "a", "function_call": "x"}, "message 1: function_call is text, not an object"),
    ],
)
def test_what_is_no_message(stated: Any, said: str) -> None:
    with pytest.raises(BadField) as caught:
        read_message(stated, "message 1")
    assert str(caught.value) == said


def test_audio_can_not_be_counted() -> None:
    with pytest.raises(Uncountable, match=r"message 1: audio can't be counted"):
        read_message({"role": "assistant", "audio": {"id": "audio_1"}}, "message 1")


@pytest.mark.parametrize("kind", ["item_reference", "web_search_call", ["message"], None])
def test_nor_can_items_of_other_kinds(kind: Any) -> None:
    with pytest.raises(Uncountable, match=r"item 1: an item of type .+ can't be counted"):
        read_item({"type": kind}, "item 1")
