from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from llmcost.report.picture import svg_text
from llmcost.report.sheet import Bar, Column, Sheet

SHEET = Sheet(
    "What was asked",
    (
        Column("Model", 0, right=False, style="model"),
        Column("Total", 0),
        Column("", 9, right=False, style="bar"),
    ),
    (("[red]<&>:smile:", "$1,234.50", Bar(Decimal(1))),),
    notes=("a note",),
    fine_print=("fine print",),
)


def words(svg: str) -> list[str]:
    """The text of a picture, without the spaces that hold it in place."""
    nodes = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own text
    return [text for node in nodes if (text := " ".join((node.text or "").split()))]


def test_a_picture_is_well_formed_and_holds_the_tables_text() -> None:
    assert [
        "llmcost",
        "What was asked",
        "Model",
        "Total",
        "─" * 38,
        "[red]<&>:smile:",
        "$1,234.50",
        "██████████",
        "a note",
        "fine print",
    ] == words(svg_text(SHEET, "llmcost"))


def test_a_picture_is_the_same_each_time() -> None:
    assert svg_text(SHEET, "llmcost") == svg_text(SHEET, "llmcost")


@pytest.mark.parametrize(
    "note", ["word " * 40 + "$1,234.50", "x" * 200 + "$1,234.50", "日" * 100 + "$1,234.50"]
)
def test_a_picture_is_as_wide_as_its_widest_word(note: str) -> None:
    assert "$1,234.50" in "".join(words(svg_text(SHEET._replace(notes=(note,)), "llmcost"))[8:])
