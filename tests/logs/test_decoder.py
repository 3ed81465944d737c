from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from llmcost.logs import decoder
from llmcost.logs.decoder import decode, decode_all

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=["standard library", "msgspec"])
def _decoding(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param == "standard library":
        monkeypatch.setitem(sys.modules, "msgspec", None)
    decoder._quick.cache_clear()
    assert (decoder._quick() is None) is (request.param == "standard library")
    yield
    decoder._quick.cache_clear()


@pytest.mark.usefixtures("_decoding")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b'{"cost": 0.1000000000000000055511151231257827}', Decimal("0.1000000000000000055511151231257827")),
        (b'{"cost": 1.10}', Decimal("1.10")),
        (b'{"cost": 1e-7}', Decimal("1e-7")),
        (b'{"cost": 1E+400}', Decimal("1E+400")),
        (b'{"cost": -0.0}', Decimal("-0.0")),
        (b'{"cost": 123456789012345678901234567890}', 123456789012345678901234567890),
        (b'{"cost": 1, "cost": 2}', 2),
        (b'{"cost": "\\ud83d"}', "\ud83d"),
        (b'{"cost": "\xed\xa0\x80"}', "\ud800"),
        ('{"cost": "ä"}', "ä"),
        ('{"cost": "ä"}'.encode("utf-16-le"), "ä"),
        (b'\xef\xbb\xbf{"cost": true}', True),
    ],
)
def test_values_are_exact(text: bytes | str, value: object) -> None:
    assert repr(decode(text)["cost"]) == repr(value)


@pytest.mark.usefixtures("_decoding")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{", "Expecting property name"),
        (b'{"a": NaN}', "NaN is no number of JSON"),
        (b'{"a": -Infinity}', "-Infinity is no number of JSON"),
        (b'{"a": 01}', "Expecting ',' delimiter"),
        (b'{"a": "\x01"}', "Invalid control character"),
        (b'{"a": "\\q"}', r"Invalid \\escape"),
        (b'{"a": "\xff"}', "invalid start byte"),
        (b"{} {}", "Extra data"),
        (b'{"a": ' + b"1" * 5000 + b"}", "digits"),
        (b'{"a": 1e99999999999999999999999}', "a number beyond reason"),
    ],
)
def test_what_is_no_json_is_refused_in_the_same_words(text: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        decode(text)


@pytest.mark.usefixtures("_decoding")
def test_what_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(RecursionError):
        decode(b"[" * 200_000 + b"]" * 200_000)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (b'{"a": 1.0}{"b": 2}, [3]', [{"a": Decimal("1.0")}, {"b": 2}, [3]]),
        (b"{}", [{}]),
        (b"{} x", None),
        (b"{} {", None),
        (b"{\xff}", None),
    ],
)
def test_values_in_a_row_are_told_apart(text: bytes, values: list[object] | None) -> None:
    assert decode_all(text) == values
