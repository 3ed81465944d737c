"""The prices of models over time as a report: a table, and a chart below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.history import BLEND
from llmcost.catalog.schedule import differences
from llmcost.money import format_rate
from llmcost.report.figure import Chart, Line, Piece
from llmcost.report.footnotes import Footnotes
from llmcost.report.percent import signed_percent
from llmcost.report.render import Report
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import LABELS, overridden_in_words, prices_in_words, rate_column, rate_with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.history import Histories, History, Stage
    from llmcost.catalog.price import Condition
    from llmcost.report.sheet import Cell

_SHOWN = frozenset({"input", "output", "cache_read"})
"""The rates that have a column."""
_MIX = ", 3 tokens in to 1 out"
"""What a blended rate is of."""


def history_report(histories: Histories) -> Report:
    """The report of what `history MODEL...` found out."""

    def payload() -> dict[str, Any]:
        from llmcost.report.history_payload import history_payload

        return history_payload(histories)

    def csv() -> str:
        from llmcost.report.history_csv import history_csv

        return history_csv(histories)

    return Report("history", payload, csv, lambda: history_sheet(histories))


def history_sheet(histories: Histories) -> Sheet:
    """Periods from the oldest on, a row each, so that the price now stands last and next to the chart."""
    each = histories.histories
    several = len(each) > 1
    rows = [(history, stage) for history in each for stage in history.stages]
    footnotes = Footnotes()
    marks = [footnotes.mark_words(notes) for history in each for notes in _footnotes(history)]
    stages = [stage for _, stage in rows]
    fields: list[tuple[Column, list[Cell]]] = [
        (Column("First seen", 0, right=False), [_day(stage.period.since) for stage in stages]),
        (Column("Last seen", 2, right=False), [_day(stage.period.seen) for stage in stages]),
        (Column("In /1M", 0, style="money"), _rates(stages, "input")),
        (Column("Out /1M", 0, style="money"), _rates(stages, "output")),
        (Column("Cache read", 3), _rates(stages, "cache_read")),
        (Column("Change", 1), [_change(stage) for stage in stages]),
        (Column("Note", 0, right=False), [*marks]),
    ]
    if several:
        fields.insert(
            0, (Column("Model", 0, right=False, style="model"), [each.model.id for each, _ in rows])
        )
    fields = [field for field in fields if any(field[1])]
    chart = _chart(histories)
    notes = list(_captions(histories, chart))
    if any(stage.change is not None for stage in stages):
        notes.append(f"Change: of the blended rate{_MIX}.")
    notes += [*footnotes.lines, *_remarks(histories, several=several)]
    cells = tuple(zip(*(cells for _, cells in fields), strict=True))
    columns = tuple(column for column, _ in fields)
    fine_print = (prices_in_words(histories.provenance, histories.today),)
    return Sheet(_title(histories), columns, cells, tuple(notes), fine_print, chart=chart)


def _title(histories: Histories) -> str:
    first, *others = (each.model.id for each in histories.histories)
    kind, mine = ("prices", " with your overrides") if histories.overrides else ("list prices", "")
    subject = f"{kind.capitalize()} of {len(others) + 1} models" if others else f"{first}: {kind}"
    since = f" in force since {histories.since}" if histories.since else ""
    return f"{subject}{since}{mine}, USD per 1M tokens"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _rates(stages: list[Stage], name: str) -> list[Cell]:
    """A column of rates; where there is no price the first column says why, an inferred one is marked."""
    cells: list[Cell] = []
    told = rate_column([stage.rate(name) for stage in stages])
    for stage, rate in zip(stages, told, strict=True):
        if stage.unpriced is not None and name == "input":
            cells.append("varies" if stage.unpriced.reason == "varies" else "unpriced")
        else:
            cells.append(f"~{rate}" if rate and name in stage.period.inferred else rate)
    return cells


def _change(stage: Stage) -> str:
    """The change in per cent; of the first price that it is the first."""
    if stage.change is None:
        return "first" if stage.is_first and stage.period.since else ""
    return signed_percent(stage.change)


def _footnotes(history: History) -> Iterator[list[str]]:
    """What has to be said about each period."""
    for before, stage in zip((None, *history.stages), history.stages, strict=False):
        notes = []
        if stage.unpriced is not None:
            notes.append(stage.unpriced.message)
        else:
            notes += [*_conditions(stage), *_inferred(stage)]
        if before is not None:
            notes += _hidden_change(before, stage)
        if stage.period is history.model.current and history.model.overridden:
            notes.append(f"overridden: {', '.join(history.model.overridden)}")
        if stage.period.gone is not None:
            notes.append(f"not listed on {stage.period.gone}; it came back later")
        yield notes


def _conditions(stage: Stage) -> Iterator[str]:
    price = stage.period.price
    if price is None or not price.when:
        return
    conditions = [each for each in price.when if not _is_headline(each, stage)]
    told = [f"{each.words}: {_in_words(each.rates)}" for each in conditions]
    if price.is_timed:
        others = "" if price.rates == stage.rates else f"; else {_in_words(price.rates)}"
        told.insert(0, f"rates of the dearest hour{others}")
    yield "; ".join(told)


def _is_headline(condition: Condition, stage: Stage) -> bool:
    """Whether under it the rates are those that the row shows."""
    price = stage.period.price
    return condition.above is None and price is not None and {**price.rates, **condition.rates} == stage.rates


def _in_words(rates: Mapping[str, Decimal]) -> str:
    sides = {"input": "in", "output": "out"}
    return ", ".join(
        f"{format_rate(rate)} {sides.get(name) or LABELS[name].lower()}" for name, rate in rates.items()
    )


def _inferred(stage: Stage) -> Iterator[str]:
    names = [
        "rates under conditions" if name == "when" else LABELS[name].lower() for name in stage.period.inferred
    ]
    if names:
        yield f"{' and '.join(names)} not seen then: inferred by the ratio to input on the nearest day"


def _hidden_change(before: Stage, stage: Stage) -> Iterator[str]:
    """What changed where no column shows that anything did."""
    old, new = before.period.price, stage.period.price
    if stage.rates is None or before.rates is None or old is None or new is None:
        return
    if any(before.rates.get(name) != stage.rates.get(name) for name in _SHOWN):
        return
    changed = [each for each in differences(old, new) if not each.condition]
    told = [
        f"{LABELS[each.name].lower()} {_rate(each.name, each.old)} to {_rate(each.name, each.new)}"
        for each in changed
    ]
    if told:
        yield f"changed: {', '.join(told)}"


def _rate(name: str, rate: Decimal | None) -> str:
    return "unknown" if rate is None else rate_with_unit(name, rate)


def _chart(histories: Histories) -> Chart | None:
    """The chart; None where no rate with its dates is known, or all are 0."""
    lines = tuple(
        Line(each.model.id, tuple(_pieces(each, histories.rate, histories.since)))
        for each in histories.histories
    )
    return Chart(lines) if any(piece.value for line in lines for piece in line.pieces) else None


def _pieces(history: History, rate: str, first: date | None) -> Iterator[Piece]:
    """Each price while it was seen, and then until the next was; not while the model wasn't listed."""
    for stage in history.stages:
        since, seen, value = stage.period.since, stage.period.seen, stage.rate(rate)
        if since is None or seen is None or value is None:
            continue
        pieces = [Piece(since, seen, value, seen=True)]
        if stage.until is not None and not stage.unlisted:
            pieces.append(Piece(seen, stage.until, value, seen=False))
        for piece in pieces:
            if first is None or piece.last >= first:
                yield piece if first is None else piece._replace(first=max(first, piece.first))


