from __future__ import annotations

from fractions import Fraction

from llmcost.market.cost_line import CostLine, Segment
from llmcost.market.interval import Crossing
from llmcost.market.quantity_range import samples, shown_end

LINE = (CostLine(Fraction(1), Fraction(1)),)


def segments(*parts: tuple[int, int | None]) -> list[tuple[Segment, Segment]]:
    made = [Segment(Fraction(first), None if last is None else Fraction(last), LINE) for first, last in parts]
    return [(each, each) for each in made]


def crossing(at: str, kind: str = "crossing") -> Crossing:
    return Crossing(Fraction(at), Fraction(1), kind)


def told(over: str, parts: list[tuple[Segment, Segment]], *crossings: Crossing, shown: int) -> list[str]:
    """Each quantity, with the kind of its crossing and ``!`` where other rates begin."""
    return [
        f"{at}{f' {kind}' if kind else ''}{' !' if is_threshold else ''}"
        for at, kind, is_threshold in samples(over, parts, crossings, Fraction(shown))
    ]


def test_a_ratio_is_drawn_to_twice_the_last_crossing_rounded_up() -> None:
    ratio = segments((0, None))
    assert [
        shown_end("ratio", ratio, ()),
        shown_end("ratio", ratio, [crossing("0", "touch")]),
        shown_end("ratio", ratio, [crossing("3/2")]),
        shown_end("ratio", ratio, [crossing("1"), crossing("21")]),
    ] == [20, 20, 10, 50]


def test_a_share_is_drawn_whole() -> None:
    assert shown_end("cached", segments((0, 1)), [crossing("1/10")]) == 1


def test_sizes_are_drawn_past_the_last_crossing() -> None:
    assert [
        shown_end("size", segments((1, 90_000)), ()),
        shown_end("size", segments((1, 90_000)), [crossing("700")]),
        shown_end("size", segments((1, 200), (201, 90_000)), [crossing("7")]),
        shown_end("size", segments((1, 90_000)), [crossing("80000")]),
        shown_end("size", segments((1, 90_000)), [crossing("1", "touch")]),
        shown_end("size", segments((1, 700)), [crossing("7")]),
    ] == [90_000, 2_000, 1_000, 90_000, 90_000, 700]


def test_a_ratio_is_told_at_round_quantities_and_at_crossings() -> None:
    assert told("ratio", segments((0, None)), crossing("7/2"), shown=10) == (
        ["0", "1/10", "1/5", "1/2", "1", "2", "7/2 crossing", "5", "10"]
    )


def test_a_share_is_told_at_round_percentages() -> None:
    assert told("cached", segments((0, 1)), crossing("1", "touch"), shown=1) == (
        ["0", "1/10", "1/4", "1/2", "3/4", "9/10", "1 touch"]
    )


def test_sizes_are_told_on_both_sides_of_what_happens_between_them() -> None:
    parts = segments((1, 20), (21, 70))
    assert told("size", parts, crossing("9/2"), crossing("8"), crossing("21", "jump"), shown=40) == (
        ["1", "2", "4", "5 crossing", "8 crossing", "10", "20", "21 jump !", "70"]
    )


def test_behind_what_is_drawn_sizes_are_told_at_powers_of_ten() -> None:
    found = told("size", segments((1, 2_000_000)), crossing("700"), shown=2_000)
    assert found[-6:] == ["1000", "2000", "10000", "100000", "1000000", "2000000"]


def test_tokens_are_never_told_in_parts() -> None:
    assert told("size", segments((1, 4)), shown=4) == ["1", "2", "4"]
