"""The models that are beaten as a table on a page: on the chart they are told by pointing at them only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import format_usd_column, plain
from llmcost.report.pareto_wording import FEW
from llmcost.report.sheet import Column, Sheet
from llmcost.report.web.fragment import Fragment
from llmcost.report.web.markup import element, words
from llmcost.report.web.table import table_html

if TYPE_CHECKING:
    from llmcost.market.pareto import Pareto

_HEADING = "beaten-title"


def with_beaten(fragment: Fragment | None, pareto: Pareto, cost: str) -> Fragment | None:
    """What a page holds beside its sheet, the models that are beaten before it; None where that is nothing.

    Args:
        fragment: what it holds else.
        pareto: the models.
        cost: heading of what they were judged by.
    """
    beaten = pareto.frontier.beaten
    if len(beaten) <= FEW:
        # The notes name each of them.
        return fragment
    columns = (
        Column("Model", 0, right=False, style="model"),
        Column(cost, 0, style="money"),
        Column("Intelligence", 0),
        Column("Beaten by", 0, right=False, style="model"),
    )
    costs = format_usd_column([each.candidate.cost for each in beaten])
    rows = tuple(
        (each.candidate.model.id, told, plain(each.candidate.intelligence), each.by.model.id)
        for each, told in zip(beaten, costs, strict=True)
    )
    title = f"{len(beaten):,} models beaten, each with one that beats it"
    inner = (words("summary", title, id=_HEADING), table_html(Sheet(title, columns, rows), _HEADING))
    html = element("section", element("details", *inner))
    return Fragment(f"{html}\n{fragment.html}", fragment.script) if fragment else Fragment(html, "")
