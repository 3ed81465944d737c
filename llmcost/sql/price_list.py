"""The prices alone, for those who join them to their usage themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from llmcost.catalog.price import PARENT, RATE_NAMES
from llmcost.cost.tariff import Tariff
from llmcost.errors import PriceError, UsageError
from llmcost.money import ZERO, plain
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.expression import DAY, TEXT, WHOLE, decimal
from llmcost.sql.price_rows import price_rows, tiers_of
from llmcost.sql.statement import Inline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog
    from llmcost.sql.price_rows import PriceRow
    from llmcost.sql.statement import Row

PRICE_LIST = "llmcost_price_list"
"""The name that it has as a table; that of a script's prices is another, as its columns are."""

STANDARD = "standard"
"""The service tier of most requests; files of CSV can't tell an empty text from nothing."""

_DIGITS, _PLACES = 38, 18


def price_list(catalog: Catalog, models: Collection[str] | None = None, names: Iterable[str] = ()) -> Inline:
    """A table with a row for each model, service tier, stretch of days, request size and part of the week.

    Its rows are disjoint. Ranges include both ends, and nothing stands for an open one; ``week_from`` and
    ``week_to`` are minutes since Monday 00:00 UTC. The row without ``until`` holds today.

    Rates are in USD per million tokens, ``web_search`` and ``request`` in USD each; a class without one has
    that of its parent.

    Args:
        catalog: the prices.
        models: the ids to keep to. None: all.
        names: names to list instead of ids, each with the rows of what it means.
    """
    ids = sorted(catalog.models if models is None else models)
    rows = [row for name in dict.fromkeys(names) or ids for row in _rows(catalog, name)]
    rates = [{name: _rate(row.rates, name) for name in RATE_NAMES} for row in rows]
    places = max((_places(rate) for each in rates for rate in each.values() if rate is not None), default=0)
    rate_type = decimal(_DIGITS, max(places, _PLACES))
    as_of = catalog.provenance.as_of.isoformat()
    columns = (
        *((name, TEXT) for name in ("model", "tier", "priced_as")),
        *((name, DAY) for name in ("since", "until")),
        *((name, WHOLE) for name in ("size_from", "size_to", "week_from", "week_to")),
        *((name, rate_type) for name in RATE_NAMES),
        ("reason", TEXT),
        ("as_of", DAY),
    )
    return Inline(columns, [_told(row, each, as_of) for row, each in zip(rows, rates, strict=True)])


def write_parquet(inline: Inline, file: Path) -> None:
    """Write a table as Parquet.

    Raises:
        UsageError: when DuckDB is not installed, or the file can't be written.
    """
    try:
        import duckdb
    except ImportError:
        raise UsageError(
            "--out: Parquet is written by DuckDB, which is not installed",
            hint="pip install 'llmcost-cli[duckdb]', or write .csv or .sql",
        ) from None
    with duckdb.connect() as connection:
        try:
            connection.sql(DuckDB().inline(inline)).write_parquet(str(file))
        except duckdb.IOException:
            raise UsageError(
                f"--out: can't write {file}", hint="name a file in a folder that exists"
            ) from None


def _rows(catalog: Catalog, name: str) -> Iterator[PriceRow]:
    """The rows of a name; of one that means no model those that say so."""
    try:
        tiers = tiers_of(catalog, catalog.resolve(name, suggest=False).id)
    except PriceError:
        tiers = ()
    for tier in ("", *tiers):
        rows = price_rows(Tariff(catalog, name, tier), model=name, remarks=False)
        # Usage without a time has the row that is open.
        yield from (row for row in rows if row.is_dated)


def _rate(rates: Mapping[str, Decimal], name: str) -> Decimal | None:
    """The rate of a class, or of its nearest parent that has one."""
    at: str | None = name
    while at is not None:
        if at in rates:
            return rates[at]
        at = PARENT.get(at)
    return ZERO if name == "request" and rates else None


def _places(rate: Decimal) -> int:
    return len(plain(rate).partition(".")[2])


def _told(row: PriceRow, rates: Mapping[str, Decimal | None], as_of: str) -> Row:
    last = None if row.until is None else row.until - timedelta(days=1)
    return (
        row.model,
        row.tier or STANDARD,
        row.label,
        _day(row.since),
        _day(last),
        row.size_from,
        row.size_to,
        row.week_from,
        row.week_until - 1,
        *(None if rate is None else plain(rate) for rate in rates.values()),
        row.reason,
        as_of,
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
