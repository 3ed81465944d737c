"""The colours of pages and pictures, for light and for dark surroundings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT = {
    "paper": "#ffffff",
    "panel": "#f5f7f9",
    "ink": "#1b2026",
    "soft": "#56606b",
    "rule": "#d5dbe1",
    "edge": "#77818c",
    "accent": "#0f6674",
    "over": "#b3261e",
    "warn": "#8a5200",
    "ink0": "#0f6674",
    "ink1": "#a34100",
    "ink2": "#6b3fa0",
    "ink3": "#1b6e3a",
    "ink4": "#a61e63",
    "ink5": "#2451b3",
}
"""Name -> colour. ``paper`` and ``panel`` are what the others stand on; ``rule`` divides, and is never all
that tells something; ``ink0`` and so on are the lines of a chart."""

DARK = {
    "paper": "#12161b",
    "panel": "#1a2027",
    "ink": "#e7ecf1",
    "soft": "#a0abb7",
    "rule": "#313a44",
    "edge": "#7d8a97",
    "accent": "#4fb9c9",
    "over": "#ff8a80",
    "warn": "#e6b450",
    "ink0": "#4fb9c9",
    "ink1": "#f2a164",
    "ink2": "#c3a1f2",
    "ink3": "#6cc98b",
    "ink4": "#f58abb",
    "ink5": "#8fb0f7",
}

TERMINAL = DARK | {"paper": "#1b1f24"}
"""The dark ones on the ground of a picture of a terminal."""

_VARIABLE = re.compile(r"var\(--(\w+)\)")


def variables(palette: Mapping[str, str]) -> str:
    """The colours as declarations of a stylesheet."""
    return "".join(f"--{name}:{colour};" for name, colour in palette.items())


def filled_in(style: str, palette: Mapping[str, str]) -> str:
    """A stylesheet with the colours themselves, for programs that know no variables."""
    return _VARIABLE.sub(lambda found: palette[found[1]], style)
