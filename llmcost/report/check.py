"""A workload held to its limits as a report: a row a scenario, the total, and a verdict for each limit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.money import ROUNDED, ZERO, format_usd_column
from llmcost.report.check_remarks import check_fine_print, check_remarks
from llmcost.report.check_rows import entries
from llmcost.report.check_title import check_title
from llmcost.report.check_wording import PER, limit_in_words, used_in_words, verdict_in_words
from llmcost.report.counted import approximately, spanned
from llmcost.report.footnotes import Footnotes
from llmcost.report.markdown import COMMENT
from llmcost.report.render import Report
from llmcost.report.sheet import Bar, Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.cost.cap import Judged
    from llmcost.cost.checked import Checked
    from llmcost.cost.span import Span
    from llmcost.report.check_rows import Entry
    from llmcost.report.finding import Finding
    from llmcost.report.sheet import Cell

_KINDS = {kind: told.removeprefix("per ") for kind, told in PER.items()}
"""Kind of a limit -> what it is of, as short as can be."""
_FULL = Decimal(1)


class _Field(NamedTuple):
    """A column with its cells, one a row."""

    column: Column
    cells: Sequence[Cell]


def check_report(found: Checked) -> Report:
    """The report of what `check` found."""

    def payload() -> dict[str, Any]:
        from llmcost.report.check_payload import check_payload

        return check_payload(found)

    def csv() -> str:
        from llmcost.report.check_csv import check_csv

        return check_csv(payload())

    def findings() -> tuple[Finding, ...]:
        from llmcost.report.check_findings import check_findings

        return check_findings(found)

    return Report("check", payload, csv, lambda: check_sheet(found), COMMENT, findings)


def check_sheet(found: Checked) -> Sheet:
    """Lay out the scenarios, their limits and what has to be said about them."""
    footnotes = Footnotes()
    rows = list(entries(found, footnotes))
    fields = [*_names(rows), *_amounts(rows), *_changes(rows), *_limits(rows)]
    fields.append(_Field(Column("Note", 1, right=False), [row.note for row in rows]))
    # What no row tells needs no column.
    told = [field for field in fields if any(field.cells)]
    return Sheet(
        check_title(found),
        tuple(field.column for field in told),
        tuple(zip(*(field.cells for field in told), strict=True)),
        tuple(check_remarks(found, footnotes.lines)),
        tuple(check_fine_print(found)),
        next((at for at, row in enumerate(rows) if row.is_total), None),
        row_ranks=tuple(row.rank for row in rows),
    )


def _names(rows: list[Entry]) -> Iterator[_Field]:
    yield _Field(Column("Scenario", 0, right=False, style="name"), [row.name for row in rows])
    yield _Field(Column("Model", 7, right=False, style="model"), [row.model for row in rows])


def _amounts(rows: list[Entry]) -> Iterator[_Field]:
    months, totals = [row.month_span for row in rows], [row.total_span for row in rows]
    either = [month or total for month, total in zip(months, totals, strict=True)]
    yield _Field(Column("Per request", 9), _marked([row.per_request for row in rows], either))
    yield _Field(Column("Per day", 10), _marked([row.day for row in rows], months))
    # What a month costs stays in sight, or what there is in all; and with it how far off that can be.
    yield _Field(Column("Per month", 0, style="money"), _spanned([row.month for row in rows], months))
    yield _Field(Column("Per year", 11), _marked([row.year for row in rows], months))
    yield _Field(Column("Total", 0, style="money"), _spanned([row.total for row in rows], totals))


def _marked(amounts: list[Decimal | None], spans: list[Span | None]) -> list[str]:
    told = zip(format_usd_column(amounts, in_full=False), spans, strict=True)
    return [approximately(text, uncertain=span is not None) for text, span in told]


def _spanned(amounts: list[Decimal | None], spans: list[Span | None]) -> list[str]:
    told = zip(format_usd_column(amounts, in_full=False), spans, strict=True)
    return [spanned(text, span) for text, span in told]


def _changes(rows: list[Entry]) -> Iterator[_Field]:
    yield _Field(Column("Change", 4), _signed([row.change for row in rows]))
    yield _Field(Column("Change %", 5), [row.ratio for row in rows])
    parts = (
        ("By volume", [row.volume for row in rows]),
        ("By model", [row.by_model for row in rows]),
        ("By price", [row.price for row in rows]),
    )
    for heading, amounts in parts:
        # A part that changed nothing anywhere is no reason.
        yield _Field(Column(heading, 6), _signed(amounts) if any(amounts) else [""] * len(amounts))


def _signed(amounts: list[Decimal | None]) -> list[str]:
    told = zip(amounts, format_usd_column(amounts, in_full=False), strict=True)
    return [f"+{text}" if amount is not None and amount > 0 else text for amount, text in told]


def _limits(rows: list[Entry]) -> Iterator[_Field]:
    judged = [row.judged for row in rows]
    kinds = ["" if each is None else _KINDS[each.cap.kind] for each in judged]
    allowed = ["" if each is None else limit_in_words(each.cap) for each in judged]
    bars: list[Cell] = ["" if each is None else _bar(each) for each in judged]
    yield _Field(Column("Limit", 2, right=False), kinds)
    yield _Field(Column("Allowed", 3), allowed)
    yield _Field(Column("Used", 0), ["" if each is None else used_in_words(each) for each in judged])
    yield _Field(Column("", 8, right=False, style="bar"), bars)
    verdicts = [row.verdict if row.judged is None else verdict_in_words(row.judged) for row in rows]
    yield _Field(Column("Verdict", 0, right=False, style="verdict"), verdicts)


def _bar(judged: Judged) -> Cell:
    """The share that is used; what is above the limit fills it."""
    if judged.value is None:
        return ""
    if judged.verdict == "over":
        return Bar(_FULL, judged.verdict)
    share = ROUNDED.divide(judged.value, judged.cap.amount) if judged.cap.amount else ZERO
    return Bar(max(share, ZERO), judged.verdict)
