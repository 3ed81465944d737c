"""The models that none beats, among those that were looked for, as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.listing import listing_sheet
from llmcost.report.models_wording import for_words, left_out_in_words
from llmcost.report.pareto import on_chart, pareto_sheet
from llmcost.report.pareto_wording import headline
from llmcost.report.render import Report
from llmcost.report.wording import overridden_in_words

if TYPE_CHECKING:
    from llmcost.market.frontier_list import FrontierList
    from llmcost.report.sheet import Sheet
    from llmcost.report.web.fragment import Fragment


def frontier_report(found: FrontierList) -> Report:
    """The report of `models --pareto`."""

    def payload() -> dict[str, Any]:
        from llmcost.report.pareto_payload import models_pareto_payload

        return models_pareto_payload(found)

    def csv() -> str:
        from llmcost.report.pareto_csv import models_pareto_csv

        return models_pareto_csv(found)

    def fragment() -> Fragment | None:
        from llmcost.report.web.beaten import with_beaten

        return with_beaten(None, found.pareto, "Blended /1M" if found.answer is None else "Cost")

    return Report("models", payload, csv, lambda: frontier_sheet(found), fragment=fragment)


def frontier_sheet(found: FrontierList) -> Sheet:
    """The list of those on the frontier; of a use, what it costs on each."""
    listing = found.listing
    if found.answer is None:
        # What they are judged by stays at every width, and the rates of both sides as long as there is room.
        sheet = listing_sheet(listing, frozenset({"id"}))
        of_others = [each for each in found.overrides if each not in listing.overrides]
        title = f"{headline(found.pareto, for_words(listing.search))}, by blended rate"
        sheet = sheet._replace(title=title, notes=(*sheet.notes, *overridden_in_words(of_others)))
        return on_chart(sheet, found.pareto, "Blended rate, USD per 1M tokens", "a price")
    sheet = pareto_sheet(found.answer, found.pareto, ("intelligence",), for_words(listing.search))
    left_out = left_out_in_words(found.left_out)
    return sheet._replace(notes=(*sheet.notes, *([f"Left out: {left_out}."] if left_out else ())))
