from __future__ import annotations

from datetime import date
from decimal import Decimal

from vectors import hints, of_class, path_spots, texts

from llmcost.report.figure import Chart, Line, Piece
from llmcost.report.web.chart import draw_chart


def piece(first: int, last: int, value: str, *, seen: bool = True) -> Piece:
    """A price from one day of January to another."""
    return Piece(date(2026, 1, first), date(2026, 1, last), Decimal(value), seen)


STEPS = (piece(1, 5, "4"), piece(5, 8, "4", seen=False), piece(8, 12, "2"), piece(18, 18, "3"))
CHART = Chart((Line("acme/<a>", STEPS),))


def test_a_line_is_level_goes_straight_to_the_next_price_and_is_not_drawn_where_there_is_none() -> None:
    vector = draw_chart(CHART, 860)
    dotted, seen = of_class(vector, "line")
    assert ("line unseen", "line") == (dotted.get("class"), seen.get("class"))
    (start, top), (end, also_top) = path_spots(dotted.get("d", ""))
    assert (True, top) == (start < end, also_top)
    spots = list(path_spots(seen.get("d", "")))
    (left, _), (right, _), second, third, dot, also_dot, upper, lower = spots
    assert (start, top) == spots[1]
    assert ((end, top), (end, second[1])) == (upper, lower)
    assert (end, lower[1], third[1]) == (second[0], second[1], second[1])
    assert dot == also_dot
    assert left < right < end < third[0] < dot[0]
    (circle,) = of_class(vector, "dot")
    assert dot == (Decimal(circle.get("cx", "")), Decimal(circle.get("cy", "")))


def test_one_line_needs_no_letter_and_says_what_it_shows() -> None:
    vector = draw_chart(CHART, 860)
    days = ["2026-01-01", "2026-01-18"]
    assert ["$0.00", "$1.00", "$2.00", "$3.00", "$4.00", *days] == texts(vector)
    told = "acme/<a>: $4.00 on 2026-01-01, $3.00 on 2026-01-18, 2 changes of price"
    assert ["Price of acme/<a> from 2026-01-01 to 2026-01-18", told] == hints(vector)
    assert f"{told}." == vector.description


def test_several_lines_are_told_apart_by_letters_at_both_ends_and_a_legend() -> None:
    lines = (Line("a", STEPS), Line("b", ()), Line("c", (piece(3, 9, "1"),)))
    vector = draw_chart(Chart(lines), 860)
    assert ["A", "A", "C", "C", "A", "B", "C"] == [node.text for node in of_class(vector, "letter")]
    assert ["A", "a", "B", "b (nothing to draw)", "C", "c"] == texts(vector)[-6:]
    assert "Prices of 3 models from 2026-01-01 to 2026-01-18" == vector.title
    assert (
        "a: $4.00 on 2026-01-01, $3.00 on 2026-01-18, 2 changes of price; b: nothing to draw; "
        "c: $1.00 from 2026-01-03 to 2026-01-09."
    ) == vector.description


def test_what_was_never_seen_is_dotted_alone() -> None:
    vector = draw_chart(Chart((Line("a", (piece(1, 9, "1", seen=False),)),)), 350)
    assert ["line unseen"] == [node.get("class") for node in of_class(vector, "line")]
