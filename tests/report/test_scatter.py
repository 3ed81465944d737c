from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from llmcost.report.figure import Point, Scatter
from llmcost.report.fit import cell_width
from llmcost.report.scatter import draw_scatter

WHAT = "Blended rate, USD per 1M tokens"


def point(name: str, cost: str, intelligence: str, *, best: bool = False) -> Point:
    return Point(name, Decimal(cost), Decimal(intelligence), best)


def drawn(*points: Point, width: int = 40, unicode: bool = True) -> str:
    lines = draw_scatter(Scatter(WHAT, points), width, unicode=unicode)
    return "\n".join("".join(span.text for span in spans) for spans in lines)


FEW = (
    point("acme/small", "0.1", "15", best=True),
    point("acme/middle", "1", "40", best=True),
    point("acme/large", "90", "55", best=True),
    point("acme/dull", "2", "12"),
    point("acme/old", "30", "38"),
)


def test_cost_lies_along_by_factors_intelligence_up_and_the_frontier_has_its_own_sign() -> None:
    assert (
        "Intelligence\n"
        "   │                       acme/large ●─\n"
        "50 ┤                                  │\n"
        "   │  acme/middle                     │\n"
        "40 ┤            ●────────────────·────┘\n"
        "   │            │\n"
        "30 ┤            │\n"
        "   │            │\n"
        "20 ┤ acme/small │\n"
        "   │ ●──────────┘\n"
        "10 ┤                ·\n"
        "   └─┬──────────┬──────────┬────────────\n"
        "    $0.10      $1         $10\n"
        "Blended rate, USD per 1M tokens\n"
        "\n"
        "● on the frontier (3)\n"
        "· beaten by another (2)"
    ) == drawn(*FEW)


def test_it_can_be_drawn_in_ascii() -> None:
    assert (
        "Intelligence\n"
        "   |                       acme/large *-\n"
        "50 +                                  |\n"
        "   |  acme/middle                     |\n"
        "40 +            *----------------.----+\n"
        "   |            |\n"
        "30 +            |\n"
        "   |            |\n"
        "20 + acme/small |\n"
        "   | *----------+\n"
        "10 +                .\n"
        "   +-+----------+----------+------------\n"
        "    $0.10      $1         $10\n"
        "Blended rate, USD per 1M tokens\n"
        "\n"
        "* on the frontier (3)\n"
        ". beaten by another (2)"
    ) == drawn(*FEW, unicode=False)


def test_the_frontier_and_its_names_have_a_colour() -> None:
    lines = draw_scatter(Scatter(WHAT, (FEW[0], FEW[3])), 40, unicode=True)
    coloured = [span.text for spans in lines for span in spans if span.line == 0]
    uncoloured = {span.text.strip(" │┤0123456789") for spans in lines for span in spans if span.line is None}
    assert (["acme/small", "●", "─" * 34, "● on the frontier (1)"], True) == (coloured, "·" in uncoloured)


LONG = tuple(point(f"acme/a-very-long-name-{number}", "1", "20", best=True) for number in range(2))


def test_a_name_without_room_gets_a_letter_that_is_explained_below_if_need_be_in_short() -> None:
    assert (
        "Intelligence\n"
        "   │ a-very-long-name-0\n"
        "20 ┤    ●───────────────\n"
        "   │ a-very-long-name-1\n"
        "   │\n"
        "   │\n"
        "   │\n"
        "10 ┤\n"
        "   │\n"
        "   │\n"
        "   │\n"
        "   │\n"
        " 0 ┤               ·\n"
        "   └────┬────┬─────┬────\n"
        "       $1   $2    $5\n"
        "Blended rate, USD per 1M\n"
        "tokens\n"
        "\n"
        "● on the frontier (2)\n"
        "· beaten by another (1)"
    ) == drawn(*LONG, point("acme/x", "5", "1"), width=24)


def test_where_letters_run_out_the_sign_stands_in_the_legend() -> None:
    name = f"acme/{'long-name-' * 20}"
    points = [point(f"{name}{at}", str(2**at), str(at * 9), best=True) for at in range(60)]
    legend = drawn(*points, width=200).split("\n")[-60:]
    signs = [line[0] for line in legend]
    assert ([*"ABCXYZabcxyz"], ["●"], {"-" + str(at) for at in range(60)}) == (
        [signs[at] for at in (0, 1, 2, 23, 24, 25, 26, 27, 28, 49, 50, 51)],
        sorted(set(signs[52:])),
        {"-" + line.rpartition("-")[2] for line in legend},
    )


