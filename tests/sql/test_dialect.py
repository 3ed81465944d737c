"""How names, text, tables and types are written in each dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlglot
from hypothesis import example, given, settings
from hypothesis import strategies as st
from in_duckdb import connection, run, value_of
from sqlglot import exp

from llmcost.sql.bigquery import BigQuery
from llmcost.sql.dialects import DIALECTS as NAMES
from llmcost.sql.dialects import dialect_of
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.expression import DAY, TEXT, WHOLE, Field, Text, decimal
from llmcost.sql.postgres import Postgres
from llmcost.sql.quoted_text import doubled, escaped
from llmcost.sql.snowflake import Snowflake
from llmcost.sql.spark import Spark
from llmcost.sql.statement import Inline, Star
from llmcost.sql.words import is_plain, parts_of

if TYPE_CHECKING:
    from llmcost.sql.dialect import Dialect

DIALECTS = tuple(map(dialect_of, NAMES))
each_dialect = pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)

HOSTILE = 'a"; DROP TABLE x; --'
NASTY = [
    "it's",
    "a\\",
    "\\'",
    "'; DROP TABLE x; --",
    '"',
    "`",
    "a\nb",
    "\r\n\t",
    "🙂",
    "\x1b[31m",
    "",
    " ",
    "%s{0}$x",
    "--",
    "/*",
]


def read_back(sql: str, dialect: Dialect) -> exp.Expr:
    """The one selected value, as another parser reads it."""
    (tree,) = sqlglot.parse(f"SELECT {sql}", read=dialect.name)
    assert tree is not None
    value: exp.Expr
    (value,) = tree.expressions
    return value


def test_there_is_a_dialect_of_each_name() -> None:
    assert [type(each) for each in DIALECTS] == [DuckDB, Spark, BigQuery, Snowflake, Postgres]
    assert [each.title for each in DIALECTS] == ["DuckDB", "Spark", "BigQuery", "Snowflake", "PostgreSQL"]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
@example("'; DROP TABLE x; --")
@example("\\")
@example("a\\n'\n")
@example("\u2028\x85\x7f\u202e\U0001f642")
def test_text_is_itself_in_duckdb_and_on_one_line(text: str) -> None:
    written = DuckDB().text(text)
    assert "\n" not in written
    assert text == value_of(Text(text))


@each_dialect
@pytest.mark.parametrize("text", NASTY)
def test_text_ends_where_it_ought_to_in_every_dialect(dialect: Dialect, text: str) -> None:
    written = dialect.text(text)
    assert "\n" not in written
    value = read_back(written, dialect)
    assert value.is_string or isinstance(value, exp.Unicode | exp.ByteString | exp.National), value


@pytest.mark.parametrize(
    ("text", "in_duckdb", "in_spark"),
    [
        ("plain", "'plain'", "'plain'"),
        ("it's", "'it''s'", r"'it\'s'"),
        ("a\\b", r"'a\b'", r"'a\\b'"),
        ("it's\n\\", r"E'it\'s\x0a\\'", r"'it\'s\u000a\\'"),
        ("🙂 ß", "'🙂 ß'", "'🙂 ß'"),
        ("\x85\u2028\u202e", "'\x85\u2028\u202e'", r"'\u0085\u2028\u202e'"),
        # No text in any engine is equal to these, and a script could not be written with them.
        ("a\0\ud800", "'a\ufffd\ufffd'", "'a\ufffd\ufffd'"),
    ],
)
def test_text_is_escaped_as_the_dialect_does(text: str, in_duckdb: str, in_spark: str) -> None:
    assert DuckDB().text(text) == doubled(text, "E") == Postgres().text(text) == in_duckdb
    assert Spark().text(text) == escaped(text) == BigQuery().text(text) == Snowflake().text(text) == in_spark


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("model", "model"),
        ("_m1", "_m1"),
        ("Model", "Model"),
        ("user", '"user"'),
        ("1st", '"1st"'),
        ("prompt tokens", '"prompt tokens"'),
        ("a-b", '"a-b"'),
        ("größe", '"größe"'),
        ("usage.model", "usage.model"),
        ("usage.input tokens.sum", 'usage."input tokens".sum'),
        ('usage."a.b"', 'usage."a.b"'),
        ('"Model"', '"Model"'),
        ('"a""b"', '"a""b"'),
        ('a.""', 'a.""'),
        # What is no path is one name, so that nothing of it gets lost.
        ("a..b", '"a..b"'),
        (".a", '".a"'),
        ("a.", '"a."'),
        ('5" disks', '"5"" disks"'),
        ('"a"b', '"""a""b"'),
        (HOSTILE, '"a""; DROP TABLE x; --"'),
        ("", '""'),
    ],
)
def test_a_name_is_quoted_where_it_needs_to_be(name: str, expected: str) -> None:
    assert expected == DuckDB().path(name) == Postgres().path(name)
    assert f"u.{expected}" == DuckDB().expression(Field(name, "u"))
    assert expected == DuckDB().expression(Field(name))


