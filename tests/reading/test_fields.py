"""Every complaint about a value names its place."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.reading.fields import (
    COMMAND,
    UNPRINTABLE,
    BadField,
    Fields,
    Misfit,
    Unknown,
    parse_float,
    shown,
    spelled,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "a string of up to 300 characters without control characters"
DAY = "a date such as 2026-11-10"
COUNT = "a whole number from 0"
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
SCRIPTS = {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND", "MUSICAL"}
NUMBER = "a plain non-negative decimal number (no sign, exponent, nan or inf)"


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (Fields.text, "G\u00fcn\u7684"),
        (Fields.text, ""),
        (Fields.text, "x" * 300),
        (Fields.day, date(2026, 11, 10)),
        (Fields.count, 0),
        (Fields.count, 10**15),
        (Fields.number, Decimal("0.4")),
        (Fields.number, 10**12 - 1),
    ],
)
def test_a_value_of_the_right_kind_is_taken_once(read: Callable[[Fields, str], Any], value: Any) -> None:
    fields = Fields({"key": value, "other": 1}, "here")

    assert (value, None) == (read(fields, "key"), read(fields, "key"))
    assert {"other": 1} == dict(fields.left())


@pytest.mark.parametrize(
    ("read", "value", "complaint"),
    [
        (Fields.text, 7, f"7 is not {TEXT}"),
        (Fields.text, "\x1b[31m", f"'\\x1b[31m' is not {TEXT}"),
        (Fields.text, "a\u202eb", f"'a\\u202eb' is not {TEXT}"),
        (Fields.text, "a\u200bb", f"'a\\u200bb' is not {TEXT}"),
        (Fields.text, "x" * 301, f"'{'x' * 56}... is not {TEXT}"),
        (Fields.texts, "text", "'text' is not a list of strings"),
        (Fields.texts, ["text", 1], f"1 is not {TEXT}"),
        (Fields.day, "2026-11-10", f"'2026-11-10' is not {DAY}"),
        (Fields.day, datetime(2026, 11, 10, tzinfo=UTC), f"2026-11-10 00:00:00+00:00 is not {DAY}"),
        (Fields.count, True, f"true is not {COUNT}"),
        (Fields.count, -1, f"-1 is not {COUNT}"),
        (Fields.count, 10**15 + 1, f"1000000000000001 is not {COUNT}"),
        (Fields.count, Decimal("1.5"), f"1.5 is not {COUNT}"),
        (Fields.number, True, f"true is not {NUMBER}"),
        (Fields.number, -1, f"-1 is not {NUMBER}"),
        (Fields.number, 10**12, f"1000000000000 is not {NUMBER}"),
        (Fields.number, "0.4", f"'0.4' is not {NUMBER}"),
        (Fields.number, Misfit("1e400"), f"1e400 is not {NUMBER}"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(
    read: Callable[[Fields, str], Any], value: Any, complaint: str
) -> None:
    with pytest.raises(BadField) as refused:
        read(Fields({"key": value}, "here"), "key")

    assert f"here.key: {complaint}" == str(refused.value)


def test_an_integer_beyond_all_digits_is_refused() -> None:
    with pytest.raises(BadField) as refused:
        Fields({"key": 1 << 20_000}, "here").number("key")

    assert f"here.key: this int is not {NUMBER}" == str(refused.value)


def test_a_list_of_strings_becomes_a_tuple() -> None:
    fields = Fields({"input": ["text", "image"]}, "here")

    assert (("text", "image"), ()) == (fields.texts("input"), fields.texts("output"))


def test_a_default_stands_in_for_a_raw_value_that_is_missing() -> None:
    fields = Fields({"when": {}}, "here")

    assert ({}, [], None) == (fields.raw("when", []), fields.raw("when", []), fields.raw("price"))


def test_what_is_left_can_be_read_as_numbers() -> None:
    fields = Fields({"input": 1, "output": Decimal("2.5"), "video-second": 0}, "here")

    assert {"input": 1, "output": Decimal("2.5"), "video-second": 0} == fields.numbers()
    assert {} == dict(fields.left())


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"input": "1"}, f"here.input: '1' is not {NUMBER}"),
        ({"\x1b[31m": 1}, "here: '\\x1b[31m' can't be the name of a rate"),
        ({"": 1}, "here: '' can't be the name of a rate"),
        ({"x" * 61: 1}, f"here: '{'x' * 56}... can't be the name of a rate"),
    ],
)
def test_a_rate_has_a_plain_name_and_a_plain_number(table: dict[str, Any], complaint: str) -> None:
    with pytest.raises(BadField) as refused:
        Fields(table, "here").numbers()

    assert complaint == str(refused.value)


@pytest.mark.parametrize(
    ("table", "text"), [(7, "7"), ("x" * 99, f"'{'x' * 56}..."), ([1], "[1]"), (None, "None")]
)
def test_only_a_table_has_fields(table: Any, text: str) -> None:
    with pytest.raises(BadField) as refused:
        Fields(table, "here")

    assert f"here: {text} is not a table" == str(refused.value)


@pytest.mark.parametrize("text", ["0.4", "12.0", "999999999999.000000000000000000000001"])
def test_a_plain_float_is_an_exact_decimal(text: str) -> None:
    assert Decimal(text) == parse_float(text)


@pytest.mark.parametrize(
    "text", ["1e5", "nan", "-inf", "-0.5", "+0.5", "1_000.5", "0." + "1" * 25, "1" * 13 + ".5"]
)
def test_any_other_float_is_kept_as_it_was_written(text: str) -> None:
    kept = parse_float(text)

    assert isinstance(kept, Misfit)
    assert text == repr(kept)


def test_a_table_nested_without_end_can_be_shown() -> None:
    nested: dict[str, Any] = {}
    for _ in range(10_000):
        nested = {"a": nested}

    assert "this dict" == shown(nested)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("input", "input"),
        ("a b", "a b"),
        ("a\nb", "'a\\nb'"),
        ("k" * 61, f"'{'k' * 56}..."),
        ("k" * 60, "k" * 60),
    ],
)
def test_a_key_is_shown_plain_where_that_is_safe(key: str, text: str) -> None:
    assert text == spelled(key)


def test_an_unknown_key_is_remembered_with_its_first_place() -> None:
    unknown = Unknown()
    unknown.add({"mood": 1, "colour": 2}, "here")
    unknown.add({"mood": 3, "size": 4}, "there")

    assert {"mood": "here", "colour": "here", "size": "there"} == unknown.keys


def test_what_is_unprintable_is_told_by_its_category_or_stands_apart() -> None:
    # Control and format characters, halves of pairs, and ends of lines; of the format characters those are
    # left that are seen: signs of Arabic and other scripts, of shorthand and of music.
    hidden = {chr(point) for point in range(0x110000) if unicodedata.category(chr(point)) in HIDDEN}
    unprintable = {chr(point) for point in range(0x110000) if UNPRINTABLE.search(chr(point))}
    unassigned = {"\u2065", *(chr(point) for point in range(0xE0000, 0xE0080))}

    assert unprintable - hidden <= unassigned
    assert {"Cf"} == {unicodedata.category(each) for each in hidden - unprintable}
    assert [] == [each for each in hidden - unprintable if unicodedata.name(each).split()[0] not in SCRIPTS]


@pytest.mark.parametrize("text", ["::error::x", "a ::b", "##[error]x", "a##[b", ":::"])
def test_what_a_log_takes_for_a_command_is_found(text: str) -> None:
    assert COMMAND.search(text)


@pytest.mark.parametrize("text", ["a:free", ": :", "Acme: One", "#[x]", "## [x]", "##x["])
def test_colons_and_hashes_alone_are_no_command(text: str) -> None:
    assert COMMAND.search(text) is None
