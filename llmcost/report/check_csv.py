"""What `check` found as CSV, exact decimals, one header for all workloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.cap import KINDS
from llmcost.report.check_rows import tightness
from llmcost.report.csv_text import csv_text
from llmcost.report.estimate_csv import TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_COSTS = ("per_request", "total", "day", "month", "year")
_PARTS = ("before", "after", "volume", "model", "price", "added", "removed", "total")
_TIGHTEST = ("kind", "limit", "unit", "warn_only", "value", "share", "over_by", "verdict")
_EACH = ("", "_value", "_verdict")
_SPANS = ("total_low", "total_high", "month_low", "month_high", "error_pct")
_COUNTED = ("input_method", "input_encoding")
_GROWTH = ("limit_growth_unit", "warn_limit_growth_unit")

_SHARED = ("currency", "prices_source", "prices_as_of", "prices_layer")

HEADER = (
    "kind",
    "scenario",
    "line",
    "model",
    "requests",
    "per",
    "batch",
    "when",
    "markup",
    *_COSTS,
    *(f"tokens_{name}" for name in TOKENS),
    "new",
    *(f"change_{name}" for name in _PARTS),
    *(f"tightest_{name}" for name in _TIGHTEST),
    *(f"{which}_{kind}{key}" for which in ("limit", "warn_limit") for kind in KINDS for key in _EACH),
    *_GROWTH,
    "cheaper_model",
    "cheaper_total",
    "cheaper_month",
    "cheaper_saving",
    "notes",
    "unpriced",
    *_SHARED,
    *_SPANS,
    *_COUNTED,
    "input_files",
)
"""The same columns for every workload, so that files of different days can be stacked."""


def check_csv(payload: dict[str, Any]) -> str:
    """A row for each scenario, one for each that has no price, each that was removed, and one for the whole.

    ``kind`` tells them apart (scenario, unpriced, removed, total), so that a sum takes the scenarios alone.
    The whole's ``total`` is that of the scenarios without a period. A model is an id, or of a mix each id
    with its weight. ``tightest_`` is the limit that decides, to sort by; then follows each limit under its
    own name. Tokens are of each request.
    """
    prices = payload["prices"]
    tail = (payload["currency"], prices["source"], prices["as_of"], prices["layer"])
    baseline = payload["baseline"] or {"removed": []}
    rows = [_scenario(each) for each in payload["scenarios"]]
    rows += [_unpriced(each) for each in payload["unpriced"]]
    rows += [_removed(each) for each in baseline["removed"]]
    rows.append({"kind": "total", **_figures(payload["total"])})
    shared = dict(zip(_SHARED, tail, strict=True))
    return csv_text(HEADER, (map((row | shared).get, HEADER) for row in rows))


def _scenario(each: dict[str, Any]) -> dict[str, Any]:
    row = {name: each[name] for name in ("line", "requests", "per", "batch", "when", "markup", "new")}
    row |= {"kind": "scenario", "scenario": each["name"], "model": _model(each), "notes": _notes(each)}
    # Of a mix whose input is counted, each model uses something else.
    row |= {f"tokens_{name}": count for name, count in (each["usage"] or {}).items()}
    row |= _counted(each)
    found = (each["suggestions"] or {"found": []})["found"]
    for best in found[:1]:
        row |= {f"cheaper_{name}": best[name] for name in ("model", "total", "month", "saving")}
    return row | _figures(each)


def _counted(each: dict[str, Any]) -> dict[str, Any]:
    """The input files, and how they were counted; of a mix where that is the same on each model."""
    if "input_files" not in each:
        return {}
    ways = [
        (part["counted"]["input"]["method"], part["counted"]["input"]["encoding"]) for part in each["models"]
    ]
    method, encoding = ways[0] if len(set(ways)) == 1 else (None, None)
    files = "; ".join(each["input_files"])
    return {"input_files": files, "input_method": method, "input_encoding": encoding}


def _unpriced(each: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "unpriced",
        "scenario": each["scenario"],
        "line": each["line"],
        "unpriced": each["message"],
    }


def _removed(each: dict[str, Any]) -> dict[str, Any]:
    """Its cost is that of before, which stands where changes do: now it costs nothing."""
    before = each["total"] if each["month"] is None else each["month"]
    return {
        "kind": "removed",
        "scenario": each["name"],
        "model": " + ".join(each["models"]),
        "change_before": before,
        "change_removed": -before,
        "change_total": -before,
    }


def _model(each: dict[str, Any]) -> str:
    if each["model"] is not None:
        return str(each["model"])
    return " + ".join(f"{part['model']} {part['weight']:f}" for part in each["models"])


def _notes(each: dict[str, Any]) -> str:
    notes: Iterable[dict[str, Any]] = (*each["notes"], *(each["change"] or {"notes": ()})["notes"])
    return "; ".join(note["message"] for note in notes)


def _figures(each: dict[str, Any]) -> dict[str, Any]:
    """What scenarios and the whole have in common: costs, the change, limits."""
    row = {name: each.get(name) for name in (*_COSTS, *_SPANS)}
    row |= {f"change_{name}": value for name, value in (each["change"] or {}).items()}
    limits = each["limits"]
    if limits:
        tightest = min(limits, key=_tightness_of)
        row |= {f"tightest_{name}": tightest[name] for name in _TIGHTEST}
    for limit in limits:
        name = f"{'warn_limit' if limit['warn_only'] else 'limit'}_{limit['kind']}"
        row |= {name: limit["limit"], f"{name}_value": limit["value"], f"{name}_verdict": limit["verdict"]}
        row[f"{name}_unit"] = limit["unit"]
    return row


def _tightness_of(limit: dict[str, Any]) -> tuple[bool, bool, bool, Decimal]:
    return tightness(limit["verdict"], limit["share"], warn_only=limit["warn_only"])
