"""Reading chats: both vendors' shapes, and what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from chats import JARGON, WEATHER, chat, said

from llmcost.errors import ConfigError
from llmcost.tokens import conversation as module
from llmcost.tokens.conversation import read_conversation

ONE = [{"role": "user", "content": "Hi"}]


def refusal(content: bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        read_conversation(content, "chat.json")
    assert caught.value.hint
    return caught.value.message


def refused(document: Any) -> str:
    return refusal(json.dumps(document).encode())


def roles(document: Any) -> list[str]:
    return [message.role for message in chat(document).messages]


def test_a_bare_list_of_messages() -> None:
    read = chat(JARGON)
    assert [(message.role, message.has_name) for message in read.messages] == [
        ("system", False),
        *[("system", True)] * 4,
        ("user", False),
    ]
    assert read.texts.texts[:3] == (JARGON[0]["content"], JARGON[1]["content"], "example_user")
    assert (read.pictures, read.remarks, read.must_call) == ((), (), False)
    assert not any([read.tools, read.schema, read.doubtful])


def test_a_request_body_brings_its_tools() -> None:
    assert chat(WEATHER).tools.functions == 1


@pytest.mark.parametrize(
    "system", ["Be brief.", [{"type": "text", "text": "Be brief.", "cache_control": {}}]]
)
def test_anthropics_system_text_comes_first(system: Any) -> None:
    read = chat({"model": "claude-opus-4-6", "max_tokens": 9, "system": system, "messages": ONE})
    assert [message.role for message in read.messages] == ["system", "user"]
    assert read.texts.texts == ("Be brief.", "Hi")


def test_a_null_system_text_is_none() -> None:
    assert roles({"system": None, "messages": ONE}) == ["user"]


def test_openais_newer_api() -> None:
    read = chat({"instructions": "Be brief.", "input": "Hi"})
    assert [message.role for message in read.messages] == ["system", "user"]
    assert read.texts.texts == ("Be brief.", "Hi")
    assert chat({"input": "Hi"}).texts.texts == ("Hi",)


def test_the_items_of_openais_newer_api() -> None:
    body = {
        "instructions": [{"role": "developer", "content": "Be brief."}],
        "previous_response_id": None,
        "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hi"}]}],
    }
    assert roles(body) == ["developer", "user"]
    assert chat(body).texts.texts == ("Be brief.", "Hi")


@pytest.mark.parametrize("key", ["body", "params"])
def test_a_line_of_a_batch_holds_a_request(key: str) -> None:
    assert roles({"custom_id": "1", "method": "POST", key: {"messages": ONE}}) == ["user"]


@pytest.mark.parametrize("choice", ["required", {"type": "any"}, {"type": "tool", "name": "f"}])
def test_a_tool_may_have_to_be_called(choice: Any) -> None:
    assert chat({"messages": ONE, "tool_choice": choice}).must_call


@pytest.mark.parametrize("choice", ["auto", "none", None, {"type": "auto"}, {"type": ["any"]}, 5])
def test_or_may_not(choice: Any) -> None:
    assert not chat({"messages": ONE, "tool_choice": choice}).must_call


SCHEMA = {"type": "object"}


@pytest.mark.parametrize(
    ("stated", "schema"),
    [
        ({"response_format": {"type": "json_schema", "json_schema": {"schema": SCHEMA}}}, {"schema": SCHEMA}),
        ({"text": {"format": {"type": "json_schema", "schema": SCHEMA}}}, None),
        ({"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}}, None),
        ({"output_format": {"type": "json_schema", "schema": SCHEMA}}, None),
    ],
)
def test_the_form_of_the_answer_stands_in_several_places(stated: Any, schema: Any) -> None:
    whole = {"type": "json_schema", "schema": SCHEMA} if schema is None else schema
    assert chat({"messages": ONE, **stated}).schema.texts == (json.dumps(whole, separators=(",", ":")),)


@pytest.mark.parametrize(
    "stated", [{"response_format": {"type": "json_object"}}, {"text": {"verbosity": "low"}}, {"text": "x"}]
)
def test_no_schema_is_none(stated: Any) -> None:
    assert not chat({"messages": ONE, **stated}).schema


def test_a_byte_order_mark_and_utf_16_are_read() -> None:
    body = json.dumps(ONE)
    assert read_conversation(b"\xef\xbb\xbf" + body.encode(), "x").remarks == (
        "its byte order mark is not counted",
    )
    assert read_conversation(body.encode("utf-16"), "x").remarks == (
        "read as UTF-16, by its byte order mark",
    )


def test_lone_surrogates_are_told() -> None:
    read = read_conversation(rb'[{"role": "user", "content": "a\ud800b\udfff\ud83d\ude00"}]', "x")
    assert read.texts.texts == ("a�b�😀",)
    assert read.remarks == ("2 lone surrogates, counted as U+FFFD",)


def test_text_that_looks_like_a_mark_is_text() -> None:
    assert said("<|endoftext|>").texts.texts == ("<|endoftext|>",)


def test_empty_content_is_a_message_of_no_words() -> None:
    assert not said("").texts
    assert not said([]).texts


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"Hello", "no JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"<html>", "a page of HTML"),
        (b"[\0]", "binary: it holds a NUL byte"),
        (b'[{"role": "user"', "no JSON: Expecting ',' delimiter: line 1 column 17 (char 16)"),
        (b'[{"role": "a", "role": "b"}]', "the key 'role' stands twice in one object"),
        (b"[NaN]", "NaN is no number of JSON"),
        (b"[1e999999]", "1e999999 is a number beyond reason"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"messages": []}\n{"messages": []}', "more than one JSON value; a chat is read at a time"),
        (b"3", "it is a number, not a chat"),
        (b"null", "it is null, not a chat"),
        (b'"Hi"', "it is text, not a chat"),
        (b"[]", "the list of messages is empty"),
        (b'{"contents": []}', "it has contents, as Gemini's API takes them, which are not read"),
        (b"{}", "it has no messages: neither a list of them nor input"),
        (b'{"body": {"x": 1}}', "it has no messages: neither a list of them nor input"),
        (b'{"messages": null}', "the messages are null, not a list"),
        (b'{"messages": {"role": "user"}}', "the messages are an object, not a list"),
        (b'{"messages": []}', "the list of messages is empty"),
        (b'{"input": []}', "the list of items is empty"),
        (b'{"input": 1e400}', "the items are a number, not a list"),
        (
            b'{"input": "a", "instructions": true}',
            "instructions: content is true, not text or a list of parts",
        ),
        (b'{"input": "a", "instructions": []}', "the list of instructions is empty"),
        (b'[{"role": "user", "content": "a"}, 5]', "message 2 is a number, not an object"),
        (b'[[{"role": "user", "content": "a"}]]', "message 1 is a list, not an object"),
        (b'{"system": 5, "messages": []}', "system: content is a number, not text or a list of parts"),
        (
            b'{"input": "a", "previous_response_id": "resp_1"}',
            "previous_response_id: what stands on the side of the API can't be counted",
        ),
    ],
)
def test_what_is_no_chat_is_told_with_its_place(content: bytes, said: str) -> None:
    assert refusal(content) == f"chat.json: {said}"


@pytest.mark.parametrize("content", [b"Hello", b"{}", b'{"contents": [{"parts": [{"text": "a"}]}]}'])
def test_a_hint_names_the_shapes(content: bytes) -> None:
    with pytest.raises(ConfigError) as caught:
        read_conversation(content, "chat.json")
    assert caught.value.hint == (
        "give a list of messages or a whole request, as the APIs of OpenAI and Anthropic take them"
    )


def test_a_huge_file_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 2**20)
    assert refusal(b" " * (2**20 + 1)) == "chat.json: more than 1 MiB"


def test_what_is_nested_as_deeply_as_json_goes_is_refused_or_read() -> None:
    """Reading it takes more of the stack than decoding it did."""
    outcomes = {nested(depth) for depth in range(20, 1200, 20)}
    assert outcomes == {"read", "chat.json: nested too deeply"}


def nested(depth: int) -> str:
    part: Any = "x"
    text = json.dumps(part)
    for _ in range(depth):
        text = f'[{{"type": "tool_result", "content": {text}}}]'
    try:
        read_conversation(f'[{{"role": "user", "content": {text}}}]'.encode(), "chat.json")
    except ConfigError as error:
        return error.message
    return "read"


def test_tools_that_are_nested_deeply_are_read_or_refused() -> None:
    for depth in range(100, 1100, 100):
        schema = b'{"a":' * depth + b"1" + b"}" * depth
        body = b'{"messages": [{"role": "user", "content": "a"}], "tools": [{"name": "f", "x": %s}]}' % schema
        try:
            read_conversation(body, "chat.json")
        except ConfigError as error:
            assert error.message == "chat.json: nested too deeply"  # noqa: PT017
            break


def test_refusals_name_the_message_and_the_part() -> None:
    assert refused([*ONE, {"role": "user", "content": 5}]) == (
        "chat.json: message 2: content is a number, not text or a list of parts"
    )
    assert refused([*ONE, {"role": "user", "content": [{"type": "input_audio"}]}]) == (
        "chat.json: message 2, part 1: a part of type 'input_audio' can't be counted"
    )


def test_a_picture_that_is_none_is_told_with_its_place() -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,aGVsbG8="}}
    assert refused([{"role": "user", "content": [picture]}]) == (
        "chat.json: message 1, part 1 is not a picture"
    )
