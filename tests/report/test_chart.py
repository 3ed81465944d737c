from __future__ import annotations

from datetime import date
from decimal import Decimal

from llmcost.report.chart import draw_chart, letter
from llmcost.report.figure import Chart, Line, Piece


def piece(first: int, last: int, value: str, *, seen: bool = True) -> Piece:
    """A price from one day of January to another."""
    return Piece(date(2026, 1, first), date(2026, 1, last), Decimal(value), seen)


def drawn(*lines: tuple[Piece, ...], width: int = 29, unicode: bool = True) -> str:
    """Lines named acme/0, acme/1, ...; in 29 columns a day of January takes one column, below $10."""
    chart = Chart(tuple(Line(f"acme/{number}", pieces) for number, pieces in enumerate(lines)))
    rows = draw_chart(chart, width, unicode=unicode)
    return "\n".join("".join(span.text for span in spans) for spans in rows)


STEPS = (piece(1, 5, "4"), piece(5, 8, "4", seen=False), piece(8, 12, "2"), piece(18, 22, "3"))


def test_a_line_is_level_goes_straight_to_the_next_price_and_is_not_drawn_where_there_is_none() -> None:
    assert (
        "$4.00 ┤─────··┐\n"
        "      │       │\n"
        "      │       │\n"
        "$3.00 ┤       │         ─────\n"
        "      │       │\n"
        "      │       │\n"
        "$2.00 ┤       └────\n"
        "      │\n"
        "      │\n"
        "$1.00 ┤\n"
        "      │\n"
        "      │\n"
        "$0.00 ┤\n"
        "      └┬────────────────────┬\n"
        "       2026-01-01  2026-01-22"
    ) == drawn(STEPS)


def test_it_can_be_drawn_in_ascii() -> None:
    assert (
        "$4.00 +-----..+\n"
        "      |       |\n"
        "      |       |\n"
        "$3.00 +       |         -----\n"
        "      |       |\n"
        "      |       |\n"
        "$2.00 +       +----\n"
        "      |\n"
        "      |\n"
        "$1.00 +\n"
        "      |\n"
        "      |\n"
        "$0.00 +\n"
        "      ++--------------------+\n"
        "       2026-01-01  2026-01-22"
    ) == drawn(STEPS, unicode=False)


def test_what_was_seen_on_one_day_alone_is_a_dot() -> None:
    steps = (piece(1, 1, "4"), piece(3, 5, "2"), piece(5, 5, "4"), piece(7, 22, "0"))
    rows = drawn(steps).splitlines()
    assert ("$4.00 ┤•   •", "$2.00 ┤  ──┘", "$0.00 ┤      ────────────────") == (rows[0], rows[6], rows[12])
    assert "$4.00 +o   o" == drawn(steps, unicode=False).splitlines()[0]


def test_steps_up_and_down_on_one_day_are_one_line() -> None:
    steps = (piece(1, 5, "2"), piece(5, 5, "4"), piece(5, 22, "1"))
    rows = drawn(steps).splitlines()
    assert ("$2.00 ┤────┤", "$1.00 ┤    └─────────────────") == (rows[6], rows[9])


def test_several_lines_are_told_apart_by_letters() -> None:
    lines = (piece(1, 22, "1"),), (piece(1, 10, "2"), piece(10, 22, "0.5")), (), (piece(1, 22, "1"),)
    assert (
        "$2.00 ┤B────────┐\n"
        "      │         │\n"
        "      │         │\n"
        "$1.50 ┤         │\n"
        "      │         │\n"
        "      │         │\n"
        "$1.00 ┤A─D─A─D─A┼D─A─D─A─D─A─\n"
        "      │         │\n"
        "      │         │\n"
        "$0.50 ┤         └───────────B\n"
        "      │\n"
        "      │\n"
        "$0.00 ┤\n"
        "      └┬────────────────────┬\n"
        "       2026-01-01  2026-01-22\n"
        "\n"
        "A acme/0   B acme/1\n"
        "C acme/2 (nothing to draw)\n"
        "D acme/3"
    ) == drawn(*lines)


def test_a_crossing_belongs_to_the_letter_in_it() -> None:
    lines = (piece(1, 5, "3"), piece(5, 22, "1")), (piece(5, 22, "2"),)
    rows = drawn(*lines).splitlines()
    assert "$2.00 ┤    B────B───────────B" == rows[4]


def test_a_line_has_its_letter_every_so_often_but_not_beside_the_one_at_its_end() -> None:
    (row,) = [row for row in drawn((piece(1, 22, "1"),), (), width=60).splitlines() if "A─" in row]
    assert "A───────────A───────────A───────────A───────────A───A" == row.partition("┤")[2]
    (row,) = [row for row in drawn((piece(1, 22, "1"),), (), width=45).splitlines() if "A─" in row]
    assert "A───────────A───────────A────────────A" == row.partition("┤")[2]


def test_dotted_lines_have_no_letters_but_a_day_among_them_has() -> None:
    steps = (
        piece(1, 1, "2"),
        piece(1, 12, "2", seen=False),
        piece(12, 12, "2"),
        piece(12, 22, "2", seen=False),
    )
    rows = drawn((*steps, piece(22, 22, "1")), (piece(20, 22, "4"),)).splitlines()
    assert ("$2.00 ┤A··········A·········┐", "$1.00 ┤                     A") == (rows[6], rows[9])


def test_a_seen_line_hides_a_dotted_one_under_it() -> None:
    dotted = (piece(1, 5, "2"), piece(5, 18, "2", seen=False), piece(18, 22, "1"))
    (row,) = [row for row in drawn(dotted, (piece(8, 12, "2"),)).splitlines() if "B─" in row]
    assert "$2.00 ┤A────··B─B─B·····┐" == row


def test_a_line_of_which_nothing_was_seen_has_its_letter_all_the_same() -> None:
    lines = (piece(5, 18, "2", seen=False),), (piece(1, 22, "1"),)
    (row,) = [row for row in drawn(*lines).splitlines() if "·" in row]
    assert "A············A" == row.partition("┤")[2].strip()


def test_one_model_has_more_rows_where_a_step_would_else_not_be_seen() -> None:
    small = (piece(1, 10, "4"), piece(10, 20, "3.85"), piece(20, 22, "1"))
    rows = drawn(small).splitlines()
    assert ("$4.00 ┤─────────┐", "      │         └─────────┐") == (rows[0], rows[1])
    assert [19, 17] == [len(drawn(small).splitlines()), len(drawn(small, (piece(1, 2, "1"),)).splitlines())]


def test_every_span_has_the_colour_of_its_line() -> None:
    chart = Chart((Line("a", (piece(1, 22, "2"),)), Line("b", (piece(1, 22, "1"),))))
    rows = draw_chart(chart, 29, unicode=True)
    assert [[None, 0], [None, 1]] == [
        [span.line for span in row]
        for row in rows
        if any(span.line is not None for span in row[:2]) and row[0].line is None
    ]
    assert [0, 1] == [span.line for span in rows[-1]]


def test_it_is_as_wide_as_it_is_asked_to_be_but_for_a_few_columns() -> None:
    widths = {width: max(map(len, drawn(STEPS, width=width).splitlines())) for width in (1, 20, 72, 200)}
    assert {1: 17, 20: 20, 72: 72, 200: 200} == widths


def test_letters_begin_again_after_the_last() -> None:
    assert ("A", "Z", "a", "z", "A") == tuple(map(letter, (0, 25, 26, 51, 52)))
