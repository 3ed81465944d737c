"""A bar out of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmcost.report.sheet import Bar

BAR_WIDTH = 10
"""Columns that the longest bar takes."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def draw_bar(bar: Bar, *, unicode: bool) -> str:
    """The bar in eighths of a character, or in whole ``#``; anything but 0 shows the smallest piece.

    Those of others are drawn in whole, pale characters, so that they are told apart without colour too.
    """
    pieces = int(bar.share * BAR_WIDTH * 8)
    least = 1 if bar.share else 0
    if not bar.own:
        return ("░" if unicode else "-") * max(pieces // 8, least)
    if unicode:
        full, rest = divmod(max(pieces, least), 8)
        return "█" * full + _EIGHTHS[rest]
    return "#" * max(pieces // 8, least)
