"""A model as a TOML table, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from llmcost.catalog.model import Model, Period
from llmcost.reading.fields import COMMAND, UNPRINTABLE, BadField, Fields, shown
from llmcost.sources.price_tables import VARIES, read_period, read_price, write_period, write_price

if TYPE_CHECKING:
    from llmcost.reading.fields import Unknown

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
_ID = re.compile(r"\S{1,200}")


def is_id(text: str) -> bool:
    """Whether a model can have that id, or a name that a user gives it."""
    return (
        _ID.fullmatch(text) is not None and COMMAND.search(text) is None and UNPRINTABLE.search(text) is None
    )


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
    table["past"] = [write_period(period) for period in model.past]
    if model.current.price is not None:
        table["price"] = write_price(model.current.price)
    stated = {key: value for key, value in table.items() if value is not None and value != []}
    return stated | dict(model.extra)
