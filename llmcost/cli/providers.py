"""`llmcost providers`: who serves a model, at which price and how fast, as upstream tells it now."""

# No `from __future__ import annotations` where Typer reads them; see estimate.py.

from functools import partial
from typing import Annotated, Literal

import typer

from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.deliver import Delivery
from llmcost.cli.exits import ExitCode
from llmcost.cli.options import (
    CachedOption,
    ColourOption,
    FormatOption,
    JsonOption,
    OutOption,
    OutputOption,
    PricesOption,
    QuietOption,
    RequestsOption,
    TimeoutOption,
    UrlOption,
    metavar,
    one_format,
    seconds,
)
from llmcost.cli.provider_question import ProviderQuestion
from llmcost.cli.serving import serving
from llmcost.cli.session import session_of
from llmcost.cli.use_question import UseQuestion
from llmcost.cost.offers import Offers
from llmcost.report.offers import offers_report
from llmcost.report.render import render
from llmcost.sources.layers import load_catalog

Sort = Literal["cost", "price", "throughput", "latency", "uptime", "context"]
"""Orders of endpoints."""

EPILOG = """\b
Asks OpenRouter, over the network. Latency and throughput, the medians of the
last 30 minutes, it tells only with an OPENROUTER_API_KEY, which is sent to
openrouter.ai and nowhere else.

\b
Examples:
  llmcost providers gpt-oss-120b
  llmcost providers gpt-5 -i 12k -o 800 -n 1000 --cached 75%
  llmcost providers deepseek/deepseek-v3.2 --sort throughput
  llmcost providers gpt-5 --json

\b
Exit codes: 0 done, 2 usage, 4 unknown model or no endpoint with a price,
5 no usable answer.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def providers(
    context: typer.Context,
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            help="Id or name; an id author/slug may be newer than the prices at hand.",
            autocompletion=complete_model,
        ),
    ],
    *,
    input: Annotated[  # noqa: A002
        str | None, typer.Option("--input", "-i", metavar="N", help="Input tokens, cached ones included.")
    ] = None,
    output: OutputOption = None,
    requests: RequestsOption = None,
    cached: CachedOption = None,
    sort: Annotated[
        Sort | None,
        typer.Option(
            "--sort", metavar=metavar(Sort), help="Order of endpoints. [default: cost; without tokens price]"
        ),
    ] = None,
    url: UrlOption = None,
    timeout: TimeoutOption = "30",
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """Who serves a model, at which price, how fast and how reliably."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    delivery = Delivery(console, one_format(format, json=json), tuple(out or ()))
    question = ProviderQuestion(model, UseQuestion(input, output, requests, cached), sort)
    question.check()
    from llmcost.sources.credentials import key_of
    from llmcost.sources.endpoints import fetch_endpoints
    from llmcost.sources.openrouter import Patience
    from llmcost.sources.upstream import models_url

    address, key = models_url(url, session.environ), key_of(session.environ)
    patience = Patience(total=seconds(timeout))
    catalog = load_catalog(prices, environ=session.environ)
    ask = partial(fetch_endpoints, address, key=key, patience=patience)
    asked = partial(serving, question, catalog, session.utc_today, ask, has_key=key is not None)
    return _tell(asked(), console, delivery)


def _tell(found: Offers, console: Console, delivery: Delivery) -> ExitCode:
    for warning in found.warnings:
        console.warning(warning.message)
    delivery.deliver(partial(render, offers_report(found)))
    if found.offers:
        return ExitCode.OK
    for each in found.unpriced:
        console.unpriced(f"{each.endpoint.name}: {each.message}")
    return ExitCode.UNPRICED
