"""A million records priced by each engine, each total as the in-process path has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine import ZONE
from on_duckdb import duckdb_in_memory
from on_postgres import postgres_of_its_own
from on_spark import Spark, spark_in_local_mode
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
    script_of,
    written,
)

from llmcost.sql.duckdb_engine import DuckDBEngine
from llmcost.sql.spark_engine import SparkEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from engine import Engine
    from priced_usage import PricedUsage

pytestmark = [
    pytest.mark.slow,
    # One process runs all of them: engines take all cores, and the records are made once.
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


@pytest.fixture(scope="module", params=["duckdb", "postgres", "spark"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
        "duckdb": duckdb_in_memory,
        "postgres": postgres_of_its_own,
        "spark": lambda: spark_in_local_mode(tmp_path_factory.mktemp("spark")),
    }
    with opened[request.param]() as engine:
        yield engine


@pytest.fixture
def elsewhere(engine: Engine) -> Iterator[None]:
    """A session whose days are not those of UTC."""
    engine.run(f"SET TIME ZONE '{ZONE}'")
    yield
    engine.run("SET TIME ZONE 'UTC'")


def only(*names: str) -> pytest.MarkDecorator:
    """What is asked of some engines alone."""
    return pytest.mark.parametrize("engine", names, indirect=True)


def test_every_total_is_what_it_is_in_process(engine: Engine, usage: PricedUsage) -> None:
    engine.load("usage", *usage.made.csv)
    loaded(engine, usage.made)
    compare(engine, usage)


def test_names_that_sql_reads_itself_mean_the_same_or_nothing(engine: Engine, few: PricedUsage) -> None:
    engine.load("usage", *few.made.csv)
    compare(engine, few)
    hold_unnamed(engine, few)


@pytest.mark.usefixtures("elsewhere")
def test_parts_beside_their_totals_are_settled_alike_in_any_time_zone(
    engine: Engine, beside: PricedUsage
) -> None:
    engine.load("usage", *beside.made.csv)
    compare(engine, beside)


def test_one_query_says_the_same_as_the_script(engine: Engine, few: PricedUsage) -> None:
    engine.load("usage", *few.made.csv)
    hold_forms(engine, few)


@only("duckdb", "spark")
@pytest.mark.usefixtures("elsewhere")
def test_parquet_is_priced_as_csv_is(engine: Engine, few: PricedUsage) -> None:
    engine.load("usage", few.parquet)
    loaded(engine, few.made)
    compare(engine, few)


@only("duckdb", "postgres")
def test_the_command_line_writes_the_script(engine: Engine, few: PricedUsage, tmp_path: Path) -> None:
    engine.load("usage", *few.made.csv)
    engine.run(written(engine, tmp_path))
    hold(engine, few, "llmcost_costs")


@only("postgres")
def test_a_script_that_fails_leaves_what_was_there(engine: Engine, few: PricedUsage) -> None:
    engine.load("usage", *few.made.csv)
    compare(engine, few)
    script = script_of(engine, few.catalog).replace("FROM usage AS u", "FROM nowhere AS u")
    with pytest.raises(Exception, match='relation "nowhere" does not exist'):
        engine.run(script)
    engine.run("ROLLBACK")
    hold(engine, few, "llmcost_costs")


@only("spark")
def test_lenient_arithmetic_comes_to_the_same(engine: Engine, few: PricedUsage) -> None:
    engine.run("SET spark.sql.ansi.enabled = false")
    try:
        engine.load("usage", *few.made.csv)
        compare(engine, few)
    finally:
        engine.run("SET spark.sql.ansi.enabled = true")


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


def test_duckdb_reads_usage_as_it_is_read_in_process(usage: PricedUsage, few: PricedUsage) -> None:
    hold_read(DuckDBEngine(), usage, usage.made.csv)
    hold_read(DuckDBEngine(), few, (few.parquet,))


@only("spark")
def test_spark_reads_usage_as_it_is_read_in_process(engine: Engine, few: PricedUsage) -> None:
    assert isinstance(engine, Spark)
    for files in (few.made.csv, (few.parquet,)):
        hold_read(SparkEngine(engine.session), few, files)


@pytest.mark.parametrize("name", ["duckdb", "spark"])
def test_the_command_line_reports_as_in_process(few: PricedUsage, name: str) -> None:
    hold_reported(name, few, few.made.csv)
    if name == "duckdb":
        hold_reported(name, few, (few.parquet,))
