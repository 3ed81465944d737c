"""Expressions as a tree: what they come to once they are written down."""

from __future__ import annotations

import operator
from datetime import date
from typing import TYPE_CHECKING

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from in_duckdb import run, value_of, values_of

from llmcost.sql.bigquery import BigQuery
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.expression import (
    DAY,
    FAILS,
    HOLDS,
    TEXT,
    WHOLE,
    Binary,
    Case,
    Cast,
    Column,
    Day,
    In,
    IsNull,
    Not,
    Null,
    Number,
    RowNumber,
    Text,
    between,
    both,
    call,
    decimal,
    either,
    equal,
    total,
    when,
)
from llmcost.sql.postgres import Postgres
from llmcost.sql.snowflake import Snowflake
from llmcost.sql.spark import Spark

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.sql.dialect import Dialect
    from llmcost.sql.expression import Expression

DIALECTS: tuple[Dialect, ...] = (DuckDB(), Spark(), BigQuery(), Snowflake(), Postgres())
SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
COMPARISONS = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def reckoned(node: Expression) -> int | bool | None:  # noqa: PLR0911 - a kind of node each
    """What a tree of whole numbers comes to by the rules of SQL, where nothing is unlike anything."""
    match node:
        case Number(number):
            return number
        case Null():
            return None
        case Binary("AND", left, right):
            sides = {reckoned(left), reckoned(right)}
            return False if False in sides else None if None in sides else True
        case Binary("OR", left, right):
            sides = {reckoned(left), reckoned(right)}
            return True if True in sides else None if None in sides else False
        case Binary(sign, left, right):
            return known((SIGNS | COMPARISONS)[sign], reckoned(left), reckoned(right))
        case Not(condition):
            return known(operator.not_, reckoned(condition))
        case IsNull(value):
            return reckoned(value) is None
        case In(value, options):
            sides = {known(operator.eq, reckoned(value), reckoned(option)) for option in options}
            return True if True in sides else None if None in sides else False
        case Case(whens, otherwise):
            found = (value for condition, value in whens if reckoned(condition))
            last = Null() if otherwise is None else otherwise
            return reckoned(next(found, last))
    raise TypeError(node)


def known(of: Callable[..., int | bool], *values: int | bool | None) -> int | bool | None:
    return None if None in values else of(*values)


LEAVES = st.one_of(st.integers(-3, 3).map(Number), st.just(Null(WHOLE)))
TRUTHS = st.one_of(st.sampled_from([HOLDS, FAILS]), st.just(Null()))


def trees(depth: int) -> st.SearchStrategy[Expression]:
    """Expressions that come to a whole number."""
    if not depth:
        return LEAVES
    inner = trees(depth - 1)
    return st.one_of(
        LEAVES,
        st.builds(Binary, st.sampled_from([*SIGNS]), inner, inner),
        st.builds(when, conditions(depth - 1), inner, st.one_of(st.none(), inner)),
    )


def conditions(depth: int) -> st.SearchStrategy[Expression]:
    """Expressions that come to a truth."""
    if not depth:
        return TRUTHS
    numbers, inner = trees(depth - 1), conditions(depth - 1)
    return st.one_of(
        st.builds(Binary, st.sampled_from([*COMPARISONS]), numbers, numbers),
        st.builds(Binary, st.sampled_from(["=", "<>"]), inner, inner),
        st.builds(Binary, st.sampled_from(["AND", "OR"]), inner, inner),
        st.builds(Not, inner),
        st.builds(IsNull, st.one_of(numbers, inner)),
        st.builds(In, numbers, st.lists(numbers, max_size=3).map(tuple)),
    )


@settings(max_examples=300, deadline=None)
@given(st.one_of(trees(4), conditions(4)))
def test_a_tree_means_the_same_once_it_is_written(tree: Expression) -> None:
    assert reckoned(tree) == value_of(tree)


