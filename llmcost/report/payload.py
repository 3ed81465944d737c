"""What all results share in the JSON contract. Keys are only ever added within a schema version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import WEEKDAYS, clock
from llmcost.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from llmcost.catalog.note import Note
    from llmcost.catalog.price import Condition
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.counted import Count
    from llmcost.cost.measured import Measured
    from llmcost.errors import LlmcostError

SCHEMA_VERSION = 1
CURRENCY = "USD"


def error_payload(error: LlmcostError, exit_code: int) -> dict[str, Any]:
    """What any command prints under ``--json`` instead of a result."""
    body: dict[str, Any] = {
        "code": error.code,
        "message": error.message,
        "hint": error.hint,
        "exit_code": exit_code,
    }
    for key in ("suggestions", "candidates"):
        if hasattr(error, key):
            body[key] = getattr(error, key)
    if isinstance(error, RefusedError):
        body["findings"] = [{"code": code, "message": message} for code, message in error.findings]
    return {"schema_version": SCHEMA_VERSION, "error": body}


def prices_payload(provenance: Provenance, today: date, overrides: Iterable[Override]) -> dict[str, Any]:
    """Where prices come from, how old they are, and which of them somebody overrode."""
    return {
        "source": provenance.source,
        "as_of": provenance.as_of,
        "age_days": provenance.age_days(today),
        "layer": provenance.layer,
        "path": None if provenance.layer == "bundled" else provenance.path,
        "overrides": [
            {
                "model": override.model,
                "rate": override.rate,
                "value": override.value,
                "file": override.file,
                "condition": override.condition or None,
            }
            for override in overrides
        ],
    }


def notes_payload(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Remarks, each with its stable code."""
    return [
        {"code": note.code, "message": note.message}
        | ({} if note.amount is None else {"amount": note.amount})
        for note in notes
    ]


def count_payload(count: Count) -> dict[str, Any]:
    """A count of tokens with how it came about."""
    return {
        "tokens": count.tokens,
        "tokens_low": count.low,
        "tokens_high": count.high,
        "method": count.method,
        "encoding": count.encoding,
        "error_pct": count.error_pct,
    }


def sides_payload(measured: Measured) -> dict[str, Any]:
    """How both sides of a request were counted, and how much of each was stated."""
    sides = (("input", measured.input), ("output", measured.output))
    return {
        side: {**count_payload(count), "given": stated}
        for (side, count), stated in zip(sides, measured.stated, strict=True)
    }


def condition_payload(condition: Condition) -> dict[str, Any]:
    """Rates under a condition, with every test that it states."""
    return {
        "above": condition.above,
        "utc": window_of(condition),
        "days": [WEEKDAYS[day] for day in condition.days],
        "rates": dict(condition.rates),
    }


def window_of(condition: Condition) -> str | None:
    """The daily window of a condition, ``01:00-04:00``; None for any hour."""
    if condition.start is None or condition.end is None:
        return None
    return f"{clock(condition.start)}-{clock(condition.end)}"