def _captions(histories: Histories, chart: Chart | None) -> Iterator[str]:
    name = {BLEND: "blended rate", "cache_read": "cache read rate"}.get(
        histories.rate, f"{histories.rate} rate"
    )
    if chart is None:
        yield f"No chart: no {name} above 0 is known."
        return
    from llmcost.report.scale import scale_for

    scale = scale_for([piece.value for line in chart.lines for piece in line.pieces])
    axis = "" if scale.factor is None else f"; each label is {scale.factor} times the one below"
    if scale.ticks[0] and scale.factor is None:
        axis = f"; the axis begins at {format_rate(scale.ticks[0])}, not at 0"
    yield f"Chart: {name}{_MIX if histories.rate == BLEND else ''}, USD per 1M tokens{axis}."
    if any(not piece.seen and piece.last > piece.first for line in chart.lines for piece in line.pieces):
        yield "Dotted: not seen for a while; the next price may have begun earlier."


def _remarks(histories: Histories, *, several: bool) -> Iterator[str]:
    for each in histories.histories:
        for note in each.notes:
            yield f"{each.model.id if several else 'Note'}: {note.message}"
        if not each.stages:
            yield f"{each.model.id}: no price was in force on {histories.since} or later"
    yield from overridden_in_words(histories.overrides)
