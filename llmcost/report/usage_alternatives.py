"""What the same traffic would cost on other models, as a table below that of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import EXACT, ROUNDED, format_usd, format_usd_column
from llmcost.printable import printable
from llmcost.report.check_wording import percent
from llmcost.report.footnotes import Footnotes
from llmcost.report.sheet import Column, Sheet
from llmcost.report.usage_wording import group_name
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from llmcost.cost.spending import Alternative

_COLUMNS = (
    Column("Model", 0, right=False, style="model"),
    Column("Cost", 0, style="money"),
    Column("Instead of", 2),
    Column("Difference", 1),
    Column("Change", 1),
    Column("Note", 0, right=False),
)

_MISFITS = {
    "over_context": "over its context window",
    "over_max_output": "with a longer answer than it gives",
    "modality": "with a kind of token that it does not take",
}
"""Code of why a request does not fit -> how it is said."""


def alternatives_sheet(alternatives: Sequence[Alternative]) -> Sheet:
    """Lay out the other models, each beside what the same requests cost as they were."""
    footnotes = Footnotes()
    # Beside what requests cost as they were stands what the same ones cost here, and no others.
    costs = [each.cost if each.same is None else each.same for each in alternatives]
    cells = (
        [group_name(each.model or each.name, "model") for each in alternatives],
        ["unpriced" if cost is None else text for cost, text in zip(costs, _money(costs), strict=True)],
        _money([each.compared for each in alternatives]),
        signed_money([each.difference for each in alternatives]),
        [share_of(each.difference, each.compared) for each in alternatives],
        [footnotes.mark_words(_remarks(each)) for each in alternatives],
    )
    title = "The same traffic on other models, at their prices of today"
    return Sheet(title, _COLUMNS, tuple(zip(*cells, strict=True)), footnotes.lines)


def _money(amounts: Sequence[Decimal | None]) -> list[str]:
    return format_usd_column(amounts, in_full=False)


def signed_money(amounts: Sequence[Decimal | None]) -> list[str]:
    """Differences for one column, with their signs."""
    told = zip(amounts, _money(amounts), strict=True)
    return [f"+{text}" if amount is not None and amount > 0 else text for amount, text in told]


def share_of(difference: Decimal | None, whole: Decimal | None) -> str:
    """A difference in per cent, with its sign; empty where there is nothing to be a share of."""
    if difference is None or not whole:
        return ""
    told = percent(ROUNDED.divide(difference, whole))
    return f"+{told}" if difference > 0 else told


def _remarks(each: Alternative) -> Iterator[str]:
    if each.unpriced is not None:
        yield printable(each.unpriced)
    for code, requests in each.misfits:
        yield f"{count_of(requests, 'request')} {_MISFITS.get(code, f'that it could not take ({code})')}"
    if each.cost is not None and each.same is not None and each.only_here:
        rest = format_usd(EXACT.subtract(each.cost, each.same))
        yield f"and {rest} for {count_of(each.only_here, 'request')} that had no price"
    yield from (note.message for note in each.notes)
