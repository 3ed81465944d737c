"""What stands above a script."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from builders import catalog, model, when

from llmcost.catalog.provenance import Override
from llmcost.sql.dialects import dialect_of
from llmcost.sql.script import book_of
from llmcost.sql.script_head import list_head, script_head
from llmcost.sql.statement import Table
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

BY_DAY = (
    "Every row has the prices of 2026-11-10, at their dearest hour:"
    " --map time=COLUMN brings in those of each day and hour."
)
NAMED = (
    "Names are read as llmcost reads them, as far as SQL can. One that it does not know is"
    " unknown_model: --names FILE takes names as they stand in the table."
)
PLAIN = {"model": "name", "input": "i", "output": "o"}


def head(fields: dict[str, str], *models: Model, **more: Any) -> list[str]:
    """The sentences above a script, each without its line ends."""
    ledger = catalog(*(models or (model(),)))
    kept, dialect, form = (more.pop(each, None) for each in ("kept", "dialect", "form"))
    usage = UsageTable(Table("usage", "u"), fields, **more)
    engine = dialect_of(dialect or "duckdb")
    prices = book_of(ledger, usage, engine, models=kept).prices
    lines = script_head(
        usage,
        prices,
        ledger.provenance,
        engine,
        table="usage",
        version="1.2.3",
        models=kept,
        form=form or "script",
    )
    assert all(len(line) <= 100 for line in lines)
    return "\n".join(lines).replace("\n  ", " ").split("\n")


def test_it_says_what_the_script_is_and_what_its_figures_mean() -> None:
    assert [
        "What each row of usage costs at list prices, for DuckDB. Written by llmcost 1.2.3.",
        "Prices: https://prices.test/models of 2026-11-10, the ledger that comes with llmcost.",
        "Columns (--map): model=name, input=i, output=o.",
        BY_DAY,
        "Rates are exact, and so is every cost.",
        "llmcost_cost is in USD: list prices, no bill. Where it is NULL, llmcost_reason says why.",
        NAMED,
    ] == head(PLAIN)


def test_it_says_what_the_columns_mean() -> None:
    fields = {**PLAIN, "cache_read": "r", "time": "t", "id": "x"}
    said = head(fields, kinds={"time": "date"}, cache="additive")
    assert "Cached tokens stand beside the input (--cache additive)." in said
    assert (
        "Each row has the prices of its day and hour in UTC: t holds a day of UTC, at whose first minute"
        " a price counts that depends on the hour. A row without a time has those of 2026-11-10,"
        " at their dearest hour."
    ) in said
    assert "Rows of the same request count once; the others are a duplicate." in said


def test_it_says_how_the_size_of_a_request_is_known() -> None:
    sized = model("acme/one", when(above=1000, input="2"), input="1")
    assert "Each row is one request, whose input decides where prices depend on its size." in head(
        PLAIN, sized
    )
    summed = head({**PLAIN, "requests": "n"}, sized)
    assert "A row that sums several requests has base rates, since the size of each is not known." in summed


def test_it_says_to_which_models_it_is_kept() -> None:
    said = head(PLAIN, model("acme/one"), model("acme/two"), kept={"acme/two", "acme/one"})
    assert "Only acme/one, acme/two: other names are unknown_model." in said
    assert "All rows are of acme/one." in head({"input": "i"}, model="acme/one", kept={"acme/one"})


def test_it_says_what_a_view_can_not_read() -> None:
    said = (
        "A view of Spark reads no temporary view, such as one of a data frame: what --form rows, totals"
        " or unpriced writes is a query, which does."
    )
    assert said == head(PLAIN, dialect="spark")[-1]
    assert said not in head(PLAIN, dialect="spark", form="rows")
    assert said not in head(PLAIN)


def test_it_says_how_many_rates_are_rounded() -> None:
    fine = "0.000000000000000000000001"
    once = head(PLAIN, model("acme/one", input=fine, output="1"))
    assert "1 rate has more than 23 decimals of USD per token: rounded to 23." in once
    twice = head(PLAIN, model("acme/one", input=fine, output=fine))
    assert "2 rates have more than 23 decimals of USD per token: rounded to 23." in twice


def test_it_names_overrides_by_their_file_and_not_by_its_folder() -> None:
    provenance = catalog().provenance._replace(
        layer="refreshed",
        overrides=(
            Override("acme/one", "input", Decimal("0.30"), "/home/me/project/llmcost.toml", "above 200k"),
            Override("acme/one", "request", Decimal("0.01"), "llmcost.toml"),
            Override("acme/two", "input", Decimal(1), "llmcost.toml"),
        ),
    )
    assert (
        "List prices in USD per million tokens, web_search and request each. By llmcost 1.2.3.",
        "Prices: https://prices.test/models of 2026-11-10, fetched by llmcost refresh.",
        "Overridden: acme/one input $0.3 /1M above 200k (llmcost.toml).",
        "Overridden: acme/one request $0.01 each (llmcost.toml).",
    ) == list_head(provenance, {"acme/one"}, version="1.2.3")[:4]


def test_a_column_can_not_end_the_comment() -> None:
    said = head({**PLAIN, "input": '"a\nDROP TABLE b"'})
    assert 7 == len(said)
