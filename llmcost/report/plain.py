"""A sheet as plain text for a pipe: every column at its natural width, no lines, no colour, nothing cut.

Written without Rich, whose import takes more than twice as long as a bare interpreter's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.bar import draw_bar
from llmcost.report.fit import GAP, natural_widths, pad
from llmcost.report.sheet import Bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.report.sheet import Sheet


def plain_text(sheet: Sheet, *, unicode: bool) -> str:
    """The sheet as text, ending in a newline.

    Args:
        sheet: what to show.
        unicode: whether bars and charts may be drawn with block and box characters.
    """
    return "\n".join((*_lines(sheet, unicode=unicode), *sheet.fine_print)) + "\n"


def _lines(sheet: Sheet, *, unicode: bool) -> Iterator[str]:
    """Everything but the fine print."""
    yield sheet.title
    yield ""
    if sheet.rows:
        widths = natural_widths(sheet)
        # Column by column, which takes half the time in a table of 10,000 rows.
        padded = [
            [
                # The blocks of a bar are one column each, which needs no Rich to tell.
                draw_bar(cell, unicode=unicode).ljust(width)
                if isinstance(cell, Bar)
                else pad(cell, width, right=column.right)
                for cell in (column.heading, *cells)
            ]
            for column, width, cells in zip(sheet.columns, widths, zip(*sheet.rows, strict=True), strict=True)
        ]
        yield from ((" " * GAP).join(row).rstrip() for row in zip(*padded, strict=True))
        yield ""
    if sheet.chart is not None:
        from llmcost.report.drawing import WIDTH, draw

        drawn = draw(sheet.chart, WIDTH, unicode=unicode)
        yield from ("".join(span.text for span in spans).rstrip() for spans in drawn)
        yield ""
    yield from sheet.notes
    if sheet.more and sheet.notes:
        yield ""
    for each in sheet.more:
        yield from _lines(each, unicode=unicode)
        if each.notes and not each.more:
            yield ""
