"""One script: the prices and names as tables, a view that prices a usage table, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES, PARENT
from llmcost.cost.slot import Slot
from llmcost.cost.tariff import Tariff
from llmcost.sql.costs import billed
from llmcost.sql.counted import own
from llmcost.sql.expression import TEXT, Column, In, IsNull, Not, Text, both, call
from llmcost.sql.known_names import known_names
from llmcost.sql.meaning import MEANT, meaning
from llmcost.sql.price_rows import price_rows, tiers_of
from llmcost.sql.price_table import PriceTable
from llmcost.sql.pricing import Lookup, pricing
from llmcost.sql.statement import (
    Comment,
    Drop,
    Inline,
    Make,
    Named,
    Query,
    Select,
    Star,
    Step,
    Table,
    Together,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from llmcost.catalog.catalog import Catalog
    from llmcost.sql.dialect import Dialect
    from llmcost.sql.known_names import KnownName
    from llmcost.sql.price_rows import PriceRow
    from llmcost.sql.statement import Statement
    from llmcost.sql.usage_table import UsageTable

FORMS = ("script", "rows", "totals", "unpriced")
"""Tables, a view and what it comes to; or one query that makes nothing: of each row with its cost, of what
each model cost, or of what has no price."""

PRICES, NAMES, EXACT_NAMES, COSTS = (
    f"llmcost_{name}" for name in ("prices", "names", "exact_names", "costs")
)
"""The names that the tables and the view have, behind a prefix such as a schema."""

UNCOUNTED = ("duplicate", "no_usage")
"""Reasons of rows that cost nothing, since there is nothing to be priced."""


class Book(NamedTuple):
    """The prices and names that a script holds."""

    prices: PriceTable
    names: tuple[KnownName, ...]


def book_of(
    catalog: Catalog,
    usage: UsageTable,
    dialect: Dialect,
    *,
    models: Collection[str] | None = None,
    more: Iterable[str] = (),
) -> Book:
    """The prices and names that a usage table needs, and no more: some warehouses take only short scripts.

    Past prices if it has times, tiers if it has them, and the rates of the classes that it has.

    Args:
        catalog: the prices.
        usage: the table.
        dialect: of the script.
        models: the ids to keep to. None: all.
        more: names out of the usage table itself, which are resolved as they stand.
    """
    ids = sorted(catalog.models if models is None else models)
    has_tiers = not usage.fields.keys().isdisjoint({"tier", "batch"})
    needed = _needed(usage)
    rows = [
        row._replace(rates={name: rate for name, rate in row.rates.items() if name in needed})
        for model in ids
        for tier in ("", *(tiers_of(catalog, model) if has_tiers else ()))
        for row in _rows(catalog, model, tier, usage)
    ]
    # Of rows that all are of one model no name is looked up.
    names = known_names(catalog, models, more) if "model" in usage.fields else ()
    return Book(PriceTable(rows, places=dialect.places), tuple(_within(each, set(ids)) for each in names))


def _needed(usage: UsageTable) -> set[str]:
    """The rates that rows may be charged at: those of their classes, and of the parents of these."""
    needed = set(billed(usage))
    while not needed.issuperset(parents := {PARENT[name] for name in needed if name in PARENT}):
        needed |= parents
    return needed


def _rows(catalog: Catalog, model: str, tier: str, usage: UsageTable) -> tuple[PriceRow, ...]:
    """The price rows of a model at a service tier, without those that say nothing new."""
    rows = price_rows(Tariff(catalog, model, tier), model=model, remarks=False)
    undated, dated = ([row for row in rows if row.is_dated is is_dated] for is_dated in (False, True))
    if "time" not in usage.fields:
        return tuple(undated)
    if "model" in usage.fields and not tier:
        # That a model is known and has no price of a day says the same.
        dated = [row for row in dated if row.reason != "before_release"]
    if [*map(_told, undated)] == [_told(row) for row in dated if row.until is None]:
        # The open ones are for usage without a time, too.
        return tuple(dated)
    return (*undated, *dated)


def _told(row: PriceRow) -> PriceRow:
    """A row without its days."""
    return row._replace(is_dated=False, since=None, slot=Slot(0, None, None))


def _within(known: KnownName, ids: Collection[str]) -> KnownName:
    """A name; one of a model that the script leaves out means none."""
    is_within = known.model is None or known.model in ids
    return known if is_within else known._replace(model=None, reason="unknown_model")


def script(
    book: Book,
    usage: UsageTable,
    *,
    form: str = "script",
    prefix: str = "",
    head: tuple[str, ...] = (),
) -> tuple[Statement, ...]:
    """The statements of a script.

    Args:
        book: the prices and names.
        usage: what is priced.
        form: one of ``FORMS``.
        prefix: of the names of what is made, such as ``costs.`` of a schema.
        head: lines for people, above all.
    """
    tables = _tables(book)
    prefix = prefix if form == "script" else ""
    named: tuple[Step, ...] = ()
    lookup = Lookup(prices=Table(f"{prefix}{PRICES}", "p"))
    if NAMES in tables:
        exact = Table(f"{prefix}{EXACT_NAMES}", "e") if EXACT_NAMES in tables else None
        named = meaning(usage, f"{prefix}{NAMES}", exact)
        lookup = lookup._replace(names=Table(MEANT, "n"))
    priced = pricing(usage, book.prices, lookup, (Star("u"),))
    steps = (*named, *priced)
    rows = Select((Star(without=_dropped(usage, priced)),), Table(priced[-1].name))
    if form != "script":
        inline = tuple(Step(name, inline) for name, inline in tables.items())
        results = {"rows": rows, "totals": _totals(priced[-1].name), "unpriced": _unpriced(priced[-1].name)}
        return Comment(head), Query((*inline, *steps), results[form])
    costs = f"{prefix}{COSTS}"
    return (
        Comment(head),
        Together(
            (
                Drop(costs),
                *(Make("table", f"{prefix}{name}", inline) for name, inline in tables.items()),
                Make("view", costs, Query(steps, rows)),
            )
        ),
        Comment(("What each model cost, in USD.",)),
        _totals(costs),
        Comment(("What has no price, by the name that it has in the table, and why.",)),
        _unpriced(costs),
    )


def _tables(book: Book) -> dict[str, Inline]:
    name, model, reason = ((each, TEXT) for each in ("name", "model", "reason"))
    tables = {PRICES: book.prices.inline()}
    if not book.names:
        return tables
    # A table can't be empty; no name is looked up in capital letters.
    plain = [each[:3] for each in book.names if not each.exact] or [("NONE", None, None)]
    exact = [each[:3] for each in book.names if each.exact]
    named = {NAMES: Inline((name, model, reason), plain)}
    return named | ({EXACT_NAMES: Inline((name, model, reason), exact)} if exact else {}) | tables


def _dropped(usage: UsageTable, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The columns of the steps that nobody asks for: all but the name, the counts and what they cost."""
    classes = (*INPUT_CLASSES, *OUTPUT_CLASSES, "web_search")
    kept = (
        "name",
        "tier",
        "requests",
        "input",
        "output",
        *(each for each in classes if each in usage.fields),
    )
    told = {own(name) for name in (*kept, "model", "cost", "reason", "remark")}
    columns = (each for step in steps if isinstance(step.query, Select) for each in step.query.columns)
    return tuple(each.name for each in columns if isinstance(each, Named) and each.name not in told)


def _totals(source: str) -> Select:
    model, cost_ = Column(own("model")), Column(own("cost"))
    return Select(
        (Named(model, "model"), *_summed("requests", "input", "output", "cost")),
        Table(source),
        where=Not(IsNull(cost_)),
        group_by=(model,),
        order_by=((Column("cost"), True), (Column("model"), False)),
    )


def _unpriced(source: str) -> Select:
    name, reason = Column(own("name")), Column(own("reason"))
    return Select(
        (Named(name, "name"), Named(reason, "reason"), *_summed("requests", "input", "output")),
        Table(source),
        where=both(Not(IsNull(reason)), Not(In(reason, tuple(map(Text, UNCOUNTED))))),
        group_by=(name, reason),
        order_by=((Column("requests"), True), (Column("name"), False), (Column("reason"), False)),
    )


def _summed(*names: str) -> tuple[Named, ...]:
    return tuple(Named(call("sum", Column(own(name))), name) for name in names)
