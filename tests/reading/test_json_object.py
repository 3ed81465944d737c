from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.reading.fields import BadField
from llmcost.reading.json_object import JsonObject

if TYPE_CHECKING:
    from collections.abc import Callable


def complaint(read: Callable[[JsonObject], Any], value: Any) -> str:
    with pytest.raises(BadField) as caught:
        read(JsonObject({"key": value}, "table"))
    return str(caught.value)


def test_values_of_every_kind_are_taken_as_they_are() -> None:
    values = JsonObject(
        {"text": "a", "flag": False, "count": 0, "day": "2026-11-10", "null": None, "inner": {"list": [{}]}}
    )
    assert list(values.keys) == ["text", "flag", "count", "day", "null", "inner"]
    assert (values.text("text"), values.flag("flag"), values.count("count")) == ("a", False, 0)
    assert values.one_of("text", ("b", "a")) == "a"
    assert values.day("day") == date(2026, 11, 10)
    assert values.is_null("null")
    assert not values.is_null("text")
    assert [each.where for each in values.object("inner").objects("list")] == ["inner.list[0]"]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (3, "3"),
        (0, "0"),
        (Decimal("0.40"), "0.4"),
        (Decimal("1e-6"), "0.000001"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0"), "0"),
    ],
)
def test_a_number_may_be_written_with_an_exponent(value: Any, read: str) -> None:
    assert JsonObject({"key": value}).number("key") == Decimal(read)


@pytest.mark.parametrize(
    "value",
    [-1, Decimal("-0.1"), True, None, "1", [1], {}, Decimal("1e-25"), 10**12, Decimal("1e300"), 10**399],
)
def test_what_is_no_amount_is_refused_as_a_number(value: Any) -> None:
    said = complaint(lambda values: values.number("key"), value)
    assert said.startswith("table.key: ")
    assert said.endswith(" is not a non-negative number")


@pytest.mark.parametrize("value", [-1, 1, Decimal("2.5"), Decimal(3), True, "3", None, 10**15 + 1])
def test_what_is_no_count_is_refused_as_one(value: Any) -> None:
    said = complaint(lambda values: values.count("key", 2), value)
    told = value if isinstance(value, Decimal) else "true" if value is True else repr(value)
    assert said == f"table.key: {told} is not a whole number from 2"


@pytest.mark.parametrize("value", ["", "a\nb", "\x1b[31m", "\u202e", "a" * 301, 1, None, ["a"]])
def test_what_can_not_be_printed_is_refused_as_text(value: Any) -> None:
    said = complaint(lambda values: values.text("key"), value)
    assert said.endswith(" is not a string of 1 to 300 printable characters")
    assert said.isprintable()


def test_every_other_kind_is_refused_with_its_place() -> None:
    assert complaint(lambda values: values.one_of("key", ("day", "week")), []) == (
        "table.key: [] is not one of day, week"
    )
    assert complaint(lambda values: values.one_of("key", ("day", "week")), "hour") == (
        "table.key: 'hour' is not one of day, week"
    )
    assert complaint(lambda values: values.flag("key"), 1) == "table.key: 1 is not true or false"
    assert complaint(lambda values: list(values.objects("key")), {}) == "table.key: {} is not a list"
    assert complaint(lambda values: list(values.objects("key")), [{}, 1]) == (
        "table.key[1]: 1 is not an object"
    )
    assert complaint(lambda values: values.object("key"), None) == "table.key: None is not an object"
    for value in ("2026-02-30", "10.11.2026", 20261110, None):
        assert complaint(lambda values: values.day("key"), value) == (
            f"table.key: {value!r} is not a date such as 2026-11-10"
        )


def test_a_key_that_is_asked_for_has_to_be_there() -> None:
    assert complaint(lambda values: values.is_null("other"), 1) == "table.other is missing"
    with pytest.raises(BadField, match=r"^other is missing$"):
        JsonObject({}).raw("other")
