"""What changed on the market as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.changes import (
    CHANGES_HEADER,
    UNITS,
    changes_counts,
    changes_csv_rows,
    changes_payload,
    changes_sheet_parts,
    changes_summary,
)
from llmcost.report.payload import CURRENCY, SCHEMA_VERSION, notes_payload, prices_payload
from llmcost.report.render import Report
from llmcost.report.sheet import Sheet
from llmcost.report.wording import LEFT_OUT, overridden_in_words, prices_in_words

if TYPE_CHECKING:
    from llmcost.catalog.history import Market

HEADER = (*CHANGES_HEADER, "currency", "prices_source", "prices_as_of", "prices_layer")


def market_report(market: Market) -> Report:
    """The report of what `history --all` found out."""
    return Report(
        "history", lambda: market_payload(market), lambda: market_csv(market), lambda: market_sheet(market)
    )


def market_sheet(market: Market) -> Sheet:
    """A row a change, by kind, the biggest first."""
    columns, rows = changes_sheet_parts(market.shown)
    last = market.provenance.as_of
    title = f"What changed on the market since {market.since}"
    if market.since < last:
        title = f"What changed on the market from {market.since} to {last}"
    if market.changes:
        notes = [f"In all: {changes_summary(market.changes)}."]
    else:
        notes = ["Nothing changed." if market.since <= last else f"Nothing is known after {last}."]
    if market.left_out:
        told = "; ".join(f"{LEFT_OUT[code]} ({count})" for code, count in market.left_out)
        notes.append(f"Left out: {told}.")
    if rows:
        notes.append(UNITS)
    notes += overridden_in_words(market.overrides)
    return Sheet(title, columns, rows, tuple(notes), (prices_in_words(market.provenance, market.today),))


def market_payload(market: Market) -> dict[str, Any]:
    """What `llmcost history --all --json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(market.provenance, market.today, market.overrides),
        "since": market.since,
        "changes": changes_payload(market.shown),
        "counts": changes_counts(market.changes),
        "left_out": [{"code": code, "count": count} for code, count in market.left_out],
        "warnings": notes_payload(market.warnings),
    }


def market_csv(market: Market) -> str:
    """A row a change."""
    from llmcost.report.csv_text import csv_text

    prices = market.provenance
    tail = (CURRENCY, prices.source, prices.as_of, prices.layer)
    return csv_text(HEADER, [(*row, *tail) for row in changes_csv_rows(market.shown)])
