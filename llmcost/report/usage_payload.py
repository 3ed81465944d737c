"""What logged usage cost in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.cost.spending import MISSING
from llmcost.report.payload import CURRENCY, SCHEMA_VERSION, notes_payload, prices_payload

if TYPE_CHECKING:
    from llmcost.cost.spending import Alternative, Bill, Group, Spending, Unpriced
    from llmcost.cost.usage import Counts

_TOKENS = ("input", *INPUT_CLASSES, "output", *OUTPUT_CLASSES, "web_search")
_ALWAYS = frozenset({"input", "output"})


def usage_payload(spending: Spending) -> dict[str, Any]:
    """What `llmcost usage --json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(spending.provenance, spending.today, spending.overrides),
        "by": list(spending.by),
        "zone": spending.zone,
        "basis": spending.basis,
        "partial": spending.partial,
        "groups": _groups(spending.total, spending.by),
        "total": _figures(spending.total),
        "days": [day._asdict() for day in spending.days],
        "unpriced": [_unpriced(each, spending.by) for each in spending.unpriced],
        "records": spending.tally._asdict(),
        "oddities": [
            {
                "code": oddity.code,
                "message": oddity.message,
                "times": oddity.times,
                "places": [
                    {"file": place.file, "line": place.line, "message": place.said} for place in oddity.places
                ],
            }
            for oddity in spending.oddities
        ],
        "alternatives": [_alternative(each) for each in spending.alternatives],
        "reconciliation": None if spending.bills is None else [_bill(bill) for bill in spending.bills],
        "forecast": spending.forecast and spending.forecast._asdict(),
        "budget": _budget(spending),
        "notes": notes_payload(spending.notes),
        "warnings": notes_payload(spending.warnings),
    }


def _groups(parent: Group, by: tuple[str, ...]) -> list[dict[str, Any]]:
    """The groups that one holds; of the one that others are put together in the last key is null."""
    told = []
    for at, group in enumerate(parent.groups):
        others = parent.others if at == len(parent.groups) - 1 else 0
        key = {name: _stated(value) for name, value in zip(by, group.key, strict=False)}
        if others:
            key[by[len(group.key) - 1]] = None
        row: dict[str, Any] = {"key": key, "others": others, **_figures(group), "share": group.share}
        if len(group.key) < len(by):
            row["groups"] = _groups(group, by)
        told.append(row)
    return told


def _stated(value: str) -> str | None:
    return None if value in {"", MISSING} else value


def _figures(group: Group) -> dict[str, Any]:
    return {
        "requests": group.requests,
        "tokens": tokens_payload(group.counts),
        "cost": group.cost,
        "computed": group.computed,
        "stated": group.stated,
        "billed": group.billed,
        "reckoned": group.reckoned,
        "saving": group.saving,
        "cache_hit": group.cache_hit,
        "unpriced": group.unpriced,
    }


def tokens_payload(counts: Counts) -> dict[str, int]:
    """The counts: totals with their parts inside; parts of 0 are left out."""
    every = {name: getattr(counts, name) for name in _TOKENS}
    return {name: count for name, count in every.items() if count or name in _ALWAYS}


def _unpriced(each: Unpriced, by: tuple[str, ...]) -> dict[str, Any]:
    """Requests without a price; of those that --top put together only the model is known."""
    key = {
        name: None if each.others and name != "model" else _stated(value)
        for name, value in zip(by, each.key, strict=True)
    }
    return {
        "key": key,
        "others": each.others,
        "model": each.model or None,
        "code": each.code,
        "message": each.message,
        "hint": each.hint,
        "requests": each.requests,
        "tokens": tokens_payload(each.counts),
    }


def _alternative(each: Alternative) -> dict[str, Any]:
    return {
        "name": each.name,
        "model": each.model or None,
        "cost": each.cost,
        "compared": each.compared,
        "same": each.same,
        "difference": each.difference,
        "only_here": each.only_here,
        "misfits": [{"code": code, "requests": requests} for code, requests in each.misfits],
        "unpriced": each.unpriced,
        "notes": notes_payload(each.notes),
    }


def _bill(bill: Bill) -> dict[str, Any]:
    return {
        "model": bill.model or None,
        "reason": bill.reason,
        "message": bill.message,
        "estimated": bill.estimated,
        "requests": bill.requests,
        "stated": bill.stated,
        "computed": bill.computed,
        "difference": bill.difference,
    }


def _budget(spending: Spending) -> dict[str, Any] | None:
    if spending.limit is None:
        return None
    return {"limit": spending.limit, "verdict": spending.outcome, "over_by": spending.over_by}
