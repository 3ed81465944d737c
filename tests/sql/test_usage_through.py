"""What usage costs where it lies, asked from Python."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from llmcost import DuckDBEngine, UnknownModelError, UsageError, usage_in, usage_through
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog

ROWS = """\
model,input_tokens,output_tokens,cache_read,when,team
gpt-4.1-mini,1000,200,500,2026-05-01T10:00:00Z,a
claude-sonnet-4.5,300,50,,2026-05-02T23:30:00Z,b
,10,10,,2026-05-03T00:00:00Z,b
"""


@pytest.fixture
def catalog() -> Catalog:
    return load_catalog(None, environ={})


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "usage.csv"
    path.write_text(ROWS)
    return str(path)


def test_it_says_what_reading_the_same_file_here_says(table: str, catalog: Catalog) -> None:
    columns = {"time": "when"}
    through = usage_through(DuckDBEngine(), [table], catalog, by=["team", "model"], columns=columns)
    here = usage_in([table], catalog, by=["team", "model"], columns=columns)
    assert through.total == here.total
    assert through.unpriced == here.unpriced
    assert through.days == here.days
    assert [group.cost for group in through.total.groups] == [Decimal("0.00165"), Decimal("0.00057")]


def test_a_range_of_time_a_zone_and_a_model_can_be_asked_for(table: str, catalog: Catalog) -> None:
    found = usage_through(
        DuckDBEngine(),
        [table],
        catalog,
        by="day",
        since=datetime(2026, 5, 2, 12, tzinfo=UTC),
        until=datetime(2026, 5, 4, tzinfo=UTC),
        zone="Europe/Berlin",
        basis="computed",
        model="gpt-4.1-mini",
        columns={"time": "when"},
    )
    assert [(group.key, group.requests) for group in found.total.groups] == [(("2026-05-03",), 2)]
    assert found.zone == "Europe/Berlin"


def test_what_cannot_be_asked_is_refused_before_anything_is_read(catalog: Catalog) -> None:
    with pytest.raises(UsageError, match="basis: 'guess' is none"):
        usage_through(DuckDBEngine(), [], catalog, basis="guess")
    with pytest.raises(UsageError, match="columns: 'price' is none"):
        usage_through(DuckDBEngine(), [], catalog, columns={"price": "x"})
    with pytest.raises(UsageError, match="has no time zone"):
        usage_through(DuckDBEngine(), [], catalog, since=datetime(2026, 5, 2))  # noqa: DTZ001
    with pytest.raises(UnknownModelError):
        usage_through(DuckDBEngine(), [], catalog, model="nobody-knows")
