"""Where one of two models becomes cheaper, for people: the answers, then a table and a chart for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.price import clock
from llmcost.cost.remarks import UNFIT
from llmcost.market.interval import saving
from llmcost.money import format_usd_column
from llmcost.report.breakeven_curves import curves_of
from llmcost.report.breakeven_units import COSTS, decimal_of, quantity_in_short
from llmcost.report.breakeven_words import (
    SUBJECTS,
    answer_in_words,
    assumed_in_words,
    percent,
    use_in_words,
)
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import overridden_in_words, prices_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.market.breakeven import Breakeven, Contest, Point

_HEADINGS = {"ratio": "In per out", "cached": "Cached", "size": "Input"}
_WIDEST = 32
"""Characters of both names that headings have room for; longer ones are called A and B, as in the chart."""


def breakeven_sheet(breakeven: Breakeven) -> Sheet:
    """The answers in words, then each quantity with both costs and their chart."""
    first, second = breakeven.models
    at = "" if breakeven.terms.minute is None else f", at {clock(breakeven.terms.minute)} UTC"
    day = "" if breakeven.terms.as_of is None else f", at prices of {breakeven.terms.as_of}"
    return Sheet(
        f"Break-even of A {first.id} and B {second.id}{day}{at}",
        (),
        (),
        # What two quantities have in common is said once.
        tuple(dict.fromkeys(_notes(breakeven))),
        (prices_in_words(breakeven.provenance, breakeven.today),),
        more=tuple(_section(contest, breakeven.models) for contest in breakeven.contests if contest.points),
    )


def _notes(breakeven: Breakeven) -> Iterator[str]:
    """The answers, each with what it is worth, and what holds for all of them."""
    for contest in breakeven.contests:
        yield answer_in_words(contest, breakeven.models)
        yield from (note.message for note in contest.notes if _goes_with_answer(note, contest))
    assumed = assumed_in_words(breakeven)
    if assumed:
        yield f"Assumed: {assumed}."
    for model, notes in zip(breakeven.models, breakeven.notes, strict=True):
        yield from (f"{model.id}: {note.message}" for note in notes)
    yield from overridden_in_words(breakeven.overrides)


def _goes_with_answer(note: Note, contest: Contest) -> bool:
    """Whether it takes back some of the answer, or stands for a table: a size that is too large ends one."""
    if not contest.points:
        return True
    return note.code in UNFIT and (contest.over != "size" or note.code != "over_context")


def _section(contest: Contest, models: tuple[Model, Model]) -> Sheet:
    notes = tuple(note.message for note in contest.notes if not _goes_with_answer(note, contest))
    title = f"{SUBJECTS[contest.over]}: {COSTS[contest.over]}; {use_in_words(contest)}"
    if not all(contest.fits):
        title += "; by price alone"
    names = _names(models)
    headings = names if sum(map(len, names)) <= _WIDEST else ("A", "B")
    # With the same number of decimals, so that both columns can be compared at a glance.
    costs = format_usd_column([decimal_of(cost) for point in contest.points for cost in point.costs])
    # Where there is little room, who is cheaper stays longer than what it costs.
    fields = [
        (
            Column(_HEADINGS[contest.over], 0),
            [quantity_in_short(contest.over, point.at) for point in contest.points],
        ),
        (Column(headings[0], 2, style="money"), costs[::2]),
        (Column(headings[1], 2, style="money"), costs[1::2]),
        (
            Column("Cheaper", 0, right=False, style="name"),
            [_cheaper(point, names) for point in contest.points],
        ),
        (Column("Saves", 3), [_saves(point) for point in contest.points]),
        (
            Column("Note", 1, right=False),
            ["break-even" if point.is_breakeven else "" for point in contest.points],
        ),
        (
            Column("Rates", 4, right=False),
            ["long-context" if point.is_threshold else "" for point in contest.points],
        ),
    ]
    fields = [field for field in fields if any(field[1])]
    cells = tuple(zip(*(cells for _, cells in fields), strict=True))
    chart = curves_of(contest, models)
    return Sheet(title, tuple(column for column, _ in fields), cells, notes, chart=chart)


def _names(models: tuple[Model, Model]) -> tuple[str, str]:
    """What both are called in a table: without their authors, unless those alone tell them apart."""
    first, second = models
    slugs = first.id.partition("/")[2], second.id.partition("/")[2]
    return (first.id, second.id) if slugs[0] == slugs[1] or "" in slugs else slugs


def _cheaper(point: Point, names: tuple[str, str]) -> str:
    return "the same" if point.cheaper is None else names[point.cheaper]


def _saves(point: Point) -> str:
    return "" if point.cheaper is None else percent(saving(*point.costs))
