"""A million records priced by PostgreSQL, each total as the in-process path has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine import ZONE
from on_postgres import postgres_of_its_own
from priced_usage import (
    FEW,
    compare,
    hold,
    hold_forms,
    hold_unnamed,
    loaded,
    priced_usage,
    script_of,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from on_postgres import Postgres
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
def postgres() -> Iterator[Postgres]:
    with postgres_of_its_own() as engine:
        yield engine


def test_every_total_is_what_it_is_in_process(postgres: Postgres, usage: PricedUsage) -> None:
    postgres.load("usage", *usage.made.csv)
    loaded(postgres, usage.made)
    compare(postgres, usage)


def test_names_that_sql_reads_itself_mean_the_same_or_nothing(postgres: Postgres, few: PricedUsage) -> None:
    postgres.load("usage", *few.made.csv)
    compare(postgres, few)
    hold_unnamed(postgres, few)


def test_parts_beside_their_totals_are_settled_alike_in_any_time_zone(
    postgres: Postgres, beside: PricedUsage
) -> None:
    postgres.run(f"SET TIME ZONE '{ZONE}'")
    try:
        postgres.load("usage", *beside.made.csv)
        compare(postgres, beside)
    finally:
        postgres.run("SET TIME ZONE 'UTC'")


def test_one_query_says_the_same_as_the_script(postgres: Postgres, few: PricedUsage) -> None:
    postgres.load("usage", *few.made.csv)
    hold_forms(postgres, few)


def test_the_command_line_writes_the_script(postgres: Postgres, few: PricedUsage, tmp_path: Path) -> None:
    postgres.load("usage", *few.made.csv)
    postgres.run(written(postgres, tmp_path))
    hold(postgres, few, "llmcost_costs")


def test_a_script_that_fails_leaves_what_was_there(postgres: Postgres, few: PricedUsage) -> None:
    postgres.load("usage", *few.made.csv)
    compare(postgres, few)
    script = script_of(postgres, few.catalog).replace("FROM usage AS u", "FROM nowhere AS u")
    with pytest.raises(Exception, match='relation "nowhere" does not exist'):
        postgres.run(script)
    postgres.run("ROLLBACK")
    hold(postgres, few, "llmcost_costs")
