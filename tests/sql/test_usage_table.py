"""Where usage stands in an engine."""

from __future__ import annotations

import pytest
from in_duckdb import values_of

from llmcost.sql.expression import Field
from llmcost.sql.statement import Table
from llmcost.sql.usage_table import UsageTable

USAGE = UsageTable(Table("t", "u"), {"output": "out", "web_search": "w", "input": "in", "model": "m"})


def test_counts_are_those_that_have_a_column_in_their_order() -> None:
    assert USAGE.counts == ("input", "output", "web_search")


def test_a_column_is_taken_as_it_is() -> None:
    assert USAGE.column("input") == Field("in", "u", "number")


def test_text_may_say_that_there_is_nothing() -> None:
    usage = UsageTable(Table("t", "u"), {"model": "c"}, {"model": "text"})
    texts = [
        "a",
        " a\t\r\n",
        "",
        "  ",
        "NULL",
        " null ",
        "\\N",
        "None",
        "NaN",
        "nan",
        "none",
        "Null",
        "0",
        None,
    ]
    told = ["a", "a", *[None] * 8, "none", "Null", "0", None]
    assert told == values_of(usage.column("model"), "VARCHAR", texts)


@pytest.mark.parametrize(
    ("field", "kind", "holds"),
    [
        ("input", None, "number"),
        ("input", "text", "text"),
        ("input", "truth", "number"),
        ("model", None, "text"),
        ("cost", "number", "text"),
        ("time", None, "timestamp"),
        ("time", "datetime", "datetime"),
        ("time", "date", "date"),
        ("time", "milliseconds", "number"),
    ],
)
def test_what_a_column_is_read_as_follows_from_its_field(field: str, kind: str | None, holds: str) -> None:
    usage = UsageTable(Table("t", "u"), {field: "c"}, {field: kind} if kind else {}, is_clean=True)
    assert usage.column(field) == Field("c", "u", holds)
