from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import THEN, chat

from llmcost.logs.completions import completions_in
from llmcost.logs.rows import Rows

if TYPE_CHECKING:
    from written import Value

NAME = "chatcmpl-00000000000000000007"
CALL = {"id": "call_1", "type": "function", "function": {"name": "look_up", "arguments": "{}"}}
MESSAGE: Value = {
    "role": "assistant",
    "content": 'a "w\u00f6rd" \U0001f600',
    "refusal": None,
    "annotations": [],
}
CHOICE = {"index": 0, "message": MESSAGE, "logprobs": None, "finish_reason": "stop"}
FULL = {
    **chat(
        NAME, 10, 5, choices=[CHOICE, {"index": 1, "message": {"role": "assistant", "tool_calls": [CALL]}}]
    ),
    "service_tier": "default",
    "system_fingerprint": "fp_1",
    "usage": {
        "prompt_tokens": 10,
        "completion_tokens": 5,
        "total_tokens": 15,
        "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": 3,
            "audio_tokens": None,
            "accepted_prediction_tokens": 2,
            "rejected_prediction_tokens": 0,
        },
    },
}
LINE = json.dumps(FULL).encode()
ROW = (NAME.encode(), THEN, "acme/one", "default", 10, 5, 15, 4, 3)


def stated(*lines: bytes) -> tuple[list[tuple[Any, ...]], list[int]]:
    """The rows that lines come to, each with its place, and the places of the others."""
    rows, others = completions_in(b"".join(line + b"\n" for line in lines), len(lines))
    return list(zip(*rows, strict=True)), others


def test_what_counts_is_taken_out_of_each_line() -> None:
    plain = json.dumps(chat(NAME), separators=(",", ":")).encode()
    unstated = (NAME.encode(), THEN, "acme/one", None, 10, 5, 15, 0, 0)
    assert stated(LINE, plain, LINE + b"\r") == ([(0, *ROW), (1, *unstated), (2, *ROW)], [])


def test_other_lines_keep_their_places() -> None:
    assert stated(b"{", LINE, b"", b"x" + LINE, LINE + b"\r", LINE[:-1]) == (
        [(1, *ROW), (4, *ROW)],
        [0, 2, 3, 5],
    )
    assert completions_in(b"words\n", 1) == (Rows(*[[]] * len(Rows._fields)), [0])


def test_values_that_are_not_one_to_a_line_are_left() -> None:
    torn = LINE.replace(b'"usage": {', b'"usage":\n{')
    assert stated(LINE + LINE, b"") == ([], [0, 1])
    assert stated(LINE + LINE, *torn.split(b"\n")) == ([], [0, 1, 2])
    assert stated(LINE + b" " + LINE, LINE) == ([(1, *ROW)], [0])


@pytest.mark.parametrize(
    "change",
    [
        {"provider": "Acme"},
        {"id": "short"},
        {"id": None},
        {"object": "chat.completion.chunk"},
        {"created": float(THEN)},
        {"created": 0},
        {"model": ""},
        {"model": "x" * 201},
        {"service_tier": "standard"},
        {"usage": None},
        {"usage": {**FULL["usage"], "cost": 1}},
        {"usage": {**FULL["usage"], "prompt_tokens": 10**9}},
        {"usage": {**FULL["usage"], "prompt_tokens": -1}},
        {"usage": {**FULL["usage"], "prompt_tokens": 10.0}},
        {"usage": {**FULL["usage"], "prompt_tokens_details": {"audio_tokens": 1}}},
        {"usage": {**FULL["usage"], "prompt_tokens_details": None}},
        {"choices": [{**CHOICE, "index": 10**20}]},
        {"choices": [{**CHOICE, "logprobs": [1.5]}]},
        {"choices": [{**CHOICE, "message": {**MESSAGE, "content": ["a"]}}]},
        {"choices": [{**CHOICE, "message": {**MESSAGE, "content": "\ud800"}}]},
    ],
)
def test_a_line_that_states_anything_else_is_left(change: Value) -> None:
    assert stated(json.dumps({**FULL, **change}).encode()) == ([], [0])


PIECES = st.sampled_from(
    [
        b"",
        b"0",
        b"-0",
        b"01",
        b"1e999",
        b"1" * 5000,
        b"NaN",
        b"\x00",
        b"\x0b",
        b"\x7f",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\\",
        b"\\u0000",
        b"\\ud83d",
        b"\\ud83d\\ude00",
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b" ",
        b"\r",
        b"\t",
        b"null",
        b"{}",
        b'"id": "chatcmpl-00000000000000000008", ',
        b'"usage": {}, ',
        b"[" * 2000,
        b'"\\u0069d": "", ',
    ]
)


@given(st.lists(st.tuples(st.integers(0, len(LINE)), st.integers(0, 3), PIECES), min_size=1, max_size=3))
def test_of_hurt_lines_none_is_taken_that_the_standard_library_refuses_or_reads_otherwise(
    hurts: list[tuple[int, int, bytes]],
) -> None:
    line = LINE
    for at, length, piece in hurts:
        line = line[:at] + piece + line[at + length :]
    rows, _ = stated(line)
    if rows:
        value = json.loads(line.decode("utf-8", "surrogatepass"))
        usage = value["usage"]
        details = usage.get("prompt_tokens_details", {}), usage.get("completion_tokens_details", {})
        figures = usage["prompt_tokens"], usage["completion_tokens"], usage["total_tokens"]
        more = details[0].get("cached_tokens", 0), details[1].get("reasoning_tokens", 0)
        named = value["id"].encode(), value["created"], value["model"], value.get("service_tier")
        assert rows == [(0, *named, *figures, *more)]
