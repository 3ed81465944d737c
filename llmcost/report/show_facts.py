"""The head of a model's page: what it is, what it takes and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.market.traits import announced_end
from llmcost.money import format_usd, plain
from llmcost.printable import printable
from llmcost.report.sheet import Column, Sheet
from llmcost.report.show_wording import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.market.page import Page


_FIELDS = {
    "Reads": "input",
    "Writes": "output",
    "Context": "context",
    "Answers": "max_output",
    "Knowledge": "knowledge_cutoff",
    "Release": "released",
    "Features": "features",
    "Intelligence": "intelligence",
}
"""What a note calls a fact -> the field of a model that holds it."""


def facts_sheet(page: Page) -> Sheet:
    """Facts, a row each; of what isn't known only that by which models are compared."""
    columns = (Column("Fact", 0, right=False, style="label"), Column("Value", 0, right=False))
    return Sheet("What it is", columns, tuple(_facts(page)), tuple(_notes(page)))


def title_of(model: Model) -> str:
    """Name and id."""
    return printable(model.id if model.name is None else f"{model.name} ({model.id})")


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
    if page.is_undated and model.appeared is not None:
        yield "Alias since", model.appeared.isoformat()
    elif model.released is not None:
        yield "Released", model.released.isoformat()
    elif model.first_seen is not None:
        yield "Released", f"not known, seen {model.first_seen}"
    yield "Status", _status(model, page.today)
    if model.tokenizer is not None:
        yield "Tokenizer", model.tokenizer
    known = None if model.intelligence is None else f"{plain(model.intelligence)} (Artificial Analysis)"
    yield "Intelligence", known or "not known"
    yield "Price", _price(page)


def _price(page: Page) -> str:
    if page.blended is None:
        return "no blended rate" if page.prices else "unpriced"
    told = f"{format_usd(page.blended)} /1M" if page.blended else "free"
    return told if page.tier is None else f"{told}: {page.tier.name}"


def _status(model: Model, today: date) -> str:
    if model.retired is not None:
        return f"no longer listed since {model.retired}"
    end = announced_end(model, today)
    return "listed" if end is None else f"listed, its end announced for {end}"


def _notes(page: Page) -> Iterator[str]:
    model = page.model
    yield from (f"Note: {note.message}" for note in page.notes if note.code not in SAID)
    if page.borrowed:
        first, *others = (name.lower() for name, field in _FIELDS.items() if field in page.borrowed)
        *between, last = others or [""]
        told = f"{', '.join((first, *between))} and {last}" if last else first
        yield f"{told.capitalize()}: of {model.alias_of}, for which it stands."
    if model.features:
        yield f"Supports: {', '.join(each.replace('_', ' ') for each in model.features)}."
    if model.snapshot not in {None, model.id}:
        yield f"Snapshot: {model.snapshot}"
    if page.aliases:
        yield f"Also called: {', '.join(page.aliases)}"
