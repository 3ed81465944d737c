"""Which exit code an outcome gets. Stable: scripts depend on them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from llmcost.errors import PriceError, SourceError

if TYPE_CHECKING:
    from llmcost.errors import LlmcostError


class ExitCode(IntEnum):
    """The exit codes of every command."""

    OK = 0
    BUG = 1
    USAGE = 2
    OVER_BUDGET = 3
    UNPRICED = 4
    SOURCE = 5
    CHANGED = 10
    INTERRUPTED = 130


def exit_code_of_outcome(outcome: str) -> ExitCode:
    """The exit code of an answer: ``ok``, ``over`` or ``unpriced``."""
    return {"ok": ExitCode.OK, "over": ExitCode.OVER_BUDGET, "unpriced": ExitCode.UNPRICED}[outcome]


def exit_code_of(error: LlmcostError) -> ExitCode:
    """The exit code of an error."""
    if isinstance(error, SourceError):
        return ExitCode.SOURCE
    return ExitCode.UNPRICED if isinstance(error, PriceError) else ExitCode.USAGE
