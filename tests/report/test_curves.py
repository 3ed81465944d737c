from __future__ import annotations

from decimal import Decimal

from llmcost.report.drawing import draw
from llmcost.report.figure import Crossing, Curve, Curves, Stretch

Ends = tuple[str, str, str, str]
"""Quantity and cost at the start, then at the end."""


def curve(name: str, *ends: Ends) -> Curve:
    stretches = []
    for first, low, last, high in ends:
        stretches.append(Stretch((Decimal(first), Decimal(low)), (Decimal(last), Decimal(high))))
    return Curve(name, tuple(stretches))


def drawn(
    *curves: Curve, crossings: tuple[tuple[str, str], ...] = (), width: int = 30, unicode: bool = True
) -> str:
    marks = tuple(Crossing(Decimal(at), Decimal(cost), at) for at, cost in crossings)
    figure = Curves("Input tokens", "USD per request", curves, marks)
    return "\n".join(
        "".join(span.text for span in spans).rstrip() for spans in draw(figure, width, unicode=unicode)
    )


A = curve("acme/a", ("0", "0", "10", "10"))
B = curve("acme/b", ("0", "5", "10", "5"))


def test_curves_cross_where_it_is_marked() -> None:
    assert drawn(A, B, crossings=(("5", "5"),), width=40) == (
        "USD per request\n"
        "$10.00 ┤                              ··\n"
        "       │                           ·A·\n"
        " $8.00 ┤                        ···\n"
        "       │                     ···\n"
        " $6.00 ┤                  ··A\n"
        "       │B·······B·····AB◆B······B·······\n"
        " $4.00 ┤           ·A·\n"
        "       │        ···\n"
        " $2.00 ┤     ···\n"
        "       │  ··A\n"
        "    $0 ┤··\n"
        "       └┬─────┬─────┬──────┬─────┬─────┬\n"
        "        0     2     4      6     8    10\n"
        "Input tokens\n"
        "\n"
        "A acme/a   B acme/b   ◆ break-even"
    )


def test_it_can_be_drawn_in_ascii() -> None:
    jump = curve("acme/jump", ("0", "1", "5", "1"), ("5", "4", "10", "4"))
    assert drawn(jump, B, unicode=False) == (
        "USD per request\n"
        "$5.00 +B.......B.......B......\n"
        "      |\n"
        "$4.00 +           .A.......A..\n"
        "      |           |\n"
        "$3.00 +           |\n"
        "      |           |\n"
        "$2.00 +           |\n"
        "      |           |\n"
        "$1.00 +....A.......\n"
        "      |\n"
        "   $0 +\n"
        "      ++----------+----------+\n"
        "       0          5         10\n"
        "Input tokens\n"
        "\n"
        "A acme/jump   B acme/b"
    )


def test_curves_on_each_other_take_turns() -> None:
    alike = [curve(name, ("0", "1", "5", "1"), ("5", "4", "10", "4")) for name in ("acme/a", "acme/b")]
    assert drawn(*alike) == (
        "USD per request\n"
        "$4.00 ┤           BABABABABABA\n"
        "      │           │\n"
        "      │           │\n"
        "$3.00 ┤           │\n"
        "      │           │\n"
        "      │           │\n"
        "$2.00 ┤           │\n"
        "      │           │\n"
        "      │           │\n"
        "$1.00 ┤ABABABABABAB\n"
        "      │\n"
        "      │\n"
        "   $0 ┤\n"
        "      └┬──────────┬──────────┬\n"
        "       0          5         10\n"
        "Input tokens\n"
        "\n"
        "A acme/a   B acme/b"
    )


def test_costs_close_to_each_other_are_drawn_without_the_way_down_to_0() -> None:
    assert drawn(curve("acme/near", ("0", "100", "10", "110")), width=24) == (
        "USD per request, not\n"
        "from $0\n"
        "$110.00 ┤              ·\n"
        "        │            A·\n"
        "$108.00 ┤           ·\n"
        "        │          ·\n"
        "$106.00 ┤        ··\n"
        "        │       ·\n"
        "$104.00 ┤     ··\n"
        "        │    A\n"
        "$102.00 ┤   ·\n"
        "        │ ··\n"
        "$100.00 ┤·\n"
        "        └┬──────┬──────┬\n"
        "         0      5     10\n"
        "Input tokens\n"
        "\n"
        "A acme/near"
    )


def test_costs_that_lie_very_close_are_labelled_in_full() -> None:
    close = drawn(curve("acme/close", ("0", "0.001", "10", "0.00102")), width=40).splitlines()
    assert [line.partition(" ")[0] for line in close if "┤" in line] == [
        "$0.001020",
        "$0.001015",
        "$0.001010",
        "$0.001005",
        "$0.001000",
    ]


def test_a_steep_curve_has_no_gaps_and_captions_wrap() -> None:
    steep = curve("acme/steep", ("0", "0", "1", "100"), ("1", "100", "100", "100"))
    assert drawn(steep, width=10) == (
        "USD per\n"
        "request\n"
        "$100.00 ┤····A···\n"
        "        ││\n"
        " $80.00 ┤│\n"
        "        ││\n"
        " $60.00 ┤│\n"
        "        ││\n"
        " $40.00 ┤│\n"
        "        ││\n"
        " $20.00 ┤│\n"
        "        ││\n"
        "     $0 ┤·\n"
        "        └┬──────┬\n"
        "         0    100\n"
        "Input\n"
        "tokens\n"
        "\n"
        "A acme/steep"
    )


def test_a_curve_may_begin_with_a_jump() -> None:
    assert drawn(curve("acme/dot", ("1", "1", "1", "2"), ("1", "2", "10", "3"))).splitlines()[1:11] == [
        "$3.00 ┤                    A··",
        "      │              ······",
        "      │         ···A·",
        "      │   ·A····",
        "$2.00 ┤···",
        "      │",
        "      │",
        "      │",
        "$1.00 ┤",
        "      │",
    ]


def test_a_legend_that_is_too_long_has_a_line_for_each() -> None:
    assert drawn(A, B, crossings=(("5", "5"),), width=24).endswith("\n\nA acme/a\nB acme/b\n◆ break-even")
