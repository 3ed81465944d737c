"""`llmcost estimate`: what a use costs on one model, on several, or on all."""

# No `from __future__ import annotations` where Typer reads them: it would compile and evaluate the text of
# forty annotations twice over, at every start.

from functools import partial
from typing import Annotated, Literal

import typer

from llmcost.cli.answering import answer
from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.deliver import Delivery
from llmcost.cli.estimate_outcome import tell_outcome, tell_warnings
from llmcost.cli.exits import exit_code_of_outcome
from llmcost.cli.options import (
    AgeOption,
    AuthorOption,
    ColourOption,
    DayOption,
    EstimateOption,
    ExactOfAllOption,
    FileOption,
    FormatOption,
    HavingOption,
    ImageOption,
    JsonOption,
    MaxPriceOption,
    MessagesOption,
    MinContextOption,
    MinIntelligenceOption,
    OutOption,
    PagesOption,
    ParetoOption,
    PricesOption,
    QuietOption,
    ResponseOption,
    TextOption,
    metavar,
    one_format,
)
from llmcost.cli.prompt_flags import PromptFlags
from llmcost.cli.question import Question
from llmcost.cli.session import session_of
from llmcost.errors import UsageError
from llmcost.report.estimate import estimate_report
from llmcost.report.render import render
from llmcost.sources.layers import load_catalog

Sort = Literal["cost", "name", "context", "intelligence", "given"]
"""Orders of a comparison."""

Per = Literal["day", "week", "month", "year"]
"""Periods that -n can be a rate of."""

