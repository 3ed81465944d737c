"""`llmcost refresh`: renew the prices, or change nothing and say why."""

# No `from __future__ import annotations` where Typer reads them; see estimate.py.

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmcost.cli.console import Console
from llmcost.cli.deliver import Delivery
from llmcost.cli.exits import ExitCode
from llmcost.cli.options import (
    ColourOption,
    FormatOption,
    JsonOption,
    OutOption,
    QuietOption,
    TimeoutOption,
    UrlOption,
    one_format,
    seconds,
)
from llmcost.cli.session import Session, session_of
from llmcost.errors import RefusedError, UsageError
from llmcost.quantity import parse_date
from llmcost.report.refresh import refresh_report
from llmcost.report.render import render

if TYPE_CHECKING:
    from llmcost.catalog.refreshed import Refreshed

EPILOG = """\b
A list is checked before anything is written, and the ledger before is kept:
safe to run from cron. Nothing else in llmcost renews prices by itself.

\b
Examples:
  llmcost refresh --dry-run
  llmcost refresh --quiet --out changes.md   (for cron: tells changes only)
  llmcost refresh --from answer.json --as-of 2026-11-10
  llmcost refresh --ledger models.toml --exit-code
  llmcost refresh --rollback

\b
Exit codes: 0 done, 2 usage, 5 failed or refused and nothing changed,
10 prices changed (with --exit-code).
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def refresh(
    context: typer.Context,
    *,
    saved: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Read a saved answer; - reads standard input."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The day on which --from was saved. [default: today]"),
    ] = None,
    url: UrlOption = None,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", metavar="FILE", help="Renew this ledger, or begin it where there is none."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change and write nothing.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Accept what speaks against the list; each is named.")
    ] = False,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="Swap the ledger and the one before it.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 10 when prices changed.")] = False,
    timeout: TimeoutOption = "60",
    format: FormatOption = "table",  # noqa: A002
    json: JsonOption = False,
    out: OutOption = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """Renew the prices from OpenRouter: all of them, checked, or none."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    delivery = Delivery(console, one_format(format, json=json), tuple(out or ()))
    delivery.check()
    if rollback:
        others = {
            "--from": saved,
            "--as-of": as_of,
            "--url": url,
            "--dry-run": dry_run,
            "--force": force,
            "--exit-code": exit_code,
        }
        given = [flag for flag, value in others.items() if value]
        if given:
            raise UsageError(
                f"--rollback with {', '.join(given)}: it only swaps two files", hint="give --rollback alone"
            )
        return _roll_back(session, delivery, ledger)
    if as_of is not None and saved is None:
        raise UsageError("--as-of is for a list that was saved", hint="name it with --from")
    day = session.utc_today if as_of is None else parse_date(as_of, "--as-of")
    if day > session.utc_today:
        raise UsageError(f"--as-of: {day} lies in the future", hint="say when the list was saved")
    limit = seconds(timeout)
    from llmcost.sources import upstream
    from llmcost.sources.openrouter import Fetch, Patience
    from llmcost.sources.refresh import refresh as renew

    address = upstream.models_url(url, session.environ)
    try:
        if saved is not None:
            listed = upstream.from_file(saved, address, day, assumed=as_of is None)
            found = renew(listed, session.environ, ledger=ledger, force=force, dry_run=dry_run)
        else:
            with console.progress("Fetching prices") as progress:
                how = Fetch(address, patience=Patience(total=limit), progress=progress)
                listed = upstream.from_network(address, day, how)
                found = renew(listed, session.environ, ledger=ledger, force=force, dry_run=dry_run)
    except RefusedError as refused:
        for code, message in refused.findings:
            console.finding("refused", code, message)
        raise
    return _tell(found, console, delivery, asked=exit_code, quiet=quiet and format == "table" and not json)


def _tell(found: "Refreshed", console: Console, delivery: Delivery, *, asked: bool, quiet: bool) -> ExitCode:
    """Report a refresh; with --quiet only where there is something to tell."""
    for note in found.accepted:
        console.finding("accepted", note.code, note.message)
    for note in () if delivery.shows_table else found.warnings:
        console.warning(note.message)
    try:
        delivery.deliver(partial(render, refresh_report(found)), printed=bool(found.changes) or not quiet)
    except UsageError as error:
        if not found.written:
            raise
        # What was done must be told, whatever became of its report.
        raise UsageError(f"{error.message}; but {found.path} was written", hint=error.hint) from None
    return ExitCode.CHANGED if asked and found.changes else ExitCode.OK


def _roll_back(session: Session, delivery: Delivery, ledger: Path | None) -> ExitCode:
    from llmcost.report.rollback import rollback_report
    from llmcost.sources.refresh import roll_back

    delivery.deliver(partial(render, rollback_report(roll_back(session.environ, ledger))))
    return ExitCode.OK
