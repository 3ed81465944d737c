"""The page of a model as CSV, a figure a row, exact decimals."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.catalog.history import BLEND
from llmcost.catalog.price import CHARGES, RATE_NAMES
from llmcost.market.compared_cost import compared_cost
from llmcost.report.csv_text import csv_text
from llmcost.report.payload import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.catalog.history import Stage
    from llmcost.catalog.note import Note
    from llmcost.cost.offers import Offers
    from llmcost.errors import UnpricedError
    from llmcost.market.cheaper import Cheaper
    from llmcost.market.page import Page
    from llmcost.market.price_row import PriceRow
    from llmcost.market.sibling import Sibling
    from llmcost.market.standing import Standing
    from llmcost.market.use_cost import Cost

HEADER = (
    "model",
    "section",
    "item",
    "name",
    "value",
    "unit",
    "condition",
    "since",
    "note",
    "currency",
    "prices_source",
    "prices_as_of",
    "prices_layer",
)
"""The same columns for every page, so that files of several models can be stacked."""

_RATE, _EACH, _USD, _TOKENS, _PERCENT = "USD/1M tokens", "USD each", "USD", "tokens", "%"

_FACTS = {
    "name": "",
    "author": "",
    "variant": "",
    "snapshot": "",
    "alias_of": "",
    "context": _TOKENS,
    "max_output": _TOKENS,
    "tokenizer": "",
    "knowledge_cutoff": "",
    "released": "",
    "expires": "",
    "retired": "",
    "intelligence": "",
}
"""Fact -> its unit."""

_INFERRED = "not seen; in its ratio to the input rate"
"""The note of a rate that nobody saw."""

_UNITS = {"price": _RATE, "context": _TOKENS}


class _Row(NamedTuple):
    """A figure: what it is of, what it is, and in which unit."""

    section: str
    item: str
    name: str
    value: Any
    unit: str = ""
    condition: str = ""
    since: Any = None
    note: str = ""


def show_csv(page: Page) -> str:
    """A row for each figure, under ``HEADER``. What isn't known has no value, and a note where it has one."""
    prices = page.provenance
    tail = (CURRENCY, prices.source, prices.as_of, prices.layer)
    rows = chain(
        _facts(page),
        _prices(page),
        _comparison(page),
        chain.from_iterable(_cost(cost, page.notes) for cost in page.costs),
        chain.from_iterable(_stage(stage) for stage in page.history),
        _others(page),
        _live(page.live) if page.live else (),
        (_Row("note", note.code, "message", note.message) for note in page.notes),
        (_Row("warning", note.code, "message", note.message) for note in page.warnings),
    )
    return csv_text(HEADER, ((page.model.id, *row, *tail) for row in rows))


def _facts(page: Page) -> Iterator[_Row]:
    model = page.model
    for name, unit in _FACTS.items():
        yield _Row("fact", "", name, getattr(model, name), unit)
    yield _Row("fact", "", "first_seen", model.first_seen)
    yield _Row("fact", "", "since", model.current.since)
    yield _Row("fact", "", "seen", model.current.seen)
    for name, values in (
        ("aliases", page.aliases),
        ("borrowed", page.borrowed),
        ("input", model.input),
        ("output", model.output),
        ("features", model.features),
    ):
        yield _Row("fact", "", name, "; ".join(values))


def _prices(page: Page) -> Iterator[_Row]:
    yield _Row("price", page.model.id, "blended", page.blended, _RATE, note=_reason(page.unpriced))
    yield from _price_rows(page.model.id, page.prices)
    for each in page.variants:
        cost = compared_cost(each.model)
        yield _Row("price", each.model.id, "blended", cost.amount, _RATE, note=_reason(cost.unpriced))
        yield from _price_rows(each.model.id, each.rows)


def _price_rows(model_id: str, rows: Iterable[PriceRow]) -> Iterator[_Row]:
    for row in rows:
        unit = _EACH if row.name in CHARGES else _RATE
        note = _INFERRED if row.inferred else "overridden" if row.overridden else ""
        yield _Row("price", model_id, row.name, row.rate, unit, row.condition, row.since, note)


def _comparison(page: Page) -> Iterator[_Row]:
    yield _Row("class", page.peers.kind, "description", page.peers.words, note=page.peers.missing or "")
    yield _Row("class", page.peers.kind, "count", len(page.peers.models))
    yield _Row("class", page.peers.kind, "guest", page.peers.is_guest)
    for standing in page.standings:
        yield from _standing(standing)
    if page.tier is not None:
        yield _Row("tier", "", "name", page.tier.name)
        yield _Row("tier", "", "lower", page.tier.lower, _RATE)
        yield _Row("tier", "", "upper", page.tier.upper, _RATE)
        yield _Row("tier", "", "of", page.tier.of)
    for trait in page.traits:
        yield _Row("trait", trait.code, "strength" if trait.is_strength else "limit", trait.words)


