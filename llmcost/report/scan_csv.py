"""The models that a repository names as CSV, a row a mention, exact decimals."""

from __future__ import annotations

from typing import Any

from llmcost.catalog.price import RATE_NAMES
from llmcost.report.csv_text import csv_text

_PLACE = ("file", "line", "name", "found_in", "model", "status", "retired", "expires")
HEADER = (
    *_PLACE,
    *(f"rate_{name}" for name in RATE_NAMES),
    "scenarios",
    "fails",
    "notes",
    "currency",
    "prices_source",
    "prices_as_of",
    "prices_layer",
)
"""The same columns for every scan, so that files of different ones can be stacked."""


def scan_csv(payload: dict[str, Any]) -> str:
    """A row for each of ``mentions``."""
    prices = payload["prices"]
    tail = (payload["currency"], prices["source"], prices["as_of"], prices["layer"])
    rows = [
        (
            *(row[key] for key in _PLACE),
            *(row["rates"].get(name) for name in RATE_NAMES),
            ", ".join(row["scenarios"]),
            ", ".join(row["fails"]),
            "; ".join([*filter(None, [row["message"]]), *(note["message"] for note in row["notes"])]),
            *tail,
        )
        for row in payload["mentions"]
    ]
    return csv_text(HEADER, rows)
