"""Statements as people can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlglot
from in_duckdb import connection, load, run
from sqlglot import exp

from llmcost.sql.dialects import DIALECTS, dialect_of
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.expression import TEXT, WHOLE, Column, Field, Number, Text, call, equal, when
from llmcost.sql.layout import write_query, write_script
from llmcost.sql.postgres import Postgres
from llmcost.sql.statement import (
    Comment,
    Drop,
    Inline,
    Join,
    Make,
    Named,
    Query,
    Raw,
    Select,
    Star,
    Step,
    Table,
    Together,
)

if TYPE_CHECKING:
    from llmcost.sql.dialect import Dialect
    from llmcost.sql.dialects import DialectName

A, N = Column("a"), Column("n")
NAMES = Inline((("a", TEXT), ("n", WHOLE)), [("x", 1), ("it's\n", 2), ("x", 3)])
QUERY = Query(
    (
        Step("names", NAMES, "All of them."),
        Step("more", Select((Star(), Named(when(equal(A, Text("x")), N), "own n")), Table("names"))),
        Step("apart", Select((Star(),), Table("more"))),
    ),
    Select(
        (Named(Column("a", "l"), "a"), Named(call("sum", Column("own n", "r")), "n")),
        Table("names", "l"),
        (Join(Table("apart", "r"), equal(Column("n", "l"), Column("n", "r"))),),
        equal(Number(1), Number(1)),
        (Column("a", "l"),),
        ((N, True), (A, False)),
    ),
)
SCRIPT = (
    Comment(("Prices.", "")),
    Make("table", "main.t", NAMES),
    Make("view", "v", Select((Star(),), Table("main.t"))),
    QUERY,
    Select((Star(),), Table("v")),
)


def test_a_script() -> None:
    assert (
        write_script(SCRIPT, DuckDB())
        == r"""-- Prices.
--

CREATE OR REPLACE TABLE main.t AS
SELECT
  CAST(v.a AS VARCHAR) AS a,
  CAST(v.n AS BIGINT) AS n
FROM (VALUES
  ('x', 1),
  (E'it\'s\x0a', 2),
  ('x', 3)
) AS v (a, n);

CREATE OR REPLACE VIEW v AS
SELECT
  *
FROM main.t;

WITH
-- All of them.
names AS (
  SELECT
    CAST(v.a AS VARCHAR) AS a,
    CAST(v.n AS BIGINT) AS n
  FROM (VALUES
    ('x', 1),
    (E'it\'s\x0a', 2),
    ('x', 3)
  ) AS v (a, n)
),
more AS (
  SELECT
    *,
    CASE WHEN a = 'x' THEN n END AS "own n"
  FROM names
),
apart AS (
  SELECT
    *
  FROM more
)
SELECT
  l.a AS a,
  SUM(r."own n") AS n
FROM names AS l
LEFT JOIN apart AS r
  ON l.n = r.n
WHERE 1 = 1
GROUP BY l.a
ORDER BY n DESC, a;

SELECT
  *
FROM v;
"""
    )


def test_a_script_does_what_it_says() -> None:
    run(write_script(SCRIPT[:3], DuckDB()))
    assert run(SCRIPT[4]) == [("x", 1), ("it's\n", 2), ("x", 3)]
    assert [*run(QUERY)] == [("x", 4), ("it's\n", None)]
    connection().execute("DROP VIEW v; DROP TABLE main.t")


@pytest.mark.parametrize("dialect", [*map(dialect_of, DIALECTS)], ids=lambda each: each.name)
def test_every_statement_can_be_read_in_every_dialect(dialect: Dialect) -> None:
    read = [tree for tree in sqlglot.parse(write_script(SCRIPT, dialect), read=dialect.name) if tree]
    assert {type(tree) for tree in read} <= {exp.Create, exp.Drop, exp.Analyze, exp.Select}
    assert [type(tree) for tree in read if not isinstance(tree, exp.Drop | exp.Analyze)] == [
        *[exp.Create] * 2,
        *[exp.Select] * 2,
    ]


def test_a_step_is_fenced_off_where_its_text_would_be_put_wherever_it_is_read() -> None:
    steps = (Step("one", Select((Star(),), Table("given"))),)
    query = Query(steps, Select((Star(),), Table("one")))
    assert "one AS (\n  SELECT\n    *\n  FROM given\n  OFFSET 0\n)" in write_query(query, Postgres())
    assert "OFFSET" not in write_query(query, DuckDB())


def test_a_view_is_dropped_first_where_no_table_under_it_can_be_replaced() -> None:
    texts = {name: write_script([Drop("s.v")], dialect_of(name)) for name in DIALECTS}
    assert texts == {**dict.fromkeys(DIALECTS, ""), "postgres": "DROP VIEW IF EXISTS s.v;\n"}


@pytest.mark.parametrize("name", DIALECTS)
def test_what_belongs_together_is_one_transaction_where_there_are_such(name: DialectName) -> None:
    parts = (Drop("v"), Make("view", "v", Select((Star(),), Table("t"))))
    written = write_script([Together(parts)], dialect_of(name))
    made = "CREATE OR REPLACE VIEW v AS\nSELECT\n  *\nFROM t;\n"
    whole = f"BEGIN;\n\nDROP VIEW IF EXISTS v;\n\n{made}\nCOMMIT;\n"
    assert written == (whole if name == "postgres" else made)


def test_a_comment_can_not_become_a_statement() -> None:
    head = Comment(("for a\n; DROP TABLE x", "b\rc"))
    assert write_script([head], DuckDB()) == "-- for a\n-- ; DROP TABLE x\n-- b\n-- c\n"


def test_a_line_end_in_a_name_stays_as_it_is() -> None:
    load("given", {"a\nb": "INTEGER"}, [(7,)])
    inner = Select((Named(Field("a\nb", "u"), "x\ny"),), Table("given", "u"))
    query = Query((Step("one", inner),), Select((Named(Field('"x\ny"'), "z"),), Table("one")))
    assert run(query) == [(7,)]
    assert '"a\nb" AS "x\ny"' in write_script([Make("table", "t", query)], DuckDB())


def test_a_table_may_be_written_in_the_dialect_already() -> None:
    raw = Raw("read_csv('x.csv')", "u")
    assert write_query(Select((Star("u"),), raw), DuckDB()) == "SELECT\n  u.*\nFROM read_csv('x.csv') AS u"
