from __future__ import annotations

from fractions import Fraction

from llmcost.market.cost_line import CostLine, Segment, intersections


def line(base: int, slope: int) -> CostLine:
    return CostLine(Fraction(base), Fraction(slope))


def test_two_lines_meet_at_an_exact_fraction() -> None:
    assert Fraction(4, 3) == line(5, 1).meets(line(1, 4))


def test_lines_of_the_same_slope_meet_nowhere_or_everywhere() -> None:
    assert (line(5, 1).meets(line(1, 1)), line(5, 1).meets(line(5, 1))) == (None, None)


def test_the_dearest_line_counts() -> None:
    segment = Segment(Fraction(), None, (line(5, 1), line(1, 4)))
    assert [segment.cost(Fraction(at)) for at in (0, 1, 2)] == [5, 6, 9]


def test_in_the_end_the_steepest_line_is_the_dearest() -> None:
    segment = Segment(Fraction(), None, (line(9, 1), line(1, 4), line(2, 4)))
    assert segment.growth == line(2, 4)


def test_bends_are_told_once_in_order() -> None:
    lines = (line(0, 2), line(2, 0), line(2, 0), line(0, 1), line(1, 1))
    assert list(intersections(lines)) == [0, 1, 2]
