"""`llmcost breakeven`: where one of two models becomes cheaper than the other."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from llmcost.cli.breakeven_question import BreakevenQuestion, answer_breakeven
from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.deliver import Delivery
from llmcost.cli.exits import ExitCode
from llmcost.cli.options import (
    ColourOption,
    DayOption,
    FormatOption,
    JsonOption,
    OutOption,
    PricesOption,
    QuietOption,
    one_format,
)
from llmcost.cli.session import session_of
from llmcost.report.breakeven import breakeven_report
from llmcost.report.render import render
from llmcost.sources.layers import load_catalog


class Over(StrEnum):
    """Quantities that costs are compared over; an enumeration, since Typer takes no list of literals."""

    RATIO = "ratio"
    CACHED = "cached"
    SIZE = "size"


EPILOG = """\b
ratio: input tokens for each output token, at base rates unless -i says how
large a prompt is. cached: the share of the input read from the cache.
size: input tokens of one request, long-context rates and charges included.
All three unless --over names some.

\b
Examples:
  llmcost breakeven gpt-5 claude-haiku-4.5
  llmcost breakeven gpt-5 gemini-2.5-pro --over size -o 2k --cached 75%
  llmcost breakeven gpt-4o gpt-4.1-mini --over ratio --over cached -i 50k
  llmcost breakeven gpt-5 claude-sonnet-4.5 --out breakeven.svg

\b
Exit codes: 0 done, 2 usage, 4 no such model or no price.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _model(name: str) -> object:
    return typer.Argument(metavar=name, help="Id or name.", autocompletion=complete_model, show_default=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def breakeven(
    context: typer.Context,
    first: Annotated[str, _model("A")],
    second: Annotated[str, _model("B")],
    *,
    over: Annotated[
        list[Over] | None,
        typer.Option("--over", metavar="ratio|cached|size", help="The quantity that varies. Repeatable."),
    ] = None,
    input: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--input",
            "-i",
            metavar="N",
            help="Input tokens of a request, for ratio and cached.  [default for cached: 10k]",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="N",
            help="Output tokens of a request, for cached and size.  [default: 1k]",
        ),
    ] = None,
    cached: Annotated[
        str | None,
        typer.Option(
            "--cached",
            metavar="PCT",
            help="Share of the input read from the cache, as 75%, for ratio and size: no count, since the "
            "input varies.  [default: 0%]",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="HH:MM", help="Time of day in UTC, where prices depend on it."),
    ] = None,
    as_of: DayOption = None,
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """Where one of two models becomes cheaper than the other."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    delivery = Delivery(console, one_format(format, json=json), tuple(out or ()))
    question = BreakevenQuestion((first, second), tuple(over or ()), input, output, cached, as_of, at)
    terms = question.terms(max(session.today, session.utc_today))
    uses = question.uses()
    catalog = load_catalog(prices, environ=session.environ)
    answer = answer_breakeven(question, catalog, terms, uses, session.today)
    for warning in answer.warnings:
        console.warning(warning.message)
    delivery.deliver(partial(render, breakeven_report(answer)))
    return ExitCode.OK
