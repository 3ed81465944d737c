"""An estimate in any of its formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from llmcost.cost.answer import Answer
    from llmcost.report.look import Look
    from llmcost.report.sheet import Sheet


def render_estimate(
    answer: Answer, form: str, look: Look, *, detailed: bool, facts: Collection[str], ascii_only: bool = False
) -> str:
    """The text of an answer.

    Args:
        answer: from `estimate`.
        form: ``json``, ``csv``, ``markdown``, ``svg`` or ``table``.
        look: how the stream wants to be written to; for ``table``.
        detailed: whether a single estimate is laid out as a bill.
        facts: ``intelligence`` and ``context``, where a comparison was ordered or filtered by them.
        ascii_only: whether JSON escapes everything else.
    """
    if form == "json":
        from llmcost.report.json_text import to_json
        from llmcost.report.payload import estimate_payload

        return to_json(estimate_payload(answer), ascii_only=ascii_only)
    if form == "csv":
        from llmcost.report.csv_text import estimate_csv
        from llmcost.report.payload import estimate_payload

        return estimate_csv(estimate_payload(answer))
    sheet = estimate_sheet(answer, detailed=detailed, facts=facts)
    if form == "markdown":
        from llmcost.report.markdown import markdown_text

        return markdown_text(sheet)
    if form == "svg":
        from llmcost.report.picture import svg_text

        return svg_text(sheet, "llmcost estimate")
    if look.width is None and not look.colour:
        from llmcost.report.plain import plain_text

        return plain_text(sheet, unicode=look.unicode)
    from llmcost.report.table import table_text

    return table_text(sheet, look)


def estimate_sheet(answer: Answer, *, detailed: bool, facts: Collection[str] = ()) -> Sheet:
    """An answer laid out for people: a bill for one model (``detailed``), else a comparison."""
    rows = answer.comparison.estimates
    if detailed and len(rows) == 1:
        from llmcost.report.bill import bill_sheet

        return bill_sheet(answer, rows[0])
    from llmcost.report.comparison import comparison_sheet

    return comparison_sheet(answer, facts)
