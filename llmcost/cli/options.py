"""The options that commands share, worded once."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from llmcost.errors import UsageError

Format = Literal["table", "json", "csv", "markdown"]
"""How a result is printed."""

Colour = Literal["auto", "always", "never"]
"""When colour is used."""


def metavar(choices: Any) -> str:
    """How the help page writes a choice; Typer's own way differs from version to version."""
    return "|".join(get_args(choices))


FormatOption = Annotated[
    Format, typer.Option("--format", "-f", metavar=metavar(Format), help="How to print the result.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
OutOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Also write the report to FILE; .json .csv .md .txt .svg .html picks the format. Repeatable.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No warnings on stderr.")]
ColourOption = Annotated[Colour, typer.Option("--color", metavar=metavar(Colour), help="When to use colour.")]
PricesOption = Annotated[
    Path | None,
    typer.Option("--prices", metavar="FILE", help="Use this ledger alone (or LLMCOST_PRICES), no overrides."),
]
DayOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Prices in force on DATE.")]
AgeOption = Annotated[
    str | None,
    typer.Option("--max-age", metavar="AGE", help="Exit 4 when prices are older, as 30d or 2w."),
]
AuthorOption = Annotated[
    list[str] | None, typer.Option("--author", metavar="NAME", help="Only this author's. Repeatable.")
]
HavingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="WHAT",
        help="Only those with image, audio, file, video input, tools, reasoning, ... Repeatable.",
    ),
]
MinContextOption = Annotated[
    str | None, typer.Option("--min-context", metavar="N", help="Smallest context window in tokens.")
]
MinIntelligenceOption = Annotated[
    str | None,
    typer.Option("--min-intelligence", metavar="N", help="Lowest intelligence index (Artificial Analysis)."),
]
ParetoOption = Annotated[
    bool,
    typer.Option(
        "--pareto",
        help="Only what none beats on both cost and intelligence, with a chart; no --sort, --top.",
    ),
]
MaxPriceOption = Annotated[
    str | None,
    typer.Option("--max-price", metavar="USD", help="Highest input and output rate per million tokens."),
]
FileOption = Annotated[
    list[str] | None,
    typer.Option(
        "--file", metavar="FILE|FOLDER|GLOB|-", help="Count these texts as input of one request. Repeatable."
    ),
]
ResponseOption = Annotated[
    list[str] | None,
    typer.Option("--response-file", metavar="FILE", help="Count FILE as the answer. Repeatable."),
]
TextOption = Annotated[
    list[str] | None,
    typer.Option("--text", metavar="TEXT", help="Count this text as input. Repeatable."),
]
MessagesOption = Annotated[
    list[str] | None,
    typer.Option("--messages", metavar="FILE", help="Count a chat, as JSON for OpenAI or Anthropic."),
]
ImageOption = Annotated[
    list[str] | None,
    typer.Option(
        "--image",
        metavar="SIZE|FILE[,low|high]",
        help="Count a picture, as 1024x768 or photo.png,low. Repeatable.",
    ),
]
PagesOption = Annotated[
    list[str] | None, typer.Option("--pages", metavar="N", help="Count so many pages of PDF. Repeatable.")
]
ExactOption = Annotated[bool, typer.Option("--exact", help="Exit 4 rather than estimate a count of tokens.")]
ExactOfAllOption = Annotated[
    bool,
    typer.Option(
        "--exact", help="Exit 4 rather than estimate a count of tokens; of all models, leave such out."
    ),
]
EstimateOption = Annotated[
    bool,
    typer.Option("--estimate", help="Use no installed vocabulary: the same counts on every machine."),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="N", help="Output tokens, reasoning included.")
]
RequestsOption = Annotated[
    str | None, typer.Option("--requests", "-n", metavar="N", help="That many requests of these tokens.")
]
CachedOption = Annotated[
    str | None,
    typer.Option("--cached", metavar="N", help="Input tokens read from the cache, or a share."),
]
UrlOption = Annotated[
    str | None,
    typer.Option(
        "--url",
        metavar="URL",
        help="The list of models at a mirror (or LLMCOST_OPENROUTER_URL). [default: OpenRouter's own]",
    ),
]
TimeoutOption = Annotated[
    str,
    typer.Option("--timeout", metavar="SECONDS", help="For the whole answer, tries and waits included."),
]


def one_format(stated: str, *, json: bool) -> str:
    """The format that ``--format`` and ``--json`` ask for together.

    Raises:
        UsageError: when they ask for two.
    """
    if json and stated not in {"table", "json"}:
        raise UsageError(f"--json and --format {stated} ask for two formats", hint="leave out one of them")
    return "json" if json else stated


def seconds(timeout: str) -> int:
    """The seconds that ``--timeout`` states.

    Raises:
        UsageError: when it is no whole number from 1.
    """
    most = 86_400
    if not re.fullmatch(r"[0-9]{1,9}", timeout, re.ASCII) or not 0 < int(timeout) <= most:
        raise UsageError(f"--timeout: {timeout!r} is not a number of seconds", hint="write it like 30")
    return int(timeout)
