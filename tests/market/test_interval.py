from __future__ import annotations

from fractions import Fraction

from llmcost.market.cost_line import CostLine, Segment
from llmcost.market.interval import Interval, costs_at, crossings_of, intervals_of, saving

Lines = tuple[tuple[int, int], ...]


def segment(first: int, last: int | None, lines: Lines) -> Segment:
    made = tuple(CostLine(Fraction(base), Fraction(slope)) for base, slope in lines)
    return Segment(Fraction(first), None if last is None else Fraction(last), made)


def pair(first: int, last: int | None, a: Lines, b: Lines) -> tuple[Segment, Segment]:
    return segment(first, last, a), segment(first, last, b)


def told(*segments: tuple[Segment, Segment], whole: bool = False) -> list[tuple[str, str | None, int | None]]:
    """Start, end and the cheaper one of each interval."""
    return [
        (str(each.start), None if each.end is None else str(each.end), each.cheaper)
        for each in intervals_of(segments, whole=whole)
    ]


def crossed(*segments: tuple[Segment, Segment], whole: bool = False) -> list[tuple[str, str, str]]:
    """Quantity, cost and kind of each crossing."""
    found = crossings_of(segments, intervals_of(segments, whole=whole), whole=whole)
    return [(str(each.at), str(each.cost), each.kind) for each in found]


def test_intervals_share_the_quantity_at_which_both_cost_the_same() -> None:
    segments = pair(0, None, ((4, 1),), ((1, 3),))
    assert told(segments) == [("0", "3/2", 1), ("3/2", None, 0)]
    assert crossed(segments) == [("3/2", "11/2", "crossing")]


def test_an_interval_says_how_little_and_how_much_is_saved() -> None:
    segments = (pair(0, None, ((4, 1),), ((1, 3),)),)
    assert intervals_of(segments, whole=False) == (
        Interval(Fraction(), Fraction(3, 2), 1, Fraction(), Fraction(3, 4)),
        Interval(Fraction(3, 2), None, 0, Fraction(), Fraction(2, 3)),
    )


def test_without_slopes_it_is_the_bases_that_count_in_the_end() -> None:
    segments = (pair(0, None, ((4, 0),), ((1, 0),)),)
    assert intervals_of(segments, whole=False) == (
        Interval(Fraction(), None, 1, Fraction(3, 4), Fraction(3, 4)),
    )


def test_equal_costs_are_one_interval() -> None:
    assert told(pair(0, None, ((4, 1),), ((4, 1),))) == [("0", None, None)]
    assert told(pair(0, 1, ((0, 0),), ((0, 0),))) == [("0", "1", None)]


def test_the_dearest_of_several_lines_can_be_crossed_twice() -> None:
    segments = pair(0, 10, ((8, -2), (-4, 2)), ((4, 0),))
    assert told(segments) == [("0", "2", 1), ("2", "4", 0), ("4", "10", 1)]
    assert crossed(segments) == [("2", "4", "crossing"), ("4", "4", "crossing")]


def test_a_bend_that_only_touches_is_no_change() -> None:
    segments = pair(0, 10, ((8, -2), (-4, 2)), ((2, 0),))
    assert told(segments) == [("0", "3", 1), ("3", "3", None), ("3", "10", 1)]
    assert crossed(segments) == [("3", "2", "touch")]


def test_costs_that_are_the_same_at_an_end_of_the_axis_only_touch() -> None:
    start, end = pair(0, None, ((1, 2),), ((1, 1),)), pair(0, 1, ((1, 1),), ((2, 0),))
    assert (told(start), crossed(start)) == (
        [("0", "0", None), ("0", None, 1)],
        [("0", "1", "touch")],
    )
    assert (told(end), crossed(end)) == ([("0", "1", 0), ("1", "1", None)], [("1", "2", "touch")])


def test_costs_can_be_the_same_for_a_while() -> None:
    segments = pair(0, 10, ((1, 1), (4, 0)), ((1, 1),))
    assert told(segments) == [("0", "3", 1), ("3", "10", None)]
    assert crossed(segments) == [("3", "4", "crossing")]


def test_between_whole_quantities_a_crossing_is_told_exactly() -> None:
    segments = pair(1, 9, ((4, 1),), ((1, 3),))
    assert told(segments, whole=True) == [("1", "1", 1), ("2", "9", 0)]
    assert crossed(segments, whole=True) == [("3/2", "11/2", "crossing")]


def test_at_a_whole_quantity_both_cost_the_same() -> None:
    segments = pair(1, 9, ((5, 1),), ((1, 3),))
    assert told(segments, whole=True) == [("1", "1", 1), ("2", "2", None), ("3", "9", 0)]
    assert crossed(segments, whole=True) == [("2", "7", "crossing")]


def test_a_quantity_between_two_whole_ones_at_which_both_touch_is_nowhere() -> None:
    segments = pair(1, 9, ((10, -4), (-4, 4)), ((3, 0),))
    assert told(segments, whole=True) == [("1", "9", 1)]


def test_a_change_of_rates_makes_costs_jump() -> None:
    segments = pair(1, 3, ((0, 1),), ((0, 2),)), pair(4, 9, ((0, 3),), ((0, 2),))
    assert told(*segments, whole=True) == [("1", "3", 0), ("4", "9", 1)]
    assert crossed(*segments, whole=True) == [("4", "8", "jump")]


def test_an_interval_goes_on_where_rates_change_but_not_who_is_cheaper() -> None:
    segments = pair(1, 3, ((0, 1),), ((0, 2),)), pair(4, 9, ((0, 3),), ((0, 4),))
    assert intervals_of(segments, whole=True) == (
        Interval(Fraction(1), Fraction(9), 0, Fraction(1, 4), Fraction(1, 2)),
    )


def test_costs_that_meet_at_the_last_size_of_a_rate_touch_before_they_jump() -> None:
    segments = pair(1, 3, ((3, 1),), ((0, 2),)), pair(4, 9, ((0, 3),), ((0, 4),))
    assert told(*segments, whole=True) == [("1", "2", 1), ("3", "3", None), ("4", "9", 0)]
    assert crossed(*segments, whole=True) == [("3", "6", "touch"), ("4", "12", "jump")]


def test_an_axis_may_be_a_single_quantity() -> None:
    assert told(pair(1, 1, ((0, 1),), ((0, 2),)), whole=True) == [("1", "1", 0)]


def test_between_two_parts_the_rates_of_the_former_hold() -> None:
    segments = pair(1, 3, ((0, 1),), ((0, 2),)), pair(4, 9, ((0, 3),), ((0, 2),))
    assert [costs_at(segments, at) for at in (Fraction(7, 2), Fraction(4))] == [
        (Fraction(7, 2), Fraction(7)),
        (Fraction(12), Fraction(8)),
    ]


def test_of_two_costs_of_nothing_none_is_saved() -> None:
    assert [saving(Fraction(), Fraction()), saving(Fraction(1), Fraction(4))] == [0, Fraction(3, 4)]
