from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from vectors import hints, of_class, path_spots, texts

from llmcost.report.figure import Point, Scatter
from llmcost.report.web.label import Box
from llmcost.report.web.scatter import draw_scatter, place_names

if TYPE_CHECKING:
    from llmcost.report.web.vector import Vector


def point(name: str, cost: str, intelligence: str, *, front: bool = False) -> Point:
    return Point(name, Decimal(cost), Decimal(intelligence), front)


def drawn(*points: Point, width: int = 860) -> Vector:
    return draw_scatter(Scatter("Blended rate, USD per 1M tokens", points), width)


CHEAP, SMART = point("a/cheap", "0.1", "20", front=True), point("a/smart", "10", "60", front=True)
SAME, OTHER = point("b/cheap", "0.4", "15"), point("a/<other>", "5", "12")
POINTS = (SMART, OTHER, CHEAP, SAME)


def test_every_model_is_a_point_that_says_what_it_is() -> None:
    vector = drawn(*POINTS)
    assert [
        "Blended rate, USD per 1M tokens, and intelligence of 4 models",
        "b/cheap: $0.40, intelligence 15",
        "a/<other>: $5.00, intelligence 12",
        "a/cheap: $0.10, intelligence 20",
        "a/smart: $10.00, intelligence 60",
    ] == hints(vector)
    assert (
        "On the frontier, cheapest first: a/cheap: $0.10, intelligence 20, "
        "a/smart: $10.00, intelligence 60. 2 other models beside it."
    ) == vector.description


def test_names_are_told_without_their_author_unless_two_are_the_same() -> None:
    assert ["smart", "a/cheap", "b/cheap", "<other>"] == [
        node.text for node in of_class(drawn(*POINTS), "name")
    ]
    assert ["frontier: no other beats it on both", "another model"] == texts(drawn(*POINTS))[-2:]


def test_the_frontier_is_a_staircase_through_its_points() -> None:
    vector = drawn(*POINTS)
    (line,) = of_class(vector, "frontier")
    corners = list(path_spots(line.get("d", "")))
    diamonds = [list(path_spots(node.get("d", ""))) for node in of_class(vector, "front") if len(node)]
    tops = [(spots[0][0], spots[1][1]) for spots in diamonds]
    start, _, first, below, second, end = corners
    assert tops == [first, second]
    assert (first[0], second[0], second[1]) == (start[0], below[0], end[1])
    assert first[1] == below[1]


def test_a_narrow_drawing_has_letters_and_tells_the_names_below() -> None:
    vector = drawn(*POINTS, width=350)
    assert ["B", "A", "A", "B"] == [node.text for node in of_class(vector, "name")]
    assert ["another model", "A", "a/cheap", "B", "a/smart"] == texts(vector)[-5:]


def test_a_frontier_that_is_all_there_is_has_no_others() -> None:
    vector = drawn(CHEAP)
    assert "another model" not in texts(vector)
    assert "On the frontier, cheapest first: a/cheap: $0.10, intelligence 20." == vector.description


def test_a_name_that_has_no_room_is_left_out() -> None:
    crowd = [point(f"a/{number}" + "x" * 30, "1", "20", front=True) for number in range(60)]
    assert 0 < len(of_class(drawn(*crowd), "name")) < 60


scattered = st.lists(
    st.builds(
        Point,
        st.sampled_from(["a/b", "openai/gpt-4.1-mini", "日本/語", "x"]),
        st.decimals("0.001", "500", places=3),
        st.decimals("0", "100", places=1),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
    unique_by=lambda each: each[:3],
)


@given(points=scattered, narrow=st.booleans())
def test_names_never_lie_on_each_other_or_on_a_point(points: list[Point], *, narrow: bool) -> None:
    field = Box(40, 40, 850, 400)
    points = [points[0]._replace(on_frontier=True), *points[1:]]
    spots = {
        each: (40 + int(each.cost * 810 / 500), 400 - int(each.intelligence * 360 / 100)) for each in points
    }
    letters = {each: "A" for each in points if each.on_frontier} if narrow else {}
    boxes = [label.box for _, label in place_names(points, spots, field, letters)]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number])
        assert not any(box.left < x < box.right and box.top < y < box.bottom for x, y in spots.values())


def test_of_a_frontier_of_thousands_some_are_named() -> None:
    points = tuple(
        Point(f"a/m{number}", Decimal(number + 1), Decimal(number), on_frontier=True)
        for number in range(3000)
    )
    names = [text for text in texts(drawn(*points)) if text.startswith("m")]
    assert 0 < len(names) <= 60