@pytest.mark.parametrize(
    ("name", "in_spark", "in_bigquery"),
    [
        ("user", "`user`", "`user`"),
        ("a`; DROP TABLE x; --", "`a``; DROP TABLE x; --`", r"`a\`; DROP TABLE x; --`"),
        ("a\\", "`a\\`", r"`a\\`"),
        ('my-project.set."a`b"', "`my-project`.`set`.`a``b`", r"`my-project`.`set`.`a\`b`"),
    ],
)
def test_a_name_between_backticks(name: str, in_spark: str, in_bigquery: str) -> None:
    assert Spark().path(name) == in_spark
    assert BigQuery().path(name) == in_bigquery


@each_dialect
@pytest.mark.parametrize("name", [*filter(None, NASTY), HOSTILE, "user", "a b", "select"])
def test_a_name_is_one_name_in_every_dialect(dialect: Dialect, name: str) -> None:
    value = read_back(dialect.finished(dialect.identifier(name)), dialect)
    assert isinstance(value, exp.Column)
    assert value.name == dialect.folded(name)
    assert not value.table


@pytest.mark.parametrize(
    ("name", "in_duckdb", "in_snowflake", "in_postgres"),
    [
        # What stands without quotes in a script of one's own is the same name in them.
        ("timestamp", '"timestamp"', '"TIMESTAMP"', '"timestamp"'),
        ("Timestamp", '"Timestamp"', '"TIMESTAMP"', '"timestamp"'),
        ("A$b", '"A$b"', '"A$B"', '"a$b"'),
        ("ÄGröße", '"ÄGröße"', '"ÄGröße"', '"Ägröße"'),
        ("Logs.Date", 'Logs."Date"', 'Logs."DATE"', 'Logs."date"'),
        # What can't, is as it is.
        ('"Timestamp"', '"Timestamp"', '"Timestamp"', '"Timestamp"'),
        ('Logs."Date"', 'Logs."Date"', 'Logs."Date"', 'Logs."Date"'),
        ("Prompt Tokens", '"Prompt Tokens"', '"Prompt Tokens"', '"Prompt Tokens"'),
        ("1St", '"1St"', '"1St"', '"1St"'),
        ("a-B", '"a-B"', '"a-B"', '"a-B"'),
    ],
)
def test_a_simple_name_is_folded_before_it_is_quoted(
    name: str, in_duckdb: str, in_snowflake: str, in_postgres: str
) -> None:
    assert DuckDB().path(name) == in_duckdb
    assert Snowflake().path(name) == in_snowflake
    assert Postgres().path(name) == in_postgres


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (DuckDB(), 'u.Usage."date".i'),
        (Spark(), "u.Usage.`date`.i"),
        (BigQuery(), "u.Usage.`date`.i"),
        (Snowflake(), 'CAST(u.Usage:"date"."i" AS DOUBLE)'),
        (Postgres(), '(u.Usage)."date".i'),
    ],
)
def test_a_part_of_a_structure_is_reached_as_the_dialect_does(dialect: Dialect, expected: str) -> None:
    assert dialect.expression(Field("Usage.date.i", "u", "number")) == expected


def test_what_nobody_knows_the_kind_of_is_not_cast_in_snowflake() -> None:
    assert Snowflake().expression(Field('date."a""B"')) == '"DATE":"a""B"'
    assert Snowflake().expression(Field("date", "u", "text")) == 'u."DATE"'


@each_dialect
@pytest.mark.parametrize("word", ["verbose", "isnull", "account", "Schema", "assert_rows_modified", "update"])
def test_a_word_that_is_reserved_anywhere_stands_in_quotes(dialect: Dialect, word: str) -> None:
    assert dialect.path(word) == dialect.quoted(dialect.folded(word))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
@example('"')
@example("a\nb")
def test_a_column_is_found_under_any_name(name: str) -> None:
    dialect = DuckDB()
    written = dialect.finished(dialect.identifier(name))
    found = connection().execute(f"SELECT {written} FROM (SELECT 1 AS {written})")  # noqa: S608
    assert found.description is not None
    assert [name] == [column[0] for column in found.description]


def test_a_name_is_plain_or_not() -> None:
    assert is_plain("model")
    assert not is_plain("ORDER")
    assert not is_plain("größe")
    assert parts_of('a."b.c".d e') == [("a", False), ("b.c", True), ("d e", False)]


TYPES = (TEXT, WHOLE, DAY, decimal(24, 23))


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (DuckDB(), ["VARCHAR", "BIGINT", "DATE", "DECIMAL(24, 23)"]),
        (Spark(), ["STRING", "BIGINT", "DATE", "DECIMAL(24, 23)"]),
        (BigQuery(), ["STRING", "INT64", "DATE", "BIGNUMERIC"]),
        (Snowflake(), ["VARCHAR", "BIGINT", "DATE", "NUMBER(24, 23)"]),
        (Postgres(), ["TEXT", "BIGINT", "DATE", "NUMERIC"]),
    ],
)
def test_types(dialect: Dialect, expected: list[str]) -> None:
    assert expected == [*map(dialect.type, TYPES)]


