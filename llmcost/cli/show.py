"""`llmcost show`: one model on a page, or a snippet that calls it."""

# No `from __future__ import annotations` where Typer reads them; see estimate.py.

from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

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
from llmcost.cli.session import session_of
from llmcost.cli.show_question import ShowQuestion
from llmcost.cli.use_question import UseQuestion
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.cli.session import Session
    from llmcost.cost.offers import Offers
    from llmcost.market.page import Page

Class = Literal["inputs", "author", "modality", "all"]
"""What the class goes by that a model is ranked in."""

Language = Literal["python", "javascript", "curl", "llm"]
"""What snippets are written in."""

EPILOG = """\b
Ranks are among listed models that read at least what this one reads; --class
picks those of its author, those of the same modalities, or all. No network is
used, but for --live. What OpenRouter tells of latency and throughput it tells
only with an OPENROUTER_API_KEY, which is sent to openrouter.ai alone.

\b
Examples:
  llmcost show gpt-4.1-mini
  llmcost show claude-sonnet-4.5 -i 12k -o 800 -n 1000 --cached 75%
  llmcost show gpt-5 --class all --live
  llmcost show gpt-5 --quickstart python --vision > ask.py

\b
Exit codes: 0 done, 2 usage, 4 unknown model or no price for the use asked
about, 5 no usable answer to --live.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def show(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Id or name.", autocompletion=complete_model)],
    *,
    input: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--input", "-i", metavar="N", help="Price this use: input tokens, cached ones included."
        ),
    ] = None,
    output: OutputOption = None,
    requests: RequestsOption = None,
    cached: CachedOption = None,
    kind: Annotated[
        Class | None,
        typer.Option("--class", metavar=metavar(Class), help="What it is ranked among. [default: inputs]"),
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Ask OpenRouter who serves it, at which price and how fast.")
    ] = False,
    quickstart: Annotated[
        Language | None,
        typer.Option(
            "--quickstart", metavar=metavar(Language), help="Print a snippet that calls it, and nothing else."
        ),
    ] = None,
    vision: Annotated[bool, typer.Option("--vision", help="With --quickstart: send it a picture.")] = False,
    url: UrlOption = None,
    timeout: TimeoutOption = "30",
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """One model on a page: prices, rank, costs, siblings, quick start."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    form = one_format(format, json=json)
    use = UseQuestion(input, output, requests, cached)
    question = ShowQuestion(
        model, use, kind, live, quickstart, vision, url, form, str(out[0]) if out else None
    )
    # Before the suffixes of files, which a snippet may have.
    question.check()
    delivery = Delivery(console, form, tuple(out or ()))
    patience = seconds(timeout)
    catalog = load_catalog(prices, environ=session.environ)
    if quickstart is not None:
        return _snippet(question, quickstart, catalog, session, console)
    # Both are read before anything is asked of the network.
    page = _page(question, catalog, session)
    if live:
        page = page._replace(live=_live(question, catalog, session, patience))
    return _tell(page, console, delivery)


def _page(question: ShowQuestion, catalog: "Catalog", session: "Session") -> "Page":
    from llmcost.market.page import page_of

    model_id, notes = catalog.resolve(question.name)
    usage = question.use.usage()
    terms = None if usage is None else question.use.terms()
    kind = question.kind or "inputs"
    return page_of(catalog, model_id, today=session.today, notes=notes, kind=kind, usage=usage, terms=terms)


def _live(question: ShowQuestion, catalog: "Catalog", session: "Session", patience: int) -> "Offers":
    from llmcost.cli.provider_question import ProviderQuestion
    from llmcost.cli.serving import serving
    from llmcost.sources.credentials import key_of
    from llmcost.sources.endpoints import fetch_endpoints
    from llmcost.sources.openrouter import Patience
    from llmcost.sources.upstream import models_url

    address, key = models_url(question.url, session.environ), key_of(session.environ)
    ask = partial(fetch_endpoints, address, key=key, patience=Patience(total=patience))
    asked = ProviderQuestion(question.name, question.use)
    return serving(asked, catalog, session.utc_today, ask, has_key=key is not None)


def _tell(page: "Page", console: Console, delivery: Delivery) -> ExitCode:
    from llmcost.report.render import render
    from llmcost.report.show import show_report

    for warning in page.warnings:
        console.warning(warning.message)
    delivery.deliver(partial(render, show_report(page)))
    if page.asked is None or page.costs[0].unpriced is None:
        return ExitCode.OK
    console.unpriced(page.costs[0].unpriced.message)
    return ExitCode.UNPRICED


def _snippet(
    question: ShowQuestion, language: str, catalog: "Catalog", session: "Session", console: Console
) -> ExitCode:
    from llmcost.cli.show_question import base_of
    from llmcost.report.quickstart import quickstart
    from llmcost.sources.upstream import models_url

    model_id, notes = catalog.resolve(question.name)
    model = catalog.models[model_id]
    url = models_url(question.url, session.environ)
    base = base_of(url)
    text = quickstart(model, language, vision=question.vision, base_url=base)
    if "?" in url or not url.startswith(base):
        console.warning("what the URL holds of a user, a password or a query is not in the snippet")
    for note in (*notes, *model.period_on()[1]):
        console.warning(note.message)
    console.result(text)
    return ExitCode.OK
