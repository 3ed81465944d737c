"""Usage read and priced by an engine, where it lies: in files, object stores and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.elsewhere import Elsewhere
from llmcost.cost.spend import Logged
from llmcost.cost.tariff import Tariff
from llmcost.errors import NothingToReadError, UsageError
from llmcost.records.oddities import oddities, unstated
from llmcost.records.zone import zone_of
from llmcost.sql.expression import Column
from llmcost.sql.gathered import Gathered, model_of
from llmcost.sql.grouped import grouped
from llmcost.sql.layout import write_query
from llmcost.sql.price_rows import price_rows
from llmcost.sql.price_table import PriceTable
from llmcost.sql.stated import name_of, tier_of
from llmcost.sql.statement import Named, Query, Select, Step, Table
from llmcost.sql.table_fields import told_columns, usage_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.tally import Tally
    from llmcost.records.question import Question
    from llmcost.sql.engine import Engine
    from llmcost.sql.price_rows import PriceRow
    from llmcost.sql.usage_table import UsageTable

MOST_NAMES = 10_000
"""Different names of models, with their tiers, that a table may have: no more than that are models."""


def read_table(engine: Engine, names: Sequence[str], question: Question, catalog: Catalog) -> Logged:
    """Read usage of one row a request, or of several requests summed up, through an engine.

    The engine reads, prices and adds up; what comes here is a row for each model, price, day and whatever
    else is asked by.

    Args:
        engine: that runs the queries.
        names: files, folders, wildcards and addresses that it reads, or ``table:NAME``.
        question: what is asked.
        catalog: the prices.

    Raises:
        NothingToReadError: when no usage is found, or all lies outside the time asked for.
        UsageError: for what can't be read, a table that lacks a column, and a question that only a reading
            record by record answers.
    """
    question.check()
    zone_of(question.zone)
    if question.others or question.reconcile or question.flavour:
        raise UsageError(
            "other models, reconciling and formats need each record by itself, which an engine doesn't give",
            hint="read the same files without an engine",
        )
    found = engine.find(names)
    what = names[0] if len(names) == 1 else f"{len(names):,} names"
    usage = usage_of(found, question, what)
    tariffs = _Tariffs(catalog)
    prices = PriceTable(
        _price_rows(engine, usage, tariffs, question), places=engine.dialect.places, numbered=True
    )
    query = grouped(usage, prices, question, found)
    gathered = Gathered(question, found, prices.rows, tariffs.of, query.step)
    gathered.take(query.columns, engine.run(write_query(query.query, engine.dialect)))
    unread = int(engine.run(found.unread)[0][0]) if found.unread else 0
    cells, tally = gathered.cells, gathered.tally(unread)
    if not cells:
        raise _nothing(what, tally)
    return Logged(
        cells,
        tariffs.of,
        Elsewhere(catalog, ()),
        tally,
        (*oddities(gathered.odd(unread)), *unstated(question, cells, tuple(told_columns(found)))),
        charged=gathered.charged,
    )


class _Tariffs:
    """The schedules of models as a table names them, each resolved once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[tuple[str | None, str], Tariff] = {}

    def of(self, model: str | None, tier: str) -> Tariff:
        found = self._known.get((model, tier))
        if found is None:
            found = self._known[model, tier] = Tariff(self._catalog, model, tier)
        return found


def _price_rows(engine: Engine, usage: UsageTable, tariffs: _Tariffs, question: Question) -> list[PriceRow]:
    """The rows of every name in the table that has a price; and of none, so that there are any."""
    rows = [*price_rows(tariffs.of(None, ""), model="")]
    for name, tier in _names(engine, usage):
        tariff = tariffs.of(model_of(name, question), tier)
        if tariff.trouble is None:
            rows += price_rows(tariff, model=name)
    return [row for row in rows if "time" in usage.fields or not row.is_dated]


def _names(engine: Engine, usage: UsageTable) -> list[tuple[str, str]]:
    """The names of models that stand in the table, each with its service tiers."""
    columns = (Named(name_of(usage), "name"), Named(tier_of(usage), "tier"))
    steps = (Step("named", Select(columns, usage.table)),)
    keys = (Column("name"), Column("tier"))
    selected = Select(tuple(Named(key, key.name) for key in keys), Table("named"), group_by=keys)
    query = write_query(Query(steps, selected), engine.dialect)
    found = engine.run(f"{query}\nLIMIT {MOST_NAMES + 1}")
    if len(found) > MOST_NAMES:
        raise UsageError(
            f"the column {usage.fields.get('model')!r} holds more than {MOST_NAMES:,} different names, "
            "which can't be models",
            hint="say which column is the model: --map model=COLUMN",
        )
    return [(name, tier) for name, tier in found if name is not None]


def _nothing(what: str, tally: Tally) -> NothingToReadError:
    if tally.outside:
        return NothingToReadError(
            f"{what}: none of {tally.outside:,} records lies within --since and --until",
            hint="widen the range, or leave it out",
        )
    rows = f"{tally.read:,} {'row' if tally.read == 1 else 'rows'}"
    bad = f"; the figures of {tally.malformed:,} can't be read" if tally.malformed else ""
    said = f"no usage found in {rows}{bad}" if tally.read else "nothing stands in it"
    return NothingToReadError(
        f"{what}: {said}", hint="--map says which column holds what, such as --map input=prompt_tok"
    )
