"""Queries in a DuckDB that nobody else sees."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb

from llmcost.sql.duckdb import DuckDB
from llmcost.sql.expression import Column
from llmcost.sql.layout import write_query
from llmcost.sql.statement import Named, Select, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from llmcost.sql.expression import Expression
    from llmcost.sql.statement import Inline, Query

Row = tuple[Any, ...]


@cache
def connection() -> duckdb.DuckDBPyConnection:
    """One for all tests, since opening takes its time."""
    opened = duckdb.connect()
    opened.execute("SET autoinstall_known_extensions = false")
    opened.execute("SET threads = 1")
    return opened


def run(query: Query | Select | Inline | str) -> list[Row]:
    """The rows of a query."""
    sql = query if isinstance(query, str) else write_query(query, DuckDB())
    return connection().execute(sql).fetchall()


def load(name: str, columns: Mapping[str, str], rows: Iterable[Row]) -> Table:
    """Make a table, whose column ``row`` counts its rows, and name it ``u``."""
    made = [(at, *row) for at, row in enumerate(rows)]
    listed = ", ".join(f'"{column}" {kind}' for column, kind in {"row": "INTEGER", **columns}.items())
    marks = ", ".join("?" * (len(columns) + 1))
    connection().execute(f"CREATE OR REPLACE TABLE {name} ({listed})")
    if made:
        connection().begin()
        connection().executemany(f"INSERT INTO {name} VALUES ({marks})", made)  # noqa: S608 - names of our own
        connection().commit()
    return Table(name, "u")


def value_of(expression: Expression) -> Any:
    """What an expression comes to that reads nothing."""
    ((value,),) = run(f"SELECT {DuckDB().expression(expression)}")
    return value


def values_of(expression: Expression, kind: str, values: Sequence[Any], *, column: str = "c") -> list[Any]:
    """What an expression comes to for each value of a column ``c``."""
    table = load("given", {column: kind}, [(value,) for value in values])
    select = Select(
        (Named(Column("row", "u"), "row"), Named(expression, "value")),
        table,
        order_by=((Column("row"), False),),
    )
    return [value for _, value in run(select)]
