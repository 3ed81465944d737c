"""Times as logs write them: text with and without zone, and seconds to nanoseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

_STEPS = ((10**17, 10**9), (10**14, 10**6), (10**11, 10**3))
"""From how much on a number is so many parts of a second: in 1973 there were 10^8 seconds, in 5138 10^11."""

_BEYOND = 10**20
_EARLIEST = 946_684_800
"""2000-01-01: what is earlier is no time of a request."""
_LATEST = 32_503_680_000
"""The year 3000."""


def read_time(value: Any) -> tuple[int | None, str | None]:
    """The seconds since 1970 in UTC, and the code of what is odd about it.

    ``None`` for what states nothing; with ``bad_time`` for what can't be read as a time. Text without a zone
    is taken as UTC, with ``no_zone``.
    """
    if value is None or value == "":
        return None, None
    if isinstance(value, str):
        whole, _, fraction = value.partition(".")
        is_number = value.isascii() and whole.isdigit() and (fraction.isdigit() or not fraction)
        return _of_digits(whole) if is_number else _of_text(value)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None, "bad_time"
    return _of_number(value)


def _of_digits(value: str) -> tuple[int | None, str | None]:
    return _of_number(int(value)) if len(value) <= 20 else (None, "bad_time")  # noqa: PLR2004 - nanoseconds have 19


def _of_number(value: int | Decimal) -> tuple[int | None, str | None]:
    # Compared, and never computed with, which rounds: a log may write any exponent.
    if (isinstance(value, Decimal) and not value.is_finite()) or not -_BEYOND < value < _BEYOND:
        return None, "bad_time"
    for least, parts in _STEPS:
        if value >= least:
            return _within(int(value) // parts)
    return _within(int(value))


def _of_text(value: str) -> tuple[int | None, str | None]:
    # "2026-06-28 03:46:57.713 UTC" is how some exports write it.
    text = value.strip()
    bare = text.removesuffix(" UTC")
    try:
        read = datetime.fromisoformat(bare if bare == text else f"{bare}Z")
    except ValueError:
        return None, "bad_time"
    seconds, bad = _within(int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp() // 1))
    return seconds, bad or (None if read.tzinfo else "no_zone")


def _within(seconds: int) -> tuple[int | None, str | None]:
    return (seconds, None) if _EARLIEST <= seconds < _LATEST else (None, "bad_time")
