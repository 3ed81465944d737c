"""The single values of a workload file: what each kind of key takes."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from llmcost.cost.period import DAYS
from llmcost.errors import QuantityError
from llmcost.quantity import (
    MAX_TOKENS,
    parse_amount,
    parse_clock,
    parse_count,
    parse_count_or_share,
    parse_number,
    parse_percent,
)
from llmcost.reading.fields import COMMAND, Misfit, shown

_LONGEST_NAME, _LONGEST_TEXT = 100, 300
_ONCE = "once"
_LONGEST_QUANTITY = 40
"""Characters of a number; parsers quote what they refuse in full."""


def read_name(value: Any, what: str) -> str:
    """A scenario's name: it goes into tables, logs of CI and XML."""
    name = read_text(value, what)
    if len(name) > _LONGEST_NAME or name != name.strip() or COMMAND.search(name):
        said = f"{what}: {shown(name)} can't name a scenario"
        hint = f"up to {_LONGEST_NAME} characters, no '::', no '##' before '[', no space at either end"
        raise QuantityError(said, hint=hint)
    return name


def read_text(value: Any, what: str) -> str:
    """A string that can be printed, with something in it."""
    if not isinstance(value, str):
        raise QuantityError(f"{what}: {shown(value)} is not a string", hint="write it in quotes")
    if not value.strip():
        raise QuantityError(f"{what}: it is empty", hint="name something")
    if len(value) > _LONGEST_TEXT or not value.isprintable():
        said = f"{what}: {shown(value)} is not a string of up to {_LONGEST_TEXT} printable characters"
        raise QuantityError(said, hint="write it on one line, without control characters")
    return value


def read_told(value: Any, what: str) -> str:
    """A string that goes into logs of CI, where some would be a command."""
    text = read_text(value, what)
    if COMMAND.search(text):
        raise QuantityError(
            f"{what}: {shown(value)} can't stand in a log of CI",
            hint="leave out two colons in a row, and ## before a bracket",
        )
    return text


def read_texts(value: Any, what: str) -> tuple[str, ...]:
    """A list of such strings."""
    if not isinstance(value, list):
        raise QuantityError(f"{what}: {shown(value)} is not a list", hint=f'write it like {what} = ["tools"]')
    return tuple(read_told(item, what) for item in value)


def read_files(value: Any, what: str) -> tuple[str, ...]:
    """The name of a file, or a list of them; of an empty list none."""
    names = value if isinstance(value, list) else [value]
    if isinstance(value, str | list):
        return tuple(read_told(name, what) for name in names)
    raise QuantityError(
        f"{what}: {shown(value)} is neither a file nor a list of them",
        hint=f'write it like {what} = "prompt.md"',
    )


def read_count(value: Any, what: str) -> int:
    """A number of tokens or searches: ``1200`` or ``"12k"``."""
    if type(value) is int and 0 <= value <= MAX_TOKENS:
        return value
    return _parsed_count(_text_of_count(value, what, "a count", 'write it like 1200, 12_000 or "12k"'), what)


@lru_cache(maxsize=256)
def _parsed_count(text: str, what: str) -> int:
    return parse_count(text, what)


def read_requests(value: Any, what: str) -> int:
    """A number of requests, from 1."""
    count = read_count(value, what)
    if not count:
        raise QuantityError(
            f"{what}: {shown(value)} asks for nothing", hint="give 1 or more, or take the scenario out"
        )
    return count


def read_part(value: Any, what: str) -> str:
    """A part of the input or output, as text whose whole is not known yet: ``900``, ``"12k"``, ``"75%"``."""
    text = _text_of_count(value, what, "a count or a share", 'write it like 900, "12k" or "75%"')
    part_of(text, MAX_TOKENS, what)
    return text


@lru_cache(maxsize=256)
def part_of(text: str, whole: int, what: str) -> int:
    """The tokens that a part is of ``whole``.

    Raises:
        QuantityError: when it is more.
    """
    return parse_count_or_share(text, whole, what)


