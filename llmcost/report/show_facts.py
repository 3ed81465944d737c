"""The head of a model's page: what it is, what it takes and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import format_usd, plain
from llmcost.printable import printable
from llmcost.report.sheet import Column, Sheet
from llmcost.report.show_wording import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.model import Model
    from llmcost.market.page import Page


_FIELDS = {
    "Reads": "input",
    "Writes": "output",
    "Context": "context",
    "Answers": "max_output",
    "Knowledge": "knowledge_cutoff",
    "Released": "released",
    "Intelligence": "intelligence",
}
"""Fact -> the field of a model that it tells."""


def facts_sheet(page: Page) -> Sheet:
    """Facts, a row each; of what isn't known only that by which models are compared."""
    columns = (Column("Fact", 0, right=False, style="label"), Column("Value", 0, right=False))
    rows = tuple((name, _of_target(page, name, value)) for name, value in _facts(page))
    return Sheet("What it is", columns, rows, tuple(_notes(page)))


def title_of(model: Model) -> str:
    """Name and id."""
    return printable(model.id if model.name is None else f"{model.name} ({model.id})")


def _of_target(page: Page, name: str, value: str) -> str:
    """A fact; of an alias with the model whose fact it is."""
    if _FIELDS.get(name) not in page.borrowed:
        return value
    return f"{value}, of {page.model.alias_of}, for which it stands"


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    model = page.model
    yield "Author", model.author
    if model.alias_of is not None:
        yield "Stands for", model.alias_of
    if model.input:
        yield "Reads", ", ".join(model.input)
    if model.output:
        yield "Writes", ", ".join(model.output)
    yield "Context", "not known" if model.context is None else f"{model.context:,} tokens"
    if model.max_output is not None:
        yield "Answers", f"up to {model.max_output:,} tokens"
    if model.knowledge_cutoff is not None:
        yield "Knowledge", f"up to {model.knowledge_cutoff}"
    if model.released is not None:
        yield "Released", model.released.isoformat()
    elif model.first_seen is not None:
        yield "Released", f"not known, first seen {model.first_seen}"
    yield "Status", _status(model)
    if model.tokenizer is not None:
        yield "Tokenizer", model.tokenizer
    known = None if model.intelligence is None else f"{plain(model.intelligence)}, Artificial Analysis' index"
    yield "Intelligence", known or "not known"
    yield "Price", _price(page)


def _price(page: Page) -> str:
    if page.blended is None:
        return "no blended rate" if page.prices else "unpriced"
    told = f"{format_usd(page.blended)} /1M, 3 in to 1 out" if page.blended else "free"
    return told if page.tier is None else f"{told}: {page.tier.name}"


def _status(model: Model) -> str:
    if model.retired is not None:
        return f"no longer listed since {model.retired}"
    return "listed" if model.expires is None else f"listed, its end announced for {model.expires}"


def _notes(page: Page) -> Iterator[str]:
    model = page.model
    yield from (f"Note: {note.message}" for note in page.notes if note.code not in SAID)
    if model.features:
        of_target = f" (as {model.alias_of} does)" if "features" in page.borrowed else ""
        yield f"Supports: {', '.join(each.replace('_', ' ') for each in model.features)}{of_target}."
    if model.snapshot not in {None, model.id}:
        yield f"Snapshot: {model.snapshot}"
    if page.aliases:
        yield f"Also called: {', '.join(page.aliases)}"
