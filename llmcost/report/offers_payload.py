"""The endpoints of a model in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.payload import CURRENCY, SCHEMA_VERSION, condition_payload, notes_payload

if TYPE_CHECKING:
    from llmcost.catalog.endpoint import Endpoint
    from llmcost.cost.offers import Offer, Offers


def offers_payload(found: Offers) -> dict[str, Any]:
    """What `llmcost providers --json` prints."""
    usage, requests = found.usage, found.terms.requests
    mode = "prices" if usage is None else "volume" if requests is None else "requests"
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "source": found.source,
        "date": found.day,
        "model": found.model,
        "mode": mode,
        "requests": requests,
        "tokens": usage and usage.times(requests or 1).stated(),
        "list_price": _list_price(found),
        "endpoints": [_offer(found, offer) for offer in found.offers],
        "unpriced": [
            {
                "provider": each.endpoint.provider,
                "tag": each.endpoint.tag,
                "code": each.code,
                "message": each.message,
            }
            for each in found.unpriced
        ],
        "skipped": [{"endpoint": name, "reason": reason} for name, reason in found.skipped],
        "notes": notes_payload(found.notes),
        "warnings": notes_payload(found.warnings),
    }


def _offer(found: Offers, offer: Offer) -> dict[str, Any]:
    each = offer.endpoint
    return {
        "provider": each.provider,
        "tag": each.tag,
        "tier": each.tier,
        "quantization": each.quantization,
        "context": each.context,
        "max_input": each.max_input,
        "max_output": each.max_output,
        "rates": dict(offer.price.rates),
        "when": [condition_payload(condition) for condition in offer.price.when],
        "discount": each.discount,
        "uptime_30m": each.uptime,
        "latency_p50_ms": each.latency,
        "throughput_p50": each.throughput,
        "status": each.status,
        "data_policy": _policy(each),
        "implicit_caching": each.implicit_caching,
        "total": offer.estimate and offer.estimate.total,
        "per_request": offer.estimate and offer.estimate.per_request,
        "relative": found.relative(offer.amount),
        "fits": offer.fits,
        "notes": notes_payload(offer.notes),
    }


def _policy(endpoint: Endpoint) -> dict[str, Any] | None:
    return endpoint.data_policy and endpoint.data_policy._asdict()


def _list_price(found: Offers) -> dict[str, Any] | None:
    listed = found.list_price
    return listed and {
        "model": listed.model.id,
        "rates": dict(listed.price.rates),
        "when": [condition_payload(condition) for condition in listed.price.when],
        "total": listed.estimate and listed.estimate.total,
        "relative": found.relative(listed.amount),
        "source": listed.provenance.source,
        "as_of": listed.day,
        "age_days": max(0, (found.day - listed.day).days),
        "layer": listed.provenance.layer,
        "overridden": list(listed.model.overridden),
    }
