"""`llmcost count`: how many tokens texts, chats and pictures are, and how sure that is."""

# No `from __future__ import annotations` where Typer reads them; see `estimate`.

from functools import partial
from typing import Annotated

import typer

from llmcost.cli.completion import complete_model
from llmcost.cli.console import Console
from llmcost.cli.count_answer import answer_count, tell_outcome
from llmcost.cli.count_question import DEFAULT_MODELS, CountQuestion
from llmcost.cli.deliver import Delivery
from llmcost.cli.options import (
    ColourOption,
    EstimateOption,
    ExactOption,
    FormatOption,
    ImageOption,
    JsonOption,
    MessagesOption,
    OutOption,
    PagesOption,
    PricesOption,
    QuietOption,
    TextOption,
    one_format,
)
from llmcost.cli.prompt_flags import PromptFlags
from llmcost.cli.session import session_of
from llmcost.report.count import count_report
from llmcost.report.render import render

EPILOG = f"""\b
Every count says how it came about:
  exact     with the encoding that is published for the model
  vocab     with the vocabulary that its vendor names
  estimate  reckoned, within a bound such as +-15 %
The first two take `pip install 'llmcost-cli[tokens]'`. Nothing is ever
downloaded or sent anywhere.

\b
Without -m: {", ".join(DEFAULT_MODELS)}.
In a folder, what git ignores is left out; what holds no text is told. Each
file counts once, whatever names it has.

\b
Examples:
  llmcost count prompt.md
  llmcost count src/ --include '*.py' -m gpt-5.1,claude-opus-4.7 --top 5
  git diff | llmcost count - -m gpt-5
  llmcost count --messages chat.json --image 1024x768 --pages 12 --json

\b
Exit codes: 0 done, 2 usage, 4 nothing to count, or something that can't be
counted for a model (or with --exact not exactly), 130 interrupted.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def count(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|FOLDER|GLOB|-]...", help="Texts to count; - is stdin.", show_default=False
        ),
    ] = None,
    *,
    model: Annotated[
        list[str] | None,
        typer.Option(
            "--model",
            "-m",
            metavar="MODEL,...",
            help="Count for these. Repeatable.",
            autocompletion=complete_model,
        ),
    ] = None,
    text: TextOption = None,
    messages: MessagesOption = None,
    image: ImageOption = None,
    pages: PagesOption = None,
    include: Annotated[
        list[str] | None,
        typer.Option("--include", metavar="PATTERN", help="Only such files, named ones too. Repeatable."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATTERN", help="No such files, named ones neither. Repeatable."),
    ] = None,
    top: Annotated[
        str | None,
        typer.Option("--top", metavar="N", help="List the N largest files; 0 lists all. [default: 20]"),
    ] = None,
    exact: ExactOption = False,
    reckon: EstimateOption = False,
    prices: PricesOption = None,
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """Tokens of text, chats, code and pictures, with how sure they are."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    form = one_format(format, json=json)
    delivery = Delivery(console, form, tuple(out or ()))
    question = CountQuestion(
        names=tuple(files or ()),
        models=tuple(model or ()),
        prompt=PromptFlags(
            texts=tuple(text or ()),
            messages=tuple(messages or ()),
            images=tuple(image or ()),
            pages=tuple(pages or ()),
            exact=exact,
            estimate=reckon,
        ),
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        top=top,
    )
    question.check()
    delivery.check()
    found = answer_count(question, session, prices, console)
    delivery.deliver(partial(render, count_report(found)))
    return tell_outcome(found, console, estimate=reckon, shows_all=form in {"table", "markdown"})
