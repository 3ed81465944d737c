"""Estimates as CSV, a row a model, exact decimals, one header for all shapes of a question."""

from __future__ import annotations

from typing import Any

from llmcost.catalog.price import RATE_NAMES, TOKEN_CLASSES
from llmcost.report.csv_text import csv_text

TOKENS = (*TOKEN_CLASSES, "web_search")
COMPONENTS = (*RATE_NAMES, "markup")

_LEAD = ("model", "total", "per_request", "day", "month", "year", "relative", "fits")
_SPANS = ("total_low", "total_high", "error_pct")
_SIDES, _COUNTED = ("input", "output"), ("method", "encoding")
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
    *_SPANS,
    *(f"{side}_{key}" for side in _SIDES for key in _COUNTED),
    "intelligence",
    "dominated_by",
)
"""The same columns for every question, so that files of different questions can be stacked."""


def estimate_csv(payload: dict[str, Any]) -> str:
    """A row for each estimate, for each model that one beats, and for each unpriced one with the reason."""
    prices = payload["prices"]
    shared = {"currency": payload["currency"]}
    shared |= {f"prices_{key}": prices[key] for key in ("source", "as_of", "layer")}
    dominated = payload["pareto"]["dominated"] if payload["pareto"] else ()
    rows = [
        *map(_estimate, payload["estimates"]),
        *map(_dominated, dominated),
        *map(_unpriced, payload["unpriced"]),
    ]
    return csv_text(HEADER, (map((row | shared).get, HEADER) for row in rows))


def _estimate(each: dict[str, Any]) -> dict[str, Any]:
    row = {name: each.get(name) for name in (*_LEAD, *_SPANS, "intelligence")}
    row["notes"] = "; ".join(note["message"] for note in each["notes"])
    for group, prefix, _ in _GROUPS:
        row |= {f"{prefix}_{name}": value for name, value in each[group].items()}
    for side, count in each.get("counted", {}).items():
        row |= {f"{side}_{key}": count[key] for key in _COUNTED}
    return row


def _dominated(each: dict[str, Any]) -> dict[str, Any]:
    return {"total": each["cost"]} | {name: each[name] for name in ("model", "intelligence", "dominated_by")}


def _unpriced(each: dict[str, Any]) -> dict[str, Any]:
    return {"model": each["model"], "unpriced": each["message"]}