@settings(max_examples=60, deadline=None)
@given(st.one_of(trees(3), conditions(3)))
def test_every_dialect_can_be_read_again(tree: Expression) -> None:
    for dialect in DIALECTS:
        sqlglot.parse_one(f"SELECT {dialect.expression(tree)}", read=dialect.name)


A, B, C = map(Column, "abc")


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (Binary("-", A, Binary("-", B, C)), "a - (b - c)"),
        (Binary("-", Binary("-", A, B), C), "a - b - c"),
        (Binary("*", Binary("+", A, B), C), "(a + b) * c"),
        (Binary("+", A, Binary("*", B, C)), "a + b * c"),
        (Binary("+", A, Number(-1)), "a + (-1)"),
        (both(either(A, B), C), "(a OR b) AND c"),
        (either(both(A, B), C), "a AND b OR c"),
        (both(A, both(B, C)), "a AND b AND c"),
        (both(), "1 = 1"),
        (either(), "1 = 0"),
        (Not(both(A, B)), "NOT (a AND b)"),
        (Not(Not(A)), "NOT (NOT a)"),
        (Not(IsNull(Binary("+", A, B))), "a + b IS NOT NULL"),
        (IsNull(equal(A, B)), "(a = b) IS NULL"),
        (equal(equal(A, B), equal(B, C)), "(a = b) = (b = c)"),
        (In(Binary("+", A, B), (Text("x"), Text("y"))), "a + b IN ('x', 'y')"),
        (In(A, ()), "1 = 0"),
        (Not(In(A, ())), "NOT 1 = 0"),
        (between(A, B, C), "a >= b AND a <= c"),
        (Column("a", "u"), "u.a"),
        (Null(), "NULL"),
        (Null(DAY), "CAST(NULL AS DATE)"),
        (Day(date(2026, 1, 31)), "DATE '2026-01-31'"),
        (Cast(A, decimal(38, 20)), "CAST(a AS DECIMAL(38, 20))"),
        (Cast(A, TEXT, leniently=True), "TRY_CAST(a AS VARCHAR)"),
        (when(A, B), "CASE WHEN a THEN b END"),
        (Case(((A, B), (B, C)), A), "CASE WHEN a THEN b WHEN b THEN c ELSE a END"),
        (Case(((A, B),) * 3, A), "CASE\n  WHEN a THEN b\n  WHEN a THEN b\n  WHEN a THEN b\n  ELSE a\nEND"),
        (
            when(equal(A, Text("x" * 90)), when(B, C)),
            f"CASE\n  WHEN a = '{'x' * 90}'\n    THEN CASE WHEN b THEN c END\nEND",
        ),
        (
            RowNumber((A, B), ((C, True), (A, False))),
            "ROW_NUMBER() OVER (PARTITION BY a, b ORDER BY c DESC, a)",
        ),
        (call("greatest", A, Binary("-", B, C)), "GREATEST(a, b - c)"),
        (call("concat", A, Text(" "), when(B, C)), "(a || ' ' || CASE WHEN b THEN c END)"),
        (call("floor_divide", Binary("+", A, B), C), "((a + b) // c)"),
        (call("rows"), "COUNT(*)"),
    ],
)
def test_there_are_as_many_brackets_as_are_needed(tree: Expression, expected: str) -> None:
    assert expected == DuckDB().expression(tree)


def test_a_sum_is_of_pairs_of_pairs() -> None:
    assert DuckDB().expression(total([A, B, C, A, B])) == "a + b + c + (a + b)"
    assert total([A]) == A
    assert total([]) == Number(0)


def test_what_is_no_expression_is_refused() -> None:
    with pytest.raises(TypeError):
        DuckDB().expression("a")  # type: ignore[arg-type]