def read_percent(value: Any, what: str) -> Decimal:
    """A share: ``"5.5%"``. A bare number is refused, as nobody can tell 5 from 5 %."""
    if not isinstance(value, str):
        raise QuantityError(f"{what}: {shown(value)} is not a percentage", hint='write it like "5.5%"')
    return parse_percent(_quantity(value, what, "a percentage", 'write it like "5.5%"'), what)


def read_number(value: Any, what: str) -> Decimal:
    """A plain number from 0: ``40``, ``37.5``."""
    return parse_number(_quantity(value, what, "a number", "write it like 40 or 37.5"), what)


def read_amount(value: Any, what: str) -> tuple[Decimal, bool]:
    """An amount in USD: ``500``, ``0.05``, ``"$500"``; and that it is no share."""
    if isinstance(value, Decimal):
        return value, False
    text = _quantity(value, what, "an amount in USD", 'write it like 5, 0.25 or "$5"')
    return parse_amount(text, what), False


def read_growth(value: Any, what: str) -> tuple[Decimal, bool]:
    """A rise in USD, or in per cent as a share; and whether it is one."""
    try:
        if isinstance(value, str) and value.endswith("%"):
            return read_percent(value, what), True
        return read_amount(value, what)
    except QuantityError:
        form = 'write it like "10%", or 50 for USD a month; it can\'t be negative'
        raise QuantityError(
            f"{what}: {shown(value)} is neither a percentage nor an amount", hint=form
        ) from None


def read_yes_or_no(value: Any, what: str) -> bool:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        raise QuantityError(
            f"{what}: {shown(value)} is neither true nor false", hint=f"write {what} = true, without quotes"
        )
    return value


def read_period(value: Any, what: str) -> str | None:
    """How often: ``day``, ``week``, ``month`` or ``year``; None for ``once``, as where nothing is said."""
    if value == _ONCE:
        return None
    if not isinstance(value, str) or value not in DAYS:
        raise QuantityError(
            f"{what}: {shown(value)} is no period",
            hint=f"one of {', '.join(DAYS)}, or {_ONCE}, as if left out: requests are all there will be",
        )
    return value


def read_window(value: Any, what: str) -> tuple[int, int]:
    """Hours of the day in UTC, ``"01:00-04:00"``, or a minute of it, ``"02:30"``, in minutes."""
    form = 'write it like "01:00-04:00" or "02:30", in UTC'
    if isinstance(value, time):
        value = str(value)
    first, dash, last = _quantity(value, what, "a time of day", form).partition("-")
    try:
        start, end = parse_clock(first, what), parse_clock(last if dash else first, what)
    except QuantityError:
        raise QuantityError(f"{what}: {shown(value)} is not a time of day", hint=form) from None
    if dash and start == end:
        # Nobody can tell whether that minute is meant or the whole day.
        raise QuantityError(
            f"{what}: {shown(value)} ends where it begins",
            hint=f'write "{first}" for that minute; for any hour leave it out',
        )
    return start, end


def read_day(value: Any, what: str) -> date:
    """A date without time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        hint = f"write it like {what} = 2026-11-10, without quotes or time"
        raise QuantityError(f"{what}: {shown(value)} is not a date", hint=hint)
    return value


def _text_of_count(value: Any, what: str, wanted: str, form: str) -> str:
    """As ``_quantity``, but a number with a point is refused: 0.75 could be meant for a share."""
    return _quantity(Misfit(str(value)) if isinstance(value, Decimal) else value, what, wanted, form)


def _quantity(value: Any, what: str, wanted: str, form: str) -> str:
    """What was written as a number or as text, as text for a parser; its range is for that to judge."""
    if isinstance(value, str) and len(value) <= _LONGEST_QUANTITY:
        return value
    if type(value) is int and 0 <= value < 10**_LONGEST_QUANTITY:
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    negative = (type(value) is int and value < 0) or (isinstance(value, Misfit) and value.text[0] == "-")
    raise QuantityError(
        f"{what}: {shown(value)} is not {wanted}", hint="it can't be negative" if negative else form
    )