def _standing(standing: Standing) -> Iterator[_Row]:
    unit = _UNITS.get(standing.measure, "")
    yield _Row("standing", standing.measure, "value", standing.value, unit, note=standing.missing or "")
    yield _Row("standing", standing.measure, "rank", standing.rank)
    yield _Row("standing", standing.measure, "of", standing.of)
    yield _Row("standing", standing.measure, "equal", standing.equal)
    yield _Row("standing", standing.measure, "unknown", standing.unknown)
    yield _Row("standing", standing.measure, "better_than", standing.beats, _PERCENT)
    yield _Row("standing", standing.measure, "worse_than", standing.loses, _PERCENT)
    for mark in standing.marks:
        yield _Row("mark", standing.measure, mark.label, mark.value, unit, note="; ".join(mark.models))


def _cost(cost: Cost, told: tuple[Note, ...]) -> Iterator[_Row]:
    item, found = cost.use.name or "asked", cost.estimate
    remarks = (note.message for note in found.notes if note not in told) if found else ()
    notes = _reason(cost.unpriced) if found is None else "; ".join(remarks)
    yield _Row("cost", item, "requests", cost.use.terms.requests)
    for name, count in cost.use.usage.stated().items():
        yield _Row("cost", item, name, count, "searches" if name == "web_search" else _TOKENS)
    yield _Row("cost", item, "total", cost.total, _USD, note=notes)
    yield _Row("cost", item, "per_request", found and found.per_request, _USD)
    yield _Row("cost", item, "fits", found and found.fits)


def _stage(stage: Stage) -> Iterator[_Row]:
    since = stage.period.since
    yield _Row("history", "", "seen", stage.period.seen, since=since)
    yield _Row("history", "", "gone", stage.until if stage.unlisted else None, since=since)
    yield _Row("history", "", "blended", stage.rate(BLEND), _RATE, since=since, note=_reason(stage.unpriced))
    yield _Row("history", "", "change", stage.change, _PERCENT, since=since)
    for name in RATE_NAMES:
        rate = stage.rate(name)
        if rate is not None:
            note = _INFERRED if name in stage.period.inferred else ""
            yield _Row("history", "", name, rate, _EACH if name in CHARGES else _RATE, since=since, note=note)


def _others(page: Page) -> Iterator[_Row]:
    by, unit = ("blended", _RATE) if page.asked is None else ("cost", _USD)
    yield _Row("compared", "", "by", by)
    yield _Row("compared", "", "amount", page.siblings.amount, unit)
    for sibling in page.siblings.rows:
        missing = _reason(sibling.unpriced) or ("" if sibling.fits else "it can't take the request")
        yield _Row("sibling", sibling.model.id, "relation", sibling.relation)
        yield from _compared("sibling", sibling, unit, missing)
    yield _Row("sibling", "", "family", page.siblings.family)
    yield _Row("sibling", "", "wider", page.siblings.is_wider)
    yield _Row("sibling", "", "more", page.siblings.more)
    yield _Row("sibling", "", "more_of_generation", page.siblings.more_alike)
    for each in page.cheaper.rows:
        yield from _compared("cheaper", each, unit)
    yield _Row("cheaper", "", "more", page.cheaper.more, note=page.cheaper.missing or "")
    yield _Row("cheaper", "", "too_small", page.cheaper.too_small)
    yield _Row("cheaper", "", "beyond_class", page.cheaper.beyond)
    yield _Row("cheaper", "", "beyond_saving", page.cheaper.best_beyond, _PERCENT)


def _compared(section: str, row: Sibling | Cheaper, unit: str, note: str = "") -> Iterator[_Row]:
    item = row.model.id
    yield _Row(section, item, "released", row.model.released)
    yield _Row(section, item, "first_seen", row.model.first_seen)
    yield _Row(section, item, "intelligence", row.model.intelligence)
    yield _Row(section, item, "amount", row.amount, unit, note=note)
    yield _Row(section, item, "saving", row.saving, _PERCENT)


def _live(found: Offers) -> Iterator[_Row]:
    for offer in found.offers:
        item = offer.endpoint.name
        unit = _RATE if offer.estimate is None else _USD
        yield _Row("live", item, "amount", offer.amount, unit, note="; ".join(n.message for n in offer.notes))
        yield _Row("live", item, "throughput_p50", offer.endpoint.throughput, "tokens/s")
        yield _Row("live", item, "latency_p50", offer.endpoint.latency, "ms")
        yield _Row("live", item, "uptime_30m", offer.endpoint.uptime, _PERCENT)
    for lost in found.unpriced:
        yield _Row("live", lost.endpoint.name, "unpriced", None, note=lost.message)


def _reason(error: UnpricedError | None) -> str:
    return "" if error is None else error.message
