"""The models that none beats, among those that were looked for, as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.csv_text import csv_text
from llmcost.report.models_csv import MODELS, model_cells
from llmcost.report.payload import CURRENCY

if TYPE_CHECKING:
    from llmcost.market.frontier_list import FrontierList

HEADER = (*MODELS, "cost", "dominated_by")
"""The columns of `models`, then by what each was judged, and what beats it."""


def models_pareto_csv(found: FrontierList) -> str:
    """A row for each model on the frontier, the cheapest first, then one for each that is beaten."""
    prices, frontier = found.listing.provenance, found.pareto.frontier
    tail = (CURRENCY, prices.source, prices.as_of, prices.layer)
    judged = [(each, None) for each in frontier.best]
    beaten = [(each.candidate, each.by.model.id) for each in frontier.beaten]
    rows = (
        (*model_cells(found.entries[each.model.id]), *tail, each.cost, by) for each, by in (*judged, *beaten)
    )
    return csv_text(HEADER, rows)
