from __future__ import annotations

import re

from llmcost.report.web.label import SIZE
from llmcost.report.web.palette import DARK, LIGHT, TERMINAL
from llmcost.report.web.style import drawing_style, page_style
from llmcost.report.web.vector import INKS


def test_a_page_declares_every_colour_that_it_uses_for_both_schemes() -> None:
    style = page_style()
    assert set(re.findall(r"var\(--(\w+)\)", style)) <= LIGHT.keys()
    assert (1, 1) == (style.count(f"--ink:{LIGHT['ink']};"), style.count(f"--ink:{DARK['ink']};"))
    assert "prefers-color-scheme:dark" in style
    assert set(re.findall(r"#[0-9a-f]{6}\b", style)) == {*LIGHT.values(), *DARK.values()}


def test_nothing_is_fetched_and_nothing_is_said_to_no_one() -> None:
    for style in (page_style(), drawing_style()):
        assert re.findall(r"url\(|@import|@font-face|http|/\*|<|&", style) == []


def test_the_style_of_a_picture_names_its_colours() -> None:
    style = drawing_style()
    assert "var(" not in style
    assert f".chart text {{ fill: {TERMINAL['ink']};" in style


def test_drawings_and_their_style_agree() -> None:
    style = drawing_style()
    assert f"font: {SIZE}px" in style
    assert [f".ink{number} " for number in range(INKS)] == re.findall(r"\.ink\d+ ", style)
