"""What a model costs, on its page: the use that was asked about as a bill, or typical ones a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import format_usd, format_usd_column
from llmcost.report.footnotes import Footnotes
from llmcost.report.sheet import Column, Sheet
from llmcost.report.show_wording import SAID, with_columns
from llmcost.report.wording import LABELS, rate_with_unit, use_in_words

if TYPE_CHECKING:
    from llmcost.cost.estimate import Estimate
    from llmcost.market.page import Page
    from llmcost.market.use_cost import Cost

_BILL = (
    Column("", 0, right=False, style="label"),
    Column("Tokens", 2),
    Column("Rate", 1),
    Column("Cost", 0, style="money"),
)


def costs_sheet(page: Page) -> Sheet:
    """Lay out what it costs."""
    if page.asked is None:
        return _typical(page.costs)
    cost = page.costs[0]
    title = f"What it costs: {use_in_words(page.asked.usage, page.asked.terms)}"
    if cost.estimate is None:
        return Sheet(title, (), (), (f"Unpriced: {cost.unpriced and cost.unpriced.message}.",))
    return _bill(title, cost.estimate)


def _typical(costs: tuple[Cost, ...]) -> Sheet:
    footnotes = Footnotes()
    priced = [cost.estimate for cost in costs if cost.estimate is not None]
    if not priced:
        return Sheet("What it costs", (), (), ("Not known: it has no price.",))
    usages = [cost.use.usage for cost in costs]
    marks = [_marks(footnotes, cost) for cost in costs]
    totals = format_usd_column([cost.total for cost in costs])
    each = format_usd_column([cost.estimate and cost.estimate.per_request for cost in costs])
    sheet = Sheet(
        f"What it costs: {costs[0].use.terms.requests:,} requests of typical sizes, which are assumed",
        (),
        (),
        (*footnotes.lines, "Your own: -i INPUT -o OUTPUT -n REQUESTS --cached SHARE."),
    )
    return with_columns(
        sheet,
        [
            (Column("Request", 0, right=False, style="label"), [cost.use.name for cost in costs]),
            (Column("Input", 1), [f"{usage.input:,}" for usage in usages]),
            (Column("Cached", 1), [f"{usage.cache_read:,}" if usage.cache_read else "" for usage in usages]),
            (Column("Output", 1), [f"{usage.output:,}" for usage in usages]),
            (Column("Each", 2), [*each]),
            (Column("Total", 0, style="money"), [total or "unpriced" for total in totals]),
            (Column("Note", 0, right=False), [*marks]),
        ],
    )


def _marks(footnotes: Footnotes, cost: Cost) -> str:
    if cost.estimate is None:
        return footnotes.mark_words([cost.unpriced.message] if cost.unpriced else [])
    return footnotes.mark(note for note in cost.estimate.notes if note.code not in SAID)


def _bill(title: str, row: Estimate) -> Sheet:
    *costs, total = format_usd_column([*row.components.values(), row.total])
    counts = row.usage.billed()
    lines = [
        (
            LABELS[name],
            f"{counts[name]:,}" if name in counts else "",
            rate_with_unit(name, row.rates[name]),
            cost,
        )
        for name, cost in zip(row.components, costs, strict=True)
    ]
    lines.append(("Total", "", "", total))
    emphasised = len(lines) - 1
    if row.per_request is not None and row.terms.requests != 1:
        lines.append(("per request", "", "", format_usd(row.per_request)))
    notes = tuple(f"Note: {note.message}" for note in row.notes if note.code not in SAID)
    return Sheet(title, _BILL, tuple(lines), notes, emphasised=emphasised)