EPILOG = """\b
Counts are written 1200, 12k, 1.5M or 2_000; parts also as a share, 75%.
Without -n the tokens are a volume at base rates; with -n they are those of
each request, and long-context rates and the context window apply.

\b
Examples:
  llmcost estimate gpt-4.1-mini -i 1M -o 100k
  llmcost estimate gpt-5 claude-sonnet-4.5 -i 12k -o 800 -n 1000 --per day
  llmcost estimate -i 12k -o 800 -n 1000 --pareto
  llmcost estimate -i 250k -o 2k -n 1 --with image --top 10
  llmcost estimate gpt-5 claude-sonnet-4.5 --file prompt.md -o 500
  llmcost estimate fast -i 12k -o 800 -n 1000 --max-cost 25

\b
Exit codes: 0 done and within the limit, 2 usage, 3 over the limit,
4 cannot be priced.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _count(name: str, short: str | None, text: str) -> object:
    return typer.Option(f"--{name}", *((short,) if short else ()), metavar="N", help=text)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def estimate(
    context: typer.Context,
    models: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MODEL]...",
            help="Ids or names; none compares all models.",
            autocompletion=complete_model,
            show_default=False,
        ),
    ] = None,
    *,
    input: Annotated[str | None, _count("input", "-i", "Input tokens, cached ones included.")] = None,  # noqa: A002
    output: Annotated[str | None, _count("output", "-o", "Output tokens, reasoning included.")] = None,
    requests: Annotated[str | None, _count("requests", "-n", "That many requests of these tokens.")] = None,
    total: Annotated[
        bool, typer.Option("--total", help="The tokens are those of all requests together.")
    ] = False,
    per: Annotated[
        Per | None,
        typer.Option("--per", metavar=metavar(Per), help="Read -n as a rate; show day, month, year."),
    ] = None,
    cached: Annotated[
        str | None, _count("cached", None, "Input tokens read from the cache, or a share.")
    ] = None,
    cache_write: Annotated[
        str | None, _count("cache-write", None, "Input tokens written to the cache.")
    ] = None,
    cache_write_1h: Annotated[
        str | None, _count("cache-write-1h", None, "Input tokens written to the cache for an hour.")
    ] = None,
    reasoning: Annotated[str | None, _count("reasoning", None, "Output tokens spent on reasoning.")] = None,
    audio_input: Annotated[str | None, _count("audio-input", None, "Input tokens that are audio.")] = None,
    audio_output: Annotated[str | None, _count("audio-output", None, "Output tokens that are audio.")] = None,
    image_input: Annotated[str | None, _count("image-input", None, "Input tokens that are images.")] = None,
    image_output: Annotated[
        str | None, _count("image-output", None, "Output tokens that are images.")
    ] = None,
    searches: Annotated[str | None, _count("searches", None, "Web searches.")] = None,
    file: FileOption = None,
    text: TextOption = None,
    messages: MessagesOption = None,
    image: ImageOption = None,
    pages: PagesOption = None,
    response_file: ResponseOption = None,
    exact: ExactOfAllOption = False,
    reckon: EstimateOption = False,
    batch: Annotated[bool, typer.Option("--batch", help="Price the batch row of each model.")] = False,
    as_of: DayOption = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="HH:MM", help="Time of day in UTC, where prices depend on it."),
    ] = None,
    markup: Annotated[
        str | None, typer.Option("--markup", metavar="PCT", help="A fee on top, such as 5.5%.")
    ] = None,
    sort: Annotated[
        Sort, typer.Option("--sort", metavar=metavar(Sort), help="Order of a comparison.")
    ] = "cost",
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            metavar="MODEL",
            help="Tell the others relative to this one.",
            autocompletion=complete_model,
        ),
    ] = None,
    top: Annotated[
        str | None, _count("top", None, "Show so many of all models; 0 shows all. [default: 20]")
    ] = None,
    pareto: ParetoOption = False,
    author: AuthorOption = None,
    having: HavingOption = None,
    min_context: MinContextOption = None,
    min_intelligence: MinIntelligenceOption = None,
    max_price: MaxPriceOption = None,
    free: Annotated[bool, typer.Option("--free", help="Compare free, rate-limited models too.")] = False,
    max_cost: Annotated[
        str | None, typer.Option("--max-cost", metavar="USD", help="Exit 3 when a model costs more.")
    ] = None,
    any_fits: Annotated[bool, typer.Option("--any", help="One model within --max-cost is enough.")] = False,
    max_age: AgeOption = None,
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """What a use costs: on one model, on several, or on all."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    form = one_format(format, json=json)
    delivery = Delivery(console, form, tuple(out or ()))
    question = Question(
        names=tuple(models or ()),
        input=input,
        output=output,
        requests=requests,
        total=total,
        per=per,
        parts={
            "cache_read": ("--cached", cached),
            "cache_write": ("--cache-write", cache_write),
            "cache_write_1h": ("--cache-write-1h", cache_write_1h),
            "image_input": ("--image-input", image_input),
            "audio_input": ("--audio-input", audio_input),
            "reasoning": ("--reasoning", reasoning),
            "image_output": ("--image-output", image_output),
            "audio_output": ("--audio-output", audio_output),
        },
        searches=searches,
        batch=batch,
        as_of=as_of,
        at=at,
        markup=markup,
        sort=sort,
        reference=reference,
        top=top,
        authors=tuple(author or ()),
        having=tuple(having or ()),
        min_context=min_context,
        min_intelligence=min_intelligence,
        max_price=max_price,
        free=free,
        max_cost=max_cost,
        any_fits=any_fits,
        max_age=max_age,
        pareto=pareto,
        prompt=PromptFlags(
            files=tuple(file or ()),
            texts=tuple(text or ()),
            messages=tuple(messages or ()),
            images=tuple(image or ()),
            pages=tuple(pages or ()),
            responses=tuple(response_file or ()),
            exact=exact,
            estimate=reckon,
        ),
    )
    question.check()
    catalog = load_catalog(prices, environ=session.environ)
    prompt, notes = question.read_prompt(console)
    found = answer(question, catalog, session.today, prompt, notes)
    tell_warnings(found, console, form=form)
    if pareto:
        from llmcost.cli.estimate_frontier import on_frontier

        found, report = on_frontier(found, question.facts, console, form=form)
    else:
        report = estimate_report(found, detailed=len(question.names) == 1, facts=question.facts)
    try:
        delivery.deliver(partial(render, report))
    except UsageError as error:
        if found.outcome != "over":
            raise
        # A broken limit is worth more than the report of it.
        console.error(error.message, error.hint)
    tell_outcome(found, console, form=form, estimate=reckon)
    return exit_code_of_outcome(found.outcome)
