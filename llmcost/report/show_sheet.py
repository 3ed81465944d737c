"""One model's page: a sentence, its facts, and a section for everything else that is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.market.peers import BATCH, CLASSES
from llmcost.report.appearance import appearance_remarks
from llmcost.report.sheet import Sheet
from llmcost.report.show_costs import costs_sheet
from llmcost.report.show_facts import facts_sheet, title_of
from llmcost.report.show_history import history_sheet
from llmcost.report.show_others import RELEASED, SWITCHING, cheaper_sheet, siblings_sheet
from llmcost.report.show_prices import prices_sheet
from llmcost.report.show_standing import PLACE, standing_sheets
from llmcost.report.show_summary import summary
from llmcost.report.show_traits import traits_sheets
from llmcost.report.wording import DISCLAIMER, prices_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.market.page import Page
    from llmcost.report.sheet import Column

_CLASSES = {
    "inputs": "those that read at least what it reads",
    "author": "those of its author",
    "modality": "those that read and write just what it does",
    "all": "all of them",
}
"""What a class goes by -> who is in it, of the models that can be ranked."""


def show_sheet(page: Page) -> Sheet:
    """Lay out the page."""
    sentence = summary(page)
    sections = tuple(_sections(page))
    return Sheet(
        title_of(page.model),
        (),
        (),
        (sentence,) if sentence else (),
        more=sections,
        fine_print=tuple(_fine_print(page, sections)),
    )


def _sections(page: Page) -> Iterator[Sheet]:
    yield facts_sheet(page)
    yield prices_sheet(page)
    comparison, *standings = standing_sheets(page)
    yield comparison._replace(more=tuple(standings))
    yield from traits_sheets(page)
    yield costs_sheet(page)
    yield history_sheet(page)
    yield siblings_sheet(page)
    yield cheaper_sheet(page)
    if page.live is not None:
        from llmcost.report.show_live import live_sheet

        yield live_sheet(page.live)


def _columns(sections: Iterable[Sheet]) -> Iterator[Column]:
    for each in sections:
        yield from each.columns
        yield from _columns(each.more)


def _fine_print(page: Page, sections: Iterable[Sheet]) -> Iterator[str]:
    headings = {column.heading for column in _columns(sections)}
    if len(page.peers.models) > 1:
        yield (
            f"Ranked: {_ranked(page)}, by blended rate (3 tokens in to 1 out, base rates), intelligence index"
            " and context window; equal values share the better place."
        )
        others = "|".join(kind for kind in CLASSES if kind != page.peers.kind)
        yield f"Class: {_CLASSES[page.peers.kind]}; --class {others} picks another."
        if PLACE in headings:
            yield (
                "Quarters and median: the values that a quarter, half and three quarters of the class reach."
            )
            yield "Bars: of prices and contexts by factors, of intelligence from 0."
    elif page.blended:
        yield "Price: the blended rate (3 tokens in to 1 out, base rates)."
    if page.tier is not None:
        yield "Tiers: the cheapest third of the class is budget, the dearest premium, the rest mid-priced."
    told = [*(each.model for each in page.siblings.rows), *(each.model for each in page.cheaper.rows)]
    own = [page.model] if page.siblings.rows and not page.is_undated else []
    yield from appearance_remarks(RELEASED, (*own, *told))
    if SWITCHING in headings:
        what = "blended rate" if page.asked is None else "cost of the use asked about"
        yield f"Switching: what it changes in the {what}."
    yield prices_in_words(page.provenance, page.today)
    yield DISCLAIMER


def _ranked(page: Page) -> str:
    if page.model.variant == BATCH:
        return "what listed models cost in batches"
    return "listed models, without aliases, variants and routers"
