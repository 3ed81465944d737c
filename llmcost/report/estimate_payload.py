"""An answer of `estimate` in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import clock
from llmcost.cost.period import spread
from llmcost.report.payload import (
    CURRENCY,
    SCHEMA_VERSION,
    notes_payload,
    prices_payload,
    sides_payload,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.cost.answer import Answer
    from llmcost.cost.estimate import Estimate


def estimate_payload(answer: Answer) -> dict[str, Any]:
    """What `llmcost estimate --json` prints."""
    comparison = answer.comparison
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(answer.provenance, answer.today, answer.overrides),
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
            {"model": row.model, "code": row.code, "message": row.message, "hint": row.hint}
            for row in comparison.unpriced
        ],
        "left_out": [{"code": code, "count": count} for code, count in comparison.left_out],
        "budget": _budget(answer),
        "pareto": None,
        "warnings": notes_payload(answer.warnings),
    }


def _estimate(row: Estimate, relative: Decimal | None, per: str | None) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "model": row.model.id,
        "tokens": row.usage.stated(),
        "total": row.total,
        **_span(row),
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
        "notes": notes_payload(row.notes),
    }


def _span(row: Estimate) -> dict[str, Any]:
    """How the tokens were counted, and between what the cost lies where they were estimated."""
    payload: dict[str, Any] = {}
    if row.span is not None:
        payload |= {"total_low": row.span.low, "total_high": row.span.high}
    if row.measured is not None:
        payload["error_pct"] = 0 if row.span is None else row.span.error_pct(row.total)
        payload["counted"] = sides_payload(row.measured)
    return payload


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
