"""A sheet as a table for a terminal, drawn by Rich; ``plain.py`` is its twin for pipes."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

from llmcost.report.bar import draw_bar
from llmcost.report.fit import GAP, fitting, natural_width, pad, shorten, total_width
from llmcost.report.sheet import Bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from llmcost.report.look import Look
    from llmcost.report.sheet import Cell, Column, Sheet

_STYLES = {"model": "cyan", "label": "cyan", "money": "bold", "bar": "green", "": ""}
"""Styles from the terminal's own sixteen colours, so that they suit light and dark ones alike."""

_INKS = ("cyan", "yellow", "green", "magenta", "blue", "red")
"""The lines of a chart."""


def table_text(sheet: Sheet, look: Look) -> str:
    """The sheet as text, ending in a newline.

    Args:
        sheet: what to show.
        look: of the terminal; a width of None shows everything at its natural width.
    """
    from rich.console import Console
    from rich.text import Text

    width = look.width or natural_width(sheet)
    widths = fitting(sheet, width)
    file = io.StringIO()
    console = Console(
        file=file,
        # Never narrower than what is shown, and with a height: else Rich cuts, or takes dumb ones for 80.
        width=max(width, total_width(widths)),
        height=100,
        force_terminal=look.colour,
        no_color=not look.colour,
        color_system="standard" if look.colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(
        *(Text(line, "bold") for line in _wrapped(sheet.title, width)), "", sep="\n", soft_wrap=True
    )
    if sheet.rows:
        console.print(_table(sheet, widths, unicode=look.unicode), "", sep="\n")
    if sheet.chart is not None:
        from llmcost.report.chart import draw_chart

        for spans in draw_chart(sheet.chart, width, unicode=look.unicode):
            parts = ((text, "" if line is None else _INKS[line % len(_INKS)]) for text, line in spans)
            console.print(Text.assemble(*parts), soft_wrap=True)
        console.print()
    remarks = [(line, "") for line in sheet.notes] + [(line, "dim") for line in sheet.fine_print]
    for line, style in remarks:
        console.print(*(Text(part, style) for part in _wrapped(line, width)), sep="\n", soft_wrap=True)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().split("\n")[:-1])


def _wrapped(line: str, width: int) -> Iterator[str]:
    """The line wrapped between words: no number, date or name is ever broken."""
    indent = "    " if line.startswith("[") else "  "
    return iter(
        textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    )


def _table(sheet: Sheet, widths: dict[int, int], *, unicode: bool) -> Table:
    """The columns chosen, with a rule under the headings and nothing else."""
    from rich.box import Box
    from rich.table import Table
    from rich.text import Text

    blank, rule = " " * 4, ("─" if unicode else "-") * 4
    box = Box("\n".join((blank, blank, rule, *[blank] * 5)) + "\n")
    # Cells come aligned and with their gap: Rich's own padding and justifying wrap each of them twice more.
    table = Table(box=box, show_edge=False, padding=0, header_style="bold")
    gaps = [" " * (GAP - 1)] * (len(widths) - 1) + [""]
    shown = [(at, sheet.columns[at], size, gap) for (at, size), gap in zip(widths.items(), gaps, strict=True)]
    for _, column, size, gap in shown:
        heading = Text(pad(column.heading, size, right=column.right) + gap)
        table.add_column(heading, style=_STYLES[column.style], no_wrap=True, min_width=size + len(gap))
    for number, row in enumerate(sheet.rows):
        cells = (_aligned(row[at], column, size, unicode=unicode) + gap for at, column, size, gap in shown)
        table.add_row(*map(Text, cells), style="bold" if number == sheet.emphasised else "")
    return table


def _aligned(cell: Cell, column: Column, size: int, *, unicode: bool) -> str:
    if isinstance(cell, Bar):
        text = draw_bar(cell, unicode=unicode)
    elif column.style == "model":
        text = shorten(cell, size, "…" if unicode else "...")
    else:
        text = cell
    return pad(text, size, right=column.right)
