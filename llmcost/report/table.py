"""A sheet as a table for a terminal, with the styles of Rich; ``plain.py`` is its twin for pipes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from llmcost.report.bar import draw_bar
from llmcost.report.fit import GAP, SHORTENED, fitting, natural_width, pad, shorten, shorten_id, total_width
from llmcost.report.sheet import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from llmcost.report.drawing import Drawer
    from llmcost.report.look import Look
    from llmcost.report.sheet import Cell, Column, Sheet

    Paint = Callable[[str, str], str]

_STYLES = {"model": "cyan", "name": "cyan", "place": "cyan", "label": "cyan", "money": "bold", "bar": "green"}
"""Styles from the terminal's own sixteen colours, so that they suit light and dark ones alike."""

_VERDICTS = {"over": "red", "unpriced": "red", "warn": "yellow", "not": "yellow"}
"""First word of a verdict -> its style."""

_INKS = ("cyan", "yellow", "green", "magenta", "blue", "red")
"""The lines of a chart."""


def table_text(sheet: Sheet, look: Look, drawer: Drawer | None = None) -> str:
    """The sheet as text, ending in a newline.

    Args:
        sheet: what to show.
        look: of the terminal; a width of None shows everything at its natural width.
        drawer: what draws its charts, where not `draw`.
    """
    width = look.width or natural_width(sheet)
    paint = _painter(colour=look.colour)
    lines = [*_lines(sheet, width, paint, drawer, unicode=look.unicode)]
    lines += [paint(part, "dim") for line in sheet.fine_print for part in _wrapped(line, width)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _lines(sheet: Sheet, width: int, paint: Paint, drawer: Drawer | None, *, unicode: bool) -> Iterator[str]:
    """Everything but the fine print."""
    yield from (paint(part, "bold") for part in _wrapped(sheet.title, width))
    yield ""
    if sheet.rows:
        yield from _rows(sheet, fitting(sheet, width), paint, unicode=unicode)
        yield ""
    if sheet.chart is not None:
        from llmcost.report.drawing import draw

        for spans in (drawer or draw)(sheet.chart, width, unicode=unicode):
            inks = ((text, "" if line is None else _INKS[line % len(_INKS)]) for text, line in spans)
            yield "".join(paint(text, ink) for text, ink in inks)
        yield ""
    yield from (part for line in sheet.notes for part in _wrapped(line, width))
    if sheet.more and sheet.notes:
        yield ""
    for each in sheet.more:
        yield from _lines(each, width, paint, drawer, unicode=unicode)
        if each.notes and not each.more:
            yield ""


def _painter(*, colour: bool) -> Paint:
    """What gives a text its style; without colour, nothing."""
    if not colour:
        return lambda text, _: text
    from rich.color import ColorSystem
    from rich.style import Style

    # Not through Rich's table: cells come aligned, and that would split, wrap and measure each again.
    return lambda text, style: Style.parse(style).render(text, color_system=ColorSystem.STANDARD)


def _wrapped(line: str, width: int) -> Iterator[str]:
    """The line wrapped between words: no number, date or name is ever broken."""
    if len(line) * 2 <= width:
        # Fits, though all of it were wide.
        return iter((line,))
    indent = "    " if line.startswith(("[", "  ")) else "  "
    return iter(
        textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    )


def _rows(sheet: Sheet, widths: dict[int, int], paint: Paint, *, unicode: bool) -> Iterator[str]:
    """The columns chosen, with a rule under the headings and nothing else."""
    gaps = [" " * (GAP - 1)] * (len(widths) - 1) + [""]
    shown = [(at, sheet.columns[at], size, gap) for (at, size), gap in zip(widths.items(), gaps, strict=True)]
    headings = (pad(column.heading, size, right=column.right) + gap for _, column, size, gap in shown)
    yield " ".join(paint(heading, "bold") for heading in headings)
    yield ("─" if unicode else "-") * total_width(widths)
    for number, row in enumerate(sheet.rows):
        bold = "bold " if number == sheet.emphasised else ""
        yield " ".join(
            paint(
                _aligned(row[at], column, size, unicode=unicode) + gap,
                (bold + _style(row[at], column)).strip(),
            )
            for at, column, size, gap in shown
        )


def _style(cell: Cell, column: Column) -> str:
    if column.style == "verdict" and isinstance(cell, str):
        return _VERDICTS.get(cell.partition(" ")[0].rstrip(","), "")
    style = _STYLES.get(column.style, "")
    if not isinstance(cell, Bar):
        return style
    return _VERDICTS.get(cell.verdict, style) if cell.own else "dim"


def _aligned(cell: Cell, column: Column, size: int, *, unicode: bool) -> str:
    if isinstance(cell, Bar):
        text = draw_bar(cell, unicode=unicode)
    elif column.style == "model":
        text = shorten_id(cell, size, "…" if unicode else "...")
    elif column.style in SHORTENED:
        text = shorten(cell, size, "…" if unicode else "...", at_start=column.style == "place")
    else:
        text = cell
    return pad(text, size, right=column.right)
