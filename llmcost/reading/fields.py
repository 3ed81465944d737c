"""Checked reading of the values of one TOML table, with the place named in every complaint."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.money import parse_usd

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_COUNT = 10**15
MOST_CONDITIONS = 16
"""Conditions on one price; the most seen is 4. What they cost together grows with their number cubed."""
MAX_WHOLE_RATE = 10**12 - 1
"""Twelve digits before the point, as in ``parse_usd``."""

# Control characters, and those that turn a line's direction or can't be seen: with them a file could write on
# the terminal, or one name look like another.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
COMMAND = re.compile(r"::|##\[")
"""What GitHub Actions takes for a command to itself when a log line holds it."""
_RATE_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)


class BadField(Exception):  # noqa: N818 - a signal between the readers, turned into a LlmcostError by them
    """A value that can't be what its key needs; ``str()`` says where and why."""


def shown(value: Any) -> str:
    """A value as a message can show it: short, on one line, and without control characters."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = str(value) if isinstance(value, Decimal | date) else repr(value)
    except (RecursionError, ValueError):
        # Tables nested too deeply, or an integer of more digits than Python converts.
        return f"this {type(value).__name__}"
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004


def spelled(key: str) -> str:
    """A key as a message can show it: plain wherever that is safe."""
    return shown(key) if len(key) > 60 or UNPRINTABLE.search(key) else key  # noqa: PLR2004


class Misfit:
    """A TOML float that is no plain decimal: kept as it was written until its place is known."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def parse_float(text: str) -> Decimal | Misfit:
    """What ``tomllib`` makes of a float: a Decimal, or its text where it is no number that a price can be."""
    try:
        return parse_usd(text)
    except ValueError:
        return Misfit(text)


class Fields:
    """The values of one table, taken out one by one; what is left in the end is unknown."""

    def __init__(self, table: Any, where: str) -> None:
        """Describe the table.

        Raises:
            BadField: when it is none.
        """
        if not isinstance(table, dict):
            raise BadField(f"{where}: {shown(table)} is not a table")
        self._rest: dict[str, Any] = dict(table)
        self.where = where

    def text(self, key: str) -> str | None:
        """A string of at most 300 characters without control characters."""
        value = self._rest.pop(key, None)
        return None if value is None else self._text(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of such strings."""
        value = self._rest.pop(key, [])
        if not isinstance(value, list):
            raise self._bad(key, value, "a list of strings")
        return tuple(self._text(key, item) for item in value)

    def day(self, key: str) -> date | None:
        """A date without time."""
        value = self._rest.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._bad(key, value, "a date such as 2026-11-10")
        return value

    def count(self, key: str) -> int | None:
        """A whole number from 0."""
        value = self._rest.pop(key, None)
        if value is None:
            return None
        if type(value) is not int or not 0 <= value <= MAX_COUNT:
            raise self._bad(key, value, "a whole number from 0")
        return value

    def number(self, key: str) -> Decimal | None:
        """A plain non-negative decimal number."""
        value = self._rest.pop(key, None)
        return None if value is None else self._number(key, value)

    def numbers(self) -> dict[str, Decimal]:
        """All that is left, each a plain non-negative decimal number under a name that can be shown."""
        for key in self._rest:
            if not _RATE_NAME.fullmatch(key):
                raise BadField(f"{self.where}: {shown(key)} can't be the name of a rate")
        found = {key: self._number(key, value) for key, value in self._rest.items()}
        self._rest.clear()
        return found

    def raw(self, key: str, default: Any = None) -> Any:
        """The value as it stands, for the caller to check."""
        return self._rest.pop(key, default)

    def left(self) -> Mapping[str, Any]:
        """What nobody took."""
        return self._rest

    def _text(self, key: str, value: Any) -> str:
        longest = 300
        if not isinstance(value, str) or len(value) > longest or UNPRINTABLE.search(value):
            raise self._bad(key, value, "a string of up to 300 characters without control characters")
        return value

    def _number(self, key: str, value: Any) -> Decimal:
        if type(value) is int and 0 <= value <= MAX_WHOLE_RATE:
            return Decimal(value)
        if isinstance(value, Decimal):
            return value
        raise self._bad(key, value, "a plain non-negative decimal number (no sign, exponent, nan or inf)")

    def _bad(self, key: str, value: Any, wanted: str) -> BadField:
        return BadField(f"{self.where}.{spelled(key)}: {shown(value)} is not {wanted}")


class Unknown:
    """Keys that this version doesn't know, by kind: told once, not for each table."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def add(self, keys: Mapping[str, Any], where: str) -> None:
        """Remember the first place of each key."""
        for key in keys:
            self.keys.setdefault(key, where)
