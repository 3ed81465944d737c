"""One line, whatever a stream or a logger writes around its JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.logs.line import NOTHING, Prose, read_line


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b'{"a": 0.10}\r', {"a": Decimal("0.10")}),
        (b' [{"a": 1}] ', [{"a": 1}]),
        (b"", NOTHING),
        (b" \t\r", NOTHING),
        (b"event: message_start", NOTHING),
        (b"id: 7", NOTHING),
        (b"retry: 10", NOTHING),
        (b": keep-alive", NOTHING),
        (b"data: [DONE]", NOTHING),
        (b'data: {"a": 1}', {"a": 1}),
        (b'2026-08-01 12:00:00,123 INFO chat {"a": 1}', {"a": 1}),
        (b'[2026-08-01] INFO {"a": 1}', {"a": 1}),
        (b'[x] {req} got { "a": 1}', {"a": 1}),
        (b"INFO {}", {}),
        (b'\x1e{"a": 1}', {"a": 1}),
        (b'said "hello" {"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        (b'{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        (b'{"a": 1}, {"b": 2},', [{"a": 1}, {"b": 2}]),
        (b"[1] [2]", [[1], [2]]),
        (b'"{\\"a\\": 1}"', {"a": 1}),
        (b'"words"', "words"),
        (b"17", 17),
        (b"null", None),
        (b'{"a": "\xc3\xa9"}', {"a": "é"}),
    ],
)
def test_what_a_line_says(line: bytes, value: Any) -> None:
    assert read_line(line) == value


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"a": 1', "Expecting ',' delimiter: line 1 column 8 (char 7)"),
        (b'{"a": 1} words', "Extra data: line 1 column 10 (char 9)"),
        (b'{"a": 1}{"b":', "Extra data: line 1 column 9 (char 8)"),
        (b'{"a": NaN}', "NaN is no number of JSON"),
        (b'{"a": 1e9999999999999999999}', "a number beyond reason"),
        (b'b": 2}', "Expecting value: line 1 column 1 (char 0)"),
        (b'INFO {"a": {"b": {"c": {"d": {"e": 1}', "Expecting ',' delimiter: line 1 column 33 (char 32)"),
        (b'INFO {"a": {"usage": {"b": 1}', "Expecting ',' delimiter: line 1 column 25 (char 24)"),
        (b'"{\\"a\\":"', "Expecting value: line 1 column 6 (char 5)"),
        (b"data: x", "Expecting value: line 1 column 1 (char 0)"),
        (b'{"a": "\xff"}', "'utf-8' codec can't decode byte 0xff in position 7: invalid start byte"),
    ],
)
def test_what_is_broken_is_refused(line: bytes, said: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the words are compared
        read_line(line)

    assert str(refused.value) == said
    assert not isinstance(refused.value, Prose)


@pytest.mark.parametrize("line", [b"starting up", b"[INFO] ready", b"2026-08-01 12:00"])
def test_words_are_told_from_broken_json(line: bytes) -> None:
    with pytest.raises(Prose):
        read_line(line)


def test_what_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(RecursionError):
        read_line(b'{"a":' * 10_000)
