"""A sheet as a part of a page: its table, its chart and its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.web.markup import element, say, words
from llmcost.report.web.table import table_html
from llmcost.report.web.vector import draw_vector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.report.figure import Figure
    from llmcost.report.sheet import Sheet

_WIDE, _NARROW = 860, 350
"""Units of a chart on a desk, and of the same on a phone, where it would else be too small to be read."""
_DEEPEST = 6
"""Level of the least heading that HTML has."""


def further(sheet: Sheet, within: tuple[int, ...] = ()) -> Iterator[str]:
    """Its further sheets with their titles, and in each of them its own.

    Args:
        sheet: what they belong to.
        within: the number of each sheet, from the outermost one, within which they are.
    """
    level = min(2 + len(within), _DEEPEST)
    for number, each in enumerate(sheet.more, start=1):
        place = (*within, number)
        heading = "-".join(map(str, ("section", *place)))
        told = (
            words(f"h{level}", each.title, id=heading),
            *parts(each, heading),
            *further(each, place),
        )
        yield element("section", "\n", "\n".join(told), "\n")


def parts(sheet: Sheet, heading: str) -> Iterator[str]:
    """What the sheet holds below its title, without its further sheets.

    Args:
        sheet: what is told.
        heading: id of the element that holds its title.
    """
    if sheet.rows:
        yield table_html(sheet, heading)
    if sheet.chart is not None:
        yield _figure(sheet.chart)
    if sheet.notes:
        # Without anything that they could be notes on, they are what the section says.
        is_text = not sheet.rows and sheet.chart is None
        yield _notes(sheet.notes, "notes text" if is_text else "notes")


def _figure(figure: Figure) -> str:
    drawings = (
        draw_vector(figure, width).svg(class_=f"chart {kind}")
        for width, kind in ((_WIDE, "wide"), (_NARROW, "narrow"))
    )
    return element("figure", "\n", "\n".join(drawings), "\n")


def _notes(lines: Sequence[str], kind: str | None = None) -> str:
    """A list; what is indented belongs to the line above it."""
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("  ") and items:
            items[-1][1].append(line)
        else:
            items.append((line, []))
    told = (
        element("li", say(line.strip()), *([_notes([each.strip() for each in inner])] if inner else []))
        for line, inner in items
    )
    return element("ul", *(f"\n{item}" for item in told), "\n", class_=kind)
