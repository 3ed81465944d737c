"""A price, or a period of one, as a TOML table, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.model import Period
from llmcost.catalog.price import (
    RATE_NAMES,
    UNSTATED,
    WEEKDAYS,
    Condition,
    Price,
    clock,
    parse_weekdays,
    parse_window,
)
from llmcost.reading.fields import MOST_CONDITIONS, BadField, Fields, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from llmcost.reading.fields import Unknown

VARIES = "varies"


def read_price(raw: Any, where: str, unknown: Unknown) -> Price | None:
    """A price table, or None where it is ``"varies"``.

    Raises:
        BadField: when a rate or a condition is wrong.
    """
    if raw == VARIES:
        return None
    fields = Fields(raw, where)
    conditions = fields.raw("when", [])
    if not isinstance(conditions, list):
        raise BadField(f"{where}.when: {shown(conditions)} is not a list of tables")
    if len(conditions) > MOST_CONDITIONS:
        raise BadField(f"{where}.when: {len(conditions)} conditions are more than {MOST_CONDITIONS}")
    when = tuple(_read_condition(entry, f"{where}.when[{i}]", unknown) for i, entry in enumerate(conditions))
    return Price(_read_rates(fields, unknown), when)


def read_period(raw: Any, where: str, unknown: Unknown) -> Period:
    """One entry of ``past``.

    Raises:
        BadField: when it lacks a date or a price, or has a wrong value.
    """
    fields = Fields(raw, where)
    since, seen, gone = fields.day("since"), fields.day("seen"), fields.day("gone")
    inferred = fields.texts("inferred")
    if since is None or seen is None:
        raise BadField(f"{where}: a past price needs since and seen")
    if fields.left().get("price") == VARIES:
        fields.raw("price")
        unknown.add(fields.left(), where)
        return Period(None, since, seen, inferred, gone)
    price = read_price(fields.left(), where, unknown)
    if price is None or not price.rates:
        raise BadField(f"{where}: it states no rate")
    return Period(price, since, seen, inferred, gone)


def _read_rates(fields: Fields, unknown: Unknown) -> dict[str, Decimal]:
    rates = fields.numbers()
    unknown.add({name: None for name in rates if name not in RATE_NAMES}, fields.where)
    return rates


def _read_condition(raw: Any, where: str, unknown: Unknown) -> Condition:
    fields = Fields(raw, where)
    above, window, days = fields.count("above"), fields.text("utc"), fields.texts("days")
    try:
        start, end = (None, None) if window is None else parse_window(window)
    except ValueError:
        raise BadField(f"{where}.utc: {shown(window)} is not a window such as 01:00-04:00") from None
    for day in days:
        if day not in WEEKDAYS:
            raise BadField(f"{where}.days: {shown(day)} is not a weekday such as monday")
    condition = Condition(_read_rates(fields, unknown), above, start, end, parse_weekdays(days))
    if not condition.is_stated:
        raise BadField(f"{where}: {UNSTATED}")
    return condition


def write_period(period: Period) -> dict[str, Any]:
    """The entry of ``past``; ``read_period`` gives the period back."""
    table: dict[str, Any] = {"since": period.since, "seen": period.seen}
    if period.gone is not None:
        table["gone"] = period.gone
    if period.price is None:
        table["price"] = VARIES
    else:
        table |= write_price(period.price)
    if period.inferred:
        table["inferred"] = list(period.inferred)
    return table


def write_price(price: Price) -> dict[str, Any]:
    """The table of a price; ``read_price`` gives the price back."""
    table: dict[str, Any] = _write_rates(price.rates)
    if price.when:
        table["when"] = [_write_condition(condition) for condition in price.when]
    return table


def _write_rates(rates: Mapping[str, Decimal]) -> dict[str, Any]:
    known = {name: rates[name] for name in RATE_NAMES if name in rates}
    return known | {name: rate for name, rate in sorted(rates.items()) if name not in known}


def _write_condition(condition: Condition) -> dict[str, Any]:
    table: dict[str, Any] = {}
    if condition.above is not None:
        table["above"] = condition.above
    if condition.start is not None and condition.end is not None:
        table["utc"] = f"{clock(condition.start)}-{clock(condition.end)}"
    if condition.days:
        table["days"] = [WEEKDAYS[day] for day in condition.days]
    return table | _write_rates(condition.rates)
