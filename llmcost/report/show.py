"""One model's page as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.render import Report

if TYPE_CHECKING:
    from llmcost.market.page import Page
    from llmcost.report.sheet import Sheet


def show_report(page: Page) -> Report:
    """The report of one model's page."""

    def payload() -> dict[str, Any]:
        from llmcost.report.show_payload import show_payload

        return show_payload(page)

    def csv() -> str:
        from llmcost.report.show_csv import show_csv

        return show_csv(page)

    def sheet() -> Sheet:
        from llmcost.report.show_sheet import show_sheet

        return show_sheet(page)

    return Report("show", payload, csv, sheet)
