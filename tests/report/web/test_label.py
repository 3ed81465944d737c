from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.report.web.label import Box, Placer, Side, along, shortened, text_width

FIELD = Box(0, 0, 400, 300)
UP = (Side(0, -1),)

spots = st.tuples(st.integers(0, 400), st.integers(0, 300))


def test_a_text_takes_room_by_its_characters_wide_ones_more() -> None:
    assert (0, 75, 15) == (text_width(""), text_width("0123456789"), text_width("日"))


def test_a_name_is_cut_in_the_middle_where_it_is_too_wide() -> None:
    assert ("openai/gpt-4o", "opena…pt-4o", "ope…4o") == tuple(
        shortened("openai/gpt-4o", width) for width in (100, 82, 0)
    )


@pytest.mark.parametrize(
    ("other", "overlaps", "holds"),
    [
        (Box(10, 10, 20, 20), True, True),
        (Box(0, 0, 400, 300), True, True),
        (Box(390, 10, 410, 20), True, False),
        (Box(10, 290, 20, 310), True, False),
        (Box(400, 10, 420, 20), False, False),
        (Box(10, -20, 20, 0), False, False),
    ],
)
def test_boxes_overlap_or_hold_each_other(other: Box, *, overlaps: bool, holds: bool) -> None:
    assert (overlaps, holds) == (FIELD.overlaps(other), FIELD.holds(other))


def test_a_label_lies_right_of_its_point_where_it_can_else_at_another_side() -> None:
    placer = Placer(FIELD, [])
    labels = [placer.place((200, 150), "word") for _ in range(4)]
    assert [(1, 0, False), (-1, 0, False), (0, -1, False), (0, 1, False)] == [
        (label.side.right, label.side.down, label.has_leader) for label in labels if label
    ]


def test_a_label_lies_further_away_where_there_is_no_room_beside_its_point() -> None:
    label = Placer(FIELD, [Box(180, 130, 220, 170)]).place((200, 150), "word")
    assert label is not None
    assert (True, (220, 150), Box(220, 143, 253, 158)) == (label.has_leader, label.near, label.box)


def test_a_label_that_has_no_room_is_none() -> None:
    assert Placer(Box(0, 0, 20, 20), []).place((10, 10), "word") is None
    assert Placer(FIELD, [FIELD]).place((10, 10), "word") is None
    assert Placer(FIELD, [Box(190, 100, 400, 200)]).place((200, 150), "word", far=False) is None


def test_above_and_below_a_point_a_label_gives_way_to_the_edges() -> None:
    placer = Placer(FIELD, [])
    first, last = placer.place((2, 100), "a long name", sides=UP), placer.place((398, 150), "word", sides=UP)
    assert (Box(0, 76, 85, 91), Box(367, 126, 400, 141)) == (first and first.box, last and last.box)


def test_a_label_begins_or_ends_where_its_point_is_and_a_line_leads_to_a_distant_one() -> None:
    placer = Placer(FIELD, [Box(0, 230, 400, 270)])
    labels = [placer.place(point, "<word>") for point in [(200, 150)] * 3 + [(200, 250)]]
    drawn = [[ET.fromstring(each) for each in label.draw(class_="name")] for label in labels if label]  # noqa: S314
    assert ["start", "end", "middle", "middle"] == [each[-1].get("text-anchor") for each in drawn]
    assert [["text"]] * 3 + [["line", "text"]] == [[node.tag for node in each] for each in drawn]
    assert ("name", "<word>") == (drawn[0][0].get("class"), drawn[0][0].text)
    assert ("leader", "250") == (drawn[3][0].get("class"), drawn[3][0].get("y1"))


@given(st.lists(st.tuples(spots, st.sampled_from(["A", "openai/gpt-4.1-mini", "日本語"])), max_size=30))
def test_labels_and_the_lines_to_them_never_lie_on_each_other(
    points: list[tuple[tuple[int, int], str]],
) -> None:
    placer = Placer(FIELD, [])
    labels = [label for point, text in points if (label := placer.place(point, text))]
    for number, label in enumerate(labels):
        assert FIELD.holds(label.box)
        leader = list(along(label.point, label.near, 1)) if label.has_leader else []
        for other in labels[:number]:
            assert not label.box.overlaps(other.box)
            assert not any(room.overlaps(other.box) for room in leader)


@given(spots, spots)
def test_the_room_of_a_line_goes_from_one_end_to_the_other(
    start: tuple[int, int], end: tuple[int, int]
) -> None:
    rooms = list(along(start, end))
    middles = [((box.left + box.right) // 2, (box.top + box.bottom) // 2) for box in rooms]
    assert (start, end) == (middles[0], middles[-1])
    assert all(
        abs(one.left - other.left) <= 6 and abs(one.top - other.top) <= 6 for one, other in pairwise(rooms)
    )
