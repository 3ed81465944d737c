"""Attributes of OpenTelemetry in every form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.logs.formats.attributes import attributes_of


@pytest.mark.parametrize(
    "stated",
    [
        {"a.b": 12, "c": "x", "d": [1], "e": None},
        {"a": {"b": 12}, "c": "x", "d": {"list": [1]}},
        '{"a.b": 12, "c": "x"}',
        [
            {"key": "a.b", "value": 12},
            {"key": "c", "value": {"stringValue": "x"}},
            {"key": "d", "value": {"arrayValue": {"values": []}}},
            {"key": "e", "value": [1]},
            {"key": 7, "value": {"intValue": "1"}},
            {"value": {"intValue": "1"}},
            "torn",
        ],
    ],
)
def test_attributes_are_made_flat(stated: Any) -> None:
    assert attributes_of({"attributes": stated}) == {"a.b": 12, "c": "x"}


def test_typed_values_are_read_as_written() -> None:
    listed = [
        {"key": "int", "value": {"intValue": "100"}},
        {"key": "double", "value": {"doubleValue": Decimal("0.25")}},
        {"key": "flag", "value": {"boolValue": False}},
    ]
    assert attributes_of({"SpanAttributes": listed}) == {
        "int": "100",
        "double": Decimal("0.25"),
        "flag": False,
    }


@pytest.mark.parametrize(
    "stated", [None, 3, "{torn", '{"a": 1e99999999999999999999}', '"text"', '{"a":' * 100_000]
)
def test_what_is_no_attributes_gives_none(stated: Any) -> None:
    assert attributes_of({"attributes": stated}) == {}


def test_what_is_nested_beyond_reason_is_left_out() -> None:
    nested: dict[str, Any] = {"usage": 1}
    for _ in range(50):
        nested = {"in": nested}
    assert attributes_of({"attributes": {"x": 1, **nested}}) == {"x": 1}


def test_what_is_no_json_holds_nothing() -> None:
    assert attributes_of({"attributes": '{"a": NaN}'}) == {}
