"""What `check` found in the shape of the JSON contract, which later serves as a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import clock
from llmcost.report.check_counts import (
    bounds_payload,
    counted_payload,
    measured_payload,
    span_payload,
    usage_payload,
)
from llmcost.report.payload import (
    CURRENCY,
    SCHEMA_VERSION,
    condition_payload,
    notes_payload,
    prices_payload,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.cost.cap import Cap, Judged
    from llmcost.cost.checked import Checked, Row
    from llmcost.cost.loosened import Loosened
    from llmcost.cost.past import Past
    from llmcost.cost.plan import Planned
    from llmcost.cost.suggestion import Advice
    from llmcost.cost.variance import Variance


def check_payload(found: Checked) -> dict[str, Any]:
    """What `llmcost check --json` prints and `--save` writes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(found.provenance, found.today, found.overrides),
        "date": found.workload.as_of,
        "workload": found.workload.path,
        "scenarios": [_scenario(row) for row in found.rows],
        "unpriced": [
            {
                "scenario": each.scenario.name,
                "line": each.scenario.line,
                "code": each.code,
                "message": each.message,
            }
            for each in found.unplanned
        ],
        "total": _total(found),
        "baseline": None if found.past is None else _baseline(found, found.past),
        "models": _models(row.planned for row in found.rows),
        "verdict": found.outcome,
        "warnings": notes_payload(found.warnings),
    }


def _scenario(row: Row) -> dict[str, Any]:
    planned, scenario = row.planned, row.planned.scenario
    only = planned.estimates[0] if len(planned.estimates) == 1 else None
    day, month, year = planned.spread or (None, None, None)
    return {
        "name": scenario.name,
        "line": scenario.line,
        "model": only and only.model.id,
        "models": _mix(planned),
        "usage": usage_payload(planned),
        **counted_payload(planned),
        "requests": scenario.requests,
        "per": scenario.per,
        "batch": scenario.batch,
        "when": scenario.window and _window(*scenario.window),
        "markup": scenario.markup,
        "rates": only and dict(only.rates),
        "per_request": planned.per_request,
        "total": planned.total,
        **span_payload(planned),
        "day": day,
        "month": month,
        "year": year,
        "limits": [_limit(judged) for judged in row.judged],
        "new": row.is_new,
        "change": row.variance and _change(row.variance) | {"notes": notes_payload(row.variance.notes)},
        "suggestions": row.advice and _suggestions(row.advice),
        "notes": notes_payload(planned.notes),
    }


def _mix(planned: Planned) -> list[dict[str, Any]]:
    names = [name for name, _ in planned.scenario.models]
    return [
        {
            "model": row.model.id,
            "name": name,
            "weight": choice.weight,
            "rates": dict(row.rates),
            **measured_payload(row),
            "per_request": row.per_request,
            "fits": row.fits,
        }
        for name, choice, row in zip(names, planned.choices, planned.estimates, strict=True)
    ]


def _window(start: int, end: int) -> str:
    return clock(start) if start == end else f"{clock(start)}-{clock(end)}"


def _limit(judged: Judged) -> dict[str, Any]:
    return {
        "kind": judged.cap.kind,
        **_cap(judged.cap),
        "value": judged.value,
        "share": judged.share,
        "over_by": judged.over_by,
        "verdict": judged.verdict,
    }


def _unit(cap: Cap) -> str:
    return "share" if cap.is_share else "USD"


def _change(change: Variance) -> dict[str, Any]:
    return {
        "before": change.before,
        "after": change.after,
        "volume": change.volume,
        "model": change.model,
        "price": change.price,
        "total": change.total,
    }


def _suggestions(advice: Advice) -> dict[str, Any]:
    return {
        "needs": list(advice.needs),
        "min_context": advice.min_context,
        "min_intelligence": advice.min_intelligence,
        "reason": advice.reason or None,
        "found": [
            {
                "model": each.model.id,
                "per_request": each.planned.per_request,
                "total": each.planned.total,
                **span_payload(each.planned),
                "month": each.planned.spread and each.planned.spread.month,
                "saving": each.saving,
                "context": each.model.context,
                "intelligence": each.model.intelligence,
            }
            for each in advice.found
        ],
    }


def _total(found: Checked) -> dict[str, Any]:
    change, whole = found.variance, found.whole
    return {
        "day": whole.day if found.recurs else None,
        "month": whole.month if found.recurs else None,
        "year": whole.year if found.recurs else None,
        "total": whole.total if found.ends else None,
        **bounds_payload(found),
        "limits": [_limit(judged) | {"scenario": judged.subject or None} for judged in found.judged],
        "change": change and _change_of_sum(change),
        "change_once": found.once and _change_of_sum(found.once),
    }


def _change_of_sum(change: Variance) -> dict[str, Any]:
    return _change(change) | {"added": change.added, "removed": change.removed}


def _baseline(found: Checked, past: Past) -> dict[str, Any]:
    return {
        "label": past.label,
        "as_of": past.as_of,
        "exists": past.exists,
        "pinned": past.pinned,
        "removed": [_removed(planned) for planned in found.removed],
        "unpriced": [each.scenario.name for each in past.unplanned],
        "loosened": [_loosened(each) for each in found.loosened],
    }


def _removed(planned: Planned) -> dict[str, Any]:
    return {
        "name": planned.scenario.name,
        "models": [row.model.id for row in planned.estimates],
        "month": planned.spread and planned.spread.month,
        "total": planned.total,
    }


def _loosened(each: Loosened) -> dict[str, Any]:
    return {
        "scenario": each.scenario,
        "kind": each.before.kind,
        "before": _cap(each.before),
        "after": each.after and _cap(each.after),
    }


def _cap(cap: Cap) -> dict[str, Any]:
    return {"limit": cap.amount, "unit": _unit(cap), "warn_only": cap.warn_only}


def _models(plans: Iterable[Planned]) -> dict[str, Any]:
    """The prices that the figures rest on; from them a later check prices them again."""
    choices = {choice.model.id: choice for planned in plans for choice in planned.choices}
    prices = ((name, choices[name]) for name in sorted(choices))
    return {
        name: {
            "rates": dict(price.rates),
            "when": [condition_payload(condition) for condition in price.when],
        }
        for name, choice in prices
        for price in (choice.model.price_in(choice.model.period_on(choice.as_of)[0]),)
    }
