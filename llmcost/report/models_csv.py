"""What `models` found as CSV, a row each, exact decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import RATE_NAMES
from llmcost.market.listing import Listing
from llmcost.report.csv_text import csv_text
from llmcost.report.history_csv import condition_text
from llmcost.report.payload import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.market.alias_row import AliasList, AliasRow
    from llmcost.market.author import Author, Authors
    from llmcost.market.entry import Entry

_RATES = tuple(f"rate_{name}" for name in RATE_NAMES)
_PRICE = ("blended", *_RATES, "conditions", "unpriced")
_TAIL = ("currency", "prices_source", "prices_as_of", "prices_layer")

MODELS = (
    "model",
    "name",
    "author",
    "variant",
    "snapshot",
    "reads",
    "writes",
    "features",
    "context",
    "max_output",
    "tokenizer",
    "intelligence",
    "knowledge_cutoff",
    "released",
    "first_seen",
    "expires",
    "retired",
    "since",
    "seen",
    *_PRICE,
    "changed",
    "change_pct",
    *_TAIL,
)
AUTHORS = (
    "author",
    "models",
    "priced",
    "cheapest",
    "cheapest_model",
    "dearest",
    "dearest_model",
    "intelligence",
    "most_intelligent_model",
    "released",
    "first_seen",
    "newest_model",
    *_TAIL,
)
ALIASES = ("alias", "target", "model", "name", "upstream", "file", *_PRICE, "notes", *_TAIL)


def models_csv(found: Listing | Authors | AliasList) -> str:
    """A row for each model, author or alias; which of them it is picks the header."""
    prices = found.provenance
    tail = (CURRENCY, prices.source, prices.as_of, prices.layer)
    header, rows = _table(found)
    return csv_text(header, ((*row, *tail) for row in rows))


def _table(found: Listing | Authors | AliasList) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    if isinstance(found, Listing):
        return MODELS, map(model_cells, found.entries)
    from llmcost.market.author import Authors

    if isinstance(found, Authors):
        return AUTHORS, map(_author, found.authors)
    return ALIASES, map(_alias, found.rows)


def model_cells(entry: Entry) -> tuple[Any, ...]:
    """What a row tells of a model, before the columns that are the same for all."""
    model, move = entry.model, entry.last_move()
    return (
        model.id,
        model.name,
        model.author,
        model.variant,
        model.snapshot,
        " ".join(model.input),
        " ".join(model.output),
        " ".join(model.features),
        model.context,
        model.max_output,
        model.tokenizer,
        model.intelligence,
        model.knowledge_cutoff,
        model.released,
        model.first_seen,
        model.expires,
        model.retired,
        model.current.since,
        model.current.seen,
        *_price(entry),
        move and move.day,
        move and move.percent,
    )


def _author(author: Author) -> tuple[Any, ...]:
    best, newest = author.best and author.best.model, author.newest and author.newest.model
    return (
        author.name,
        author.models,
        author.priced,
        author.cheapest and author.cheapest.blended,
        author.cheapest and author.cheapest.model.id,
        author.dearest and author.dearest.blended,
        author.dearest and author.dearest.model.id,
        best and best.intelligence,
        best and best.id,
        newest and newest.released,
        newest and newest.first_seen,
        newest and newest.id,
    )


def _alias(row: AliasRow) -> tuple[Any, ...]:
    return (
        row.name,
        row.target,
        row.model_id,
        row.entry and row.entry.model.name,
        row.is_upstream,
        row.file,
        *_price(row.entry),
        "; ".join(note.message for note in row.notes),
    )


def _price(entry: Entry | None) -> tuple[Any, ...]:
    price = None if entry is None or entry.unpriced is not None else entry.model.current.price
    return (
        entry and entry.blended,
        *(price and price.rates.get(name) for name in RATE_NAMES),
        "; ".join(map(condition_text, price.when)) if price else "",
        entry and entry.unpriced and entry.unpriced.reason,
    )
