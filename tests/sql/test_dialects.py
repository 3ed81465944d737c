"""The dialects by name."""

from __future__ import annotations

from llmcost.sql.dialects import DIALECTS, dialect_of


def test_each_dialect_is_found_by_its_name() -> None:
    assert ("duckdb", "spark", "bigquery", "snowflake", "postgres") == DIALECTS
    assert DIALECTS == tuple(dialect_of(name).name for name in DIALECTS)
