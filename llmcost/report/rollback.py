"""A ledger that was swapped with the one before it, as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.printable import printable
from llmcost.report.csv_text import csv_text
from llmcost.report.payload import SCHEMA_VERSION
from llmcost.report.render import Report
from llmcost.report.sheet import Sheet

if TYPE_CHECKING:
    from llmcost.catalog.refreshed import RolledBack

AGAIN = "What it held until now is kept: a second --rollback brings it back."


def rollback_report(found: RolledBack) -> Report:
    """The report of a rollback."""
    title = f"{printable(found.path)} holds the prices of {found.as_of} again."
    outdone = ("The prices that came with llmcost are newer, and are used instead.",)
    notes = (*(outdone if found.is_outdone else ()), AGAIN)
    return Report(
        "refresh",
        lambda: {
            "schema_version": SCHEMA_VERSION,
            "ledger": found.path,
            "as_of": found.as_of,
            "rolled_back": True,
            "in_use": not found.is_outdone,
        },
        lambda: csv_text(("ledger", "as_of"), [(found.path, found.as_of)]),
        lambda: Sheet(title, (), (), notes),
    )
