from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import pytest

from llmcost.report.json_text import to_json


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("0.1"), "0.1"),
        (Decimal("1E-17"), "0.00000000000000001"),
        (Decimal("1E+3"), "1000"),
        (Decimal("2.500"), "2.5"),
        (Decimal("-0"), "0"),
        (Decimal("123456789012345678901234567890.123456789"), "123456789012345678901234567890.123456789"),
        (10**20, "100000000000000000000"),
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (date(2026, 11, 10), '"2026-11-10"'),
        ('é"\\\n', '"é\\"\\\\\\n"'),
        ([], "[]"),
        ((), "[]"),
        ({}, "{}"),
        ({"a": [1, {"b": Decimal("0.5")}]}, '{\n  "a": [\n    1,\n    {\n      "b": 0.5\n    }\n  ]\n}'),
    ],
)
def test_a_value_is_written_exactly_and_indented(value: Any, expected: str) -> None:
    assert f"{expected}\n" == to_json(value)


def test_what_a_stream_cannot_encode_is_escaped_in_keys_and_values() -> None:
    assert '{\n  "\\u00e9": "\\u65e5"\n}\n' == to_json({"é": "日"}, ascii_only=True)


@pytest.mark.parametrize(("value", "kind"), [(0.1, "float"), ({1, 2}, "set"), (b"", "bytes")])
def test_what_has_no_exact_form_is_refused(value: Any, kind: str) -> None:
    with pytest.raises(TypeError, match=f"{kind} has no exact JSON form"):
        to_json({"key": [value]})


class Code(IntEnum):
    FOUR = 4


class Word(StrEnum):
    A = "a"


def test_a_kind_of_number_or_text_is_written_as_such() -> None:
    assert ["4\n", '"a"\n'] == [to_json(Code.FOUR), to_json(Word.A)]


def test_it_is_the_json_that_python_reads() -> None:
    value = {"a": [1, "x\u2028", None, True], "b": {"c": []}}
    assert value == json.loads(to_json(value))
