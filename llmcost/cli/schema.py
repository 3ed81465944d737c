"""`llmcost schema`: the JSON Schema of what --json prints."""

import typer

from llmcost.cli.console import Console
from llmcost.cli.exits import ExitCode
from llmcost.cli.session import session_of
from llmcost.report.schema import schema_text

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def schema(context: typer.Context) -> int:
    """Print the JSON Schema (draft 2020-12) of what --json prints, errors included."""
    Console(session_of(context).environ).result(schema_text())
    return ExitCode.OK
