"""`llmcost sql`: the prices as a script for DuckDB, Spark and warehouses, where the usage is."""

# No `from __future__ import annotations` where Typer reads them; see estimate.py.

from pathlib import Path
from typing import Annotated, Literal

import typer

from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.exits import ExitCode
from llmcost.cli.options import ColourOption, PricesOption, QuietOption, metavar
from llmcost.cli.session import session_of
from llmcost.cli.sql_answer import answer_prices, answer_script
from llmcost.cli.sql_delivery import SqlDelivery
from llmcost.cli.sql_question import SqlQuestion
from llmcost.sources.layers import load_catalog
from llmcost.sql.dialects import DialectName

Cache = Literal["auto", "inclusive", "additive"]
Time = Literal["timestamp", "datetime", "date", "seconds", "milliseconds"]
Form = Literal["script", "rows", "totals", "unpriced"]

EPILOG = """\b
The script makes tables of prices and names and the view llmcost_costs: each
row of the usage table with its cost in USD, or NULL and the reason. Then it
tells what each model cost, and what has no price. With --form rows, totals or
unpriced it is one query, which makes nothing.

\b
Fields of --map: model, input, output, cache_read, cache_write,
cache_write_1h, image_input, audio_input, audio_cache_read, reasoning,
image_output, audio_output, web_search, total, cost, time, id, requests,
tier, batch. Without it: model=model,input=input_tokens,output=output_tokens.
With time, each row has the price of its day and hour; with id, copies of a
request count once. A column can be a path, as usage.prompt_tokens; in double
quotes a name stands as it is. Counts are numbers: cast text, and what is JSON
in BigQuery or PostgreSQL, in a view first.
Columns that the script adds begin with llmcost_; where the table itself has
one of them, DuckDB calls that llmcost_cost_1, and others refuse it.

\b
--names: SQL reads names nearly as llmcost does. Names out of your table, one
a line, get into the script as llmcost itself reads them.

\b
Warehouses take scripts of about 1 MB, and all models with their past prices
may have more: name those that you use. In BigQuery tables and the view are
made in the dataset of --table, unless --prefix names another one.

\b
--prices-only: a row for each model, tier, days, sizes and part of the week,
in USD per million tokens. Ends of ranges count; NULL is open; the row without
until holds today. Parquet takes `pip install 'llmcost-cli[duckdb]'`.

\b
Examples:
  llmcost sql --dialect duckdb | duckdb usage.db
  llmcost sql --dialect bigquery --table logs.usage gpt-5 claude-sonnet-4.5 \\
    --map model=name,input=tokens_in,output=tokens_out,time=at --out costs.sql
  llmcost sql --dialect postgres gpt-5 claude-sonnet-4.5 --form totals
  llmcost sql --prices-only --out prices.parquet

\b
Exit codes: 0 done, 2 usage, 4 unknown model.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def sql(
    context: typer.Context,
    models: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MODEL]...",
            help="Only these, which makes it short. [default: all]",
            autocompletion=complete_model,
            show_default=False,
        ),
    ] = None,
    *,
    dialect: Annotated[
        DialectName | None, typer.Option("--dialect", metavar=metavar(DialectName), help="What will run it.")
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="The table of usage. [default: usage]")
    ] = None,
    map: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN,...", help="Which column holds what, see below."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="MODEL",
            help="Model of rows that name none.",
            autocompletion=complete_model,
        ),
    ] = None,
    cache: Annotated[
        Cache | None,
        typer.Option(
            "--cache",
            metavar=metavar(Cache),
            help="Whether the input includes cached tokens. [default: auto, row by row]",
        ),
    ] = None,
    time: Annotated[
        Time | None,
        typer.Option(
            "--time", metavar=metavar(Time), help="What the column of times holds. [default: timestamp]"
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--form", metavar=metavar(Form), help="What to write, see above. [default: script]"),
    ] = None,
    prefix: Annotated[
        str | None,
        typer.Option(
            "--prefix", metavar="TEXT", help="Before the names of what is made: a schema and its dot."
        ),
    ] = None,
    names: Annotated[
        str | None, typer.Option("--names", metavar="FILE|-", help="Names as they stand in the table.")
    ] = None,
    prices_only: Annotated[
        bool, typer.Option("--prices-only", help="The prices alone: .csv, .parquet, or .sql by --dialect.")
    ] = False,
    prices: PricesOption = None,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", metavar="FILE", help="Write to FILE instead of stdout. Repeatable."),
    ] = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """The prices as SQL: a script that prices a table of usage where it is."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    question = SqlQuestion(
        models=tuple(models or ()),
        dialect=dialect,
        table=table,
        columns=tuple(map or ()),
        model=model,
        cache=cache,
        time=time,
        form=form,
        prefix=prefix,
        names=names,
        prices_only=prices_only,
    )
    delivery = SqlDelivery(
        console, tuple(out or ()), prices_only=prices_only, has_dialect=dialect is not None
    )
    question.check()
    delivery.check()
    catalog = load_catalog(prices, environ=session.environ)
    for remark in catalog.provenance.remarks(session.today):
        console.warning(remark.message)
    answer = answer_prices if prices_only else answer_script
    delivery.deliver(answer(question, catalog, console))
    return ExitCode.OK
