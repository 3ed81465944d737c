"""A price as the JSON of `check` holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.price import UNSTATED, Condition, Price, parse_weekdays, parse_window
from llmcost.reading.fields import MOST_CONDITIONS, BadField

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.reading.json_object import JsonObject

MOST = 3 * MOST_CONDITIONS
"""Conditions on one price: those of the ledger, of a user's file and of a project's."""


def read_price(stored: JsonObject) -> Price:
    """The price out of ``rates`` and ``when``.

    Raises:
        BadField: when it is wrong.
    """
    when = tuple(_read_condition(condition) for condition in stored.objects("when"))
    if len(when) > MOST:
        raise BadField(f"{stored.place('when')}: {len(when)} conditions are more than {MOST}")
    return Price(_read_rates(stored), when)


def _read_rates(stored: JsonObject) -> dict[str, Decimal]:
    rates = stored.object("rates")
    return {name: rates.number(name) for name in rates.keys}


def _read_condition(stored: JsonObject) -> Condition:
    above = None if stored.is_null("above") else stored.count("above")
    start, end = (None, None) if stored.is_null("utc") else read_window(stored, "utc")
    condition = Condition(_read_rates(stored), above, start, end, _read_days(stored))
    if not condition.is_stated:
        raise BadField(f"{stored.where}: {UNSTATED}")
    return condition


def _read_days(stored: JsonObject) -> tuple[int, ...]:
    named = stored.raw("days")
    if isinstance(named, list):
        try:
            return parse_weekdays(named)
        except ValueError:
            pass
    raise stored.bad("days", "a list of weekdays such as monday")


def read_window(stored: JsonObject, key: str) -> tuple[int, int]:
    """Two minutes of the day out of ``01:00-04:00``; the end may be 24:00.

    Raises:
        BadField: when it is wrong.
    """
    try:
        return parse_window(stored.text(key))
    except ValueError:
        raise stored.bad(key, "a window such as 01:00-04:00") from None
