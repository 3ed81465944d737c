"""A script that prices a table of usage: what it holds, and what it says when it is run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, product
from typing import TYPE_CHECKING, Any

import pytest
from builders import catalog, model, named, period, when

from llmcost.sources.layers import load_catalog
from llmcost.sql.dialects import DIALECTS, dialect_of
from llmcost.sql.layout import write_script
from llmcost.sql.script import FORMS, book_of, script
from llmcost.sql.statement import Table
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from llmcost.catalog.catalog import Catalog
    from llmcost.sql.dialects import DialectName
    from llmcost.sql.script import Book

duckdb = pytest.importorskip("duckdb")
sqlglot = pytest.importorskip("sqlglot")

PLAIN = {"model": "model", "input": "input", "output": "output"}
DATED = {**PLAIN, "time": "time"}
MAPS = (
    PLAIN,
    DATED,
    {"output": "usage.output"},
    {**DATED, "cache_read": "r", "cache_write": "w", "tier": "t", "batch": "b", "requests": "n"},
    {**DATED, "total": "s", "cost": "c", "id": "id", "reasoning": '"Reasoning tokens"', "web_search": "ws"},
)
TYPES = {"model": "VARCHAR", "tier": "VARCHAR", "time": "TIMESTAMPTZ", "id": "VARCHAR"}

OLD = period("2026-02-01", "2026-04-30", input="3", output="5")
NOW = model(
    "acme/one",
    when(above=1000, input="2"),
    since="2026-05-01",
    seen="2026-11-10",
    facts={"released": date(2026, 1, 1), "past": (OLD,)},
    input="1",
    output="4",
)
NIGHT = model("acme/night", when(utc="00:00-12:00", input="0.5"), since="2026-01-01", input="1")
GPT = model("openai/gpt-9", input="2", output="8", cache_read="0.2", web_search="0.01", request="0.001")
TWIN, OTHER = model("zeta/one"), model("zeta/other")
LEDGER = catalog(NOW, NIGHT, GPT, TWIN, OTHER, aliases={"mine": "zeta/other", "broken": "nobody/knows"})


def usage_of(fields: dict[str, str], **more: Any) -> UsageTable:
    return UsageTable(Table("usage", "u"), fields, **more)


def book(
    ledger: Catalog, usage: UsageTable, models: Collection[str] | None = None, more: Iterable[str] = ()
) -> Book:
    return book_of(ledger, usage, dialect_of("duckdb"), models=models, more=more)


def text(
    dialect: DialectName, ledger: Catalog, usage: UsageTable, form: str, models: Collection[str] | None = None
) -> str:
    held = book_of(ledger, usage, dialect_of(dialect), models=models)
    statements = script(held, usage, form=form, prefix="costs.", head=("Prices.",))
    return write_script(statements, dialect_of(dialect))


def results(
    rows: Sequence[Sequence[Any]],
    fields: dict[str, str] = PLAIN,
    form: str = "script",
    *,
    ledger: Catalog = LEDGER,
    models: Collection[str] | None = None,
    more: Iterable[str] = (),
    **kinds: Any,
) -> list[list[tuple[Any, ...]]]:
    """The rows of each result of a script, which is run for a table of these rows."""
    usage = usage_of(fields, **kinds)
    held = book(ledger, usage, models, more)
    with duckdb.connect() as connection:
        columns = ", ".join(f"{name} {TYPES.get(name, 'BIGINT')}" for name in fields)
        connection.execute(f"CREATE TABLE usage ({columns})")
        place = f"({', '.join('?' * len(fields))})"
        places = ", ".join([place] * len(rows))
        connection.execute(f"INSERT INTO usage VALUES {places}", [*chain(*rows)])  # noqa: S608
        found = []
        for statement in connection.extract_statements(
            write_script(script(held, usage, form=form), dialect_of("duckdb"))
        ):
            answer = connection.execute(statement)
            if [each[0] for each in answer.description] != ["Count"]:
                found.append(answer.fetchall())
        if form == "script":
            view = "SELECT llmcost_model, llmcost_cost, llmcost_reason FROM llmcost_costs"
            found.append(connection.execute(view).fetchall())
    return found


def costs(
    rows: Sequence[Sequence[Any]], fields: dict[str, str] = PLAIN, **more: Any
) -> list[tuple[Any, ...]]:
    """The model, cost and reason of each row."""
    return results(rows, fields, **more)[-1]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def usd(text: str) -> Decimal:
    return Decimal(text)


def test_a_script_tells_what_each_model_cost_and_what_has_no_price() -> None:
    rows = [("gpt-9", 1000, 100), ("OpenAI/GPT-9", 500, 0), ("nobody", 7, 1), (None, 3, 0), ("one", 5, 0)]
    totals, unpriced, each = results(rows)
    assert [("openai/gpt-9", 2, 1500, 100, usd("0.0058"))] == totals
    assert [
        ("nobody", "unknown_model", 1, 7, 1),
        ("one", "ambiguous_model", 1, 5, 0),
        (None, "no_model", 1, 3, 0),
    ] == unpriced
    assert {
        ("openai/gpt-9", usd("0.0038"), None),
        ("openai/gpt-9", usd("0.002"), None),
        (None, None, "unknown_model"),
        (None, None, "no_model"),
        (None, None, "ambiguous_model"),
    } == {*each}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("totals", [("openai/gpt-9", 1, 1000, 100, usd("0.0038"))]),
        ("unpriced", [("nobody", "unknown_model", 1, 7, 0)]),
    ],
)
def test_one_query_says_the_same_and_makes_nothing(form: str, expected: list[tuple[Any, ...]]) -> None:
    assert [expected] == results([("gpt-9", 1000, 100), ("nobody", 7, 0), ("gpt-9", 0, 0)], form=form)


def test_the_rows_keep_their_columns_and_get_those_that_say_what_was_counted() -> None:
    found = results([("gpt-9", 1000, 100)], form="rows")
    assert [
        [("openai/gpt-9", usd("0.0038"), None, "", 1000, 100, "gpt-9", "", 1, "gpt-9", 1000, 100)]
    ] == found


def test_columns_of_an_earlier_run_are_not_taken_for_those_of_this_one() -> None:
    usage = usage_of(PLAIN)
    held = book(LEDGER, usage, None, ())
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE usage AS SELECT 'gpt-9' AS model, 1000 AS input, 100 AS output,"
            " 6.0 AS llmcost_cost, 'old' AS llmcost_model, 'gone' AS llmcost_reason, 3 AS llmcost_input,"
            " 'flaw' AS llmcost_flaw, 5 AS llmcost_requests"
        )
        for statement in connection.extract_statements(
            write_script(script(held, usage), dialect_of("duckdb"))
        ):
            connection.execute(statement)
        costs_of_all = "SELECT llmcost_model, llmcost_cost, llmcost_reason, llmcost_input FROM llmcost_costs"
        assert [("openai/gpt-9", usd("0.0038"), None, 1000)] == connection.execute(costs_of_all).fetchall()


def test_each_row_has_the_price_of_its_day_and_size() -> None:
    rows = [
        ("acme/one", 1000, 0, at("2026-03-01")),
        ("acme/one", 1000, 0, at("2026-06-01")),
        ("acme/one", 2000, 0, at("2026-06-01")),
        ("acme/one", 1000, 0, None),
        ("acme/one", 1000, 0, at("2025-12-31T23:59:59")),
    ]
    expected = [(usd("0.003"), None), (usd("0.001"), None), (usd("0.004"), None), (usd("0.001"), None)]
    found = [row[1:] for row in costs(rows, DATED)]
    assert sorted([*expected, (None, "before_release")], key=str) == sorted(found, key=str)


def test_the_hour_decides_where_a_row_has_one_and_else_the_dearest_counts() -> None:
    rows = [("night", 1000, 0, at(time)) for time in ("2026-06-01T11:59:59", "2026-06-01T12:00:00")]
    found = costs([*rows, ("night", 1000, 0, None)], DATED)
    assert [usd("0.0005"), usd("0.001"), usd("0.001")] == sorted(row[1] for row in found)


def test_a_row_of_several_requests_has_base_rates() -> None:
    fields = {**PLAIN, "requests": "requests"}
    found = costs([("acme/one", 2000, 0, 1), ("acme/one", 2000, 0, 2)], fields)
    assert [usd("0.002"), usd("0.004")] == sorted(row[1] for row in found)


def test_tiers_have_prices_of_their_own() -> None:
    rows = [("gpt-9", 1000, 0, tier) for tier in (None, "default", "batch", "turbo")]
    found = costs(rows, {**PLAIN, "tier": "tier"})
    assert {
        ("openai/gpt-9", usd("0.003"), None),
        ("openai/gpt-9 (batch)", usd("0.002"), None),
        (None, None, "no_tier_price"),
    } == {*found}


def test_names_of_the_user_and_those_that_are_given_count_as_they_stand() -> None:
    # Nothing but the resolver itself reads an ARN.
    arn = "arn:aws:bedrock:us-east-1::foundation-model/openai.gpt-9"
    rows = [(name, 1000, 0) for name in ("mine", "broken", arn, "zeta/other")]
    found = costs(rows, more=[arn, "nobody"])
    reasons = {("zeta/other", usd("0.001"), None), (None, None, "unknown_model")}
    assert {*reasons, ("openai/gpt-9", usd("0.003"), None)} == {*found}


def test_a_script_of_a_few_models_knows_no_others() -> None:
    rows = [(name, 1000, 0) for name in ("gpt-9", "zeta/other", "mine")]
    found = costs(rows, models={"openai/gpt-9"})
    assert {("openai/gpt-9", usd("0.003"), None), (None, None, "unknown_model")} == {*found}


def test_a_model_that_only_counts_as_it_stands_is_found() -> None:
    ledger = named("Acme/One", "acme/one")
    found = costs([("Acme/One", 1000, 0)], ledger=ledger, models={"Acme/One"})
    assert [("Acme/One", usd("0.001"), None)] == found


def test_rows_that_name_no_model_are_of_the_one_that_is_given() -> None:
    fields = {"input": "input"}
    usage = usage_of(fields, model="openai/gpt-9")
    assert () == book(LEDGER, usage, {"openai/gpt-9"}).names
    found = costs([(1000,)], fields, model="openai/gpt-9", models={"openai/gpt-9"})
    assert [("openai/gpt-9", usd("0.003"), None)] == found
    named_rows = [("night", 1000, 0), (None, 1000, 0)]
    found = costs(named_rows, model="openai/gpt-9")
    assert {"acme/night", "openai/gpt-9"} == {row[0] for row in found}


def test_days_before_release_are_told_where_no_name_is_looked_up() -> None:
    fields = {"input": "input", "time": "time"}
    found = costs([(1000, at("2025-12-31"))], fields, model="acme/one", models={"acme/one"})
    assert [("acme/one", None, "before_release")] == found


def test_a_stored_result_is_priced_anew_and_by_nothing_of_its_own() -> None:
    # Columns that the script adds itself, as a table has that was once made of its view.
    usage = usage_of(PLAIN)
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE usage AS SELECT 'gpt-9' AS model, 1000 AS input, 100 AS output,"
            " 'old' AS llmcost_model, 7 AS llmcost_requests, 5 AS llmcost_input, 9.5 AS llmcost_cost"
        )
        *_, totals, _ = [
            connection.execute(statement).fetchall()
            for statement in connection.extract_statements(
                write_script(script(book(LEDGER, usage), usage), dialect_of("duckdb"))
            )
        ]
        kept = connection.execute("SELECT llmcost_cost, llmcost_cost_1 FROM llmcost_costs").fetchall()
    assert [("openai/gpt-9", 1, 1000, 100, usd("0.0038"))] == totals
    assert [(usd("0.0038"), usd("9.5"))] == kept


def test_each_table_of_a_script_stands_behind_the_prefix() -> None:
    fields = {**DATED, "id": "id"}
    written = text("bigquery", LEDGER, usage_of(fields)._replace(table=Table("logs.usage", "u")), "script")
    parsed = sqlglot.parse(written, dialect="bigquery")
    tables = {(each.db, each.name) for tree in parsed for each in tree.find_all(sqlglot.exp.Table)}
    steps = {("", each.alias) for tree in parsed for each in tree.find_all(sqlglot.exp.CTE)}
    made = {("costs", f"llmcost_{name}") for name in ("prices", "names", "exact_names", "costs")}
    assert {("logs", "usage"), *made} == tables - steps


def test_a_script_holds_no_rate_that_no_row_is_charged_at() -> None:
    assert ("input", "output", "request") == book(LEDGER, usage_of(PLAIN)).prices.rates
    cached = usage_of({**PLAIN, "cache_write_1h": "w", "web_search": "s"})
    assert ("input", "output", "web_search", "request") == book(LEDGER, cached).prices.rates
    read = usage_of({**PLAIN, "cache_read": "r"})
    assert ("input", "output", "cache_read", "request") == book(LEDGER, read).prices.rates


def test_a_script_holds_no_price_twice() -> None:
    dated = book(LEDGER, usage_of(DATED)).prices.rows
    # The hour makes rows without a time a case of their own.
    assert {"acme/night"} == {row.model for row in dated if not row.is_dated}
    assert [] == [row for row in dated if row.reason == "before_release"]
    assert not any(row.is_dated for row in book(LEDGER, usage_of(PLAIN)).prices.rows)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("form", "fields"), [*product(FORMS[:1], MAPS), *product(FORMS[1:], MAPS[-1:])])
def test_every_script_is_sql_in_its_dialect(dialect: DialectName, form: str, fields: dict[str, str]) -> None:
    usage = usage_of(fields, model=None if "model" in fields else "acme/one")
    parsed = sqlglot.parse(text(dialect, LEDGER, usage, form), dialect=dialect)
    assert [] == [each for each in parsed if isinstance(each, sqlglot.exp.Command)]


def test_every_model_of_the_ledger_is_found_by_its_id() -> None:
    ledger = load_catalog(environ={})
    found = results([(each, 0, 1) for each in ledger.models], form="rows", ledger=ledger)[0]
    assert {each: each for each in ledger.models} == {row[6]: row[0] for row in found}


@pytest.mark.parametrize(("dialect", "form"), [*product(DIALECTS, FORMS)])
def test_no_script_holds_a_group_that_not_every_engine_knows(dialect: DialectName, form: str) -> None:
    for fields in MAPS:
        named = "model" in fields
        usage = usage_of(fields, model=None if named else "acme/one")
        assert "(?" not in text(dialect, LEDGER, usage, form)
