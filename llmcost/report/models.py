"""What `models` found as a report: models, their authors, or aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.market.frontier_list import FrontierList
from llmcost.market.listing import Listing
from llmcost.report.render import Report

if TYPE_CHECKING:
    from llmcost.market.alias_row import AliasList
    from llmcost.market.author import Authors
    from llmcost.report.sheet import Sheet


def models_report(found: Listing | Authors | AliasList | FrontierList) -> Report:
    """The report of what `models` found."""
    if isinstance(found, FrontierList):
        from llmcost.report.models_pareto import frontier_report

        return frontier_report(found)

    def payload() -> dict[str, Any]:
        from llmcost.report.models_payload import models_payload

        return models_payload(found)

    def csv() -> str:
        from llmcost.report.models_csv import models_csv

        return models_csv(found)

    return Report("models", payload, csv, lambda: models_sheet(found))


def models_sheet(found: Listing | Authors | AliasList) -> Sheet:
    """Lay out what was found."""
    if isinstance(found, Listing):
        from llmcost.report.listing import listing_sheet

        return listing_sheet(found)
    from llmcost.market.author import Authors

    if isinstance(found, Authors):
        from llmcost.report.authors import authors_sheet

        return authors_sheet(found)
    from llmcost.report.aliases import aliases_sheet

    return aliases_sheet(found)
