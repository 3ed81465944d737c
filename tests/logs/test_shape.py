from __future__ import annotations

import json
import sys
from subprocess import run
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import THEN, chat

from llmcost.logs import shape
from llmcost.logs.shape import shape_of

if TYPE_CHECKING:
    from written import Value

NAME = "chatcmpl-00000000000000000007"
FULL = {
    **chat(NAME, 10, 5, choices=[{"index": 0, "message": {"content": 'a "word"', "tool_calls": [1, None]}}]),
    "service_tier": "default",
    "system_fingerprint": None,
    "usage": {
        "prompt_tokens": 10,
        "completion_tokens": 5,
        "total_tokens": 15,
        "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0, "text_tokens": 6},
        "completion_tokens_details": {"reasoning_tokens": 3, "audio_tokens": None},
    },
}


def stated(sample: Value, *lines: bytes) -> tuple[dict[str, list[bytes]], list[bytes]]:
    found = shape_of(json.dumps(sample).encode())
    assert found is not None
    return found.part(b"".join(line + b"\n" for line in lines))


def line(value: Value = FULL, **other: Any) -> bytes:
    return json.dumps({**value, **other}).encode()


def test_a_shape_takes_what_counts_out_of_its_own_line() -> None:
    columns, gaps = stated(FULL, line())
    assert columns == {
        "id": [NAME.encode()],
        "created": [str(THEN).encode()],
        "model": [b"acme/one"],
        "prompt": [b"10"],
        "completion": [b"5"],
        "total": [b"15"],
        "cached": [b"4"],
        "reasoning": [b"3"],
        "tier": [b'"default"'],
    }
    assert gaps == [b"", b""]


def test_other_lines_are_what_stands_between() -> None:
    columns, gaps = stated(FULL, b"{", line(), b"", b"x" + line(), line() + b"\r", b" ", line()[:-1])
    assert len(columns["id"]) == 2
    assert gaps == [b"{\n", b"\nx" + line() + b"\n", b" \n" + line()[:-1] + b"\n"]


@pytest.mark.parametrize(
    "other",
    [
        {"choices": [{"index": 1.5e3, "message": {"content": None, "tool_calls": [2, "x", None, 3]}}]},
        {"choices": [{"index": 0, "message": {"content": "ä\\ \x7f", "tool_calls": []}}] * 3},
        {"choices": []},
        {"system_fingerprint": "fp", "service_tier": None},
        {"created": THEN + 1, "model": "x"},
    ],
)
def test_what_may_differ_is_of_the_same_shape(other: Value) -> None:
    columns, _ = stated(FULL, line(**other))
    assert len(columns["id"]) == 1


@pytest.mark.parametrize(
    "other",
    [
        line(choices={}),
        line(choices=[{"message": {}}]),
        line(id="chatcmpl-7"),
        line(id='chatcmpl-"000000000000000000'),
        line(created=float(THEN)),
        line(model="modèle"),
        line(service_tier="é"),
        line(object="chat.completion.chunk"),
        line(user="me"),
        line().replace(b": 10,", b": 010,"),
        line().replace(b": 10,", b": -1,"),
        line().replace(b": 10,", b": 1234567890,"),
        line().replace(b'"audio_tokens": 0', b'"audio_tokens": 1'),
        line().replace(b"word", b"wo\trd"),
        line().replace(b"word", b"wo\\xrd"),
        line().replace(b'"index": 0', b'"index": 00'),
        line().replace(b'"index": 0', b'"index": NaN'),
        line().replace(b'"index": 0', b'"index": ' + b"1" * 5000),
        line().replace(b", ", b","),
    ],
)
def test_what_is_odd_is_of_no_shape_or_another(other: bytes) -> None:
    assert stated(FULL, other)[1] == [other + b"\n"]


@pytest.mark.parametrize(
    "sample",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 5000,
        b'"chat.completion"',
        b'{"object": 7}',
        line(user="me"),
        line(created="today"),
        line(id="short"),
        line(object="chat.completion.chunk"),
        line(object=["chat.completion"]),
        line(usage=None),
        line(usage={"prompt_tokens": 1}),
        line(usage={**FULL["usage"], "cost": 1}),
        line(usage={**FULL["usage"], "prompt_tokens_details": {"audio_tokens": 5}}),
        line(usage={**FULL["usage"], "prompt_tokens_details": [5]}),
        line().replace(b'"model"', b'"id": "again", "model"'),
    ],
)
def test_a_line_that_states_anything_else_has_no_shape(sample: bytes) -> None:
    assert shape_of(sample) is None


def test_a_part_that_states_nothing_is_no_column() -> None:
    usage = {
        **FULL["usage"],
        "prompt_tokens_details": {"cached_tokens": None},
        "completion_tokens_details": None,
    }
    columns, _ = stated({**FULL, "usage": usage}, line(usage=usage))
    assert "cached" not in columns
    assert "reasoning" not in columns


@pytest.mark.parametrize("separators", [(",", ":"), (" , ", " : "), (",\t", ":")])
def test_blanks_are_part_of_the_shape(separators: tuple[str, str]) -> None:
    sample = json.dumps(FULL, separators=separators).encode().replace(b"[", b"[ ").replace(b"]", b" ]") + b" "
    found = shape_of(sample)
    assert found is not None
    assert len(found.part(sample + b"\n" + sample + b"\r\n")[0]["id"]) == 2
    assert not found.part(line() + b"\n")[0]["id"]


def test_long_lines_and_those_with_long_patterns_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shape_of(line()) is not None
    monkeypatch.setattr(shape, "_WIDEST", 100)
    assert shape_of(line()) is None
    monkeypatch.setattr(shape, "_LONGEST", 100)
    assert shape_of(line()) is None


NESTED: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from([[], {}, 0, -1.5, None, "x", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=8,
)
LISTS = st.lists(NESTED, max_size=4)


@given(LISTS, LISTS)
def test_lists_in_lists_are_read_as_a_parser_would(sample: list[Any], other: list[Any]) -> None:
    alike = [*other, *sample]
    columns, gaps = stated({**FULL, "choices": sample}, line(choices=sample), line(choices=other))
    found = len(columns["id"])
    assert (found, gaps.count(b"")) in {(1, 1), (2, 3)}
    both, _ = stated(
        {**FULL, "choices": alike}, line(choices=sample), line(choices=other), line(choices=alike)
    )
    assert len(both["id"]) == 3


# What differs from the sample is told only behind its lists, which all could be parted in several ways.
PARTING = """
import sys
from llmcost.logs.shape import shape_of
sample, odd = sys.argv[1].encode(), sys.argv[2].encode()
shape = shape_of(sample)
assert shape.part(sample + b"\\n")[0]["id"]
assert shape.part(odd + b"\\n")[1] == [odd + b"\\n"]
"""


@pytest.mark.parametrize(
    ("value", "other", "times"),
    [
        ([[], [[]]], [[]], 60),
        ([[], [[]], [[[]]]], [[], [[]]], 27),
        ([{}, {"a": [[], [[]]]}, [{}]], [{"a": [[]]}], 23),
    ],
)
def test_no_line_is_parted_in_ways_without_end(value: list[Any], other: list[Any], times: int) -> None:
    sample = line(choices=[{f"k{number}": value for number in range(times)}])
    odd = line(choices=[{f"k{number}": other for number in range(times)}], odd=1)
    # In a process of its own: a pattern that tries every way can't be stopped otherwise.
    run([sys.executable, "-c", PARTING, sample, odd], check=True, timeout=20)
