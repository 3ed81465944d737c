"""`llmcost models`: the models that match words and meet filters; their authors; aliases."""

# No `from __future__ import annotations` where Typer reads them; see estimate.py.

from functools import partial
from typing import Annotated, Literal

import typer

from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.deliver import Delivery
from llmcost.cli.exits import ExitCode
from llmcost.cli.filters import Filters
from llmcost.cli.models_answer import answer
from llmcost.cli.models_question import ModelsQuestion
from llmcost.cli.options import (
    AuthorOption,
    ColourOption,
    FormatOption,
    HavingOption,
    JsonOption,
    MaxPriceOption,
    MinContextOption,
    MinIntelligenceOption,
    OutOption,
    ParetoOption,
    PricesOption,
    QuietOption,
    metavar,
    one_format,
)
from llmcost.cli.session import session_of
from llmcost.cli.use_question import UseQuestion
from llmcost.market.frontier_list import FrontierList
from llmcost.report.models import models_report
from llmcost.report.render import render
from llmcost.sources.layers import load_catalog

Sort = Literal["released", "price", "output", "intelligence", "context", "changed", "name"]
"""Orders of models."""

EPILOG = """\b
All words must be in a model's id, name, author or snapshot, in any order;
4.5 and 4-5 are the same. An AGE is like 7d, 2w, 6m or 1y, back from today.

\b
Order without --sort: most intelligent first; newest first with words,
--released-since or --retired; latest change first with --changed-since.
Of equals the more intelligent comes first, then the cheaper. --authors can
be in order of released, price, intelligence or name.

\b
Columns: id, name, author, intelligence, in, out, blended, cache_read,
cache_write, context, max_output, reads, writes, features, knowledge,
tokenizer, released, since, changed, change, expires, retired, snapshot.
JSON and CSV have all columns, of as many rows as --top says.

\b
Examples:
  llmcost models claude sonnet
  llmcost models --with image --min-intelligence 40 --sort price
  llmcost models gpt --columns id,in,out,changed,change --sort changed
  llmcost models --changed-since 2w --top 0 --out changed.csv
  llmcost models --authors
  llmcost models --with tools --pareto -i 12k -o 800 -n 1000

\b
Exit codes: 0 found, 2 usage, 4 nothing found.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def models(
    context: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUERY]...",
            help="Words to look for; none lists all models.",
            autocompletion=complete_model,
            show_default=False,
        ),
    ] = None,
    *,
    author: AuthorOption = None,
    having: HavingOption = None,
    min_context: MinContextOption = None,
    min_intelligence: MinIntelligenceOption = None,
    max_price: MaxPriceOption = None,
    free: Annotated[
        bool, typer.Option("--free", help="Only those that cost nothing; with --pareto, those too.")
    ] = False,
    batch: Annotated[bool, typer.Option("--batch", help="Batch rows instead.")] = False,
    retired: Annotated[
        bool, typer.Option("--retired", help="Models that upstream no longer lists instead.")
    ] = False,
    released_since: Annotated[
        str | None,
        typer.Option(
            "--released-since",
            metavar="DATE|AGE",
            help="Only those released since then, or first seen where that is not known.",
        ),
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar="DATE|AGE",
            help="Only those whose price changed since then; a first price is no change.",
        ),
    ] = None,
    authors: Annotated[bool, typer.Option("--authors", help="Their authors instead of the models.")] = False,
    aliases: Annotated[
        bool, typer.Option("--aliases", help="Upstream's aliases and your own, and what they stand for.")
    ] = False,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="A,B,...", help="Columns of the table, see below.")
    ] = None,
    sort: Annotated[
        Sort | None,
        typer.Option(
            "--sort",
            metavar=metavar(Sort),
            help="Order; what is not known comes last. [default: what suits, see below]",
        ),
    ] = None,
    top: Annotated[
        str | None, typer.Option("--top", metavar="N", help="Show so many; 0 shows all. [default: 20]")
    ] = None,
    pareto: ParetoOption = False,
    input: Annotated[  # noqa: A002
        str | None,
        typer.Option("--input", "-i", metavar="N", help="With --pareto, judge by a use of N input tokens."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="N", help="With --pareto, its output tokens, reasoning included."
        ),
    ] = None,
    requests: Annotated[
        str | None,
        typer.Option("--requests", "-n", metavar="N", help="With --pareto, that many such requests."),
    ] = None,
    cached: Annotated[
        str | None,
        typer.Option(
            "--cached",
            metavar="N",
            help="With --pareto, its input tokens read from the cache, or a share of them.",
        ),
    ] = None,
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """Find models: by words, by what they can do, by price."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    form = one_format(format, json=json)
    delivery = Delivery(console, form, tuple(out or ()))
    question = ModelsQuestion(
        query=tuple(query or ()),
        filters=Filters(tuple(author or ()), tuple(having or ()), min_context, min_intelligence, max_price),
        free=free,
        batch=batch,
        retired=retired,
        released_since=released_since,
        changed_since=changed_since,
        columns=columns,
        sort=sort,
        top=top,
        authors=authors,
        aliases=aliases,
        pareto=pareto,
        use=UseQuestion(input, output, requests, cached),
    )
    question.check()
    found = answer(question, load_catalog(prices, environ=session.environ), session.today)
    for warning in found.warnings:
        console.warning(warning.message)
    delivery.deliver(partial(render, models_report(found)))
    if form == "csv" and found.left_out:
        from llmcost.report.models_wording import left_out_in_words

        # A row a model has no place for it, and nothing is left out silently.
        console.note(f"left out: {left_out_in_words(found.left_out)}")
    if isinstance(found, FrontierList):
        from llmcost.cli.estimate_frontier import tell_unplaced

        tell_unplaced(found.pareto, console, form=form)
    return ExitCode.OK
