"""The page of a model in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import CHARGES, WEEKDAYS
from llmcost.market.compared_cost import compared_cost
from llmcost.market.entry import entry_of
from llmcost.report.history_payload import period_payload
from llmcost.report.models_payload import model_payload, price_payload
from llmcost.report.offers_payload import offers_payload
from llmcost.report.payload import (
    CURRENCY,
    SCHEMA_VERSION,
    notes_payload,
    prices_payload,
    window_of,
)
from llmcost.report.wording import use_in_words

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.errors import UnpricedError
    from llmcost.market.page import Page
    from llmcost.market.price_row import PriceRow, Variant
    from llmcost.market.sibling import Sibling
    from llmcost.market.standing import Standing
    from llmcost.market.use_cost import Cost

_LIVE = ("source", "date", "mode", "endpoints", "unpriced", "skipped", "notes")
"""What is told of a model's endpoints: all that ``providers`` tells but what the page tells as well."""


def show_payload(page: Page) -> dict[str, Any]:
    """What `llmcost show --json` prints."""
    live = page.live and offers_payload(page.live)
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(page.provenance, page.today, page.overrides),
        **model_payload(entry_of(page.model)),
        "alias_of": page.model.alias_of,
        "borrowed": list(page.borrowed),
        "aliases": list(page.aliases),
        "why_unpriced": _why(page.unpriced),
        "price_list": [_price(row) for row in page.prices],
        "variants": [_variant(each) for each in page.variants],
        **_comparison(page),
        "costs": [_cost(cost) for cost in page.costs],
        "history": [period_payload(stage) for stage in page.history],
        "compared_by": "blended" if page.asked is None else "cost",
        "amount": page.siblings.amount,
        **_others(page),
        "live": live and {key: live[key] for key in _LIVE},
        "notes": notes_payload(page.notes),
        "warnings": notes_payload(page.warnings),
    }


def _price(row: PriceRow) -> dict[str, Any]:
    when = row.when
    return {
        "rate": row.name,
        "usd": row.rate,
        "unit": "each" if row.name in CHARGES else "million tokens",
        "above": when and when.above,
        "utc": when and window_of(when),
        "days": [WEEKDAYS[day] for day in when.days] if when else [],
        "since": row.since,
        "overridden": row.overridden,
        "inferred": row.inferred,
    }


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "model": variant.model.id,
        "variant": variant.kind,
        "retired": variant.model.retired,
        **price_payload(entry_of(variant.model)),
        "why_unpriced": _why(compared_cost(variant.model).unpriced),
        "price_list": [_price(row) for row in variant.rows],
    }


def _comparison(page: Page) -> dict[str, Any]:
    peers = page.peers
    return {
        "class": {
            "kind": peers.kind,
            "description": peers.words,
            "missing": peers.missing,
            "count": len(peers.models),
            "guest": peers.is_guest,
        },
        "standings": [_standing(each) for each in page.standings],
        "tier": page.tier and page.tier._asdict(),
        "traits": [
            {"code": each.code, "kind": "strength" if each.is_strength else "limit", "message": each.words}
            for each in page.traits
        ],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "measure": standing.measure,
        "value": standing.value,
        "rank": standing.rank,
        "of": standing.of,
        "equal": standing.equal,
        "unknown": standing.unknown,
        "better_than_pct": standing.beats,
        "worse_than_pct": standing.loses,
        "missing": standing.missing,
        "marks": [
            {"label": mark.label, "models": list(mark.models), "value": mark.value, "own": mark.own}
            for mark in standing.marks
        ],
    }


def _cost(cost: Cost) -> dict[str, Any]:
    usage, terms, found = cost.use.usage, cost.use.terms, cost.estimate
    times = 1 if terms.requests is None or terms.spread else terms.requests
    return {
        "name": cost.use.name or None,
        "description": use_in_words(usage, terms),
        "mode": "volume" if terms.requests is None else "requests",
        "requests": terms.requests,
        "tokens": usage.times(times).stated(),
        "total": cost.total,
        "per_request": found and found.per_request,
        "components": found and dict(found.components),
        "rates": found and dict(found.rates),
        "fits": found and found.fits,
        "why_unpriced": _why(cost.unpriced),
        "notes": notes_payload(found.notes if found else ()),
    }


def _others(page: Page) -> dict[str, Any]:
    siblings, cheaper = page.siblings, page.cheaper
    return {
        "siblings": {
            "family": siblings.family,
            "wider": siblings.is_wider,
            "models": [_sibling(each) for each in siblings.rows],
            "more": siblings.more,
            "more_of_generation": siblings.more_alike,
        },
        "cheaper": {
            "models": [_compared(each.model, each.amount, each.saving) for each in cheaper.rows],
            "more": cheaper.more,
            "missing": cheaper.missing,
            "too_small": cheaper.too_small,
            "beyond_class": cheaper.beyond,
            "beyond_saving_pct": cheaper.best_beyond,
        },
    }


def _sibling(sibling: Sibling) -> dict[str, Any]:
    return {
        **_compared(sibling.model, sibling.amount, sibling.saving),
        "relation": sibling.relation,
        "fits": sibling.fits,
        "why_unpriced": _why(sibling.unpriced),
    }


def _compared(model: Model, amount: Decimal | None, saving: Decimal | None) -> dict[str, Any]:
    return {
        "model": model.id,
        "released": model.released,
        "first_seen": model.first_seen,
        "intelligence": model.intelligence,
        "amount": amount,
        "saving_pct": saving,
    }


def _why(error: UnpricedError | None) -> dict[str, Any] | None:
    """Not called ``unpriced``, which is the reason alone in parts that other commands tell as well."""
    if error is None:
        return None
    return {"code": error.reason, "message": error.message, "hint": error.hint}