PARTS = ["", "a", "/", "a/b", "/b", "a/", "a/b/c", "//", "ä🙂/ß", "::", "a::b", "a:b"]
SLASH = Text("/")


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        (call("lower_ascii", A), lambda text: "".join(c.lower() if c.isascii() else c for c in text)),
        (call("length", A), len),
        (call("trim", A), lambda text: text.strip(" \t\r\n")),
        (call("part_before", A, SLASH), lambda text: text.partition("/")[0]),
        (call("part_behind", A, SLASH), lambda text: text.partition("/")[2]),
        (call("part_before", A, Text("::")), lambda text: text.partition("::")[0]),
        (call("part_behind", A, Text("::")), lambda text: text.partition("::")[2]),
        (call("begins_with", A, SLASH), lambda text: text.startswith("/")),
        (call("ends_with", A, SLASH), lambda text: text.endswith("/")),
        (call("contains", A, Text("a/")), lambda text: "a/" in text),
        (Not(call("contains", A, SLASH)), lambda text: "/" not in text),
        (call("cut_start", A, Number(2)), lambda text: text[2:]),
        (call("cut_end", A, Number(2)), lambda text: text[:-2]),
        (call("replace", A, SLASH, Text("🙂")), lambda text: text.replace("/", "🙂")),
        (call("concat", A, Text("-"), A), lambda text: f"{text}-{text}"),
        (call("coalesce", A, Text("")), lambda text: text),
        (call("matches", A, Text("a|a/b")), lambda text: text in {"a", "a/b"}),
    ],
)
def test_functions_of_text(expression: Expression, meant: Callable[[str], object]) -> None:
    texts = [*PARTS, "ÄK\u212a Ab", " \t a \r\n", "a\n", "'", "\\"]
    assert [*map(meant, texts)] == values_of(expression, "VARCHAR", texts, column="a")
    everything = "" if expression == call("coalesce", A, Text("")) else None
    assert [everything] == values_of(expression, "VARCHAR", [None], column="a")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (call("modulo", Number(10_081), Number(10_080)), 1),
        (call("floor_divide", Number(86_399), Number(86_400)), 0),
        (call("floor_divide", Number(1_789_999_999_999_999_999), Number(10**9)), 1_789_999_999),
        (call("least", Number(3), Number(2)), 2),
        (call("greatest", Number(3), Number(2), Number(5)), 5),
        (call("day_of", Number(20_500)), date(2026, 2, 16)),
        (call("day_of", Number(0)), date(1970, 1, 1)),
    ],
)
def test_functions_of_numbers(expression: Expression, expected: object) -> None:
    assert expected == value_of(expression)


def test_functions_of_many_rows() -> None:
    sums = [call("sum", A), call("minimum", A), call("rows")]
    texts = ", ".join(map(DuckDB().expression, sums))
    assert run(f"SELECT {texts} FROM (VALUES (3), (4), (NULL)) v (a)") == [(7, 3, 3)]  # noqa: S608


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)
def test_every_function_can_be_read_in_every_dialect(dialect: Dialect) -> None:
    calls = [
        call(name, *(A, B, C)[:count])
        for name, count in {
            "lower_ascii": 1,
            "as_float": 1,
            "length": 1,
            "trim": 1,
            "part_before": 2,
            "part_behind": 2,
            "begins_with": 2,
            "ends_with": 2,
            "contains": 2,
            "cut_start": 2,
            "cut_end": 2,
            "replace": 3,
            "modulo": 2,
            "floor_divide": 2,
            "matches": 2,
            "sum": 1,
            "minimum": 1,
            "rows": 0,
            "least": 2,
            "greatest": 2,
            "coalesce": 2,
            "concat": 3,
            "day_of": 1,
            "seconds_of_timestamp": 1,
            "seconds_of_datetime": 1,
            "seconds_of_date": 1,
        }.items()
    ]
    for each in calls:
        read = sqlglot.parse_one(f"SELECT {dialect.expression(each)}", read=dialect.name)
        assert not [*read.find_all(sqlglot.exp.Command)]
