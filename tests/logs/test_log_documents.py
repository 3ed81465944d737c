from __future__ import annotations

import io
import json
import re
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.logs.documents import Broken, Value, read_values

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(['"}]', "\\", '\\"', "[{"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
RECORDS = st.lists(st.dictionaries(st.text(max_size=4), JSON, max_size=4), max_size=6)
LAYOUTS = st.sampled_from([None, 0, 1, 2, "\t"])


def read(text: str | bytes, size: int = 2**20, longest: int = 2**20) -> list[Value | Broken]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_values(io.BytesIO(data), size=size, longest=longest))


def decoded(found: list[Value | Broken]) -> list[Any]:
    return [json.loads(each.data) if isinstance(each, Value) else each for each in found]


@given(RECORDS, LAYOUTS, st.sampled_from(["escaped", "as they are"]), st.integers(1, 50))
def test_an_array_gives_its_elements(
    records: list[Any], indent: int | str | None, codes: str, size: int
) -> None:
    text = json.dumps(records, indent=indent, ensure_ascii=codes == "escaped")
    assert records == decoded(read(f"\ufeff{text}\r\n", size))


@given(RECORDS, LAYOUTS, st.sampled_from(["", "\n", ",", ",\r\n", "\x1e"]), st.integers(1, 50))
def test_values_in_a_row_come_one_by_one(
    records: list[Any], indent: int | str | None, between: str, size: int
) -> None:
    assert records == decoded(read(between.join(json.dumps(each, indent=indent) for each in records), size))


@given(RECORDS, LAYOUTS, st.integers(1, 50))
def test_each_value_is_told_with_its_number_and_line(
    records: list[Any], indent: int | str | None, size: int
) -> None:
    pieces = [json.dumps(each, indent=indent) for each in records]
    expected: list[Value | Broken] = []
    line = 2
    for number, piece in enumerate(pieces, 1):
        expected.append(Value(number, line, piece.encode()))
        line += piece.count("\n") + 1
    text = "[\n" + ",\n".join(pieces) + "\n]"
    assert expected == read(text, size)


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n", []),
        ("[]", []),
        ("[][]", []),
        ("[[1], [2]]", [[1], [2]]),
        ('[1, "a,]", true, null, -1.5e3] false 17', [1, "a,]", True, None, -1500, False, 17]),
        ('"{\\"a\\": 1}"', ['{"a": 1}']),
        ('{"data": [{"a": 1}, {"b": 2}]}', [{"data": [{"a": 1}, {"b": 2}]}]),
        ("[{}\n", [{}, Broken(2, "the array is not closed")]),
        ('{"a": 1}\n{"b": [1', [{"a": 1}, Broken(2, "it breaks off")]),
        ('[{"a": "x\\', [Broken(1, "it breaks off")]),
        ('"abc', [Broken(1, "it is no JSON")]),
        ("{}\n]\n[]", [{}, Broken(2, "it is no JSON")]),
        ("]\n{}", [Broken(1, "it is no JSON"), {}]),
        # What stands between.
        ("{}\nstarting up\nand more\n {}\n", [{}, Broken(2, "it is no JSON"), {}]),
        ("[{},\nhm\n]\n{}", [{}, Broken(2, "it is no JSON"), {}]),
        ("{} }\n{}", [{}, Broken(1, "it is no JSON"), {}]),
        ("{}\ngone", [{}, Broken(2, "it is no JSON")]),
        # A string without its end, and an object that was torn where another begins.
        (
            '[\n  {\n    "a": "x,\n    "b": [\n      {"c": 1}\n    ]\n  },\n  {\n    "d": 1\n  }\n]',
            [Broken(2, "a string is not closed"), {"d": 1}],
        ),
        ('[\n {"a": [1,\n {"b": 2},\n {"c": 3}\n]', [Broken(2, "it breaks off"), {"b": 2}, {"c": 3}]),
        ('[{"a": [\n{"b": 2},\n{"c": 3', [Broken(1, "it breaks off"), {"b": 2}, Broken(3, "it breaks off")]),
    ],
)
def test_what_is_broken_is_told_with_its_line(text: str, expected: list[Any], size: int) -> None:
    assert expected == decoded(read(text, size))


