"""The estimate of one model as a bill: a line a component."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.cost.period import spread
from llmcost.money import EXACT, ROUNDED, format_usd, format_usd_column, plain
from llmcost.report.counted import approximately, counting_in_words, spanned, uncertain_classes
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import LABELS, fine_print, question_in_words, rate_with_unit, remarks

if TYPE_CHECKING:
    from llmcost.cost.answer import Answer
    from llmcost.cost.estimate import Estimate
    from llmcost.report.sheet import Cell

_COLUMNS = (
    Column("", 0, right=False, style="label"),
    Column("Tokens", 2),
    Column("Rate", 1),
    Column("Cost", 0, style="money"),
    Column("Share", 3),
)


def bill_sheet(answer: Answer, row: Estimate) -> Sheet:
    """Lay out one estimate of an answer."""
    *costs, total = format_usd_column([*row.components.values(), row.total])
    uncertain = uncertain_classes(row.measured)
    lines = [
        (
            LABELS[name],
            *_count_and_rate(row, name, uncertain=name in uncertain),
            approximately(cost, uncertain=name in uncertain or (name == "markup" and bool(uncertain))),
            _share(row.components[name], row.total),
        )
        for name, cost in zip(row.components, costs, strict=True)
    ]
    lines.append(("Total", "", "", spanned(total, row.span), ""))
    emphasised = len(lines) - 1
    if answer.per is not None:
        spreads = spread(row.total, answer.per)._asdict()
        lines += [
            (f"per {period}", "", "", spanned(format_usd(amount), row.span, answer.per, period), "")
            for period, amount in spreads.items()
        ]
    if row.per_request is not None and answer.terms.requests != 1:
        told = approximately(format_usd(row.per_request), uncertain=row.span is not None)
        lines.append(("per request", "", "", told, ""))
    cells: tuple[tuple[Cell, ...], ...] = tuple(lines)
    counting = () if row.measured is None else counting_in_words(row.measured)
    notes = (*counting, *(f"Note: {note.message}" for note in row.notes), *remarks(answer))
    title = f"{row.model.id}: {question_in_words(answer)}"
    return Sheet(title, _COLUMNS, cells, notes, fine_print(answer), emphasised)


def _count_and_rate(row: Estimate, name: str, *, uncertain: bool) -> tuple[str, str]:
    if name == "markup":
        return "", f"{plain(EXACT.multiply(row.terms.markup, Decimal(100)))} %"
    counts = row.usage.billed()
    told = f"{counts[name]:,}" if name in counts else ""
    return approximately(told, uncertain=uncertain), rate_with_unit(name, row.rates[name])


def _share(amount: Decimal, total: Decimal) -> str:
    if not total:
        return ""
    percent = ROUNDED.divide(EXACT.multiply(amount, Decimal(100)), total)
    return f"{percent.quantize(Decimal('0.1'), context=ROUNDED)} %"
