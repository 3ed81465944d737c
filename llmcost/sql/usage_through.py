"""What usage costs where it lies, in one call: the way in for Python."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from llmcost.cost.spend import Wish, spend
from llmcost.records.arguments import check_basis, columns_of, keys_of, seconds_of
from llmcost.records.question import Question
from llmcost.records.zone import zone_of
from llmcost.sql.reading import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.spending import Spending
    from llmcost.sql.engine import Engine


def usage_through(
    engine: Engine,
    names: Sequence[str],
    catalog: Catalog,
    *,
    by: Sequence[str] = ("model",),
    since: datetime | None = None,
    until: datetime | None = None,
    zone: str = "UTC",
    basis: str = "best",
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Spending:
    """Have an engine price a table of usage, each row at the rates of its own day, hour and size.

    Args:
        engine: ``DuckDBEngine()``, or ``SparkEngine(session)`` on a session of yours.
        names: files, folders, wildcards and addresses of object stores that it reads, or ``table:NAME``.
        catalog: the prices, from ``load_catalog``.
        by: what to group by, the outermost first: ``model``, ``day``, ``hour``, ``month``, ``file``,
            ``session``, ``user``, or other columns.
        since: the first moment that counts, with its zone.
        until: the first moment that counts no more, with its zone.
        zone: the time zone of days and hours, as the IANA database names it.
        basis: what to sum: ``best`` (bills where stated, else list prices), ``computed`` or ``stated``.
        model: of rows that name none.
        columns: field -> name of its column.

    Raises:
        NothingToReadError: where there is no table, or none of it states usage.
        UsageError: for an argument, file or column that can't be used.
        PriceError: for a model that isn't known.
    """
    check_basis(basis)
    now = datetime.now(UTC)
    question = Question(
        by=keys_of(by),
        now=int(now.timestamp()),
        since=seconds_of(since, "since"),
        until=seconds_of(until, "until"),
        zone=zone,
        model=model,
        columns=columns_of(columns),
    )
    if model is not None:
        catalog.resolve(model)
    logged = read_table(engine, names, question, catalog)
    day_there = now.astimezone(zone_of(zone)).date()
    wish = Wish(question.by, basis=basis, zone=zone)
    return spend(logged, wish, catalog.provenance, now.date(), day_there)
