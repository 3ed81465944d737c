from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.staircase import staircase

if TYPE_CHECKING:
    from llmcost.report.labels import Spot

ROWS, COLUMNS = 5, 12


def field(*points: Spot) -> str:
    """A field of 5 rows and 12 columns with the line that is drawn through the points."""
    cells = [["."] * COLUMNS for _ in range(ROWS)]
    for (row, column), piece in staircase(points, COLUMNS):
        assert "." == cells[row][column]
        cells[row][column] = "─│┘"[piece]
    for row, column in points:
        assert cells[row][column] in {".", "o"}
        cells[row][column] = "o"
    return "\n".join("".join(row) for row in reversed(cells))


def test_it_stays_level_to_below_the_next_point_and_climbs_to_it() -> None:
    assert (".......o────\n.......│....\n...o───┘....\n...│........\no──┘........") == field(
        (4, 7), (0, 0), (2, 3)
    )


def test_points_may_touch_lie_above_each_other_or_be_the_same() -> None:
    assert ("............\n.......oo───\n.......│....\n.o─────o....\n.o..........") == field(
        (0, 1), (1, 1), (1, 1), (1, 7), (3, 7), (3, 8)
    )


def test_of_a_point_at_the_end_there_is_no_line() -> None:
    assert "o" == field((0, COLUMNS - 1)).replace(".", "").strip()
