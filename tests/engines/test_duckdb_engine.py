"""A million records priced by DuckDB, each total as the in-process path has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine import ZONE
from on_duckdb import duckdb_in_memory
from priced_usage import (
    COUNTED,
    FEW,
    compare,
    hold,
    hold_forms,
    hold_read,
    hold_reported,
    hold_unnamed,
    loaded,
    priced_usage,
    written,
)

from llmcost.sql.duckdb_engine import DuckDBEngine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from on_duckdb import DuckDB
    from priced_usage import PricedUsage

# One process runs all of them: engines take all cores, and the records are made once.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("engines")]


@pytest.fixture(scope="module")
def usage(tmp_path_factory: pytest.TempPathFactory) -> PricedUsage:
    return priced_usage(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> PricedUsage:
    return priced_usage(tmp_path_factory.getbasetemp(), FEW)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> PricedUsage:
    return priced_usage(tmp_path_factory.getbasetemp(), FEW, beside=True)


@pytest.fixture(scope="module")
def duckdb() -> Iterator[DuckDB]:
    with duckdb_in_memory() as engine:
        yield engine


def test_every_total_is_what_it_is_in_process(duckdb: DuckDB, usage: PricedUsage) -> None:
    duckdb.load("usage", *usage.made.csv)
    loaded(duckdb, usage.made)
    compare(duckdb, usage)


def test_names_that_sql_reads_itself_mean_the_same_or_nothing(duckdb: DuckDB, few: PricedUsage) -> None:
    duckdb.load("usage", *few.made.csv)
    compare(duckdb, few)
    hold_unnamed(duckdb, few)


def test_parts_beside_their_totals_are_settled_alike_in_any_time_zone(
    duckdb: DuckDB, beside: PricedUsage
) -> None:
    duckdb.run(f"SET TimeZone = '{ZONE}'")
    try:
        duckdb.load("usage", *beside.made.csv)
        compare(duckdb, beside)
    finally:
        duckdb.run("SET TimeZone = 'UTC'")


def test_one_query_says_the_same_as_the_script(duckdb: DuckDB, few: PricedUsage) -> None:
    duckdb.load("usage", *few.made.csv)
    hold_forms(duckdb, few)


def test_parquet_is_priced_as_csv_is(duckdb: DuckDB, few: PricedUsage) -> None:
    duckdb.run(f"SET TimeZone = '{ZONE}'")
    try:
        duckdb.load("usage", few.parquet)
        loaded(duckdb, few.made)
        compare(duckdb, few)
    finally:
        duckdb.run("SET TimeZone = 'UTC'")


def test_the_command_line_writes_the_script(duckdb: DuckDB, few: PricedUsage, tmp_path: Path) -> None:
    duckdb.load("usage", *few.made.csv)
    duckdb.run(written(duckdb, tmp_path))
    hold(duckdb, few, "llmcost_costs")


def test_the_records_hold_all_that_decides_on_a_price(usage: PricedUsage) -> None:
    told = usage.truth.kinds
    assert {"by past price", "by size", "by hour", "without a time", "batch", "flex", "fast", "us"} <= {
        kind for kind, cost in told.items() if cost > 0
    }
    whole = usage.truth.spending.total
    assert whole.cost
    assert all(getattr(whole.counts, name) > 0 for name in COUNTED)
    reasons = {reason for (_, reason), requests in usage.truth.unpriced.items() if requests}
    assert {"unknown_model", "no_model", "before_release", "no_tier_price", "varies", "zero"} <= reasons
    assert "no_web_search_price" in reasons


def test_usage_is_read_as_in_process(usage: PricedUsage, few: PricedUsage) -> None:
    hold_read(DuckDBEngine(), usage, usage.made.csv)
    hold_read(DuckDBEngine(), few, (few.parquet,))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_command_line_reports_as_in_process(few: PricedUsage, kind: str) -> None:
    hold_reported("duckdb", few, few.made.csv if kind == "csv" else (few.parquet,))
