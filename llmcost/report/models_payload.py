"""What `models` found in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.market.listing import Listing
from llmcost.report.payload import (
    CURRENCY,
    SCHEMA_VERSION,
    condition_payload,
    notes_payload,
    prices_payload,
)

if TYPE_CHECKING:
    from llmcost.market.alias_row import AliasList, AliasRow
    from llmcost.market.author import Author, Authors
    from llmcost.market.entry import Entry


def models_payload(found: Listing | Authors | AliasList) -> dict[str, Any]:
    """What `llmcost models --json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(found.provenance, found.today, found.overrides),
        "query": found.search.text,
        "found": found.found,
        **_rows(found),
        "left_out": [{"code": code, "count": count} for code, count in found.left_out],
        "warnings": notes_payload(found.warnings),
    }


def _rows(found: Listing | Authors | AliasList) -> dict[str, Any]:
    if isinstance(found, Listing):
        return {"sort": found.sort, "models": [model_payload(each) for each in found.entries]}
    from llmcost.market.author import Authors

    if isinstance(found, Authors):
        return {"sort": found.sort, "authors": [_author(each) for each in found.authors]}
    return {"aliases": [_alias(each) for each in found.rows]}


def model_payload(entry: Entry) -> dict[str, Any]:
    """What is told of a model, with its price of now and when that changed last."""
    model, move = entry.model, entry.last_move()
    return {
        "model": model.id,
        "name": model.name,
        "author": model.author,
        "variant": model.variant,
        "snapshot": model.snapshot,
        "input": list(model.input),
        "output": list(model.output),
        "features": list(model.features),
        "context": model.context,
        "max_output": model.max_output,
        "tokenizer": model.tokenizer,
        "intelligence": model.intelligence,
        "knowledge_cutoff": model.knowledge_cutoff,
        "released": model.released,
        "first_seen": model.first_seen,
        "expires": model.expires,
        "retired": model.retired,
        "since": model.current.since,
        "seen": model.current.seen,
        **price_payload(entry),
        "changed": move and move.day,
        "change_pct": move and move.percent,
    }


def price_payload(entry: Entry | None) -> dict[str, Any]:
    """The base rates, those under conditions and the blended rate; nothing where nothing is priced."""
    price = None if entry is None or entry.unpriced is not None else entry.model.current.price
    return {
        "rates": dict(price.rates) if price else None,
        "when": [condition_payload(each) for each in price.when] if price else [],
        "blended": entry and entry.blended,
        "unpriced": entry and entry.unpriced and entry.unpriced.reason,
    }


def _author(author: Author) -> dict[str, Any]:
    best, newest = author.best and author.best.model, author.newest and author.newest.model
    return {
        "author": author.name,
        "models": author.models,
        "priced": author.priced,
        "cheapest": _blended(author.cheapest),
        "dearest": _blended(author.dearest),
        "most_intelligent": best and {"model": best.id, "intelligence": best.intelligence},
        "newest": newest
        and {"model": newest.id, "released": newest.released, "first_seen": newest.first_seen},
    }


def _blended(entry: Entry | None) -> dict[str, Any] | None:
    return entry and {"model": entry.model.id, "blended": entry.blended}


def _alias(row: AliasRow) -> dict[str, Any]:
    return {
        "alias": row.name,
        "target": row.target,
        "model": row.model_id,
        "upstream": row.is_upstream,
        "file": row.file,
        "name": row.entry and row.entry.model.name,
        **price_payload(row.entry),
        "notes": notes_payload(row.notes),
    }
