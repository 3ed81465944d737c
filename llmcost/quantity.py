"""What people type for a number of tokens, a share, an amount, a duration, a date or a time of day."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from llmcost.errors import QuantityError
from llmcost.money import EXACT, parse_usd

MAX_TOKENS = 10**15
"""More tokens than anyone is billed for; a larger number is taken for a slip."""

# Patterns stay text until they are needed: a command reads a few kinds of quantity, never all.
_COUNT = r"(?ai)([0-9]+(?:_[0-9]+)*)(?:\.([0-9]{1,12}))?([kmb]?)"
_NUMBER = r"(?a)[0-9]+(?:\.[0-9]+)?"
_DURATION = r"(?ai)([0-9]{1,6})([dwmy])"
_DATE = r"(?a)[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"(?a)([01][0-9]|2[0-3]):([0-5][0-9])"
_SCALE = {"": 0, "k": 3, "m": 6, "b": 9}
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}

MINUTES_PER_HOUR = 60


def parse_count(text: str, what: str) -> int:
    """Read a count: ``1200``, ``12k``, ``1.5M``, ``2_000``, ``1B``.

    Args:
        text: what was typed.
        what: the flag or key that it was typed for, for the message.

    Raises:
        QuantityError: for signs, commas, exponents, NaN, other scripts' digits, fractions of one, and
            counts above ``MAX_TOKENS``.
    """
    match = re.fullmatch(_COUNT, text)
    if match is None:
        raise QuantityError(f"{what}: {text!r} is not a count", hint=_count_hint(text))
    whole, fraction, suffix = match.groups()
    digits = whole.replace("_", "").lstrip("0")
    if len(digits) > len(str(MAX_TOKENS)):
        raise QuantityError(f"{what}: {text[:40]!r} is more than {MAX_TOKENS:,}", hint="check the number")
    value = Decimal(f"{digits or '0'}.{fraction or '0'}").scaleb(_SCALE[suffix.lower()], EXACT)
    if value != value.to_integral_value():
        raise QuantityError(f"{what}: {text!r} is not a whole number", hint="give a whole number")
    if value > MAX_TOKENS:
        raise QuantityError(f"{what}: {text!r} is more than {MAX_TOKENS:,}", hint="check the number")
    return int(value)


def _count_hint(text: str) -> str:
    if "," in text:
        return "write 1500 or 1.5k; a comma is read differently from country to country"
    if text.startswith(("-", "\N{MINUS SIGN}")):
        return "it can't be negative"
    if "/" in text or text.lower().endswith((".json", ".csv", ".md", ".txt", ".svg", ".html")):
        return "that looks like a path: --out FILE writes the report to a file (-o means output tokens)"
    return "write it like 1200, 12k, 1.5M or 2_000"


def parse_count_or_share(text: str, whole: int, what: str) -> int:
    """Read a part of ``whole``: a count as in ``parse_count``, or a share such as ``75%``.

    A share that doesn't come out in whole tokens is rounded down.

    Raises:
        QuantityError: as ``parse_count``; for a share above 100 %; for a count above ``whole``.
    """
    if text.endswith("%"):
        share = parse_percent(text, what)
        if share > 1:
            raise QuantityError(f"{what}: {text!r} is more than the whole", hint="give 0% to 100%")
        return int(EXACT.multiply(share, Decimal(whole)))
    count = parse_count(text, what)
    if count > whole:
        raise QuantityError(
            f"{what}: {count:,} is more than the {whole:,} that it is part of", hint="give a part, or a share"
        )
    return count


def parse_percent(text: str, what: str) -> Decimal:
    """Read ``5.5%`` as ``0.055``.

    Raises:
        QuantityError: for anything but a plain non-negative number with up to 12 decimals and a ``%`` sign.
    """
    number = text.removesuffix("%")
    if not text.endswith("%") or not re.fullmatch(_NUMBER, number) or len(number) > 14:  # noqa: PLR2004
        raise QuantityError(f"{what}: {text!r} is not a percentage", hint="write it like 75% or 5.5%")
    return Decimal(number).scaleb(-2, EXACT)


def parse_amount(text: str, what: str) -> Decimal:
    """Read an amount in US dollars: ``5``, ``0.25``, ``$5``.

    Raises:
        QuantityError: for signs, commas, exponents and other currencies.
    """
    try:
        return parse_usd(text.removeprefix("$"))
    except ValueError:
        raise QuantityError(
            f"{what}: {text!r} is not an amount in USD", hint="write it like 5, 0.25 or $5"
        ) from None


def parse_number(text: str, what: str) -> Decimal:
    """Read a plain non-negative number, such as an intelligence index: ``40`` or ``37.5``.

    Raises:
        QuantityError: for anything else.
    """
    if not re.fullmatch(_NUMBER, text) or len(text) > 20:  # noqa: PLR2004
        raise QuantityError(f"{what}: {text!r} is not a number", hint="write it like 40 or 37.5")
    return Decimal(text)


def parse_days(text: str, what: str) -> int:
    """Read a duration in days: ``30d``, ``2w``, ``6m`` (of 30 days), ``1y`` (365 days).

    Raises:
        QuantityError: for anything else.
    """
    match = re.fullmatch(_DURATION, text)
    if match is None:
        raise QuantityError(f"{what}: {text!r} is not a duration", hint="write it like 30d, 2w, 6m or 1y")
    return int(match[1]) * _DAYS[match[2].lower()]


def parse_date(text: str, what: str) -> date:
    """Read a calendar date: ``2026-11-10``.

    Raises:
        QuantityError: for anything else, a day that doesn't exist included.
    """
    if re.fullmatch(_DATE, text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise QuantityError(f"{what}: {text!r} is not a date", hint="write it like 2026-11-10")


def parse_day(text: str, what: str, today: date) -> date:
    """Read a date, or an age (``30d``, ``2w``, ``6m``, ``1y``) as the day so long ago.

    Args:
        text: as it was typed.
        what: names it in messages.
        today: the day from which an age is counted back, to the first day there is at most.

    Raises:
        QuantityError: for anything else, a day that doesn't exist included.
    """
    try:
        if not re.fullmatch(_DURATION, text):
            return parse_date(text, what)
        return date.fromordinal(max(1, today.toordinal() - parse_days(text, what)))
    except QuantityError as error:
        hint = "write it like 2026-11-10, or as an age like 7d, 2w, 6m or 1y"
        raise QuantityError(error.message, hint=hint) from None


def parse_clock(text: str, what: str) -> int:
    """Read a time of day in UTC, ``HH:MM``, as minutes since midnight (0 to 1439).

    Raises:
        QuantityError: for anything else.
    """
    match = re.fullmatch(_CLOCK, text)
    if match is None:
        raise QuantityError(f"{what}: {text!r} is not a time of day", hint="write it like 09:30, in UTC")
    return int(match[1]) * MINUTES_PER_HOUR + int(match[2])
