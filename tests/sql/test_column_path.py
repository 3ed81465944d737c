from __future__ import annotations

import pytest

from llmcost.sql.column_path import column_path, told_path
from llmcost.sql.duckdb import DuckDB


@pytest.mark.parametrize(
    ("parts", "path", "told", "sql"),
    [
        (("model",), "model", "model", "model"),
        (("usage", "in put"), "usage.in put", "usage.in put", 'usage."in put"'),
        (("usage.input",), '"usage.input"', "usage.input", '"usage.input"'),
        (('5" disks', "a.b"), '"5"" disks"."a.b"', '5" disks.a.b', '"5"" disks"."a.b"'),
    ],
)
def test_a_path_leads_to_the_same_column_whatever_its_name_holds(
    parts: tuple[str, ...], path: str, told: str, sql: str
) -> None:
    assert (column_path(parts), told_path(path), DuckDB().path(path)) == (path, told, sql)
