"""The history of a model's prices on its page: what they were and are, and a line of how they went."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.catalog.history import BLEND, percent_change
from llmcost.money import ROUNDED
from llmcost.report.figure import Piece
from llmcost.report.percent import signed_percent
from llmcost.report.sheet import Column, Sheet
from llmcost.report.show_wording import with_columns
from llmcost.report.sparkline import sparkline
from llmcost.report.wording import count_of, rate_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from llmcost.catalog.history import Stage
    from llmcost.market.page import Page

_NAMES = {BLEND: "Blended", "input": "Input", "output": "Output", "cache_read": "Cache read"}
"""The rates that are followed."""
_WIDTH = 24
"""Characters of a line of prices."""


def history_sheet(page: Page) -> Sheet:
    """A row a rate; a sentence where there was but one price."""
    stages = [stage for stage in page.history if stage.rates is not None]
    days = [stage.period.since for stage in stages if stage.period.since is not None]
    if not days:
        return Sheet("Price history: no dated price is known", (), ())
    first, last = days[0], _last(page, stages[-1])
    if len(stages) == 1:
        told = f"unchanged since it was first seen on {first}"
        if page.model.retired is not None:
            told = f"seen on {first} only" if first == last else f"unchanged from {first} to {last}"
        return Sheet(f"Price history: {told}", (), ())
    title = f"Price history: {count_of(len(stages), 'price')} from {first} to {last}, USD /1M"
    followed = [name for name in _NAMES if any(stage.rate(name) is not None for stage in stages)]
    ends = {name: _ends(stages, name) for name in followed}
    olds, news = (rate_column([each[end] for each in ends.values()]) for end in (0, 1))
    lines = [sparkline([*_pieces(stages, name, last)], first, last, _WIDTH) for name in followed]
    return with_columns(
        Sheet(title, (), (), tuple(_notes(page, stages))),
        [
            (Column("Rate", 0, right=False, style="label"), [_NAMES[name] for name in followed]),
            (Column("First", 0), [*olds]),
            (Column("Last" if page.model.retired else "Now", 0, style="money"), [*news]),
            (Column("Change", 1), [_change(*each) for each in ends.values()]),
            (Column("Over time", 2, right=False, style="bar"), [*lines]),
        ],
    )


def _last(page: Page, stage: Stage) -> date:
    """The day up to which prices are known."""
    seen = stage.period.seen or page.provenance.as_of
    return seen if page.model.retired is not None else max(page.provenance.as_of, seen)


def _ends(stages: Sequence[Stage], name: str) -> tuple[Decimal | None, Decimal | None]:
    """The first rate that is known, and that of now."""
    known = [rate for stage in stages if (rate := _rate(stage, name)) is not None]
    return known[0], _rate(stages[-1], name)


def _rate(stage: Stage, name: str) -> Decimal | None:
    """A rate in USD per million tokens; a blended one, which is an average, to 4 decimals or 3 digits."""
    rate = stage.rate(name)
    if rate is None or name != BLEND:
        return rate
    return rate.quantize(Decimal(1).scaleb(-max(4, 2 - rate.adjusted())), context=ROUNDED)


def _change(old: Decimal | None, new: Decimal | None) -> str:
    change = percent_change(old, new)
    return "" if change is None else signed_percent(change) if change else "none"


def _pieces(stages: Sequence[Stage], name: str, last: date) -> Iterator[Piece]:
    """Each price until the next was seen, but not while the model wasn't listed."""
    for stage in stages:
        value, (_, since, seen, *_) = stage.rate(name), stage.period
        if value is None:
            continue
        is_over = stage.unlisted or stage is not stages[-1]
        until = seen if stage.unlisted or stage.until is None else stage.until
        # Since when an override holds nobody says: it is the price of now.
        yield Piece(since or last, (until if is_over else None) or last, value, seen=True)


def _notes(page: Page, stages: Sequence[Stage]) -> Iterator[str]:
    yield "Heights from 0 to the dearest, in equal steps of time; blank where none is known."
    inferred = {_NAMES[name].lower() for stage in stages for name in stage.period.inferred if name in _NAMES}
    if inferred:
        yield f"Not always seen, but inferred by its ratio to input: {', '.join(sorted(inferred))}."
    if page.model.is_alias:
        yield "An alias: what changes is often the model behind it, and no price."
    yield f"Each price, and a chart: `llmcost history {page.model.id}`."
