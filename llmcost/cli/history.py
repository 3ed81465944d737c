"""`llmcost history`: the prices of models over time, or what changed on the market."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from llmcost.catalog.history import BLEND, Histories, History, Market, stages_of
from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.deliver import Delivery
from llmcost.cli.exits import ExitCode
from llmcost.cli.options import (
    ColourOption,
    FormatOption,
    JsonOption,
    OutOption,
    PricesOption,
    QuietOption,
    one_format,
)
from llmcost.cli.session import session_of
from llmcost.errors import UnpricedError, UsageError
from llmcost.quantity import parse_count, parse_date
from llmcost.report.render import render
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.note import Note

Rate = Literal["blend", "input", "output", "cache-read", "cache_read"]
"""Rates that the chart can follow, the last in both spellings."""

DAYS = 30
"""How far `--all` looks back where --since says nothing."""

EPILOG = """\b
Periods are those between which a price was seen; the chart is dotted where
nobody looked. --all without --since tells the last 30 days of the ledger.

\b
Examples:
  llmcost history gpt-4o
  llmcost history deepseek/deepseek-chat qwen/qwen3-coder --since 2025-06-01
  llmcost history claude-haiku-4.5 --rate output --out haiku.svg
  llmcost history --all --since 2026-10-01 --top 10

\b
Exit codes: 0 done, 2 usage, 4 no such model or no price since then.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def history(
    context: typer.Context,
    models: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MODEL]...",
            help="Ids or names, drawn on one chart.",
            autocompletion=complete_model,
            show_default=False,
        ),
    ] = None,
    *,
    all: Annotated[bool, typer.Option("--all", help="What changed on the market instead.")] = False,  # noqa: A002
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only prices in force on DATE or later.")
    ] = None,
    rate: Annotated[
        Rate | None,
        typer.Option(
            "--rate", metavar="blend|input|output|cache-read", help="What the chart shows. [default: blend]"
        ),
    ] = None,
    top: Annotated[
        str | None,
        typer.Option("--top", metavar="N", help="With --all so many of each kind; 0 shows all. [default: 0]"),
    ] = None,
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """Prices of models over time, as table and chart; or what changed."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    delivery = Delivery(console, one_format(format, json=json), tuple(out or ()))
    _check(models or (), everything=all, rate=rate, top=top)
    first = _first_day(since, max(session.today, session.utc_today))
    most = 0 if top is None else parse_count(top, "--top")
    catalog = load_catalog(prices, environ=session.environ)
    warnings = catalog.provenance.remarks(session.today)
    if all:
        from llmcost.catalog.change import changes_since
        from llmcost.report.market import market_report

        start = first or catalog.provenance.as_of - timedelta(days=DAYS)
        changes = changes_since(catalog.models.values(), start)
        report = market_report(Market(changes, catalog.provenance, session.today, start, most, warnings))
    else:
        from llmcost.report.history import history_report

        found = _histories(models or (), catalog, first)
        report = history_report(
            Histories(
                found, catalog.provenance, session.today, first, (rate or BLEND).replace("-", "_"), warnings
            )
        )
    for warning in warnings:
        console.warning(warning.message)
    delivery.deliver(partial(render, report))
    return ExitCode.OK


def _check(models: "Sequence[str]", *, everything: bool, rate: str | None, top: str | None) -> None:
    """Refuse flags that contradict each other, before any file is read."""
    if everything and models:
        raise UsageError("--all: models are named too", hint="leave out the one or the other")
    if not everything and not models:
        raise UsageError("no model given", hint="name one or more, or --all for what changed on the market")
    if everything and rate is not None:
        raise UsageError("--rate: only for the chart of models that are named", hint="leave it out")
    if not everything and top is not None:
        raise UsageError("--top: only with --all", hint="leave it out; --since shortens a history")


def _first_day(text: str | None, today: date) -> date | None:
    first = None if text is None else parse_date(text, "--since")
    if first is not None and first > today:
        raise UsageError(f"--since: {first} lies in the future", hint="its prices are not known yet")
    return first


def _histories(names: "Sequence[str]", catalog: "Catalog", first: date | None) -> tuple[History, ...]:
    """The history of each model named, once."""
    named: dict[str, tuple[Note, ...]] = {}
    for name in names:
        model_id, notes = catalog.resolve(name)
        named[model_id] = tuple(dict.fromkeys((*named.get(model_id, ()), *notes)))
    found = []
    for model_id, notes in named.items():
        model = catalog.models[model_id]
        found.append(History(model, stages_of(model, first), (*notes, *model.period_on()[1])))
    if not any(each.stages for each in found):
        raise UnpricedError(
            f"no price of {', '.join(named)} was in force on {first} or later",
            reason="not_in_force",
            hint="give an earlier --since",
        )
    return tuple(found)
