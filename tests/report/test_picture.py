from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from llmcost.report.figure import Amount, Histogram
from llmcost.report.picture import TALLEST, svg_text
from llmcost.report.sheet import Bar, Column, Sheet

SVG = "{http://www.w3.org/2000/svg}"

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


def test_a_picture_holds_the_rows_that_matter_and_counts_the_others() -> None:
    rows = tuple((f"m{number}", "", "") for number in range(TALLEST + 2))
    ranks = (4,) * TALLEST + (1, 0)
    many = SHEET._replace(
        rows=rows, row_ranks=ranks, emphasised=TALLEST + 1, notes=tuple(f"note {at}" for at in range(501))
    )
    told = words(svg_text(many, "llmcost"))
    shown = [word for word in told if word.startswith("m")]
    assert (TALLEST, ["m0", "m497", "m500", "m501"]) == (len(shown), [shown[0], *shown[-3:]])
    assert [
        "Left out of the picture: 2 rows.",
        "Left out of the picture: 1 more line.",
        "note 0",
    ] == told[5 + TALLEST : 8 + TALLEST]
    assert "note 499" in told
    assert "note 500" not in told


def test_a_picture_of_rows_that_are_all_alike_holds_the_first() -> None:
    told = words(svg_text(SHEET._replace(rows=SHEET.rows * TALLEST + (("last", "", ""),)), "llmcost"))
    assert "last" not in told
    assert "Left out of the picture: 1 row." in told


def chart(day: int) -> Histogram:
    """The costs of two days."""
    return Histogram(
        "Cost", "UTC", (Amount(date(2026, 1, day), Decimal(1)), Amount(date(2026, 1, day + 1), Decimal(2)))
    )


def test_a_chart_is_drawn_below_its_table_and_what_comes_after_it_further_down() -> None:
    further = SHEET._replace(title="Further", notes=("last note",), fine_print=(), chart=chart(5))
    svg = svg_text(SHEET._replace(chart=chart(1), more=(further,)), "llmcost")
    told = words(svg)
    assert ["2026-01-01: $1.00", "2026-01-06: $2.00"] == [
        node.text or ""
        for number, node in enumerate(ET.fromstring(svg).iter(f"{SVG}title"))  # noqa: S314 - our own text
        if number in {1, 5}
    ]
    drawings = [node for node in ET.fromstring(svg).iter(f"{SVG}svg") if node.get("class") == "chart"]  # noqa: S314
    tops = [Decimal(node.get("y", "")) for node in drawings]
    ends = [Decimal(node.get("y", "")) + Decimal(node.get("height", "")) for node in drawings]
    lines = {
        text: Decimal(node.get("y", ""))
        for node in ET.fromstring(svg).iter(f"{SVG}text")  # noqa: S314 - our own text
        if (text := " ".join((node.text or "").split())) in {"$1,234.50", "a note", "Further", "last note"}
    }
    # What stands in both tables is found where it stands last.
    assert ends[0] < lines["a note"] < lines["Further"] < lines["$1,234.50"] < tops[1]
    assert ends[1] < lines["last note"]
    assert tops[0] > 0
    assert 0 == sum("\ue000" in word for word in told)


def test_a_picture_with_a_chart_fetches_nothing_and_knows_its_colours() -> None:
    svg = svg_text(SHEET._replace(chart=chart(1)), "llmcost")
    assert [] == [each for each in ("var(", "url(http", "@import", "@font-face", "href") if each in svg]


def test_a_picture_is_as_wide_as_its_chart() -> None:
    whole = ET.fromstring(svg_text(SHEET._replace(chart=chart(1)), "llmcost"))  # noqa: S314 - our own text
    (drawing,) = (node for node in whole.iter(f"{SVG}svg") if node.get("class") == "chart")
    assert 800 < Decimal(drawing.get("width", "")) < Decimal(whole.get("viewBox", "").split()[2])
