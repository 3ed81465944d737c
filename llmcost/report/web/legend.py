"""What the marks of a vector drawing mean, below it, as many on a line as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.report.web.label import shortened, text_width
from llmcost.report.web.markup import element, words

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAMPLE = 30
_GAP = 22
_LINE = 20


class Entry(NamedTuple):
    """One mark."""

    sample: str
    """An element in 24 by 12 units, whose middle is at 12, 0."""
    text: str


def legend(entries: Iterable[Entry], width: int, top: int) -> tuple[list[str], int]:
    """Its elements, and where it ends.

    Args:
        entries: what is told.
        width: of the drawing.
        top: where it begins.
    """
    drawn = []
    x, y = 4, top + _LINE // 2
    for entry in entries:
        text = shortened(entry.text, width - _SAMPLE - 8)
        taken = _SAMPLE + text_width(text)
        if x > _GAP and x + taken > width:
            x, y = 4, y + _LINE
        drawn.append(
            element("g", entry.sample, words("text", text, x=_SAMPLE, y=4), transform=f"translate({x} {y})")
        )
        x += taken + _GAP
    return drawn, y + _LINE // 2 if drawn else top
