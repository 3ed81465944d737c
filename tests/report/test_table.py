from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from llmcost.report.figure import Chart, Line, Piece
from llmcost.report.look import Look
from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.table import table_text

SHEET = Sheet(
    "What was asked of the models",
    (
        Column("Model", 0, right=False, style="model"),
        Column("Rate", 2),
        Column("Total", 0, style="money"),
        Column("", 9, right=False, style="bar"),
    ),
    (
        ("acme/a-long-name-1", "$1.25", "$1,234.50", Bar(Decimal(1))),
        ("[red]:smile:", "$10.00", "$1.00", Bar(Decimal("0.2"))),
    ),
    notes=("[1] seen on 2026-11-10 at $1,234,567.89",),
    fine_print=("fine print",),
)


def test_a_wide_terminal_gets_everything_under_a_rule() -> None:
    assert (
        "What was asked of the models\n"
        "\n"
        "Model                 Rate      Total\n"
        "─────────────────────────────────────────────────\n"
        "acme/a-long-name-1   $1.25  $1,234.50  ██████████\n"
        "[red]:smile:        $10.00      $1.00  ██\n"
        "\n"
        "[1] seen on 2026-11-10 at $1,234,567.89\n"
        "fine print\n"
    ) == table_text(SHEET, Look(width=80))


def test_a_narrow_terminal_gets_fewer_columns_and_whole_numbers() -> None:
    assert (
        "What was asked of the\n"
        "  models\n"
        "\n"
        "Model             Total\n"
        "-----------------------\n"
        "a-lon...me-1  $1,234.50\n"
        "[red]:smile:      $1.00\n"
        "\n"
        "[1] seen on 2026-11-10\n"
        "    at $1,234,567.89\n"
        "fine print\n"
    ) == table_text(SHEET, Look(width=23, unicode=False))


def test_on_the_narrowest_of_terminals_words_and_numbers_run_over_whole() -> None:
    assert [
        "[1]",
        "    seen",
        "    on",
        "    2026-11-10",
        "    at",
        "    $1,234,567.89",
        "fine",
        "  print",
    ] == table_text(SHEET, Look(width=1)).splitlines()[-8:]


def test_colours_are_those_of_the_terminal_and_change_no_text() -> None:
    coloured = table_text(SHEET, Look(width=80, colour=True))
    codes = set(re.findall(r"\x1b\[([\d;]*)m", coloured))
    assert ({"0", "1", "2", "32", "36"}, table_text(SHEET, Look(width=80))) == (codes, plain_of(coloured))


def test_the_row_that_stands_out_is_bold() -> None:
    line = table_text(SHEET._replace(emphasised=1), Look(width=80, colour=True)).splitlines()[5]
    assert ["1;36", "1", "1", "1;32"] == re.findall(r"\x1b\[([1-9;]+)m", line)


def test_without_rows_there_is_no_table() -> None:
    bare = SHEET._replace(rows=(), notes=(), fine_print=())
    assert "What was asked of the models\n\n" == table_text(bare, Look(width=80))


def plain_of(coloured: str) -> str:
    """The text without its codes, and without the spaces that they keep at the end of a line."""
    return "".join(f"{line.rstrip()}\n" for line in re.sub(r"\x1b\[[\d;]*m", "", coloured).splitlines())


def test_no_line_ends_in_spaces() -> None:
    lines = table_text(SHEET, Look(width=80)).splitlines()
    assert [line.rstrip() for line in lines] == lines


CHART = Chart(
    tuple(
        Line(f"acme/{name}", (Piece(date(2026, 1, 1), date(2026, 11, 1), Decimal(value), seen=True),))
        for name, value in (("x", "2"), ("y", "1"))
    )
)


def test_a_chart_is_as_wide_as_the_terminal_and_its_lines_have_colours() -> None:
    lines = table_text(SHEET._replace(chart=CHART), Look(width=50, colour=True)).splitlines()
    assert "$2.00 ┤\x1b[36mA───────────A───────────A───────────A─────A\x1b[0m" == lines[7]
    assert "\x1b[36mA acme/x\x1b[0m\x1b[33m   B acme/y\x1b[0m" in lines
    plain = table_text(SHEET._replace(chart=CHART), Look(width=40, unicode=False)).splitlines()
    assert "$2.00 +A-----------A-----------A-------A" == plain[7]


def test_a_verdict_that_is_bad_has_a_colour() -> None:
    column = Column("Verdict", 0, right=False, style="verdict")
    bars = Column("", 1, right=False, style="bar")
    verdicts = ("over, warns", "warn", "not judged", "ok", "", "unpriced")
    rows = tuple((each, Bar(Decimal(1), each.partition(",")[0])) for each in verdicts)
    text = table_text(Sheet("", (column, bars), rows), Look(width=40, colour=True))
    lines = text.splitlines()[-7:-1]
    assert [["31", "31"], ["33", "33"], ["33", "32"], ["32"], ["32"], ["31", "31"]] == [
        re.findall(r"\x1b\[([1-9;]+)m", line) for line in lines
    ]


def test_an_indented_note_hangs_deeper() -> None:
    sheet = Sheet("", (), (), ("above:", "  one two three four"))
    assert ["above:", "  one two", "    three", "    four"] == table_text(sheet, Look(width=10)).splitlines()[
        -4:
    ]
