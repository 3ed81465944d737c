"""The prices alone, as a table."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import catalog, model, period, routed, when

from llmcost.errors import UsageError
from llmcost.sources.layers import load_catalog
from llmcost.sql.price_list import price_list, write_parquet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from llmcost.catalog.model import Model
    from llmcost.sql.statement import Inline

duckdb = pytest.importorskip("duckdb")


def one() -> Model:
    """A model that had another price once, and costs more in large requests."""
    today = model(
        "acme/one",
        when(above=1000, input="2"),
        since="2026-05-01",
        seen="2026-11-10",
        facts={"released": date(2026, 1, 1)},
        input="1",
        output="4",
        cache_read="0.1",
    )
    return today._replace(past=(period("2026-02-01", "2026-04-30", input="3", output="5"),))


def column(listed: Inline, *names: str) -> list[Sequence[Any]]:
    """Some columns, row by row."""
    places = [[name for name, _ in listed.columns].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in listed.rows]


def test_each_range_of_days_and_sizes_has_a_row_with_both_its_ends() -> None:
    listed = price_list(catalog(one()))
    assert [
        ("standard", None, "2025-12-31", 0, None, None, "before_release"),
        ("standard", "2026-01-01", "2026-04-30", 0, None, "3", None),
        ("standard", "2026-05-01", None, 0, 1000, "1", None),
        ("standard", "2026-05-01", None, 1001, None, "2", None),
    ] == column(listed, "tier", "since", "until", "size_from", "size_to", "input", "reason")
    assert {(0, 10079, "2026-11-10")} == {*column(listed, "week_from", "week_to", "as_of")}


def test_hours_are_minutes_of_the_week_and_leave_out_none() -> None:
    night = model("acme/night", when(utc="00:00-12:00", input="0.5"), since="2026-01-01", input="1")
    rows = column(price_list(catalog(night)), "since", "week_from", "week_to", "input")
    of_now = [row for row in rows if row[0] is not None]
    assert 14 == len(of_now)
    assert [("2026-01-01", 0, 719, "0.5"), ("2026-01-01", 720, 1439, "1")] == of_now[:2]
    assert 10079 == of_now[-1][2]


def test_a_class_without_a_rate_has_that_of_its_parent() -> None:
    listed = price_list(catalog(model("acme/one", input="1", output="4", cache_write="1.25")))
    named = ("cache_read", "cache_write", "cache_write_1h", "audio_cache_read", "reasoning")
    assert [("1", "1.25", "1.25", "1", "4")] == column(listed, *named)
    assert [(None, "0")] == column(listed, "web_search", "request")


def test_what_has_no_price_says_why() -> None:
    listed = price_list(catalog(routed("acme/auto")))
    assert [(None, None, "varies")] == column(listed, "input", "request", "reason")


def test_tiers_have_rows_of_their_own() -> None:
    ledger = catalog(model("openai/gpt", input="1", output="4"))
    rows = column(price_list(ledger), "model", "tier", "priced_as", "output")
    assert [
        ("openai/gpt", "standard", "openai/gpt", "4"),
        ("openai/gpt", "batch", "openai/gpt (batch)", "2"),
        ("openai/gpt", "flex", "openai/gpt (flex)", "2"),
    ] == rows


def test_names_are_listed_instead_of_ids() -> None:
    ledger = catalog(model("acme/one"), model("acme/two"), aliases={"mine": "acme/two"})
    rows = column(price_list(ledger, names=["mine", "ONE", "mine", "none"]), "model", "priced_as", "reason")
    assert [("mine", "acme/two", None), ("ONE", "acme/one", None), ("none", "none", "unknown_model")] == rows
    assert [("acme/two",)] == column(price_list(ledger, {"acme/two"}), "model")


def test_rates_are_exact_however_many_decimals_they_have() -> None:
    rate = "0.123456789012345678901234"
    listed = price_list(catalog(model("acme/one", input=rate)))
    assert [(rate,)] == column(listed, "input")
    assert (38, 24) == dict(listed.columns)["input"][1:]


def test_parquet_has_the_same_rows_in_exact_types(tmp_path: Path) -> None:
    ledger = load_catalog(environ={})
    listed = price_list(ledger)
    file = tmp_path / "prices of 'today'.parquet"
    write_parquet(listed, file)
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(file))
        types = [str(each) for each in found.types]
        rows = found.fetchall()
    assert types == ["VARCHAR"] * 3 + ["DATE"] * 2 + ["BIGINT"] * 4 + ["DECIMAL(38,18)"] * 13 + [
        "VARCHAR",
        "DATE",
    ]
    assert rows == [tuple(map(_read, row, types)) for row in listed.rows]


def _read(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "DATE":
        return date.fromisoformat(value)
    return Decimal(value) if kind.startswith("DECIMAL") else value


def test_parquet_takes_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError) as caught:
        write_parquet(price_list(catalog(model())), tmp_path / "prices.parquet")
    assert "pip install 'llmcost-cli[duckdb]', or write .csv or .sql" == caught.value.hint


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't write"):
        write_parquet(price_list(catalog(model())), tmp_path / "nowhere" / "prices.parquet")
