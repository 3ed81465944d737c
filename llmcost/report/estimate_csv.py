"""Estimates as CSV, a row a model, exact decimals, one header for all shapes of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import RATE_NAMES, TOKEN_CLASSES
from llmcost.report.csv_text import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable

TOKENS = (*TOKEN_CLASSES, "web_search")
COMPONENTS = (*RATE_NAMES, "markup")

_LEAD = ("model", "total", "per_request", "day", "month", "year", "relative", "fits")
_GROUPS = (("tokens", "tokens", TOKENS), ("components", "cost", COMPONENTS), ("rates", "rate", RATE_NAMES))
HEADER = (
    *_LEAD,
    *(f"{prefix}_{name}" for _, prefix, names in _GROUPS for name in names),
    "notes",
    "unpriced",
    "currency",
    "prices_source",
    "prices_as_of",
    "prices_layer",
)
"""The same columns for every question, so that files of different questions can be stacked."""


def estimate_csv(payload: dict[str, Any]) -> str:
    """A row for each of ``estimates``, then for each of ``unpriced`` one with the reason and no figures."""
    prices = payload["prices"]
    tail = (payload["currency"], prices["source"], prices["as_of"], prices["layer"])
    figures = len(HEADER) - len(tail) - 3
    rows: list[Iterable[Any]] = [
        (
            *(row.get(key) for key in _LEAD),
            *(row[group].get(name) for group, _, names in _GROUPS for name in names),
            _notes(row),
            None,
            *tail,
        )
        for row in payload["estimates"]
    ]
    rows += [(row["model"], *[None] * figures, None, row["message"], *tail) for row in payload["unpriced"]]
    return csv_text(HEADER, rows)


def _notes(row: dict[str, Any]) -> str:
    return "; ".join(note["message"] for note in row["notes"])
