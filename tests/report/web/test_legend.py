from __future__ import annotations

from xml.etree import ElementTree as ET

from llmcost.report.web.legend import Entry, legend


def drawn(*names: str, width: int) -> tuple[list[tuple[str | None, str | None]], int]:
    elements, bottom = legend([Entry("<circle/>", name) for name in names], width, 100)
    parsed = [ET.fromstring(each) for each in elements]  # noqa: S314 - our own text
    return [(node.get("transform"), node[1].text) for node in parsed], bottom


def test_marks_stand_beside_each_other_as_long_as_there_is_room() -> None:
    assert (
        [("translate(4 110)", "a&b"), ("translate(79 110)", "ccc"), ("translate(4 130)", "ddd")],
        140,
    ) == drawn("a&b", "ccc", "ddd", width=140)


def test_a_name_that_is_wider_than_the_drawing_is_shortened() -> None:
    assert ([("translate(4 110)", "acme/x…xxxxxx")], 120) == drawn("acme/" + "x" * 40, width=140)


def test_without_marks_nothing_is_drawn() -> None:
    assert ([], 100) == drawn(width=140)
