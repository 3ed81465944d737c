"""A million records priced by Spark, each total as the in-process path has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine import ZONE
from on_spark import spark_in_local_mode
from priced_usage import (
    FEW,
    compare,
    hold_forms,
    hold_read,
    hold_reported,
    hold_unnamed,
    loaded,
    priced_usage,
)

from llmcost.sql.spark_engine import SparkEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from on_spark import Spark
    from priced_usage import PricedUsage

# One process runs all of them: engines take all cores, and the records are made once.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("engines"),
    # PySpark leaves the closing of its sockets to chance.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


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
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    with spark_in_local_mode(tmp_path_factory.mktemp("spark")) as engine:
        yield engine


def test_every_total_is_what_it_is_in_process(spark: Spark, usage: PricedUsage) -> None:
    spark.load("usage", *usage.made.csv)
    loaded(spark, usage.made)
    compare(spark, usage)


def test_names_that_sql_reads_itself_mean_the_same_or_nothing(spark: Spark, few: PricedUsage) -> None:
    spark.load("usage", *few.made.csv)
    compare(spark, few)
    hold_unnamed(spark, few)


def test_parts_beside_their_totals_are_settled_alike_in_any_time_zone(
    spark: Spark, beside: PricedUsage
) -> None:
    spark.run(f"SET TIME ZONE '{ZONE}'")
    try:
        spark.load("usage", *beside.made.csv)
        compare(spark, beside)
    finally:
        spark.run("SET TIME ZONE 'UTC'")


def test_one_query_says_the_same_as_the_script(spark: Spark, few: PricedUsage) -> None:
    spark.load("usage", *few.made.csv)
    hold_forms(spark, few)


def test_parquet_is_priced_as_csv_is(spark: Spark, few: PricedUsage) -> None:
    spark.run(f"SET TIME ZONE '{ZONE}'")
    try:
        spark.load("usage", few.parquet)
        loaded(spark, few.made)
        compare(spark, few)
    finally:
        spark.run("SET TIME ZONE 'UTC'")


def test_lenient_arithmetic_comes_to_the_same(spark: Spark, few: PricedUsage) -> None:
    spark.run("SET spark.sql.ansi.enabled = false")
    try:
        spark.load("usage", *few.made.csv)
        compare(spark, few)
    finally:
        spark.run("SET spark.sql.ansi.enabled = true")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_usage_is_read_as_in_process(spark: Spark, few: PricedUsage, kind: str) -> None:
    files = few.made.csv if kind == "csv" else (few.parquet,)
    hold_read(SparkEngine(spark.session), few, files)


def test_the_command_line_reports_as_in_process(few: PricedUsage) -> None:
    hold_reported("spark", few, few.made.csv)
