"""JSON is read exactly, or refused with the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.reading.bad_text import BadText
from llmcost.reading.strict_json import SeveralValues, parse_json


def complaint_about(body: bytes) -> str:
    with pytest.raises(BadText) as refused:
        parse_json(body)
    assert refused.value.hint is None
    return str(refused.value)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"a": [1, "x", null, true]}', {"a": [1, "x", None, True]}),
        (b'{"a": {"a": 1}, "b": {}}', {"a": {"a": 1}, "b": {}}),
        (b' \r\n"\xc3\xa9" ', "é"),
        (b"-12", -12),
        (b"9" * 400, 10**400 - 1),
    ],
)
def test_json_is_read_as_it_stands(body: bytes, found: Any) -> None:
    assert found == parse_json(body)


@pytest.mark.parametrize("number", ["0.1", "0.00000000000000000000000000000000001", "-1.50", "4E-7", "1e400"])
def test_a_number_is_an_exact_decimal(number: str) -> None:
    found = parse_json(number.encode())

    assert (Decimal, str(Decimal(number))) == (type(found), str(found))


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!doctype html><title>Log in</title>", "a page of HTML"),
        (b"\n\t<html>", "a page of HTML"),
        (b'{"a": NaN}', "NaN is no number of JSON"),
        (b"[Infinity]", "Infinity is no number of JSON"),
        (b"-Infinity", "-Infinity is no number of JSON"),
        (b'{"a": 1, "b": 2, "a": 1}', "the key 'a' stands twice in one object"),
        (b'[{"\\u0061": {}, "a": {}}]', "the key 'a' stands twice in one object"),
        (b'{"\\u001b[31m": 1, "\\u001b[31m": 2}', r"the key '\x1b[31m' stands twice in one object"),
        (b'{"%b": 1, "%b": 2}' % (b"x" * 99, b"x" * 99), f"the key '{'x' * 60}' stands twice in one object"),
        (b'{"a": "\xff"}', "not UTF-8 text at byte 7"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8 text at byte 0"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1e401", "1e401 is a number beyond reason"),
        (b"-0.1e-400", "-0.1e-400 is a number beyond reason"),
        (b"1e" + b"9" * 60, f"1e{'9' * 38} is a number beyond reason"),
        (b"0." + b"1" * 399, f"0.{'1' * 38} is a number beyond reason"),
        (b"9" * 401, f"{'9' * 40} is a number beyond reason"),
        (b"9" * 5000, f"{'9' * 40} is a number beyond reason"),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, bytes) else None,
)
def test_what_is_no_plain_json_is_refused(body: bytes, complaint: str) -> None:
    assert complaint == complaint_about(body)


# The rest of these complaints is Python's own, and differs from version to version.
@pytest.mark.parametrize(
    "body",
    [
        b'\xef\xbb\xbf{"data": []}',
        b'{"data": [',
        b'{"data": []} x',
        b"{'data': 1}",
        b"[1, ]",
        b"[01]",
        b"[.5]",
        b"[+1]",
        b'["a\x00"]',
        b"// a remark\n[]",
        b"OK",
    ],
)
def test_what_is_no_json_by_the_letter_is_refused(body: bytes) -> None:
    assert complaint_about(body).startswith("no JSON: ")


def test_json_with_more_behind_its_end_is_told_apart() -> None:
    with pytest.raises(SeveralValues, match="no JSON: Extra data"):
        parse_json(b'{"a": 1}\n{"a": 2}')
