"""Where one of two models becomes cheaper, as a report in any format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.render import Report

if TYPE_CHECKING:
    from llmcost.market.breakeven import Breakeven
    from llmcost.report.sheet import Sheet


def breakeven_report(breakeven: Breakeven) -> Report:
    """The report of what `llmcost breakeven` found out."""

    def payload() -> dict[str, Any]:
        from llmcost.report.breakeven_payload import breakeven_payload

        return breakeven_payload(breakeven)

    def csv() -> str:
        from llmcost.report.breakeven_csv import breakeven_csv

        return breakeven_csv(breakeven)

    def sheet() -> Sheet:
        from llmcost.report.breakeven_sheet import breakeven_sheet

        return breakeven_sheet(breakeven)

    return Report("breakeven", payload, csv, sheet)
