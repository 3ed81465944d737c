"""What logged usage cost as a report: a row a group, the total, and the cost by day below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.money import ROUNDED, ZERO, format_usd_column
from llmcost.report.check_wording import percent
from llmcost.report.figure import Amount, Histogram
from llmcost.report.footnotes import Footnotes
from llmcost.report.render import Report
from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.usage_remarks import usage_fine_print, usage_remarks
from llmcost.report.usage_rows import usage_entries
from llmcost.report.usage_wording import heading, usage_title
from llmcost.report.wording import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from llmcost.cost.spending import Spending
    from llmcost.report.sheet import Cell
    from llmcost.report.usage_rows import Entry

_TWO = 2


class _Field(NamedTuple):
    """A column with its cells, one a row."""

    column: Column
    cells: Sequence[Cell]


def usage_report(spending: Spending) -> Report:
    """The report of what `usage` found out."""

    def payload() -> dict[str, Any]:
        from llmcost.report.usage_payload import usage_payload

        return usage_payload(spending)

    def csv() -> str:
        from llmcost.report.usage_csv import usage_csv

        return usage_csv(spending)

    return Report("usage", payload, csv, lambda: usage_sheet(spending))


def usage_sheet(spending: Spending) -> Sheet:
    """Lay out the groups, the whole, and what has to be said about them."""
    footnotes = Footnotes()
    rows = usage_entries(spending, footnotes)
    fields = [*_names(spending, rows), *_tokens(spending, rows), *_costs(rows)]
    fields.append(_Field(Column("Note", 0, right=False), [row.note for row in rows]))
    # What no row tells needs no column.
    told = [field for field in fields if any(field.cells)]
    return Sheet(
        usage_title(spending),
        tuple(field.column for field in told),
        tuple(zip(*(field.cells for field in told), strict=True)),
        tuple(usage_remarks(spending, footnotes.lines)),
        tuple(usage_fine_print(spending)),
        next((at for at, row in enumerate(rows) if row.is_total), None),
        _histogram(spending),
        tuple(row.rank for row in rows),
        tuple(_more(spending)),
    )


def _names(spending: Spending, rows: list[Entry]) -> Iterator[_Field]:
    yield _Field(Column(heading(spending.by), 0, right=False, style="name"), [row.label for row in rows])
    yield _Field(Column("Requests", 1), [f"{row.group.requests:,}" for row in rows])


def _tokens(spending: Spending, rows: list[Entry]) -> Iterator[_Field]:
    # A name of a model tells nothing without its middle; that of a session or a file does.
    sides = 3 if "model" in spending.by else 2
    counts = [row.group.counts for row in rows]
    writes = [each.cache_write + each.cache_write_1h for each in counts]
    hits = [row.group.cache_hit for row in rows]
    yield _Field(Column("Input", sides), [f"{each.input:,}" for each in counts])
    yield _Field(
        Column("Cached", 5), ["" if hit is None else percent(hit) for hit in hits] if any(hits) else []
    )
    yield _Field(Column("Writes", 9), _counts(writes))
    yield _Field(Column("Output", sides), [f"{each.output:,}" for each in counts])
    yield _Field(Column("Reasoning", 8), _counts([each.reasoning for each in counts]))
    yield _Field(Column(LABELS["web_search"], 10), _counts([each.web_search for each in counts]))


def _counts(counts: list[int]) -> list[str]:
    return [f"{count:,}" if count else "" for count in counts]


def _costs(rows: list[Entry]) -> Iterator[_Field]:
    costs = [row.group.cost for row in rows]
    amounts = format_usd_column(costs, in_full=False)
    told = ["unpriced" if cost is None else text for cost, text in zip(costs, amounts, strict=True)]
    yield _Field(Column("Cost", 0, style="money"), told)
    # What is put together is no group that others could be held against.
    drawn = [ZERO if row.is_total or row.is_others else row.group.cost or ZERO for row in rows]
    longest = max(drawn, default=ZERO)
    if sum(row.group.share is not None for row in rows if not row.is_total) >= _TWO and longest:
        shares = [row.group.share for row in rows]
        yield _Field(Column("Share", 4), ["" if share is None else percent(share) for share in shares])
        bars: list[Cell] = [Bar(ROUNDED.divide(cost, longest)) if cost else "" for cost in drawn]
        yield _Field(Column("", 6, right=False, style="bar"), bars)
    yield _Field(Column("Saving", 7), _signed(row.group.saving for row in rows))
    stated = [row.group.stated for row in rows]
    # Where bills are all that is summed they would stand there twice.
    if any(bill is not None and bill != cost for bill, cost in zip(stated, costs, strict=True)):
        yield _Field(Column("Stated", 7), format_usd_column(stated, in_full=False))


def _signed(amounts: Iterator[Decimal | None]) -> list[str]:
    """Savings; none where the cache made no difference anywhere."""
    told = [amount or None for amount in amounts]
    return format_usd_column(told, in_full=False)


def _histogram(spending: Spending) -> Histogram | None:
    days = spending.days
    if len(days) < _TWO or not any(day.cost for day in days):
        return None
    amounts = [Amount(day.day, day.cost if day.requests else ZERO) for day in days]
    return Histogram("Cost", spending.zone, tuple(amounts))


def _more(spending: Spending) -> Iterator[Sheet]:
    if spending.alternatives:
        from llmcost.report.usage_alternatives import alternatives_sheet

        yield alternatives_sheet(spending.alternatives)
    if spending.bills is not None:
        from llmcost.report.usage_bills import bills_sheet

        yield bills_sheet(spending.bills)
