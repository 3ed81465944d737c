"""The endpoints of a model as a report, a row an endpoint, with footnotes."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.catalog.endpoint import STANDARD
from llmcost.money import ROUNDED, ZERO, format_rate, format_usd_column
from llmcost.printable import printable
from llmcost.report.footnotes import Footnotes
from llmcost.report.render import Report
from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.wording import DISCLAIMER, in_short, overridden_in_words, rate_column, times, use_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from llmcost.catalog.endpoint import DataPolicy, Endpoint
    from llmcost.cost.offers import ListPrice, Offers
    from llmcost.report.sheet import Cell

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_SLOW = 10


class _Field(NamedTuple):
    """A column with its cells, one a row."""

    column: Column
    cells: list[Cell]


def offers_report(found: Offers) -> Report:
    """The report of what `providers` found."""

    def payload() -> dict[str, Any]:
        from llmcost.report.offers_payload import offers_payload

        return offers_payload(found)

    def csv() -> str:
        from llmcost.report.offers_csv import offers_csv

        return offers_csv(payload())

    return Report("providers", payload, csv, lambda: offers_sheet(found))


def offers_sheet(found: Offers) -> Sheet:
    """Lay out the endpoints: their prices, or what the use asked about costs at each."""
    footnotes = Footnotes()
    marks: list[Cell] = [footnotes.mark(offer.notes) for offer in found.offers]
    fields = [*_names(found), *_rates(found), *_amounts(found), *_relative(found), *_facts(found)]
    fields.append(_Field(Column("Note", 0, right=False), marks))
    # What no endpoint tells needs no column.
    told = [field for field in fields if any(field.cells)]
    cells = tuple(zip(*(field.cells for field in told), strict=True)) if found.offers else ()
    return Sheet(
        _title(found),
        tuple(field.column for field in told),
        cells,
        (*footnotes.lines, *_remarks(found)),
        tuple(_fine_print(found)),
    )


def _title(found: Offers) -> str:
    count = len(found.offers)
    if not count:
        return f"{found.model}: no endpoint has a price"
    if found.usage is None:
        return f"{found.model}: prices at {count} {'endpoint' if count == 1 else 'endpoints'}"
    return f"{found.model}: {use_in_words(found.usage, found.terms)}"


def _names(found: Offers) -> Iterator[_Field]:
    endpoints = [offer.endpoint for offer in found.offers]
    yield _Field(Column("Provider", 0, right=False, style="label"), [each.provider for each in endpoints])
    yield _Field(Column("Tag", 0, right=False, style="model"), [each.tag for each in endpoints])
    if any(each.tier != STANDARD for each in endpoints):
        yield _Field(Column("Tier", 10, right=False), [each.tier for each in endpoints])


def _rates(found: Offers) -> Iterator[_Field]:
    """Unit prices, which always stay where nothing else is asked for."""
    rank = 0 if found.usage is None else 2
    columns = (("input", "In /1M", rank), ("output", "Out /1M", rank), ("cache_read", "Cache read /1M", 7))
    for name, heading, importance in columns:
        cells = rate_column([offer.applied.get(name) for offer in found.offers])
        yield _Field(Column(heading, importance), list(cells))


def _amounts(found: Offers) -> Iterator[_Field]:
    estimates = [offer.estimate for offer in found.offers if offer.estimate is not None]
    if not estimates:
        return
    if estimates[0].terms.requests not in {None, 1}:
        each = format_usd_column([row.per_request for row in estimates])
        yield _Field(Column("Per request", 8), list(each))
    yield _Field(Column("Total", 0, style="money"), list(format_usd_column([row.total for row in estimates])))


def _relative(found: Offers) -> Iterator[_Field]:
    ratios = [found.relative(offer.amount) for offer in found.offers]
    if len(ratios) < 2 or not any(ratios):  # noqa: PLR2004 - nothing to be relative to
        return
    longest = max(offer.amount for offer in found.offers)
    yield _Field(Column("Relative", 1), ["" if ratio is None else times(ratio) for ratio in ratios])
    bars: list[Cell] = [Bar(ROUNDED.divide(offer.amount, longest)) for offer in found.offers]
    yield _Field(Column("", 13, right=False, style="bar"), bars)


_FACTS: tuple[tuple[Column, Callable[[Endpoint], str]], ...] = (
    (Column("Latency", 3), lambda each: "" if each.latency is None else seconds(each.latency)),
    (Column("Tokens/s", 4), lambda each: "" if each.throughput is None else speed(each.throughput)),
    (Column("Uptime", 5), lambda each: "" if each.uptime is None else _percent(each.uptime)),
    (Column("Context", 6), lambda each: "" if each.context is None else in_short(each.context)),
    (Column("Max out", 11), lambda each: "" if each.max_output is None else in_short(each.max_output)),
    (Column("Quant", 9, right=False), lambda each: each.quantization or ""),
    (
        Column("Data policy", 12, right=False),
        lambda each: "" if each.data_policy is None else _policy(each.data_policy),
    ),
)
"""What an endpoint tells of itself, and how."""


def _facts(found: Offers) -> Iterator[_Field]:
    for column, told in _FACTS:
        yield _Field(column, [told(offer.endpoint) for offer in found.offers])


def seconds(milliseconds: Decimal) -> str:
    """A latency as people say it: 1.23 s."""
    return f"{milliseconds.scaleb(-3).quantize(_HUNDREDTH, context=ROUNDED):,f} s"


def speed(tokens: Decimal) -> str:
    """Tokens per second, slow ones to a tenth."""
    return f"{tokens.quantize(_TENTH if tokens < _SLOW else Decimal(1), context=ROUNDED):,f}"


def _percent(uptime: Decimal) -> str:
    # Rounded down: one failure in 5,000 requests is not 100 %.
    return f"{uptime.quantize(_TENTH, rounding=ROUND_FLOOR)} %"


def _policy(policy: DataPolicy) -> str:
    parts = []
    if policy.training is not None:
        parts.append("trains on prompts" if policy.training else "no training")
    if policy.retention_days:
        parts.append(f"kept {policy.retention_days} {'day' if policy.retention_days == 1 else 'days'}")
    elif policy.retains_prompts is not None:
        parts.append("kept" if policy.retains_prompts else "not kept")
    return ", ".join(parts)


def _remarks(found: Offers) -> Iterator[str]:
    yield from (f"Note: {note.message}" for note in found.notes)
    yield from (f"Unpriced: {each.endpoint.name}: {each.message}" for each in found.unpriced)
    yield from (f"Skipped: {printable(each.message)}" for each in found.warnings if each.code == "skipped")
    if found.list_price is not None:
        listed = found.list_price
        yield f"List price: {_listed(found, listed)}."
        mine = listed.provenance.overrides_of({listed.model.id})
        yield from overridden_in_words(mine)
    if found.measures_withheld and not _measured(found):
        yield "Latency and throughput: OpenRouter tells them only with OPENROUTER_API_KEY."


def _measured(found: Offers) -> bool:
    """Whether any endpoint's speed is told."""
    endpoints = [offer.endpoint for offer in found.offers]
    return any(each.latency is not None or each.throughput is not None for each in endpoints)


def _listed(found: Offers, listed: ListPrice) -> str:
    """The price in the ledger, over that of the cheapest endpoint, and its age."""
    if listed.estimate is None:
        sides = (("input", "in"), ("output", "out"))
        rates = (f"{format_rate(listed.rates[name])} {side}" for name, side in sides if name in listed.rates)
        told = f"{', '.join(rates)} /1M"
    else:
        totals = [offer.amount for offer in found.offers]
        told = format_usd_column([*totals, listed.estimate.total])[-1]
    ratio = found.relative(listed.amount)
    against = "" if ratio is None else f" ({times(ratio)})"
    return f"{told}{against}, of {listed.day}, {listed.provenance.layer}"


def _fine_print(found: Offers) -> Iterator[str]:
    yield f"Prices: {printable(found.source)}, fetched {found.day}."
    if _measured(found) or any(offer.endpoint.uptime is not None for offer in found.offers):
        yield "Latency to the first token and tokens per second (medians), uptime: of the last 30 minutes."
    if found.usage is not None:
        yield DISCLAIMER
    elif found.relative(ZERO) is not None:
        yield "Relative: at three input tokens to one output token."
