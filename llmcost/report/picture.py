"""A sheet as an SVG picture of a terminal window, its charts drawn as lines instead of characters."""

from __future__ import annotations

import io
import re
from decimal import ROUND_CEILING, Decimal
from itertools import islice
from typing import TYPE_CHECKING

from llmcost.report.drawing import Span
from llmcost.report.fit import natural_width, table_width
from llmcost.report.look import Look
from llmcost.report.table import table_text
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.report.figure import Figure
    from llmcost.report.sheet import Sheet
    from llmcost.report.web.vector import Vector

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

_COLUMN, _ROW = Decimal("12.2"), Decimal("24.4")
"""What a character takes in Rich's pictures."""
_ZOOM = Decimal("1.5")
"""By which a drawing is enlarged, so that its letters suit those around it."""
_HOLE = "\ue000"
"""A line in whose place a part of a drawing comes; nothing printable is written so."""


class _Holes:
    """Draws nothing but empty lines, and keeps what belongs there."""

    def __init__(self) -> None:
        self._vectors: list[tuple[Vector, int]] = []
        self.width = 0
        """Columns that the widest drawing takes."""

    def __call__(self, chart: Figure, width: int, /, *, unicode: bool) -> list[tuple[Span, ...]]:  # noqa: ARG002
        """As many lines as the drawing takes."""
        from llmcost.report.web.vector import draw_vector

        vector = draw_vector(chart, int(width * _COLUMN / _ZOOM))
        rows = int((vector.height * _ZOOM / _ROW).to_integral_value(ROUND_CEILING))
        self._vectors.append((vector, rows))
        self.width = max(self.width, width)
        return [(Span(_HOLE),)] * rows

    def filled(self, lines: list[str]) -> Iterator[str]:
        """The drawings, each where its lines stand."""
        holes = (row for row, line in enumerate(lines) if line == _HOLE)
        for vector, rows in self._vectors:
            top, *_ = islice(holes, rows)
            width, height = vector.width * _ZOOM, vector.height * _ZOOM
            yield vector.svg(class_="chart", x=0, y=top * _ROW, width=width, height=height)


def svg_text(sheet: Sheet, title: str) -> str:
    """The picture; its text is the table's own, so that it can be searched and read out."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    sheet = _cut(sheet)
    # Every column; only lines of text wrap.
    width = max(table_width(sheet), min(natural_width(sheet), WIDEST))
    holes = _Holes()
    lines = Text.from_ansi(table_text(sheet, Look(width, colour=True), holes)).split()
    drawings = list(holes.filled([line.plain for line in lines]))
    text = Text("\n").join(Text() if line.plain == _HOLE else line for line in lines)
    console = Console(
        file=io.StringIO(),
        # What can't be wrapped may be wider than the widest: Rich would cut it.
        width=max(holes.width, *(line.cell_len for line in lines)),
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
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    if not drawings:
        return svg
    from llmcost.report.web.style import drawing_style

    body = '<g class="llmcost-matrix">'
    return svg.replace(body, "\n".join((f"<style>{drawing_style()}</style>", *drawings, body)), 1)


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
