"""JSON from elsewhere, read without mercy: exact numbers, no NaN, no key twice."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from llmcost.reading.bad_text import BadText

_LONGEST = 400
"""Digits of a number, before or behind the point."""


class SeveralValues(BadText):
    """JSON with more behind its end, such as a file of a value a line."""


def parse_json(body: bytes) -> Any:
    """What the JSON says, with decimals as ``Decimal``.

    Raises:
        BadText: for what is not JSON by the letter: NaN, infinities, a key twice in one object, a byte
            order mark, a number that no computer holds, or another encoding than UTF-8.
        SeveralValues: for JSON with more behind its end.
    """
    try:
        return json.loads(
            body.decode("utf-8"),
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=_refuse,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise BadText(f"not UTF-8 text at byte {error.start}") from None
    except RecursionError:
        raise BadText("nested too deeply") from None
    except json.JSONDecodeError as error:
        said = "a page of HTML" if body.lstrip()[:1] == b"<" else f"no JSON: {error}"
        if error.msg == "Extra data":
            raise SeveralValues(said) from None
        raise BadText("empty" if not body.strip() else said) from None
    except ValueError as error:
        raise BadText(str(error)) from None


def _integer(text: str) -> int:
    if len(text) > _LONGEST:
        raise _beyond_reason(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:  # an exponent of more digits than Decimal has room for
        raise _beyond_reason(text) from None
    if len(text) > _LONGEST or abs(value.adjusted()) > _LONGEST:
        raise _beyond_reason(text)
    return value


def _beyond_reason(text: str) -> ValueError:
    return ValueError(f"{text[:40]} is a number beyond reason")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {twice[:60]!r} stands twice in one object")
    return found
