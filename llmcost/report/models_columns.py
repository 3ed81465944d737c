"""The columns that a list of models can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import format_usd_column, plain
from llmcost.report.appearance import appeared_in_words
from llmcost.report.models_wording import NONE, UNKNOWN
from llmcost.report.percent import signed_percent
from llmcost.report.wording import in_short, rate_column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

    from llmcost.market.entry import Entry
    from llmcost.report.sheet import Cell

    _Told = Callable[[Sequence[Entry]], list[Cell]]


class ModelColumn(NamedTuple):
    """One column that can be asked for."""

    heading: str
    told: _Told
    """Its cells, one for each model. What is not known is said; one that does not apply is empty."""
    right: bool = False
    style: str = ""


def blended_column(rates: Sequence[Decimal | None]) -> list[str]:
    """A column of blended rates, to the same decimals: of averages the last digits say nothing."""
    return format_usd_column(rates, in_full=False)


def price_cells(
    entries: Sequence[Entry | None],
    rates: Sequence[Decimal | None],
    column: Callable[[Sequence[Decimal | None]], list[str]] = rate_column,
) -> list[Cell]:
    """A column of rates, with the word for what has none; empty where there is no model."""
    told = column(rates)
    return [
        rate or ("" if entry is None else _no_rate(entry)) for entry, rate in zip(entries, told, strict=True)
    ]


def _no_rate(entry: Entry) -> str:
    if entry.unpriced is None:
        return NONE
    return "varies" if entry.unpriced.reason == "varies" else "unpriced"


def _each(told: Callable[[Entry], str]) -> _Told:
    return lambda entries: [told(entry) for entry in entries]


def _day(told: Callable[[Entry], date | None], without: str = "") -> _Told:
    return _each(lambda entry: without if (day := told(entry)) is None else day.isoformat())


def _priced(name: str) -> _Told:
    return lambda entries: price_cells(entries, [entry.rate(name) for entry in entries])


def _tokens(count: int | None) -> str:
    return UNKNOWN if count is None else in_short(count)


def _words(names: Sequence[str]) -> str:
    return " ".join(names) or UNKNOWN


def _changed(entry: Entry) -> date | None:
    move = entry.last_move()
    return None if move is None else move.day


def _change(entry: Entry) -> str:
    move = entry.last_move()
    if move is None:
        return ""
    return UNKNOWN if move.percent is None else signed_percent(move.percent)


def _index(entry: Entry) -> str:
    return UNKNOWN if entry.model.intelligence is None else plain(entry.model.intelligence)


COLUMNS: dict[str, ModelColumn] = {
    "id": ModelColumn("Model", _each(lambda entry: entry.model.id), style="model"),
    "name": ModelColumn("Name", _each(lambda entry: entry.model.name or UNKNOWN), style="name"),
    "author": ModelColumn("Author", _each(lambda entry: entry.model.author)),
    "intelligence": ModelColumn("Intelligence", _each(_index), right=True),
    "in": ModelColumn("In /1M", _priced("input"), right=True, style="money"),
    "out": ModelColumn("Out /1M", _priced("output"), right=True, style="money"),
    "blended": ModelColumn(
        "Blended /1M",
        lambda entries: price_cells(entries, [entry.blended for entry in entries], blended_column),
        right=True,
        style="money",
    ),
    "cache_read": ModelColumn("Cache read /1M", _priced("cache_read"), right=True),
    "cache_write": ModelColumn("Cache write /1M", _priced("cache_write"), right=True),
    "context": ModelColumn("Context", _each(lambda entry: _tokens(entry.model.context)), right=True),
    "max_output": ModelColumn("Max out", _each(lambda entry: _tokens(entry.model.max_output)), right=True),
    "reads": ModelColumn("Reads", _each(lambda entry: _words(entry.model.input))),
    "writes": ModelColumn("Writes", _each(lambda entry: _words(entry.model.output))),
    "features": ModelColumn("Features", _each(lambda entry: _words(entry.model.features))),
    "knowledge": ModelColumn("Knowledge", _day(lambda entry: entry.model.knowledge_cutoff, UNKNOWN)),
    "tokenizer": ModelColumn("Tokenizer", _each(lambda entry: entry.model.tokenizer or UNKNOWN)),
    "released": ModelColumn("Released", _each(lambda entry: appeared_in_words(entry.model)), right=True),
    "since": ModelColumn("Price since", _day(lambda entry: entry.model.current.since, UNKNOWN)),
    "changed": ModelColumn("Changed", _day(_changed, "none seen")),
    "change": ModelColumn("Change", _each(_change), right=True),
    "expires": ModelColumn("Expires", _day(lambda entry: entry.model.expires)),
    "retired": ModelColumn("Retired", _day(lambda entry: entry.model.retired)),
    "snapshot": ModelColumn("Snapshot", _each(lambda entry: entry.model.snapshot or UNKNOWN)),
}
"""Name of a column -> what it is."""
