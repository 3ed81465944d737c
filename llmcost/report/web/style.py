"""The stylesheets of pages and of drawings."""

from __future__ import annotations

import re
from importlib.resources import files

from llmcost.report.web.palette import DARK, LIGHT, TERMINAL, filled_in, variables

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def page_style() -> str:
    """That of a page, charts included, in both schemes."""
    schemes = (
        f":root{{color-scheme:light dark;{variables(LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}\n"
    )
    return f"\n{schemes}{_read('report.css')}{_read('calculator.css')}{_read('chart.css')}"


def drawing_style() -> str:
    """That of a drawing in the picture of a terminal."""
    return filled_in(_read("chart.css"), TERMINAL)


def _read(name: str) -> str:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return _COMMENT.sub("", text)
