"""How a model compares with its class: its rank by price, intelligence and context, and marks beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.market.peers import modality_words
from llmcost.market.standing import OWN
from llmcost.money import format_usd, format_usd_column
from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.show_wording import BLENDED, decimals, ordinal, with_columns
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.market.page import Page
    from llmcost.market.standing import Mark, Standing
    from llmcost.market.tier import Tier
    from llmcost.report.sheet import Cell

_FIRST = {"price": "cheapest", "intelligence": "most intelligent", "context": "largest"}
"""Measure -> which model is the 1st."""

PLACE = "Place"
"""The heading of the places of a class."""

_HEADINGS = {"price": BLENDED, "intelligence": "Index", "context": "Tokens"}


def standing_sheets(page: Page) -> Iterator[Sheet]:
    """A table a measure, its rank in the title; one line where there is nobody to compare with."""
    members = len(page.peers.models)
    if members == 1:
        yield Sheet(f"How it compares: there is no other {page.peers.words}", (), ())
        return
    missing = "" if page.peers.missing is None else f", as {page.peers.missing}"
    title = f"How it compares: {members:,} {page.peers.words}{missing}"
    yield Sheet(title, (), (), tuple(_remarks(page)))
    for standing in page.standings:
        yield _sheet(standing, page)


def _remarks(page: Page) -> Iterator[str]:
    if page.peers.is_guest:
        yield f"Ranked as if it were one of them: {_guest(page.model)}."
    written = set(page.model.output) & {"image", "audio", "video"}
    if written:
        told = modality_words(written)
        yield f"Its price is ranked by what text costs; {told} that it writes may cost more."


def _guest(model: Model) -> str:
    if model.retired is not None:
        return "it is no longer listed"
    if model.is_alias:
        return "it is an alias"
    if model.variant:
        return f"it is a variant, :{model.variant}"
    return "it is a router, which passes requests on to other models"


def _sheet(standing: Standing, page: Page) -> Sheet:
    marks = standing.marks if standing.of > 1 else ()
    title = f"{standing.measure.capitalize()}: {_rank(standing, page)}"
    notes = tuple(_notes(standing))
    if not marks:
        return Sheet(title, (), (), notes)
    values = _TOLD[standing.measure]([mark.value for mark in marks])
    own = next((row for row, mark in enumerate(marks) if mark.own), None)
    bars: list[Cell] = [Bar(mark.share, own=mark.own) for mark in marks]
    return with_columns(
        Sheet(title, (), (), notes, emphasised=own),
        [
            (Column(PLACE, 0, right=False), [_place(mark) for mark in marks]),
            (Column(_HEADINGS[standing.measure], 0, style="money"), [*values]),
            (Column("", 2, right=False, style="bar"), bars),
            (
                Column("Model", 0, right=False, style="model", author_yields=True),
                [_model(mark) for mark in marks],
            ),
            (Column("Also", 1), [_also(mark) for mark in marks]),
        ],
    )


def _rank(standing: Standing, page: Page) -> str:
    """80th of 209, cheapest first: mid-priced (between $0.47 and $2.25 /1M)."""
    if standing.rank is None:
        price = "it has no blended rate" if page.prices else "it has no price"
        return f"not ranked, {price if standing.measure == 'price' else standing.missing}"
    if standing.of == 1:
        return "not ranked, that of no other is known"
    place, first = f"{ordinal(standing.rank)} of {standing.of:,}", f"{_FIRST[standing.measure]} first"
    if standing.measure != "price" or page.tier is None:
        return f"{place}, {first}"
    return f"{place}, {first}: {page.tier.name} ({_bounds(page.tier)})"


def _bounds(tier: Tier) -> str:
    lower, upper = format_usd(tier.lower), format_usd(tier.upper)
    return {"budget": f"up to {lower} /1M", "premium": f"above {upper} /1M"}.get(
        tier.name, f"between {lower} and {upper} /1M"
    )


def _place(mark: Mark) -> str:
    """Such as median; blank of the model itself where it has no such place."""
    return mark.label.removesuffix(OWN).removesuffix(", ")


def _model(mark: Mark) -> str:
    return OWN if mark.own else mark.models[0]


def _also(mark: Mark) -> str:
    """How many others have the same value; blank where none has."""
    others = len(mark.models) - 1
    return f"{others:,} more" if others else ""


def _notes(standing: Standing) -> Iterator[str]:
    unknown = standing.unknown - (standing.value is None)
    if unknown:
        yield f"The {standing.measure} of {count_of(unknown, 'other')} is not known."


_TOLD: dict[str, Callable[[list[Decimal]], list[str]]] = {
    "price": lambda values: format_usd_column(values, in_full=False),
    "intelligence": decimals,
    "context": lambda values: [f"{each:,f}" for each in values],
}
"""How the values of a measure are told in a column."""
