"""The models beside one on its page: its siblings, and what is cheaper at no less intelligence."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from llmcost.market.peers import BATCH
from llmcost.market.standing import OWN
from llmcost.money import format_usd_column, plain
from llmcost.report.appearance import appeared_in_words
from llmcost.report.footnotes import Footnotes
from llmcost.report.percent import per_cent, switching
from llmcost.report.sheet import Column, Sheet
from llmcost.report.show_wording import BLENDED, decimals, with_columns
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.market.page import Page
    from llmcost.market.sibling import Sibling
    from llmcost.report.sheet import Cell

_CHEAPER = "Cheaper at equal or higher intelligence"
RELEASED = "Released"
"""The heading of the days on which models appeared."""
SWITCHING = "Switching"
"""The heading of what a switch changes."""


def siblings_sheet(page: Page) -> Sheet:
    """Its family, newest first, itself among them."""
    found = page.siblings
    if not found.rows:
        return Sheet(f"Siblings: no other model of the family {found.family} is listed", (), ())
    newer = [*takewhile(lambda each: each.relation == "newer", found.rows)]
    rows: list[Sibling | None] = [*newer, None, *found.rows[len(newer) :]]
    footnotes = Footnotes()
    marks = ["" if each is None else footnotes.mark_words(_remarks(each)) for each in rows]
    models = [page.model if each is None else each.model for each in rows]
    amounts = [found.amount if each is None else each.amount for each in rows]
    switches = [
        "" if each is None or not each.fits else _switching(found.amount, each.amount, each.saving)
        for each in rows
    ]
    relations = [OWN if each is None else each.relation for each in rows]
    notes = [*footnotes.lines]
    if page.is_undated and "undated" in relations:
        notes.append("Undated: not comparable by date; an alias is not as old as the model behind it.")
    elif any(_is_by_sighting(page.model, each) for each in found.rows):
        notes.append("Newer and older: by the first sighting of those whose release is not known.")
    if found.more:
        snapshots = _one_or_many(found.more, "a dated snapshot", "dated snapshots")
        notes.append(f"{found.more:,} more of the family, further away in time or {snapshots}.")
    if found.more_alike:
        others = _one_or_many(
            found.more_alike, "a dearer one or a dated snapshot", "dearer ones or dated snapshots"
        )
        notes.append(f"{found.more_alike:,} more of the same generation, {others}.")
    return with_columns(
        Sheet(f"Siblings: the family {found.family}", (), (), tuple(notes), emphasised=len(newer)),
        [
            (Column("Sibling", 1, right=False), [*relations]),
            *_columns(page, models, amounts, switches, marks),
        ],
    )


def _one_or_many(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _is_by_sighting(model: Model, sibling: Sibling) -> bool:
    """Whether the day of a first sighting decides which of the two is newer."""
    is_dated = sibling.relation in {"newer", "older"}
    return is_dated and (model.released is None or sibling.model.released is None)


def _remarks(sibling: Sibling) -> Iterator[str]:
    if sibling.unpriced is not None:
        yield sibling.unpriced.message
    elif not sibling.fits:
        yield "too small for such a request"


def cheaper_sheet(page: Page) -> Sheet:
    """What costs less and is no less intelligent, cheapest first."""
    found, model = page.cheaper, page.model
    if found.missing is not None:
        return Sheet(f"{_CHEAPER}: can't be told, {found.missing}", (), ())
    at = "" if model.intelligence is None else f" ({plain(model.intelligence)} or more)"
    title = f"{_CHEAPER}{at}"
    if not found.rows:
        return Sheet(f"{title}: {_none(page)}", (), (), tuple(_beyond(page)))
    switches = [switching(each.saving) for each in found.rows]
    notes = (
        *((f"{found.more:,} more {_are(found.more)} and at least as intelligent.",) if found.more else ()),
        *((f"{found.too_small:,} more would be, but can't take such a request.",) if found.too_small else ()),
        *_beyond(page),
    )
    fields = _columns(
        page, [each.model for each in found.rows], [each.amount for each in found.rows], switches, []
    )
    return with_columns(Sheet(f"{title}: {page.peers.words}", (), (), notes), fields)


def _are(count: int) -> str:
    return _one_or_many(count, "is cheaper", "are cheaper")


def _none(page: Page) -> str:
    """Why nothing is cheaper."""
    small = page.cheaper.too_small
    if small:
        be = "the one that would be" if small == 1 else f"the {small:,} that would be"
        return f"none, {be} can't take such a request"
    return f"{'there is no other' if len(page.peers.models) == 1 else 'none of the'} {page.peers.words}"


def _beyond(page: Page) -> Iterator[str]:
    """How many there are outside of the class."""
    found = page.cheaper
    if found.best_beyond is not None:
        others = f"{found.beyond:,} more" if found.rows else count_of(found.beyond, "other")
        told = f"{others}, up to {per_cent(found.best_beyond)} off"
        everyone = "models in batches" if page.model.variant == BATCH else "models"
        yield f"{told}, among all {everyone}: --class all."


def _switching(own: Decimal | None, its: Decimal | None, saving: Decimal | None) -> str:
    """What a switch saves, also from what costs nothing; empty where it can't be told."""
    if saving is not None:
        return switching(saving)
    if own is None or its is None:
        return ""
    return "costs more" if its else "costs the same"


def _columns(
    page: Page,
    models: Sequence[Model],
    amounts: Sequence[Decimal | None],
    switches: Sequence[str],
    marks: Sequence[str],
) -> list[tuple[Column, list[Cell]]]:
    told = format_usd_column(amounts, in_full=page.asked is not None)
    return [
        (Column("Model", 0, right=False, style="model", author_yields=True), [each.id for each in models]),
        (Column(RELEASED, 3), [_released(page, each) for each in models]),
        (Column("Index", 1), [*decimals([each.intelligence for each in models])]),
        (Column(BLENDED if page.asked is None else "Cost", 2, style="money"), [*told]),
        (Column(SWITCHING, 0, right=False), [*switches]),
        (Column("Note", 0, right=False), [*marks] or [""] * len(models)),
    ]


def _released(page: Page, model: Model) -> str:
    """When it appeared; of an alias of which only its own day is known, nothing."""
    return "" if page.is_undated and model.id == page.model.id else appeared_in_words(model)
