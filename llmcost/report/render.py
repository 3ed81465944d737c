"""A report in any of its formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.report.finding import Finding
    from llmcost.report.look import Look
    from llmcost.report.sheet import Sheet
    from llmcost.report.web.fragment import Fragment

_OF_FINDINGS = frozenset({"github", "junit", "sarif"})


class Report(NamedTuple):
    """One result, laid out in each way that is asked for."""

    command: str
    """The command that it answers, which names its picture."""
    payload: Callable[[], dict[str, Any]]
    """For JSON."""
    csv: Callable[[], str]
    sheet: Callable[[], Sheet]
    """For people."""
    markdown_budget: int | None = None
    """Characters to which its Markdown keeps; None shows everything."""
    findings: Callable[[], tuple[Finding, ...]] = tuple
    """For ``github``, ``junit`` and ``sarif``: of a check."""
    version: str = ""
    """Of the program, for the formats that name what they were made by."""
    fragment: Callable[[], Fragment | None] = lambda: None
    """What its page holds beside the sheet: something to work with."""


def render(report: Report, form: str, look: Look, *, ascii_only: bool = False) -> str:
    """The text of a report.

    Args:
        report: the result.
        form: ``json``, ``csv``, ``markdown``, ``svg``, ``html``, ``table``, ``github``, ``junit`` or
            ``sarif``.
        look: how the stream wants to be written to; for ``table``.
        ascii_only: whether JSON and XML escape everything else.
    """
    if form == "json":
        from llmcost.report.json_text import to_json

        return to_json(report.payload(), ascii_only=ascii_only)
    if form == "csv":
        return report.csv()
    if form in _OF_FINDINGS:
        return _findings_text(report, form, ascii_only=ascii_only)
    return _sheet_text(report, form, look)


def _findings_text(report: Report, form: str, *, ascii_only: bool) -> str:
    findings = report.findings()
    if form == "sarif":
        from llmcost.report.json_text import to_json
        from llmcost.report.sarif import sarif_payload

        return to_json(sarif_payload(findings, report.version), ascii_only=ascii_only)
    headline = report.sheet().title
    if form == "github":
        from llmcost.report.github import github_text

        return github_text(findings, headline)
    from llmcost.report.junit import junit_text

    return junit_text(findings, {"headline": headline, "llmcost": report.version}, ascii_only=ascii_only)


def _sheet_text(report: Report, form: str, look: Look) -> str:
    sheet = report.sheet()
    if form == "markdown":
        from llmcost.report.markdown import markdown_text

        return markdown_text(sheet, report.markdown_budget)
    if form == "svg":
        from llmcost.report.picture import svg_text

        return svg_text(sheet, f"llmcost {report.command}")
    if form == "html":
        from llmcost.report.web.document import document_text

        return document_text(sheet, report.command, report.fragment())
    if not look.unicode:
        from llmcost.report.sheet import spelled_out

        sheet = spelled_out(sheet)
    if look.width is None and not look.colour:
        from llmcost.report.plain import plain_text

        return plain_text(sheet, unicode=look.unicode)
    from llmcost.report.table import table_text

    return table_text(sheet, look)
