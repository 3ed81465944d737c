"""Results in the shape of the JSON contract. Keys are only ever added within a schema version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import clock
from llmcost.cost.period import spread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from llmcost.catalog.note import Note
    from llmcost.cost.answer import Answer
    from llmcost.cost.estimate import Estimate
    from llmcost.errors import LlmcostError

SCHEMA_VERSION = 1
CURRENCY = "USD"


def estimate_payload(answer: Answer) -> dict[str, Any]:
    """What `llmcost estimate --json` prints."""
    comparison = answer.comparison
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": _prices(answer),
        "mode": "volume" if answer.terms.requests is None else "requests",
        "requests": answer.terms.requests,
        "per": answer.per,
        "total": answer.terms.spread,
        "date": answer.terms.as_of,
        "at": None if answer.terms.minute is None else clock(answer.terms.minute),
        "markup": answer.terms.markup,
        "reference": comparison.reference and comparison.reference.model.id,
        "estimates": [_estimate(row, comparison.relative(row), answer.per) for row in comparison.estimates],
        "unpriced": [
            {"model": row.model, "code": row.code, "message": row.message} for row in comparison.unpriced
        ],
        "left_out": [{"code": code, "count": count} for code, count in comparison.left_out],
        "budget": _budget(answer),
        "warnings": _notes(answer.warnings),
    }


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
    return {"schema_version": SCHEMA_VERSION, "error": body}


def _prices(answer: Answer) -> dict[str, Any]:
    provenance = answer.provenance
    return {
        "source": provenance.source,
        "as_of": provenance.as_of,
        "age_days": answer.age_days,
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
            for override in answer.overrides
        ],
    }


def _estimate(row: Estimate, relative: Decimal | None, per: str | None) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "model": row.model.id,
        "tokens": row.usage.stated(),
        "total": row.total,
        "per_request": row.per_request,
    }
    if per is not None:
        payload |= spread(row.total, per)._asdict()
    return payload | {
        "components": dict(row.components),
        "rates": dict(row.rates),
        "relative": relative,
        "fits": row.fits,
        "context": row.model.context,
        "intelligence": row.model.intelligence,
        "notes": _notes(row.notes),
    }


def _notes(notes: Iterable[Note]) -> list[dict[str, Any]]:
    return [
        {"code": note.code, "message": note.message}
        | ({} if note.amount is None else {"amount": note.amount})
        for note in notes
    ]


def _budget(answer: Answer) -> dict[str, Any] | None:
    if answer.limit is None:
        return None
    return {
        "limit": answer.limit.amount,
        "scope": answer.limit.scope,
        "verdict": answer.outcome,
        "over_by": answer.verdict and answer.verdict.over_by,
        "model": answer.verdict and answer.verdict.model,
    }
