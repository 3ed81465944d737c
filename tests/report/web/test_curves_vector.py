from __future__ import annotations

from decimal import Decimal

import pytest
from vectors import hints, of_class, path_spots, texts

from llmcost.report.figure import Crossing, Curve, Curves, Stretch
from llmcost.report.web.curves import draw_curves, quantity


def curve(name: str, *corners: tuple[tuple[str, str], tuple[str, str]]) -> Curve:
    return Curve(
        name,
        tuple(
            Stretch((Decimal(start[0]), Decimal(start[1])), (Decimal(end[0]), Decimal(end[1])))
            for start, end in corners
        ),
    )


FLAT = curve("a/flat", (("0", "2"), ("20", "2")))
STEEP = curve("b/<steep>", (("0", "1"), ("10", "2")), (("10", "3"), ("20", "4")))
CURVES = Curves(
    "Input tokens for each output token",
    "USD per request",
    (FLAT, STEEP),
    (Crossing(Decimal(10), Decimal(2), "10 in per out"),),
)


def test_curves_are_told_apart_by_letters_and_dashes() -> None:
    vector = draw_curves(CURVES, 860)
    assert ["A", "B", "A", "B"] == [node.text for node in of_class(vector, "letter")]
    dashes = [node.get("stroke-dasharray") for node in of_class(vector, "line")]
    assert dashes[:2] == dashes[2:] == [None, "9 4"]
    assert ["a/flat", "B", "b/<steep>", "break-even"] == texts(vector)[-4:]
    assert [
        "USD per request of a/flat, b/<steep> by input tokens for each output token",
        "a/flat",
        "b/<steep>",
    ] == hints(vector)[:3]


def test_a_jump_is_dotted_and_a_crossing_marked_and_named() -> None:
    vector = draw_curves(CURVES, 860)
    (jump,) = of_class(vector, "jump")
    (x, low), (same, high) = path_spots(jump.get("d", ""))
    ring = of_class(vector, "crossing")[0]
    assert (x, low) == (Decimal(ring.get("cx", "")), Decimal(ring.get("cy", "")))
    assert (x, True) == (same, high < low)
    assert ["10 in per out: $2.00"] == [node.text for node in of_class(vector, "name")]


def test_it_says_in_words_what_can_be_seen() -> None:
    told = "a/flat: $2.00 at 0, $2.00 at 20; b/<steep>: $1.00 at 0, $4.00 at 20."
    assert f"{told} Break-even at 10 in per out ($2.00)." == draw_curves(CURVES, 860).description
    without = draw_curves(CURVES._replace(crossings=()), 860)
    assert f"{told} No break-even." == without.description
    assert "break-even" not in texts(without)


def test_curves_that_cost_nothing_lie_on_the_axis() -> None:
    vector = draw_curves(Curves("x", "y", (curve("a", (("0", "0"), ("1", "0"))),)), 350)
    assert "$0" in texts(vector)


def test_of_whole_quantities_only_those_are_told() -> None:
    few = Curves("Input tokens", "USD", (curve("a/x", (("1", "1"), ("2", "2"))),))
    ticks = ["1", "1.2", "1.4", "1.6", "1.8", "2"]
    assert [text for text in texts(draw_curves(few, 860)) if text in ticks] == ticks
    whole = texts(draw_curves(few._replace(is_whole=True), 860))
    assert [text for text in whole if text in ticks] == ["1", "2"]


def test_what_has_no_room_is_left_out() -> None:
    curves = tuple(FLAT._replace(name=str(number)) for number in range(30))
    crossings = tuple(Crossing(Decimal(number) / 10, Decimal(2), str(number)) for number in range(0, 200, 2))
    vector = draw_curves(Curves("x", "y", curves, crossings), 350)
    letters = [node for node in of_class(vector, "letter") if node.get("text-anchor") != "middle"]
    assert 0 < len(letters) < 30
    assert 0 < len(of_class(vector, "name")) < 100


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("0", "0"),
        ("20", "20"),
        ("8.333333333", "8.333"),
        ("1047576", "1,047,576"),
        ("1234.5678", "1,235"),
        ("0.00012345", "0.0001234"),
        ("1000.5", "1,000"),
    ],
)
def test_a_quantity_has_four_digits_or_is_whole(value: str, told: str) -> None:
    assert told == quantity(Decimal(value))
