"""What exports have in common."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.logs.flavour import Found
from llmcost.logs.formats.export import first_text, object_of, utc_time_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1}, {"a": 1}),
        (' {"a": 0.10}', {"a": Decimal("0.10")}),
        ("{'input':12,'output':3}", {"input": 12, "output": 3}),
        ("{torn", {}),
        ("[1]", {}),
        ('{"a": 1e99999999999999999999}', {}),
        ('{"a": NaN}', {}),
        ('{"a":' * 100_000, {}),
        ({}, {}),
        (None, {}),
        (7, {}),
    ],
)
def test_an_object_may_be_written_as_text(value: Any, expected: dict[str, Any]) -> None:
    assert object_of({"metadata": value}, "metadata") == expected


def test_the_first_name_that_holds_an_object_wins() -> None:
    assert object_of({"a": {}, "b": {"x": 1}, "c": {"y": 2}}, "a", "b", "c") == {"x": 1}


def test_a_time_without_zone_is_utc_where_the_format_says_so() -> None:
    assert utc_time_of(Found({"at": "2026-11-02 00:00:00.5"}), "at") == (1_793_577_600, ())
    assert utc_time_of(Found({"at": "soon"}), "at") == (None, ("bad_time",))


def test_the_innermost_text_wins() -> None:
    found = Found({"a": 1}, ({"b": "far"}, {"b": "near"}))
    assert first_text(found, "a", "b") == "near"
    assert first_text(found, "c") is None