def test_a_value_that_decodes_wrong_is_the_reader_s_to_tell() -> None:
    assert [Value(1, 1, b'{"a" 1]'), Value(2, 1, b"{}")] == read('[{"a" 1], {}]')


def test_depth_has_no_limit() -> None:
    deep = "[" * 5000 + "]" * 5000
    assert [Value(1, 1, deep[1:-1].encode()), Value(2, 1, b"{}")] == read(f"{deep}{{}}", 100)


@pytest.mark.parametrize("size", [10, 2**20])
@pytest.mark.parametrize("value", ['{"a": "%s"}', "[[%s", '{"a": ["%s', '"%s'])
def test_behind_a_value_that_is_too_long_nothing_is_read(value: str, size: int) -> None:
    text = '{"ok": 1}\n' + value % ("x" * 3 * 2**20) + '\n{"ok": 2}'
    found = read(text, size)
    assert [{"ok": 1}] == decoded(found[:1])
    why = (
        "it is no JSON"
        if value == '"%s'
        else "a value is longer than 1 MiB; the rest of the file is left out"
    )
    assert Broken(2, why) == found[1]


def test_a_deep_value_that_is_too_long_is_left_out_when_all_of_it_is_at_hand() -> None:
    text = "{" + '"a": {' * 20 + '"b": "' + "x" * 100 + '"}' + "}" * 20
    assert ["a value is longer than 0 MiB; the rest of the file is left out"] == [
        each.why for each in read(text, longest=50) if isinstance(each, Broken)
    ]


def test_what_only_looks_like_values_is_not_looked_at_for_ever() -> None:
    began = time.process_time()
    found = read('{"a":\n' * 10_000 + "}")
    assert [Broken(line, "it breaks off") for line in range(1, 10_000)] == found[:-1]
    found = read('[{"a": [\n' * 1000 + '"cut\n' + '{"b": 1}\n')
    expected = [
        *(Broken(line, "a string is not closed") for line in range(1, 1001)),
        Value(1, 1002, b'{"b": 1}'),
    ]
    assert (expected, True) == (found, time.process_time() - began < 20)


@pytest.mark.parametrize("text", ["[" * 10**6, "[\n" + '{"a":{\n' * 20_000, "[\n" * 10**6])
def test_behind_what_no_decoder_could_read_nothing_is_read(text: str) -> None:
    began = time.process_time()
    found = read(text)
    why = "a value is nested too deeply; the rest of the file is left out"
    assert ([why], True) == (
        [each.why for each in found if isinstance(each, Broken)],
        time.process_time() - began < 5,
    )


class Long(io.RawIOBase):
    """An array of objects in one line, which is never all in memory."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self._piece = b'{"text": "%s", "usage": {"prompt_tokens": 12}},' % (b"x" * 4000)
        self._left = pieces
        self._held = b"["

    def read(self, size: int = -1, /) -> bytes:
        if not self._held and self._left:
            self._left, self._held = self._left - 1, self._piece
        data, self._held = self._held[:size], self._held[size:]
        return data


def test_an_array_of_many_megabytes_in_one_line_takes_the_memory_of_a_window() -> None:
    stream = Long(12_000)
    tracemalloc.start()
    found = [isinstance(each, Value) for each in read_values(stream)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The array's end is missing.
    assert ([True] * 12_000 + [False], True) == (found, peak < 8 * 2**20)


@given(st.text('{}[]",:\\ \n1x', max_size=60), st.integers(1, 9), st.integers(1, 80))
def test_no_text_makes_it_stumble(text: str, size: int, longest: int) -> None:
    found = read(text, size, longest)
    lines = [each.line for each in found]
    assert (sorted(lines), True) == (lines, all(1 <= line <= text.count("\n") + 1 for line in lines))
    values = [each.data.decode() for each in found if isinstance(each, Value)]
    assert re.search(".*".join(map(re.escape, values)), text, re.DOTALL)
