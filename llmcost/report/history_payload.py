"""The prices of models over time in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.history import BLEND
from llmcost.report.payload import (
    CURRENCY,
    SCHEMA_VERSION,
    condition_payload,
    notes_payload,
    prices_payload,
)

if TYPE_CHECKING:
    from llmcost.catalog.history import Histories, History, Stage


def history_payload(histories: Histories) -> dict[str, Any]:
    """What `llmcost history MODEL... --json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(histories.provenance, histories.today, histories.overrides),
        "since": histories.since,
        "rate": histories.rate,
        "models": [_model(each) for each in histories.histories],
        "warnings": notes_payload(histories.warnings),
    }


def _model(history: History) -> dict[str, Any]:
    return {
        "model": history.model.id,
        "released": history.model.released,
        "retired": history.model.retired,
        "periods": [period_payload(stage) for stage in history.stages],
        "notes": notes_payload(history.notes),
    }


def period_payload(stage: Stage) -> dict[str, Any]:
    """One period of a history."""
    period = stage.period
    price = period.price if stage.unpriced is None else None
    return {
        "since": period.since,
        "seen": period.seen,
        "gone": stage.until if stage.unlisted else None,
        "rates": dict(price.rates) if price else None,
        "unpriced": stage.unpriced and stage.unpriced.reason,
        "when": [condition_payload(each) for each in price.when] if price else [],
        "inferred": list(period.inferred),
        "blended": stage.rate(BLEND),
        "change_pct": stage.change,
    }
