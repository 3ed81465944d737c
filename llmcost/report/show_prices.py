"""The prices on a model's page: every rate, under which condition, and since when."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from llmcost.catalog.price import CHARGES
from llmcost.report.sheet import Column, Sheet
from llmcost.report.show_wording import with_columns
from llmcost.report.wording import LABELS, overridden_in_words, rate_column, rate_with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.market.page import Page
    from llmcost.market.price_row import PriceRow, Variant

_KINDS = {"": "The model itself", "batch": "In batches", "free": "Free, with tight limits"}
"""Kind of a variant -> what it is."""


def prices_sheet(page: Page) -> Sheet:
    """A row a rate; what the variants cost stands below, a line each."""
    rows = page.prices
    notes = tuple(_notes(page))
    if not rows:
        return Sheet("Prices", (), (), notes)
    model = page.model
    of_then = "" if model.retired is None or not model.current.seen else f", last seen {model.current.seen}"
    return with_columns(
        Sheet(f"Prices, USD per 1M tokens{of_then}", (), (), notes),
        [
            (Column("What", 0, right=False, style="label"), [_what(row) for row in rows]),
            (Column("Rate", 0, style="money"), [*rate_column([row.rate for row in rows])]),
            (Column("Since", 1, right=False), [_since(row) for row in rows]),
            (Column("When", 0, right=False), [row.condition for row in rows]),
        ],
    )


def _what(row: PriceRow) -> str:
    return f"{LABELS[row.name]}, each" if row.name in CHARGES else LABELS[row.name]


def _since(row: PriceRow) -> str:
    if row.overridden:
        return "override"
    if row.inferred:
        return "not seen"
    return "" if row.since is None else row.since.isoformat()


def _notes(page: Page) -> Iterator[str]:
    if page.unpriced is not None:
        yield f"{'No blended rate' if page.prices else 'Unpriced'}: {page.unpriced.message}."
    if any(row.inferred for row in page.prices):
        yield "Not seen: a rate that is inferred, it keeps its ratio to the input rate of the nearest day."
    for variant in page.variants:
        kind = _KINDS.get(variant.kind, variant.kind.capitalize())
        yield f"{kind} ({variant.model.id}): {_told(variant)}."
    yield from overridden_in_words(page.overrides)


def _told(variant: Variant) -> str:
    if variant.unpriced is not None:
        return f"unpriced, {variant.unpriced.message}"
    if not any(row.rate for row in variant.rows):
        return "free of charge"
    groups = groupby(variant.rows, lambda row: row.condition)
    told = "; ".join(_rates(condition, [*rows]) for condition, rows in groups)
    days = {row.since for row in variant.rows if row.since is not None}
    return f"{told}{f'; since {max(days)}' if days else ''}"


def _rates(condition: str, rows: Sequence[PriceRow]) -> str:
    rates = ", ".join(f"{LABELS[row.name].lower()} {rate_with_unit(row.name, row.rate)}" for row in rows)
    return f"{condition}: {rates}" if condition else rates
