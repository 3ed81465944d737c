"""Several estimates as a table, a row a model, with footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.period import spread
from llmcost.money import ROUNDED, format_usd_column, plain
from llmcost.report.counted import approximately, row_in_short, spanned, told_tokens, uncertain_classes
from llmcost.report.footnotes import Footnotes
from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.wording import (
    LABELS,
    fine_print,
    in_short,
    question_in_words,
    rate_column,
    remarks,
    times,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from decimal import Decimal

    from llmcost.cost.answer import Answer
    from llmcost.cost.counted import Count
    from llmcost.cost.estimate import Estimate
    from llmcost.report.sheet import Cell


class _Field(NamedTuple):
    """A column with its cells, one a row."""

    column: Column
    cells: list[Cell]


def comparison_sheet(answer: Answer, facts: Collection[str] = ()) -> Sheet:
    """Lay out the estimates of an answer.

    Args:
        answer: from `estimate`.
        facts: ``intelligence`` and ``context``, to show those of each model.
    """
    rows = answer.comparison.estimates
    footnotes = Footnotes()
    fields = [
        _Field(Column("Model", 0, right=False, style="model"), [row.model.id for row in rows]),
        *_facts(rows, facts),
        *_counted(rows),
        _Field(Column("In /1M", 4), _rates(rows, "input")),
        _Field(Column("Out /1M", 4), _rates(rows, "output")),
        *_components(rows),
        *_amounts(answer),
        *_relative(answer),
    ]
    marks: list[Cell] = [footnotes.mark(row.notes) for row in rows]
    if any(marks):
        fields.append(_Field(Column("Note", 0, right=False), marks))
    cells = tuple(zip(*(field.cells for field in fields), strict=True)) if rows else ()
    columns = tuple(field.column for field in fields)
    title = question_in_words(answer)
    return Sheet(title, columns, cells, (*footnotes.lines, *remarks(answer)), fine_print(answer))


def _rates(rows: tuple[Estimate, ...], name: str) -> list[Cell]:
    return list(rate_column([row.rates.get(name) for row in rows]))


def _money(amounts: Iterable[Decimal | None]) -> list[Cell]:
    return list(format_usd_column(list(amounts)))


def _facts(rows: tuple[Estimate, ...], wanted: Collection[str]) -> list[_Field]:
    fields = []
    if "intelligence" in wanted:
        told: list[Cell] = [
            "" if row.model.intelligence is None else plain(row.model.intelligence) for row in rows
        ]
        fields.append(_Field(Column("Intelligence", 1), told))
    if "context" in wanted:
        windows: list[Cell] = [
            "" if row.model.context is None else in_short(row.model.context) for row in rows
        ]
        fields.append(_Field(Column("Context", 1), windows))
    return fields


def _counted(rows: tuple[Estimate, ...]) -> list[_Field]:
    """The tokens, where they differ from model to model."""
    measured = [row.measured for row in rows if row.measured is not None]
    fields = []
    for side, heading in (("input", "Tokens in"), ("output", "Tokens out")):
        counts: list[Count] = [getattr(each, side) for each in measured]
        if any(count.method != "given" for count in counts):
            fields.append(_Field(Column(heading, 3), [told_tokens(count) for count in counts]))
    if measured:
        fields.append(_Field(Column("Counted", 0), [row_in_short(row) for row in rows]))
    return fields


def _spanned(
    told: list[Cell], rows: tuple[Estimate, ...], per: str | None = None, period: str | None = None
) -> list[Cell]:
    return [spanned(str(cell), row.span, per, period) for cell, row in zip(told, rows, strict=True)]


def _components(rows: tuple[Estimate, ...]) -> list[_Field]:
    names = dict.fromkeys(name for row in rows for name in row.components)
    if len(names) < 2:  # noqa: PLR2004 - a single component is the total
        return []
    return [_Field(Column(LABELS[name], 6), _component(rows, name)) for name in LABELS if name in names]


def _component(rows: tuple[Estimate, ...], name: str) -> list[Cell]:
    costs = _money(row.components.get(name) for row in rows)
    return [
        approximately(str(cost), uncertain=name in uncertain_classes(row.measured))
        for cost, row in zip(costs, rows, strict=True)
    ]


def _amounts(answer: Answer) -> list[_Field]:
    rows = answer.comparison.estimates
    fields = []
    if answer.per is None:
        totals = _spanned(_money(row.total for row in rows), rows)
        fields.append(_Field(Column("Total", 0, style="money"), totals))
    else:
        main = "month" if answer.per == "week" else answer.per
        spreads = [spread(row.total, answer.per) for row in rows]
        for period in ("day", "month", "year"):
            # What was asked for stays in sight, and what a limit is for.
            rank, style = (0, "money") if period == main else (2, "")
            amounts = _spanned(_money(getattr(each, period) for each in spreads), rows, answer.per, period)
            fields.append(_Field(Column(f"Per {period}", rank, style=style), amounts))
    if answer.terms.requests not in {None, 1}:
        each = zip(_money(row.per_request for row in rows), rows, strict=True)
        told: list[Cell] = [approximately(str(cost), uncertain=row.span is not None) for cost, row in each]
        fields.insert(0, _Field(Column("Per request", 5), told))
    return fields


def _relative(answer: Answer) -> list[_Field]:
    rows = answer.comparison.estimates
    ratios = [answer.comparison.relative(row) for row in rows]
    if len(rows) < 2 or not any(ratios):  # noqa: PLR2004 - nothing to be relative to
        return []
    longest = max(row.total for row in rows)
    bars: list[Cell] = [Bar(ROUNDED.divide(row.total, longest)) for row in rows]
    told: list[Cell] = ["" if ratio is None else times(ratio) for ratio in ratios]
    return [_Field(Column("Relative", 2), told), _Field(Column("", 9, right=False, style="bar"), bars)]
