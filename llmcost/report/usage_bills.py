"""What logs state that requests cost beside list prices, as a table below that of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import ZERO, add_up, format_usd, format_usd_column
from llmcost.report.check_wording import signed_usd
from llmcost.report.footnotes import Footnotes
from llmcost.report.sheet import Column, Sheet
from llmcost.report.usage_alternatives import share_of, signed_money
from llmcost.report.usage_wording import group_name
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from llmcost.cost.spending import Bill

_COLUMNS = (
    Column("Model", 0, right=False, style="model"),
    Column("Requests", 3),
    Column("Stated", 1, style="money"),
    Column("Computed", 1),
    Column("Difference", 0),
    Column("Change", 4),
    Column("Reason", 2, right=False),
    Column("Note", 0, right=False),
)

_REASONS = {
    "agrees": "agrees",
    "price_changed": "price of another day",
    "discount": "discount",
    "fee": "fee",
    "charges": "other charges",
    "other_endpoint": "other endpoint",
    "zero": "billed at 0",
    "byok": "own key",
    "higher": "unclear",
    "lower": "unclear",
    "unpriced": "no list price",
}
"""Code of a reason -> how a cell says it; the footnote says more."""


def bills_sheet(bills: Sequence[Bill]) -> Sheet:
    """Lay out what is stated by model and by the likely reason of the difference; what agrees too."""
    if not bills:
        return Sheet("Stated in the log: no record states what it cost", (), ())
    footnotes = Footnotes()
    differences = [_difference(bill) for bill in bills]
    shares = zip(differences, bills, strict=True)
    cells = (
        [group_name(bill.model, "model") for bill in bills],
        [f"{bill.requests:,}" for bill in bills],
        format_usd_column([bill.stated for bill in bills], in_full=False),
        format_usd_column([bill.computed for bill in bills], in_full=False),
        signed_money(differences),
        [share_of(difference, bill.computed) for difference, bill in shares],
        [_reason(bill) for bill in bills],
        [footnotes.mark_words(_remarks(bill)) for bill in bills],
    )
    return Sheet(_title(bills), _COLUMNS, tuple(zip(*cells, strict=True)), footnotes.lines)


def _difference(bill: Bill) -> Decimal | None:
    """By how much they differ; what agrees differs by the dust of binary fractions at most, shown as none."""
    return ZERO if bill.reason == "agrees" and bill.computed is not None else bill.difference


def _reason(bill: Bill) -> str:
    if bill.estimated and bill.reason == "zero":
        return "reckoned at 0"
    return f"{_REASONS.get(bill.reason, bill.reason)}{', reckoned' if bill.estimated else ''}"


def _remarks(bill: Bill) -> Iterator[str]:
    if bill.message:
        yield bill.message
    if bill.estimated:
        yield "reckoned by a client or gateway, which is no bill"


def _title(bills: Sequence[Bill]) -> str:
    known = [bill for bill in bills if bill.computed is not None]
    rest = [bill for bill in bills if bill.computed is None]
    if not known:
        return f"Stated in the log: {_of(rest)}; no list price is known"
    computed = add_up(bill.computed for bill in known if bill.computed is not None)
    difference = add_up(each for each in map(_difference, known) if each is not None)
    share = share_of(difference, computed)
    told = f"{signed_usd(difference)}{share and f' ({share})'}" if difference else "the same"
    more = f"; {_of(rest)} without a list price" if rest else ""
    return f"Stated in the log: {_of(known)}, {format_usd(computed)} at list prices: {told}{more}"


def _of(bills: Sequence[Bill]) -> str:
    """What bills come to, and how many of them are none: $5.00 for 7 requests (2 of them reckoned)."""
    count = sum(bill.requests for bill in bills)
    reckoned = sum(bill.requests for bill in bills if bill.estimated)
    told = f"{format_usd(add_up(bill.stated for bill in bills))} for {count_of(count, 'request')}"
    if not reckoned:
        return told
    return f"{told} ({'reckoned' if reckoned == count else f'{reckoned:,} of them reckoned'})"
