"""A sheet as an SVG picture of a terminal window."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from llmcost.report.fit import natural_width, table_width
from llmcost.report.look import Look
from llmcost.report.table import table_text
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from llmcost.report.sheet import Sheet

WIDEST = 120
"""Columns at which lines of text wrap, unless the table is wider."""

TALLEST = 500
"""Rows of a table at most: more take seconds to draw, and nobody reads them there."""

_INK = (
    (27, 31, 36),
    (248, 81, 73),
    (63, 185, 80),
    (210, 153, 34),
    (88, 166, 255),
    (188, 140, 255),
    (57, 197, 207),
    (201, 209, 217),
)


def svg_text(sheet: Sheet, title: str) -> str:
    """The picture; its text is the table's own, so that it can be searched and read out."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    sheet = _cut(sheet)
    # Every column; only lines of text wrap.
    width = max(table_width(sheet), min(natural_width(sheet), WIDEST))
    text = Text.from_ansi(table_text(sheet, Look(width, colour=True)))
    console = Console(
        file=io.StringIO(),
        # What can't be wrapped may be wider than the widest: Rich would cut it.
        width=max(line.cell_len for line in text.split()),
        record=True,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    console.print(text, soft_wrap=True)
    theme = TerminalTheme(_INK[0], (230, 237, 243), list(_INK))
    # A fixed name for its styles keeps the text the same each time.
    svg = console.export_svg(title=title, theme=theme, unique_id="llmcost")
    # Rich's picture fetches a font from elsewhere; the viewer's own will do.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def _cut(sheet: Sheet) -> Sheet:
    """The sheet with no more rows and notes than a picture holds, and a line on the others."""
    sheet = sheet._replace(more=tuple(map(_cut, sheet.more)))
    rows, notes = len(sheet.rows), len(sheet.notes)
    if max(rows, notes) <= TALLEST:
        return sheet
    ranks = sheet.row_ranks or (1,) * rows
    kept = sorted(sorted(range(rows), key=ranks.__getitem__)[:TALLEST])
    lines = ((rows - TALLEST, "row"), (notes - TALLEST, "more line"))
    told = [f"Left out of the picture: {count_of(more, what)}." for more, what in lines if more > 0]
    return sheet._replace(
        rows=tuple(sheet.rows[at] for at in kept),
        emphasised=kept.index(sheet.emphasised) if sheet.emphasised in kept else None,
        notes=(*told, *sheet.notes[:TALLEST]),
    )