def test_where_some_are_free_it_is_told_how_many_are_drawn() -> None:
    lines = draw_scatter(Scatter(WHAT, FEW, 1, 2), 60, unicode=True)
    assert "● on the frontier (3 of 4)  · beaten by another (2 of 4)" == "".join(
        span.text for span in lines[-1]
    )


def test_a_wide_character_takes_two_columns() -> None:
    points = (point("acme/模型", "30", "20", best=True), point("acme/x", "1", "10"))
    assert (
        "Intelligence\n"
        "20 ┤                        acme/模型 ●─\n"
        "   │\n"
        "18 ┤\n"
        "   │\n"
        "16 ┤\n"
        "   │\n"
        "14 ┤\n"
        "   │\n"
        "12 ┤\n"
        "   │\n"
        "10 ┤ ·\n"
        "   └─┬──────┬────────┬─────┬──────┬─────\n"
        "    $1     $2       $5    $10    $20\n"
        "Blended rate, USD per 1M tokens\n"
        "\n"
        "● on the frontier (1)\n"
        "· beaten by another (1)"
    ) == drawn(*points)


def test_equal_ones_have_one_sign_and_stand_in_the_middle() -> None:
    points = (point("a/one", "1", "20", best=True), point("a/two", "1", "20", best=True))
    assert (
        "Intelligence\n"
        "   │\n"
        "22 ┤\n"
        "   │\n"
        "21 ┤\n"
        "   │             a/two\n"
        "20 ┤           a/one ●──────────────────\n"
        "   │\n"
        "19 ┤\n"
        "   │\n"
        "18 ┤\n"
        "   │\n"
        "   └────────┬────────┬─────────┬────────\n"
        "          $0.50     $1        $2\n"
        "Blended rate, USD per 1M tokens\n"
        "\n"
        "● on the frontier (2)"
    ) == drawn(*points)


def test_points_may_touch_and_a_frontier_point_hides_one_behind_it() -> None:
    points = [
        point("a/best", "1", "20", best=True),
        point("a/same", "1", "19.99"),
        point("a/next", "1.07", "20"),
    ]
    rows = drawn(*points).splitlines()
    assert "20 ┤          a/best ●·─────────────────" in rows


def test_an_intelligence_of_0_stands_on_the_axis() -> None:
    points = (point("a/one", "1", "0", best=True), point("a/two", "2", "0"))
    assert (
        "Intelligence\n"
        "5 ┤\n"
        "  │\n"
        "4 ┤\n"
        "  │\n"
        "3 ┤\n"
        "  │\n"
        "2 ┤\n"
        "  │\n"
        "1 ┤\n"
        "  │\n"
        "0 ┤       a/one ●─────────·─────────────\n"
        "  └───┬─────────┬─────────┬─────────────\n"
        "    $0.50      $1        $2\n"
        "Blended rate, USD per 1M tokens\n"
        "\n"
        "● on the frontier (1)\n"
        "· beaten by another (1)"
    ) == drawn(*points)


NAMES = st.text("ab/-界[", min_size=1, max_size=40).map(lambda name: f"acme/{name}")
COSTS = st.decimals(Decimal("1e-9"), Decimal("1e9"), places=9).filter(bool)
POINTS = st.lists(
    st.builds(Point, NAMES, COSTS, st.decimals(0, 100, places=1), st.booleans()), min_size=1, max_size=30
).map(lambda points: [points[0]._replace(on_frontier=True), *points[1:]])


@given(POINTS, st.integers(40, 200))
def test_no_line_is_wider_than_asked_and_every_name_on_the_frontier_is_told(
    points: list[Point], width: int
) -> None:
    for unicode in (True, False):
        text = drawn(*points, width=width, unicode=unicode)
        assert max(map(cell_width, text.split("\n"))) <= width
    best = [each.name for each in points if each.on_frontier]
    text = drawn(*points, width=width)
    assert [name for name in best if name.partition("/")[2] not in text and "…" not in text] == []
