from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from llmcost.report.fit import cell_width
from llmcost.report.labels import place_labels

if TYPE_CHECKING:
    from llmcost.report.labels import Label

ROWS, COLUMNS = 5, 20


def field(*names: tuple[tuple[int, int], str], others: tuple[tuple[int, int], ...] = ()) -> str:
    """A field of 5 rows and 20 columns as it is drawn, and then the names without a place."""
    placed = place_labels(names, {*(spot for spot, _ in names), *others}, rows=ROWS, columns=COLUMNS)
    cells = [["."] * COLUMNS for _ in range(ROWS)]
    for label in placed.labels:
        cells[label.row][label.column : label.end] = label.text
    for row, column in others:
        cells[row][column] = "o"
    for (row, column), _ in names:
        cells[row][column] = "*"
    lines = ["".join(row) for row in reversed(cells)]
    return "\n".join([*lines, *(f"{spot} {', '.join(names)}" for spot, names in placed.homeless.items())])


def test_a_name_stands_to_the_left_where_on_a_frontier_nothing_else_is() -> None:
    assert (
        "....................\n"
        "....................\n"
        "...acme/one.*.......\n"
        "....................\n"
        "...................."
    ) == field(((2, 12), "acme/one"))


def test_else_to_the_right() -> None:
    assert (
        "....................\n"
        "....................\n"
        "...*.acme/one.......\n"
        "....................\n"
        "...................."
    ) == field(((2, 3), "acme/one"))


def test_else_above_and_else_below() -> None:
    assert (
        "....................\n"
        ".acme/first.........\n"
        "......o...*.o.......\n"
        ".acme/second........\n"
        "...................."
    ) == field(((2, 10), "acme/first"), ((2, 10), "acme/second"), others=((2, 6), (2, 12)))


def test_a_name_without_room_leaves_out_its_author() -> None:
    assert (
        "....................\n"
        "....................\n"
        "...*.quite-longer-on\n"
        "....................\n"
        "...................."
    ) == field(((2, 3), "acme/quite-longer-on"))


def test_a_line_is_covered_only_where_there_is_no_other_place() -> None:
    def places(line: set[tuple[int, int]]) -> list[tuple[int, int]]:
        names = [((2, 3), "acme/one")]
        placed = place_labels(names, {(2, 3)}, rows=ROWS, columns=COLUMNS, line=line)
        return [(label.row, label.column) for label in placed.labels]

    tail = {(2, column) for column in range(4, COLUMNS)}
    everywhere = {(row, column) for row in range(ROWS) for column in range(COLUMNS)}
    assert ([(2, 5)], [(3, 1)], [(2, 5)]) == (places(set()), places(tail), places(everywhere))


def test_above_a_point_it_stays_away_from_the_points_of_others() -> None:
    assert (
        "....................\n"
        "......other.*.......\n"
        "......o...*.o.......\n"
        "...acme/one.........\n"
        "...................."
    ) == field(((3, 12), "other"), ((2, 10), "acme/one"), others=((2, 6), (2, 12)))


def test_a_name_that_has_no_place_at_all_is_told_with_its_point_from_the_left_on() -> None:
    assert (
        "....................\n"
        "....................\n"
        "...*...........*....\n"
        "....................\n"
        "....................\n"
        "(2, 3) acme/much-too-long-to-be-shown, as-long-and-without-author\n"
        "(2, 15) acme/much-too-long-for-this"
    ) == field(
        ((2, 15), "acme/much-too-long-for-this"),
        ((2, 3), "acme/much-too-long-to-be-shown"),
        ((2, 3), "as-long-and-without-author"),
    )


def test_a_blank_stays_before_the_axis_and_a_slash_at_an_end_is_no_author() -> None:
    assert (
        "....................\n"
        "....................\n"
        "*.acme/.............\n"
        "....................\n"
        "*./and-all-that-fits"
    ) == field(((2, 0), "acme/"), ((0, 0), "/and-all-that-fits"))


SPOTS = st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1))
NAMES = st.text("ab/界", min_size=1, max_size=12)


def cells(label: Label) -> set[tuple[int, int]]:
    return {(label.row, column) for column in range(label.column, label.end)}


@given(st.lists(st.tuples(SPOTS, NAMES), max_size=10), st.sets(SPOTS, max_size=10))
def test_no_name_ever_touches_another_a_point_or_the_edge(
    names: list[tuple[tuple[int, int], str]], others: set[tuple[int, int]]
) -> None:
    taken = {*(spot for spot, _ in names), *others}
    placed = place_labels(names, taken, rows=ROWS, columns=COLUMNS)
    for label in placed.labels:
        around = cells(label._replace(column=label.column - 1, width=label.width + 2))
        assert not around & taken
        assert 1 <= label.column
        assert label.end <= COLUMNS
        assert 0 <= label.row < ROWS
        assert label.width == cell_width(label.text)
    for one, other in combinations(placed.labels, 2):
        assert not cells(one._replace(width=one.width + 1)) & cells(other._replace(width=other.width + 1))
    assert len(names) == len(placed.labels) + sum(map(len, placed.homeless.values()))