@pytest.mark.parametrize(
    ("dialect", "view", "table"),
    [
        (DuckDB(), "CREATE OR REPLACE VIEW s.v AS\nq;\n", "CREATE OR REPLACE TABLE s.v AS\nq;\n"),
        (
            Spark(),
            "CREATE OR REPLACE VIEW s.v AS\nq;\n",
            "DROP TABLE IF EXISTS s.v;\nCREATE TABLE s.v AS\nq;\n",
        ),
        (BigQuery(), "CREATE OR REPLACE VIEW s.v AS\nq;\n", "CREATE OR REPLACE TABLE s.v AS\nq;\n"),
        (Snowflake(), "CREATE OR REPLACE VIEW s.v AS\nq;\n", "CREATE OR REPLACE TABLE s.v AS\nq;\n"),
        (
            Postgres(),
            "CREATE OR REPLACE VIEW s.v AS\nq;\n",
            "DROP TABLE IF EXISTS s.v;\nCREATE TABLE s.v AS\nq;\nANALYZE s.v;\n",
        ),
    ],
)
def test_what_is_made_takes_the_place_of_one_of_that_name(dialect: Dialect, view: str, table: str) -> None:
    assert dialect.make("view", "s.v", "q") == view
    assert dialect.make("table", "s.v", "q") == table


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (DuckDB(), 'u.* EXCLUDE (a, "b c")'),
        (Spark(), "u.* EXCEPT (a, `b c`)"),
        (BigQuery(), "u.* EXCEPT (a, `b c`)"),
        (Snowflake(), 'u.* EXCLUDE (a, "b c")'),
        (Postgres(), "u.*"),
    ],
)
def test_a_star_leaves_columns_out_where_it_can(dialect: Dialect, expected: str) -> None:
    assert expected == dialect.star(Star("u", ("a", "b c")))
    assert dialect.star(Star()) == "*"


COLUMNS = (("name", TEXT), ("n", WHOLE), ("rate", decimal(24, 23)), ("since", DAY))
ROWS = [
    ("it's, ", -1, "0.00000000000000000000001", "2026-01-31"),
    (None, None, None, None),
    ("b", 2, "9", "9999-12-31"),
]


def test_an_inline_table_has_the_types_of_its_columns() -> None:
    assert run(Inline(COLUMNS, ROWS)) == run(
        """SELECT * FROM (VALUES
        ('it''s, ', CAST(-1 AS BIGINT), CAST('1e-23' AS DECIMAL(24, 23)), DATE '2026-01-31'),
        (NULL, NULL, NULL, NULL), ('b', 2, 9, DATE '9999-12-31'))"""
    )


@each_dialect
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_an_inline_table_can_be_read_in_every_dialect(
    dialect: Dialect, rows: list[tuple[str | int | None, ...]]
) -> None:
    (tree,) = sqlglot.parse(dialect.inline(Inline(COLUMNS, rows)), read=dialect.name)
    assert isinstance(tree, exp.Select)
    assert tree.named_selects == ["name", "n", "rate", "since"]


def test_an_inline_table_without_rows_has_its_columns() -> None:
    inline = Inline(COLUMNS, [])
    assert run(inline) == []
    described = run(f"DESCRIBE {DuckDB().inline(inline)}")
    assert [row[:2] for row in described] == [
        ("name", "VARCHAR"),
        ("n", "BIGINT"),
        ("rate", "DECIMAL(24,23)"),
        ("since", "DATE"),
    ]


def test_an_inline_table_of_bigquery_is_an_array() -> None:
    assert (
        BigQuery().inline(Inline(COLUMNS[:2], [("a,\n", 1), (None, 2), ("c", None)]))
        == r"""SELECT
  CAST(v.name AS STRING) AS name,
  CAST(v.n AS INT64) AS n
FROM UNNEST([
  STRUCT<name STRING, n INT64>('a,\u000a',1),
(NULL,2),
('c',NULL)
]) AS v"""
    )


def test_a_long_inline_table_is_cut_in_parts_where_it_has_to_be() -> None:
    rows = [(str(at), at) for at in range(16_001)]
    parts = Snowflake().inline(Inline(COLUMNS[:2], rows)).split("\nUNION ALL\n")
    assert [part.count("\n  ('") for part in parts] == [16_000, 1]
    assert parts[1] == (
        "SELECT\n  CAST(v.name AS VARCHAR) AS name,\n  CAST(v.n AS BIGINT) AS n\n"
        "FROM (VALUES\n  ('16000', 16000)\n) AS v (name, n)"
    )
