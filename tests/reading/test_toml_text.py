"""TOML is read exactly, or refused with the reason and a remedy."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from llmcost.reading.bad_text import BadText
from llmcost.reading.fields import Misfit
from llmcost.reading.toml_text import parse_toml, parse_toml_once

MEND = "mend that line, or name another file"


def complaint_about(data: bytes) -> tuple[str, str | None]:
    with pytest.raises(BadText) as refused:
        parse_toml(data)
    return str(refused.value), refused.value.hint


def test_toml_is_read_with_exact_decimals() -> None:
    assert {"rate": Decimal("0.10"), "n": 1} == parse_toml(b"rate = 0.10\nn = 1")


def test_what_no_price_could_be_is_kept_as_it_was_written() -> None:
    found = parse_toml(b"rate = 1e-5")["rate"]

    assert (Misfit, "1e-5") == (type(found), repr(found))


def test_a_byte_order_mark_is_passed_over() -> None:
    assert {"x": 1} == parse_toml(b"\xef\xbb\xbfx = 1\r\n")


def test_the_same_text_is_read_once() -> None:
    text = b"x = 1 # read by two"

    assert parse_toml(text) == parse_toml_once(text)
    assert parse_toml_once(text) is parse_toml_once(bytes(bytearray(text)))


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"\xff\xfe[", "not UTF-8 text at byte 0", "name a TOML file"),
        (b"x = '\xe9'", "not UTF-8 text at byte 5", "name a TOML file"),
        (b"x = " + b"[" * 100_000, "nested too deeply", "mend it, or name another file"),
        (b"schema = 1\n" + b"a." * 31 + b"a = 1", "line 2 has a key of too many parts", "mend that line"),
        (b"x = 1\n[" + b"a." * 31 + b"a]", "line 2 has a key of too many parts", "mend that line"),
        (b"x = { " + b"a." * 31 + b"a = 1 }", "line 1 has a key of too many parts", "mend that line"),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else None,
)
def test_what_can_t_be_read_is_refused_with_a_remedy(data: bytes, message: str, hint: str) -> None:
    assert (message, hint) == complaint_about(data)


# These complaints are Python's own, and differ from version to version.
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x00\x01\x02", "Invalid statement"),
        (b"x = 1\nx = 2", "Cannot overwrite a value"),
        (b"x = 2026-02-30", "Invalid date or datetime"),
        (b"x = " + b"9" * 5000, "Exceeds the limit"),
    ],
)
def test_what_is_no_toml_is_refused(data: bytes, message: str) -> None:
    found, hint = complaint_about(data)

    assert found.startswith(message)
    assert MEND == hint


def test_dots_in_a_text_are_no_parts_of_a_key() -> None:
    many = "." * 40
    text = f"""\
a = "{many}"
b = '{many}' # {many} "
c = ["\\"{many}", '"{many}']
"{many}" = 1
d = '''
'{many}' " '''
"""
    assert tomllib.loads(text) == parse_toml(text.encode())


KEY = "a." * 31 + "a"
PIECES = st.lists(st.sampled_from(["'", '"', "\\", "#", "=", ".", " ", "x", ", ", "\n"]), max_size=9).map(
    "".join
)
TEXTS = st.builds(
    "{0}{1}{0}".format,
    st.sampled_from(['"', "'", '"""', "'''"]),
    PIECES | st.sampled_from(["a'b", 'a"b', ""]),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("'x'", '"x"'), ("'''a'b'''", "''"), ('"""\n"""', '""'), ('"""a""""', '" "'), ("''''a'''''", "' '")],
)
def test_a_key_of_too_many_parts_is_found_between_texts(one: str, other: str) -> None:
    text = f"t = {{ s = {one}, {KEY} = 1, z = {other} }}"
    line = 1 + one.count("\n")
    assert {"s", "a", "z"} == tomllib.loads(text)["t"].keys()
    assert (
        f"line {line} has a key of too many parts",
        "mend that line",
    ) == complaint_about(text.encode())


@given(TEXTS, TEXTS, PIECES)
def test_no_text_hides_a_key_of_too_many_parts(one: str, other: str, remark: str) -> None:
    text = f"t = {{ s = {one}, {KEY} = 1, z = {other} }} # {remark}"
    with suppress(BadText):
        assert "a" not in parse_toml(text.encode())["t"]


@given(TEXTS, TEXTS, PIECES)
def test_a_text_is_never_taken_for_a_key(one: str, other: str, remark: str) -> None:
    text = f"t = {{ s = {one}, z = {other} }} # {remark}".replace(".", "." * 40)
    plain = None
    with suppress(tomllib.TOMLDecodeError):
        plain = tomllib.loads(text)
    assume(plain is not None)
    assert plain == parse_toml(text.encode())


@pytest.mark.parametrize("piece", ['\\"', '"', "'", '\\"""x"', '"""\\', "'''", "\\"])
def test_quotes_without_an_end_are_refused_at_once(piece: str) -> None:
    complaint_about(f"x = {piece * 100_000}{'.' * 31}".encode())
