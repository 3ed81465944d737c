"""A sheet as GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.report.sheet import Bar

if TYPE_CHECKING:
    from llmcost.report.sheet import Sheet

_SPECIAL = re.compile(r"([\\|`*_<>&\[\]~#])")
_LINK = re.compile(r"(?<=www)\.|:(?=//)", re.IGNORECASE)
"""What makes GitHub take a bare address for a link."""


def markdown_text(sheet: Sheet) -> str:
    """The sheet as Markdown, ending in a newline; bars are left out, all their figures stand beside them."""
    drawn = {index for row in sheet.rows for index, cell in enumerate(row) if isinstance(cell, Bar)}
    kept = [index for index in range(len(sheet.columns)) if index not in drawn]
    lines = [_escape(sheet.title), ""]
    if sheet.rows:
        lines.append(_row([_escape(sheet.columns[index].heading) for index in kept]))
        lines.append(_row(["---:" if sheet.columns[index].right else ":---" for index in kept]))
        lines += [
            _row([_cell(str(row[index]), sheet.columns[index].style) for index in kept]) for row in sheet.rows
        ]
        lines.append("")
    if sheet.chart is not None:
        from llmcost.report.chart import WIDTH, draw_chart

        chart = draw_chart(sheet.chart, WIDTH, unicode=True)
        lines += ["```text", *("".join(span.text for span in spans).rstrip() for spans in chart), "```", ""]
    lines += [f"- {_escape(line)}" for line in (*sheet.notes, *sheet.fine_print)]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str, style: str) -> str:
    """Model ids are code, so that no character of theirs is taken for markup; and no name is a link."""
    if not text:
        return ""
    if style == "model" and not set("`|\\") & set(text):
        return f"`{text}`"
    return _LINK.sub(lambda found: f"&#{ord(found[0])};", _escape(text))


def _escape(text: str) -> str:
    # An @ would mention somebody on GitHub.
    return _SPECIAL.sub(r"\\\1", text).replace("@", "&#64;")
