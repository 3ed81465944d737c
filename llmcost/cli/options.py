"""The options that commands share, worded once."""

from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

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
        help="Also write the report to FILE; .json .csv .md .txt .svg picks the format. Repeatable.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No warnings on stderr.")]
ColourOption = Annotated[Colour, typer.Option("--color", metavar=metavar(Colour), help="When to use colour.")]
PricesOption = Annotated[
    Path | None,
    typer.Option("--prices", metavar="FILE", help="Use this ledger alone (or LLMCOST_PRICES), no overrides."),
]
