"""A report in any of its formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.report.look import Look
    from llmcost.report.sheet import Sheet


class Report(NamedTuple):
    """One result, laid out in each way that is asked for."""

    command: str
    """The command that it answers, which names its picture."""
    payload: Callable[[], dict[str, Any]]
    """For JSON."""
    csv: Callable[[], str]
    sheet: Callable[[], Sheet]
    """For people."""


def render(report: Report, form: str, look: Look, *, ascii_only: bool = False) -> str:
    """The text of a report.

    Args:
        report: the result.
        form: ``json``, ``csv``, ``markdown``, ``svg`` or ``table``.
        look: how the stream wants to be written to; for ``table``.
        ascii_only: whether JSON escapes everything else.
    """
    if form == "json":
        from llmcost.report.json_text import to_json

        return to_json(report.payload(), ascii_only=ascii_only)
    if form == "csv":
        return report.csv()
    sheet = report.sheet()
    if form == "markdown":
        from llmcost.report.markdown import markdown_text

        return markdown_text(sheet)
    if form == "svg":
        from llmcost.report.picture import svg_text

        return svg_text(sheet, f"llmcost {report.command}")
    if look.width is None and not look.colour:
        from llmcost.report.plain import plain_text

        return plain_text(sheet, unicode=look.unicode)
    from llmcost.report.table import table_text

    return table_text(sheet, look)
