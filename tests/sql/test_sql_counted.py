"""Counts in the terms of ``Usage``, as ``records.convention`` settles them."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from in_duckdb import load, run

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.cost.usage import Counts
from llmcost.records.convention import _within_totals, settle
from llmcost.records.record import MOST
from llmcost.sql.counted import CACHED, classes, counted, own, remark, sums, totals
from llmcost.sql.expression import Column, Field
from llmcost.sql.statement import Named, Query, Select, Star, Step, Table
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Stated = tuple[int, ...]
"""A count for each field."""
ALL = (*Counts._fields, "total")


def told(fields: Sequence[str], rows: Iterable[Stated], cache: str = "auto") -> list[tuple[Counts, str]]:
    """The counts of rows and what is odd about them, as SQL has it."""
    stated = [Named(Field(f"stated {name}", "u"), own(f"stated_{name}")) for name in fields]
    table = load("given", {f"stated {name}": "BIGINT" for name in fields}, rows)
    usage = UsageTable(table, {name: f"stated {name}" for name in fields}, cache=cache)
    has = [name for name in Counts._fields if name in fields or name in {"input", "output"}]
    result = (*(Named(counted(name), name) for name in has), Named(remark(usage), "remark"))
    steps = (
        Step("stated", Select((Named(Column("row", "u"), "row"), *stated), table)),
        Step("summed", Select((Star(), *sums(usage)), Table("stated"))),
        Step("settled", Select((Star(), *totals(usage)), Table("summed"))),
        Step("counted", Select((Star(), *classes(usage)), Table("settled"))),
    )
    found = run(Query(steps, Select(result, Table("counted"), order_by=((Column("row"), False),))))
    return [(Counts(**dict(zip(has, row[:-1], strict=True))), row[-1]) for row in found]


def one_of(remarks: tuple[str, ...]) -> str:
    """The remark that is told of several: what was cut before what was assumed."""
    return min(remarks, key=lambda code: (code == "additive_assumed", code), default="")


def settled(fields: Sequence[str], row: Stated) -> tuple[Counts, str]:
    stated = dict(zip(fields, row, strict=True))
    total = stated.pop("total", 0)
    counts, remarks = settle(Counts(**stated), total)
    return counts, one_of(remarks)


def compare(fields: Sequence[str], rows: Iterable[Stated]) -> None:
    listed = [*rows]
    for row, found in zip(listed, told(fields, listed), strict=True):
        assert settled(fields, row) == found, dict(zip(fields, row, strict=True))


@pytest.mark.parametrize(
    "fields",
    [
        ("input", "output"),
        ("input", "output", "total"),
        ("input", "output", "cache_read", "cache_write"),
        ("input", "output", "cache_read", "reasoning"),
        ("input", "output", "cache_read", "image_input", "total"),
        ("input", "output", "cache_read", "reasoning", "total"),
        ("input", "output", "reasoning", "image_output", "total"),
        ("input", "cache_read", "total"),
        ("output", "reasoning", "web_search"),
        ("output", "cache_read", "reasoning", "total"),
        ("input", "total", "web_search"),
    ],
)
def test_few_counts_in_every_way(fields: Sequence[str]) -> None:
    most = {2: 9, 3: 9, 4: 7}.get(len(fields), 5)
    compare(fields, product(range(most), repeat=len(fields)))


def test_many_counts_at_random() -> None:
    random = Random(8)  # noqa: S311 - no secret
    for most in (3, 20, MOST):
        compare(ALL, [tuple(random.choice((0, random.randint(0, most))) for _ in ALL) for _ in range(1_200)])


def test_totals_that_explain_themselves() -> None:
    random = Random(9)  # noqa: S311 - no secret
    rows = []
    for _ in range(2_500):
        counts = Counts(*(random.choice((0, random.randint(0, 9))) for _ in Counts._fields))
        inside = sum(getattr(counts, name) for name in INPUT_CLASSES)
        outside = sum(getattr(counts, name) for name in OUTPUT_CLASSES)
        beside = random.choice((0, inside, outside, inside + outside, -1, random.randint(0, 9)))
        rows.append((*counts, max(counts.input + counts.output + beside, 0)))
    compare(ALL, rows)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, MOST)] * len(ALL)), min_size=1, max_size=20))
@example([(MOST,) * len(ALL)])
def test_any_counts(rows: list[Stated]) -> None:
    compare(ALL, rows)


@pytest.mark.parametrize("cache", ["inclusive", "additive"])
def test_who_knows_how_the_cache_is_counted_may_say_so(cache: str) -> None:
    random = Random(10)  # noqa: S311 - no secret
    rows = [tuple(random.choice((0, random.randint(0, 20))) for _ in ALL) for _ in range(1_200)]
    for row, found in zip(rows, told(ALL, rows, cache), strict=True):
        counts = Counts(*row[:-1])
        cached = sum(getattr(counts, name) for name in CACHED) if cache == "additive" else 0
        expected, remarks = _within_totals(counts._replace(input=counts.input + cached), ())
        assert (expected, one_of(remarks)) == found
