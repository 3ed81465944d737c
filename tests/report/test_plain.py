from __future__ import annotations

from datetime import date
from decimal import Decimal

from llmcost.report.figure import Chart, Line, Piece
from llmcost.report.plain import plain_text
from llmcost.report.sheet import Bar, Column, Sheet

SHEET = Sheet(
    "What was asked",
    (
        Column("Model", 0, right=False, style="model"),
        Column("Total", 0),
        Column("", 9, right=False, style="bar"),
    ),
    (("日本/語", "$1,234.50", Bar(Decimal(1))), ("[red]acme/x", "$1.00", Bar(Decimal("0.01")))),
    notes=("[1] a note",),
    fine_print=("fine print",),
)


def test_a_pipe_gets_every_column_at_its_natural_width() -> None:
    assert (
        "What was asked\n"
        "\n"
        "Model            Total\n"
        "日本/語      $1,234.50  ██████████\n"
        "[red]acme/x      $1.00  ▏\n"
        "\n"
        "[1] a note\n"
        "fine print\n"
    ) == plain_text(SHEET, unicode=True)


def test_bars_are_drawn_in_ascii_where_blocks_cannot_be_encoded() -> None:
    text = plain_text(SHEET, unicode=False)
    assert ["##########", "#"] == [line.rpartition("  ")[2] for line in text.splitlines()[3:5]]


def test_without_rows_there_is_no_table() -> None:
    bare = SHEET._replace(rows=())
    assert "What was asked\n\n[1] a note\nfine print\n" == plain_text(bare, unicode=True)


def test_a_chart_stands_below_the_table_72_columns_wide() -> None:
    line = Line("acme/x", (Piece(date(2026, 1, 1), date(2026, 11, 1), Decimal(1), seen=True),))
    lines = plain_text(SHEET._replace(chart=Chart((line,))), unicode=True).splitlines()
    assert ("", f"$1.00 ┤{'─' * 65}") == (lines[5], lines[6])
    assert (72, "", "[1] a note") == (max(map(len, lines[6:20])), lines[-3], lines[-2])
