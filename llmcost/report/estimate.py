"""An answer of `estimate` as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.render import Report

if TYPE_CHECKING:
    from collections.abc import Collection

    from llmcost.cost.answer import Answer
    from llmcost.report.sheet import Sheet
    from llmcost.report.web.fragment import Fragment


def estimate_report(answer: Answer, *, detailed: bool, facts: Collection[str]) -> Report:
    """The report of an answer.

    Args:
        answer: from `estimate`.
        detailed: whether a single estimate is laid out as a bill.
        facts: ``intelligence`` and ``context``, where a comparison was ordered or filtered by them.
    """

    def payload() -> dict[str, Any]:
        from llmcost.report.estimate_payload import estimate_payload

        return estimate_payload(answer)

    def csv() -> str:
        from llmcost.report.estimate_csv import estimate_csv

        return estimate_csv(payload())

    def sheet() -> Sheet:
        return estimate_sheet(answer, detailed=detailed, facts=facts)

    def fragment() -> Fragment | None:
        from llmcost.report.web.calculator import calculator

        return calculator(answer)

    return Report("estimate", payload, csv, sheet, fragment=fragment)


def estimate_sheet(answer: Answer, *, detailed: bool, facts: Collection[str] = ()) -> Sheet:
    """An answer laid out for people: a bill for one model (``detailed``), else a comparison."""
    rows = answer.comparison.estimates
    if detailed and len(rows) == 1:
        from llmcost.report.bill import bill_sheet

        return bill_sheet(answer, rows[0])
    from llmcost.report.comparison import comparison_sheet

    return comparison_sheet(answer, facts)
