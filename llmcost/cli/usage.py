"""`llmcost usage`: what the usage in logs really cost."""

from functools import partial
from typing import Annotated, Literal

import typer

from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.deliver import Delivery
from llmcost.cli.options import (
    ColourOption,
    FormatOption,
    JsonOption,
    OutOption,
    PricesOption,
    QuietOption,
    metavar,
    one_format,
)
from llmcost.cli.session import session_of
from llmcost.cli.usage_answer import answer_usage, tell_outcome
from llmcost.cli.usage_question import UsageQuestion
from llmcost.errors import UsageError
from llmcost.report.render import render
from llmcost.report.usage import usage_report

Basis = Literal["best", "computed", "stated"]
Engine = Literal["duckdb", "spark"]

EPILOG = """\b
Formats, told record by record or named with --flavour:
  openai-chat openai-responses openai-batch embeddings mistral deepseek groq
  xai cohere perplexity anthropic-messages anthropic-batch gemini
  bedrock-converse openrouter-chat openrouter-responses openrouter-messages
  openrouter-generation openrouter-activity litellm langfuse otel claude-code
  claude-code-stream codex plain
A response, its usage object, a log line around one at any depth, or a CSV;
also packed as .gz or .zst. A line of more than 16 MiB is told and left out.

\b
Requests that are written down more than once count once. Each is priced at
the rates of its own day, hour and size.

\b
With --engine DuckDB or Spark reads tables of one row a request and prices
them: pip install 'llmcost-cli[duckdb]' or [spark].

\b
Examples:
  llmcost usage logs/
  llmcost usage 'logs/**/*.jsonl.gz' --by day,model --since 2026-11-01
  llmcost usage --claude-code --by month --as gpt-5.1,gemini-2.5-pro
  llmcost usage spend.csv --map input=prompt_tok,output=compl_tok
  cat app.log | llmcost usage - --max-cost 50 --json
  llmcost usage 's3://bucket/usage/*.parquet' --engine duckdb --by day

\b
Exit codes: 0 done, 2 usage, 3 over --max-cost, 4 nothing to read, or with
--strict or --max-cost something unpriced, 130 interrupted.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def usage(
    context: typer.Context,
    logs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|FOLDER|GLOB|-]...", help="Logs to read; - is stdin.", show_default=False
        ),
    ] = None,
    *,
    claude_code: Annotated[bool, typer.Option("--claude-code", help="Claude Code's own sessions.")] = False,
    codex: Annotated[bool, typer.Option("--codex", help="Codex' own sessions.")] = False,
    flavour: Annotated[
        str | None, typer.Option("--flavour", metavar="NAME", help="Read this format only.")
    ] = None,
    map: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN,...", help="Which column of a CSV holds what: input=prompt_tok."
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="MODEL",
            help="Model of records that name none.",
            autocompletion=complete_model,
        ),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="LIST",
            help="model, day, hour, month, file, session, user, or a key of the log. [default: model]",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="TIME", help="From this day, time or age (7d) on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TIME", help="Up to and with this day, or this time.")
    ] = None,
    tz: Annotated[str, typer.Option("--tz", metavar="ZONE", help="Time zone of days and hours.")] = "UTC",
    top: Annotated[
        str | None,
        typer.Option("--top", metavar="N", help="The N dearest of each level; 0 shows all. [default: 0]"),
    ] = None,
    cost: Annotated[
        Basis,
        typer.Option(
            "--cost",
            metavar=metavar(Basis),
            help="Sum bills where stated and else list prices, list prices only, or bills only.",
        ),
    ] = "best",
    reconcile: Annotated[
        bool, typer.Option("--reconcile", help="Hold the bills in the log against list prices.")
    ] = False,
    others: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="MODEL,...",
            help="What the same traffic would cost on these.",
            autocompletion=complete_model,
        ),
    ] = None,
    forecast: Annotated[bool, typer.Option("--forecast", help="Project the month.")] = False,
    max_cost: Annotated[
        str | None, typer.Option("--max-cost", metavar="USD", help="Exit 3 when it cost more.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 4 when anything is unpriced or can't be read.")
    ] = False,
    jobs: Annotated[
        str, typer.Option("--jobs", "-j", metavar="N", help="Read with N processes; 0: one a processor.")
    ] = "1",
    engine: Annotated[
        Engine | None,
        typer.Option(
            "--engine",
            metavar=metavar(Engine),
            help="Read tables through this engine: Parquet, CSV, JSON, s3://..., table:NAME.",
        ),
    ] = None,
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """What the usage in logs cost, by model, day, file or whatever it is tagged with."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    form = one_format(format, json=json)
    delivery = Delivery(console, form, tuple(out or ()))
    question = UsageQuestion(
        names=tuple(logs or ()),
        claude_code=claude_code,
        codex=codex,
        flavour=flavour,
        columns=tuple(map or ()),
        model=model,
        by=tuple(by or ()),
        since=since,
        until=until,
        zone=tz,
        top=top,
        basis=cost,
        reconcile=reconcile,
        others=tuple(others or ()),
        forecast=forecast,
        max_cost=max_cost,
        strict=strict,
        jobs=jobs,
        engine=engine,
    )
    question.check()
    delivery.check()
    found = answer_usage(question, session, prices, console)
    for warning in found.warnings:
        console.warning(warning.message)
    try:
        delivery.deliver(partial(render, usage_report(found)))
    except UsageError as error:
        if found.outcome != "over":
            raise
        # A broken limit is worth more than the report of it.
        console.error(error.message, error.hint)
    return tell_outcome(found, console, strict=strict, shows_all=form != "csv", is_seen=delivery.shows_table)
