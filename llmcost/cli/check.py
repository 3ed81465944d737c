"""`llmcost check`: what a project plans to spend, held to its limits."""

# No `from __future__ import annotations` where Typer reads them, as in `estimate`.

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import llmcost
from llmcost.cli.check_question import CheckQuestion, is_same_file
from llmcost.cli.console import Console
from llmcost.cli.deliver import CHECK_SUFFIXES, Delivery
from llmcost.cli.exits import ExitCode, exit_code_of_outcome
from llmcost.cli.options import (
    AgeOption,
    ColourOption,
    DayOption,
    EstimateOption,
    ExactOption,
    JsonOption,
    PricesOption,
    QuietOption,
    metavar,
    one_format,
)
from llmcost.cli.session import Session, session_of
from llmcost.errors import UsageError
from llmcost.report.render import render

if TYPE_CHECKING:
    from llmcost.report.render import Report

CheckFormat = Literal["table", "json", "csv", "markdown", "github", "junit", "sarif"]
"""How a check is printed."""

_UNPRICED_SHOWN = 10
"""Scenarios without a price that stderr names; the report has more."""

EPILOG = """\b
Reads llmcost.toml, or [tool.llmcost] of pyproject.toml, found upwards to the
repository's root. --init writes a first one that explains itself. The tokens
of a scenario's input_file are counted on each of its models.

\b
Examples:
  llmcost check --init
  llmcost check
  llmcost check --against origin/main --out report.md
  llmcost check --save baseline.json
  llmcost check --baseline baseline.json --suggest
  llmcost check --scan src --fail-on retired,unknown

\b
Exit codes: 0 all limits kept, 2 usage or a wrong file, 3 a limit is broken,
4 something can't be priced or judged, or there is nothing to check.
"""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def check(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The workload file; else it is found.", show_default=False),
    ] = None,
    *,
    init: Annotated[bool, typer.Option("--init", help="Write a first llmcost.toml and stop.")] = False,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="REF", help="Compare with the file at this git revision."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Compare with what --save wrote.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write the result as JSON, for --baseline.")
    ] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Name cheaper models that could do each scenario.")
    ] = False,
    min_intelligence: Annotated[
        str | None,
        typer.Option(
            "--min-intelligence", metavar="N", help="For --suggest: this intelligence index is enough."
        ),
    ] = None,
    as_of: DayOption = None,
    no_project_prices: Annotated[
        bool,
        typer.Option("--no-project-prices", help="Exit 4 where the project overrides a price that is used."),
    ] = False,
    max_age: AgeOption = None,
    scan: Annotated[
        Path | None,
        typer.Option("--scan", metavar="PATH", help="List the models that code names instead."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on", metavar="LIST", help="For --scan: exit 4 on any of retired,unknown,uncovered."
        ),
    ] = None,
    exact: ExactOption = False,
    reckon: EstimateOption = False,
    prices: PricesOption = None,
    format: Annotated[  # noqa: A002
        CheckFormat,
        typer.Option("--format", "-f", metavar=metavar(CheckFormat), help="How to print the result."),
    ] = "table",
    json: JsonOption = False,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Also write the report to FILE; .json .csv .md .txt .svg .html .xml (JUnit) .sarif picks "
            "the format. Repeatable.",
        ),
    ] = None,
    quiet: QuietOption = False,
    color: ColourOption = "auto",
) -> int:
    """Budgets for a project: what its use of models costs, and what changed."""
    session = session_of(context)
    console = Console(session.environ, colour=color, quiet=quiet)
    delivery = Delivery(console, one_format(format, json=json), tuple(out or ()), CHECK_SUFFIXES)
    question = CheckQuestion(
        file=file,
        init=init,
        save=save,
        baseline=baseline,
        against=against,
        suggest=suggest,
        min_intelligence=min_intelligence,
        as_of=as_of,
        no_project_prices=no_project_prices,
        max_age=max_age,
        scan=scan,
        fail_on=fail_on,
        exact=exact,
        estimate=reckon,
        report_flags=_given(
            ("--prices", prices), ("--format", format != "table"), ("--json", json), ("--out", out)
        ),
        out=tuple(out or ()),
    )
    question.check()
    if init:
        return _write_first_file(file or Path("llmcost.toml"), console)
    work = _scan if scan is not None else _check
    report, outcome = work(question, session, prices, console)
    report = report._replace(version=llmcost.__version__)
    try:
        delivery.deliver(partial(render, report))
        if save is not None and outcome != "ok" and baseline is not None and is_same_file(save, baseline):
            # Else the next run would find that nothing grew.
            console.error(
                f"--save: {save} is left as it was: it is the baseline, and the check failed",
                "save to another file, or check again when all limits are kept",
            )
        elif save is not None:
            delivery.write(save, "json", partial(render, report), flag="--save")
    except UsageError as error:
        if outcome != "over":
            raise
        # A broken limit is worth more than the report of it.
        console.error(error.message, error.hint)
    if format == "github":
        from llmcost.cli.step_summary import append_summary

        append_summary(session.environ, console, partial(render, report))
    return exit_code_of_outcome(outcome)


def _given(*flags: tuple[str, object]) -> tuple[str, ...]:
    return tuple(flag for flag, value in flags if value)


def _write_first_file(path: Path, console: Console) -> int:
    """Write the first workload file; one that is there is never touched."""
    from llmcost.workload.starter import starter_text

    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter_text())
    except FileExistsError:
        raise UsageError(
            f"{path} is there already; nothing was written",
            hint="add [[scenarios]] to it, as the README shows, or name another file",
        ) from None
    except OSError as error:
        raise UsageError(f"can't write {path}: {error.strerror}", hint="name another file") from None
    console.note(f"written: {path}; `llmcost check` holds it to its limits")
    return ExitCode.OK


def _check(
    question: CheckQuestion, session: Session, prices: Path | None, console: Console
) -> "tuple[Report, str]":
    from llmcost.cli.checking import answer_check
    from llmcost.cli.extra import tell_of_extra
    from llmcost.report.check import check_report
    from llmcost.report.check_title import check_title

    found = answer_check(question, session, prices)
    for warning in found.warnings:
        console.warning(warning.message)
    for each in found.unplanned[:_UNPRICED_SHOWN]:
        line = "" if each.scenario.line is None else f":{each.scenario.line}"
        hint = f" ({each.hint})" if each.hint else ""
        console.unpriced(f"{found.workload.path}{line}: {each.scenario.name}: {each.message}{hint}")
    if len(found.unplanned) > _UNPRICED_SHOWN:
        console.unpriced(f"and {len(found.unplanned) - _UNPRICED_SHOWN:,} more scenarios")
    if not question.estimate:
        rows = (row for each in found.rows for row in each.planned.estimates)
        tell_of_extra(console, [row.model for row in rows if row.span is not None])
    if found.outcome != "ok":
        console.verdict("over" if found.outcome == "over" else "failed", check_title(found))
    return check_report(found), found.outcome


def _scan(
    question: CheckQuestion, session: Session, prices: Path | None, console: Console
) -> "tuple[Report, str]":
    from llmcost.cli.scanning import answer_scan
    from llmcost.report.scan import scan_report, verdict_in_words

    found = answer_scan(question, session, prices)
    for warning in found.provenance.remarks(session.today):
        console.warning(warning.message)
    if found.outcome != "ok":
        console.verdict("failed", verdict_in_words(found))
    return scan_report(found, session.today), found.outcome
