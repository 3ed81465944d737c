"""The endpoints of a model as CSV, a row an endpoint, exact decimals, one header for all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import RATE_NAMES
from llmcost.report.csv_text import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_COST = ("total", "per_request", "relative", "fits")
_LIMITS = ("tier", "quantization", "context", "max_input", "max_output")
_MEASURES = ("discount", "uptime_30m", "latency_p50_ms", "throughput_p50", "status", "implicit_caching")
_POLICY = ("training", "retains_prompts", "retention_days")
HEADER = (
    "model",
    "provider",
    "tag",
    *_COST,
    *_LIMITS,
    *(f"rate_{name}" for name in RATE_NAMES),
    *_MEASURES,
    *_POLICY,
    "notes",
    "unpriced",
    "currency",
    "source",
    "date",
)
"""The same columns for every question, so that files of different questions can be stacked."""


def offers_csv(payload: dict[str, Any]) -> str:
    """A row for each of ``endpoints``, then for each of ``unpriced`` one with the reason and no figures."""
    tail = (payload["currency"], payload["source"], payload["date"])
    figures = len(HEADER) - len(tail) - 5
    rows: list[Iterable[Any]] = [
        (
            payload["model"],
            row["provider"],
            row["tag"],
            *(row[key] for key in (*_COST, *_LIMITS)),
            *(row["rates"].get(name) for name in RATE_NAMES),
            *(row[key] for key in _MEASURES),
            *((row["data_policy"] or {}).get(key) for key in _POLICY),
            "; ".join(note["message"] for note in row["notes"]),
            None,
            *tail,
        )
        for row in payload["endpoints"]
    ]
    rows += [
        (payload["model"], row["provider"], row["tag"], *[None] * figures, None, row["message"], *tail)
        for row in payload["unpriced"]
    ]
    return csv_text(HEADER, rows)
