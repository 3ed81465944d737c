"""The outcome of `estimate` told on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cli.extra import tell_of_extra
from llmcost.cli.remarks import tell_first, tell_skipped
from llmcost.cost.answer import SKIPPED

if TYPE_CHECKING:
    from llmcost.cli.console import Console
    from llmcost.cost.answer import Answer


def tell_warnings(found: Answer, console: Console, *, form: str) -> None:
    """Say on stderr what is odd about prices and texts, and which files were skipped where stdout does not.

    Args:
        found: what was estimated.
        console: where stderr is.
        form: the format on stdout.
    """
    tell_first(console, [note.message for note in found.warnings if note.code != SKIPPED])
    if form not in {"table", "markdown"}:
        from llmcost.report.wording import skipped_in_words

        tell_skipped(console, skipped_in_words(found))


def tell_outcome(found: Answer, console: Console, *, form: str, estimate: bool) -> None:
    """Say what stdout has no room for, and what the run fails for.

    Args:
        found: what was estimated.
        console: where stderr is.
        form: the format on stdout.
        estimate: whether estimates were asked for.
    """
    if form == "csv" and found.comparison.left_out:
        from llmcost.report.wording import left_out_in_words

        # A row a model has no place for it, and nothing is left out silently.
        console.note(f"left out: {left_out_in_words(found)}")
    for row in found.comparison.unpriced:
        console.unpriced(f"{row.message} ({row.hint})" if row.hint else row.message)
    if not estimate:
        tell_of_extra(console, [row.model for row in found.comparison.estimates if row.span is not None])
    if found.limit is not None and found.outcome != "ok":
        from llmcost.report.verdict import verdict_line

        console.verdict(found.outcome, verdict_line(found.limit, found.verdict, found.per, found.outcome))
