"""A refresh as a report: what changed, and what became of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.printable import printable
from llmcost.report.changes import (
    CHANGES_HEADER,
    UNITS,
    changes_counts,
    changes_csv_rows,
    changes_payload,
    changes_sheet_parts,
    changes_summary,
)
from llmcost.report.csv_text import csv_text
from llmcost.report.payload import CURRENCY, SCHEMA_VERSION, notes_payload
from llmcost.report.render import Report
from llmcost.report.sheet import Sheet

if TYPE_CHECKING:
    from llmcost.catalog.refreshed import Refreshed

HEADER = (*CHANGES_HEADER, "currency", "prices_source", "prices_as_of")


def refresh_report(found: Refreshed) -> Report:
    """The report of a refresh."""
    return Report("refresh", lambda: _payload(found), lambda: _csv(found), lambda: refresh_sheet(found))


def refresh_sheet(found: Refreshed) -> Sheet:
    """A refresh laid out for people. A ledger that is new lists no models: all of them would be."""
    shown = found.changes if found.before is not None else ()
    columns, rows = changes_sheet_parts(change._replace(day=None) for change in shown)
    since = f", compared with those of {found.before}" if found.before is not None else ""
    title = f"Prices of {found.as_of} from {printable(found.source)}{since}"
    units = (UNITS,) if rows else ()
    return Sheet(title, columns, rows, (*_summary(found), *units), _outcome(found))


def _summary(found: Refreshed) -> tuple[str, ...]:
    summary = changes_summary(found.changes)
    told = f"{summary}, {found.unchanged:,} unchanged." if summary else f"{found.unchanged:,} unchanged."
    lines = [told]
    lines += [f"Accepted by --force: {note.code}: {printable(note.message)}" for note in found.accepted]
    lines += [f"Warning: {printable(note.message)}" for note in found.warnings]
    return tuple(lines)


def _outcome(found: Refreshed) -> tuple[str, ...]:
    path = printable(found.path)
    if found.dry_run:
        return (f"Dry run: {path} was not written.",)
    if not found.written:
        return (f"{path} says all of this already; nothing was written.",)
    if found.before is None:
        return (f"Written: {path}, a new ledger.",)
    kept = f"; the ledger before is {printable(found.previous)}" if found.previous else ""
    return (f"Written: {path}{kept}.",)


def _payload(found: Refreshed) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "source": found.source,
        "as_of": found.as_of,
        "as_of_before": found.before,
        "ledger": found.path,
        "written": found.written,
        "dry_run": found.dry_run,
        "previous": found.previous,
        "counts": changes_counts(found.changes),
        "unchanged": found.unchanged,
        "changes": changes_payload(found.changes),
        "skipped": [{"model": model, "reason": reason} for model, reason in found.skipped],
        "accepted": notes_payload(found.accepted),
        "warnings": notes_payload(found.warnings),
    }


def _csv(found: Refreshed) -> str:
    tail = (CURRENCY, found.source, found.as_of)
    return csv_text(HEADER, [(*row, *tail) for row in changes_csv_rows(found.changes)])
