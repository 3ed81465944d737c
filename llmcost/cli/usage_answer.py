"""A question put to logs: read, priced, and the outcome told on stderr."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from llmcost.cli.exits import ExitCode
from llmcost.cli.reading_progress import reading_progress
from llmcost.cost.spend import spend
from llmcost.logs.logs import read_logs
from llmcost.records.zone import zone_of
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cli.console import Console
    from llmcost.cli.session import Session
    from llmcost.cli.usage_question import UsageQuestion
    from llmcost.cost.spending import Spending
    from llmcost.sql.engine import Engine

_SHOWN = 10
"""Models without a price that are told on stderr."""


def answer_usage(
    question: UsageQuestion, session: Session, prices: Path | None, console: Console
) -> Spending:
    """Read the logs that are asked for, and price what they state.

    Raises:
        LlmcostError: for what can't be read, found or resolved; see the methods of ``UsageQuestion``.
    """
    jobs, now = question.processes(), session.now
    catalog = load_catalog(prices, environ=session.environ)
    asked, wish = question.question(catalog, now), question.wish(catalog)
    if question.engine is not None:
        from llmcost.sql.reading import read_table

        logged = read_table(_engine(question.engine), question.names, asked, catalog)
    else:
        files = question.files(session.environ, console.warning)
        with reading_progress(console, files) as watch:
            logged = read_logs(files, asked, catalog, jobs=jobs, watch=watch)
    zone = zone_of(question.zone)
    begins = None if asked.since is None else datetime.fromtimestamp(asked.since, zone).date()
    day_there = now.astimezone(zone).date()
    return spend(logged, wish, catalog.provenance, session.today, day_there, begins=begins)


def _engine(name: str) -> Engine:
    """The engine of that name.

    Raises:
        UsageError: when it isn't installed.
    """
    if name == "duckdb":
        from llmcost.sql.duckdb_engine import DuckDBEngine

        return DuckDBEngine()
    from llmcost.sql.spark_engine import SparkEngine

    return SparkEngine()


def tell_outcome(
    found: Spending, console: Console, *, strict: bool, shows_all: bool, is_seen: bool
) -> ExitCode:
    """Say on stderr what the run fails for, and give its exit code.

    Args:
        found: what was found out.
        console: where stderr is.
        strict: whether anything unpriced or malformed fails the run, as it does where a limit is set.
        shows_all: whether the report on stdout has room for what is odd.
        is_seen: whether the reader of stderr sees that report just above.
    """
    from llmcost.report.usage_wording import (
        oddity_in_words,
        strict_in_words,
        unpriced_reasons,
        verdict_in_words,
    )

    if not shows_all:
        for oddity in found.oddities:
            console.warning("; ".join(line.strip() for line in oddity_in_words(oddity)))
    reasons = () if is_seen else unpriced_reasons(found)
    for reason in reasons[:_SHOWN]:
        console.unpriced(reason)
    if len(reasons) > _SHOWN:
        console.unpriced(f"and {len(reasons) - _SHOWN:,} more models")
    if found.limit is not None and found.outcome != "ok":
        console.verdict(found.outcome, verdict_in_words(found).partition(": ")[2])
    if found.outcome == "over":
        return ExitCode.OVER_BUDGET
    if found.partial:
        console.warning("interrupted: all of this is of what was read so far")
        return ExitCode.INTERRUPTED
    if strict and found.is_least:
        console.verdict("failed", strict_in_words(found))
        return ExitCode.UNPRICED
    # Nothing priced at all is no answer.
    asked = found.limit is not None or found.total.cost is None
    return ExitCode.UNPRICED if asked and found.outcome == "unpriced" else ExitCode.OK
