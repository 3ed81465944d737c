"""A sheet as plain text for a pipe: every column at its natural width, no lines, no colour, nothing cut.

Written without Rich, whose import takes more than twice as long as a bare interpreter's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.bar import draw_bar
from llmcost.report.fit import GAP, natural_widths, pad
from llmcost.report.sheet import Bar

if TYPE_CHECKING:
    from llmcost.report.sheet import Cell, Sheet


def plain_text(sheet: Sheet, *, unicode: bool) -> str:
    """The sheet as text, ending in a newline.

    Args:
        sheet: what to show.
        unicode: whether bars and charts may be drawn with block and box characters.
    """
    lines = [sheet.title, ""]
    if sheet.rows:
        widths = natural_widths(sheet)
        headings: tuple[Cell, ...] = tuple(column.heading for column in sheet.columns)
        for row in (headings, *sheet.rows):
            cells = []
            for cell, column, width in zip(row, sheet.columns, widths, strict=True):
                if isinstance(cell, Bar):
                    # Its blocks are one column each, which needs no Rich to tell.
                    cells.append(draw_bar(cell, unicode=unicode).ljust(width))
                else:
                    cells.append(pad(cell, width, right=column.right))
            lines.append((" " * GAP).join(cells).rstrip())
        lines.append("")
    if sheet.chart is not None:
        from llmcost.report.chart import WIDTH, draw_chart

        drawn = draw_chart(sheet.chart, WIDTH, unicode=unicode)
        lines += ["".join(span.text for span in spans).rstrip() for spans in drawn]
        lines.append("")
    return "\n".join((*lines, *sheet.notes, *sheet.fine_print)) + "\n"
