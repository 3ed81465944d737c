"""A model as a TOML table, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import MINUTES_PER_DAY, RATE_NAMES, WEEKDAYS, Condition, Price, clock
from llmcost.sources.fields import COMMAND, MOST_CONDITIONS, UNPRINTABLE, BadField, Fields, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

VARIES = "varies"

FACTS = frozenset(
    [
        "alias_of",
        "context",
        "expires",
        "features",
        "input",
        "intelligence",
        "knowledge_cutoff",
        "max_output",
        "name",
        "output",
        "released",
        "retired",
        "snapshot",
        "tokenizer",
    ]
)
"""What a table can say of a model besides prices."""
_WINDOW = re.compile(r"([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])", re.ASCII)
_ID = re.compile(r"\S{1,200}")


def is_id(text: str) -> bool:
    """Whether a model can have that id, or a name that a user gives it."""
    return (
        _ID.fullmatch(text) is not None and COMMAND.search(text) is None and UNPRINTABLE.search(text) is None
    )


class Unknown:
    """Keys that this version doesn't know, by kind: told once, not for each table."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def add(self, keys: Mapping[str, Any], where: str) -> None:
        """Remember the first place of each key."""
        for key in keys:
            self.keys.setdefault(key, where)


def read_model(model_id: str, table: Any, unknown: Unknown) -> Model:
    """Build a model from its table in a ledger.

    Raises:
        BadField: when a value is wrong, or there is no price.
    """
    if not is_id(model_id):
        raise BadField(f"models: {shown(model_id)} is no id, which is 1 to 200 characters without spaces")
    where = f'models."{model_id}"'
    fields = Fields(table, where)
    raw_price = fields.raw("price")
    if raw_price is None:
        raise BadField(f'{where}: it has no price; give it one, or price = "{VARIES}"')
    price = read_price(raw_price, f"{where}.price", unknown)
    if price is not None and not price.rates:
        raise BadField(f"{where}.price: it states no rate")
    current = Period(
        price=price,
        since=fields.day("since"),
        seen=fields.day("seen"),
        inferred=fields.texts("inferred"),
    )
    past = fields.raw("past", [])
    if not isinstance(past, list):
        raise BadField(f"{where}.past: {shown(past)} is not a list of tables")
    model = Model(
        id=model_id,
        current=current,
        past=tuple(read_period(entry, f"{where}.past[{i}]", unknown) for i, entry in enumerate(past)),
        **read_facts(fields),
        extra=fields.left(),
    )
    unknown.add(model.extra, where)
    _check_order(model, where)
    return model


def read_facts(fields: Fields) -> dict[str, Any]:
    """What a table says of a model besides prices: keyword arguments for ``Model``, absent ones left out."""
    facts = {
        "name": fields.text("name"),
        "snapshot": fields.text("snapshot"),
        "released": fields.day("released"),
        "context": fields.count("context"),
        "max_output": fields.count("max_output"),
        "input": fields.texts("input"),
        "output": fields.texts("output"),
        "features": fields.texts("features"),
        "tokenizer": fields.text("tokenizer"),
        "knowledge_cutoff": fields.day("knowledge_cutoff"),
        "intelligence": fields.number("intelligence"),
        "expires": fields.day("expires"),
        "retired": fields.day("retired"),
        "alias_of": fields.text("alias_of"),
    }
    return {key: value for key, value in facts.items() if value is not None and value != ()}


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
    start, end = _read_window(window, where) if window is not None else (None, None)
    for day in days:
        if day not in WEEKDAYS:
            raise BadField(f"{where}.days: {shown(day)} is not a weekday such as monday")
    if above is None and window is None and not days:
        raise BadField(f"{where}: a condition needs above, utc or days")
    weekdays = tuple(sorted({WEEKDAYS.index(day) for day in days}))
    return Condition(_read_rates(fields, unknown), above, start, end, weekdays)


def _read_window(window: str, where: str) -> tuple[int, int]:
    match = _WINDOW.fullmatch(window)
    if match is not None:
        hours = [int(part) for part in match.groups()]
        start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if start < MINUTES_PER_DAY and end <= MINUTES_PER_DAY and start != end:
            return start, end
    raise BadField(f"{where}.utc: {shown(window)} is not a window such as 01:00-04:00")


def _check_order(model: Model, where: str) -> None:
    """Periods must follow each other, or a date would have two prices."""
    last = None
    for period in (*model.past, model.current):
        if period.since is not None and period.seen is not None and period.seen < period.since:
            raise BadField(
                f"{where}: a price of {period.since} was seen until {period.seen}, before it began"
            )
        if last is not None and (period.since is None or period.since <= last):
            raise BadField(f"{where}: the price of {period.since} does not follow the one seen until {last}")
        last = period.seen
        if period.gone is not None:
            if last is None or period.gone <= last:
                raise BadField(f"{where}: gone on {period.gone} does not follow the price seen until {last}")
            last = period.gone


def write_model(model: Model) -> dict[str, Any]:
    """The table of a model; ``read_model`` gives the model back."""
    table: dict[str, Any] = {}
    for key in ("name", "snapshot", "released", "context", "max_output"):
        table[key] = getattr(model, key)
    for key in ("input", "output", "features"):
        table[key] = list(getattr(model, key))
    for key in ("tokenizer", "knowledge_cutoff", "intelligence", "expires", "alias_of"):
        table[key] = getattr(model, key)
    table |= {"since": model.current.since, "seen": model.current.seen, "retired": model.retired}
    table["inferred"] = list(model.current.inferred)
    if model.current.price is None:
        table["price"] = VARIES
    table["past"] = [_write_period(period) for period in model.past]
    if model.current.price is not None:
        table["price"] = _write_price(model.current.price)
    stated = {key: value for key, value in table.items() if value is not None and value != []}
    return stated | dict(model.extra)


def _write_period(period: Period) -> dict[str, Any]:
    table: dict[str, Any] = {"since": period.since, "seen": period.seen}
    if period.gone is not None:
        table["gone"] = period.gone
    if period.price is None:
        table["price"] = VARIES
    else:
        table |= _write_price(period.price)
    if period.inferred:
        table["inferred"] = list(period.inferred)
    return table


def _write_price(price: Price) -> dict[str, Any]:
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
