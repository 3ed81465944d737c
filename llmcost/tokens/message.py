"""One message of a chat, as OpenAI's two APIs and Anthropic's write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.reading.fields import BadField, shown
from llmcost.tokens.blocks import Blocks, Uncountable, json_kind, object_in, text_under

if TYPE_CHECKING:
    from collections.abc import Mapping

_RESULTS = frozenset({"tool", "function"})
"""Roles of the messages that hold what a tool gave back."""
_THOUGHTS = ("reasoning_content", "reasoning")
"""Where gateways put the thinking before an answer."""


class Message(NamedTuple):
    """Who speaks, and what comes along; the words are counted together for the whole chat."""

    role: str
    blocks: Blocks
    has_name: bool = False
    """Whether the speaker is named; the name is among the texts."""


def read_message(value: Any, where: str) -> Message:
    """Read an element of ``messages``.

    Args:
        value: decoded JSON.
        where: how to name it.

    Raises:
        BadField: for what neither API would take.
        Uncountable: for what it holds beside texts, pictures and calls.
    """
    stated = object_in(value, where)
    role = stated.get("role")
    if not isinstance(role, str) or not role:
        raise BadField(f"{where}: the role is {json_kind(role) if role else 'missing'}, not text")
    if stated.get("audio") is not None:
        raise Uncountable(f"{where}: audio can't be counted")
    blocks = Blocks()
    if role in _RESULTS:
        blocks.results += 1
    blocks.read_content(stated.get("content"), where)
    if stated.get("refusal") is not None:
        blocks.texts.append(text_under(stated, "refusal", where))
    _read_calls(stated, blocks, where)
    if stated.get("content") is None and not blocks.texts:
        raise BadField(f"{where} has no content")
    blocks.doubtful += (stated[key] for key in _THOUGHTS if isinstance(stated.get(key), str))
    has_name = stated.get("name") is not None
    if has_name:
        blocks.texts.append(text_under(stated, "name", where))
    return Message(role, blocks, has_name=has_name)


def read_item(value: Any, where: str) -> Message:
    """Read an element of ``input``, as OpenAI's Responses API takes it; arguments and errors as above."""
    stated = object_in(value, where)
    kind = stated.get("type", "message")
    if kind == "message":
        return read_message(stated, where)
    blocks = Blocks()
    if kind in ("function_call", "custom_tool_call"):
        blocks.add_call(
            stated.get("name"), stated.get("arguments" if kind == "function_call" else "input"), where
        )
        return Message("assistant", blocks)
    if kind in ("function_call_output", "custom_tool_call_output"):
        blocks.add_result(stated.get("output"), where)
        return Message("tool", blocks)
    if kind == "reasoning":
        if stated.get("encrypted_content") is not None:
            blocks.doubtful.append(text_under(stated, "encrypted_content", where))
        return Message("assistant", blocks)
    raise Uncountable(f"{where}: an item of type {shown(kind)} can't be counted")


def _read_calls(stated: Mapping[str, Any], blocks: Blocks, where: str) -> None:
    calls = stated.get("tool_calls")
    if calls is not None and not isinstance(calls, list):
        raise BadField(f"{where}: tool_calls is {json_kind(calls)}, not a list")
    for number, call in enumerate(calls or (), 1):
        place = f"{where}, call {number}"
        is_custom = object_in(call, place).get("type") == "custom"
        called = object_in(call.get("custom" if is_custom else "function"), f"{place}: the function")
        blocks.add_call(called.get("name"), called.get("input" if is_custom else "arguments"), place)
    if stated.get("function_call") is not None:
        called = object_in(stated["function_call"], f"{where}: function_call")
        blocks.add_call(called.get("name"), called.get("arguments"), where)
