"""Columns as PostgreSQL has them: composites, names in quotes, times that never end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from on_postgres import postgres_of_its_own

from llmcost.sources.layers import load_catalog
from llmcost.sql.dialects import dialect_of
from llmcost.sql.layout import write_script
from llmcost.sql.script import book_of, script
from llmcost.sql.statement import Table
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from on_postgres import Postgres

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("engines")]

COST = "llmcost_cost, llmcost_reason, llmcost_remark"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with postgres_of_its_own() as engine:
        yield engine


def priced(postgres: Postgres, usage: UsageTable) -> list[tuple[object, ...]]:
    """The cost, reason and remark of each row, by the number of the row."""
    dialect = dialect_of("postgres")
    book = book_of(load_catalog(None, environ={}), usage, dialect, models=["openai/gpt-4.1-mini"])
    query = write_script(script(book, usage, form="rows"), dialect).rstrip(";\n")
    return postgres.run(f"SELECT {COST} FROM ({query}) AS q ORDER BY row")  # noqa: S608 - names of our own


def test_a_part_of_a_composite_is_a_column(postgres: Postgres) -> None:
    postgres.run(
        """CREATE TYPE counts AS (i BIGINT, "O" BIGINT); CREATE TYPE told AS (counts counts, "User" TEXT);
        CREATE TABLE parts (row INTEGER, Usage told);
        INSERT INTO parts VALUES (1, ROW(ROW(1000, 100), 'gpt-4.1-mini')), (2, NULL)"""
    )
    fields = {"model": 'usage."User"', "input": "Usage.Counts.I", "output": 'usage.counts."O"'}
    usage = UsageTable(Table("parts", "u"), fields)
    assert [(Decimal("0.00056"), None, ""), (None, "no_usage", "")] == priced(postgres, usage)


@pytest.mark.parametrize("kind", ["TIMESTAMPTZ", "TIMESTAMP", "DATE"])
def test_a_time_that_never_ends_is_none(postgres: Postgres, kind: str) -> None:
    postgres.run(
        "DROP TABLE IF EXISTS timed;"
        f"CREATE TABLE timed (row INTEGER, model TEXT, input BIGINT, Timestamp {kind})"
    )
    postgres.run(
        """INSERT INTO timed VALUES (1, 'gpt-4.1-mini', 10, 'infinity'), (2, 'gpt-4.1-mini', 10, '-infinity'),
          (3, 'gpt-4.1-mini', 10, '2026-05-01'), (4, 'gpt-4.1-mini', 10, NULL)"""
    )
    fields = {"model": "model", "input": "input", "time": "Timestamp"}
    time = {"TIMESTAMPTZ": "timestamp", "TIMESTAMP": "datetime", "DATE": "date"}[kind]
    usage = UsageTable(Table("timed", "u"), fields, {"time": time})
    cost = Decimal("0.000004")
    assert [(cost, None, "bad_time"), (cost, None, "bad_time"), (cost, None, ""), (cost, None, "")] == priced(
        postgres, usage
    )
