from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from llmcost.report.figure import Chart, Line, Piece
from llmcost.report.markdown import markdown_text
from llmcost.report.sheet import Bar, Column, Sheet

COLUMNS = (
    Column("Model", 0, right=False, style="model"),
    Column("Total", 0, style="money"),
    Column("", 9, right=False, style="bar"),
)


def test_a_sheet_is_a_table_without_its_bars() -> None:
    sheet = Sheet(
        "1 request", COLUMNS, (("a/b", "$1.00", Bar(Decimal(1))),), ("[1] a note",), ("fine print",)
    )
    assert (
        "1 request\n"
        "\n"
        "| Model | Total |\n"
        "| :--- | ---: |\n"
        "| `a/b` | $1.00 |\n"
        "\n"
        "- \\[1\\] a note\n"
        "- fine print\n"
    ) == markdown_text(sheet)


def test_without_rows_there_is_no_table() -> None:
    assert "nothing\n\n- a note\n" == markdown_text(Sheet("nothing", COLUMNS, (), ("a note",)))


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("a/b*c_d[x](y)<z>#~&amp;", "`a/b*c_d[x](y)<z>#~&amp;`"),
        ("a|b/c", "a\\|b/c"),
        ("a\\b/c", "a\\\\b/c"),
        ("a`b/c|d", "a\\`b/c\\|d"),
        ("a@b/c", "`a@b/c`"),
        ("a`@b/c", "a\\`&#64;b/c"),
    ],
)
def test_nothing_in_a_models_name_is_markup(model: str, expected: str) -> None:
    text = markdown_text(Sheet("", COLUMNS[:2], ((model, "$1.00"),)))
    assert f"| {expected} | $1.00 |" == text.splitlines()[4]


def test_nothing_in_the_text_is_markup() -> None:
    assert (
        r"a\\b \| \`c\` \*d\* \_e\_ \<f\> \&g; \[h\](i) \~j\~ \#k"
        == markdown_text(Sheet(r"a\b | `c` *d* _e_ <f> &g; [h](i) ~j~ #k", COLUMNS, ())).rstrip()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://evil.test/x", "https&#58;//evil.test/x"),
        ("see HTTP://evil.test", "see HTTP&#58;//evil.test"),
        ("www.evil.test", "www&#46;evil.test"),
        ("(WWW.evil.test)", "(WWW&#46;evil.test)"),
        ("[x](https://evil.test)", "\\[x\\](https&#58;//evil.test)"),
        ("me@evil.test", "me&#64;evil.test"),
        ("Acme: v1.5", "Acme: v1.5"),
    ],
)
def test_nothing_in_a_cell_is_a_link(text: str, expected: str) -> None:
    columns = (Column("Provider", 0, right=False, style="label"), COLUMNS[1])
    sheet = Sheet("", columns, ((text, "$1.00"),))
    assert f"| {expected} | $1.00 |" == markdown_text(sheet).splitlines()[4]


def test_a_models_name_that_is_no_code_is_no_link_either() -> None:
    sheet = Sheet("", COLUMNS[:2], (("https://a|b/c", "$1.00"),))
    assert "| https&#58;//a\\|b/c | $1.00 |" == markdown_text(sheet).splitlines()[4]


@pytest.mark.parametrize("style", ["model", "money", "label"])
def test_a_cell_without_text_is_empty(style: str) -> None:
    sheet = Sheet("", (Column("", 0, right=False, style=style), COLUMNS[1]), (("", "$1.00"),))
    assert "|  | $1.00 |" == markdown_text(sheet).splitlines()[4]


def test_only_model_ids_are_code() -> None:
    columns = (Column("", 0, right=False, style="label"), Column("Cost", 0, style="money"))
    text = markdown_text(Sheet("", columns, (("*Total*", "$1.00"),)))
    assert r"| \*Total\* | $1.00 |" == text.splitlines()[4]


def test_nobody_is_mentioned() -> None:
    assert "see &#64;someone" == markdown_text(Sheet("see @someone", COLUMNS, ())).rstrip()


def test_a_chart_stands_in_a_fence() -> None:
    line = Line("acme/x", (Piece(date(2026, 1, 1), date(2026, 11, 1), Decimal(1), seen=True),))
    lines = markdown_text(Sheet("", COLUMNS, (), ("a note",), chart=Chart((line,)))).splitlines()
    assert ["```text", f"$1.00 ┤{'─' * 65}"] == lines[2:4]
    assert ["```", "", "- a note"] == lines[-3:]


def test_nothing_in_a_comment_links_what_a_name_says_but_the_source_may_be_followed() -> None:
    sheet = Sheet("a www.evil.test", COLUMNS, (), ("b https://evil.test",), ("Prices: https://prices.test",))
    assert (
        "a www&#46;evil.test\n\n- b https&#58;//evil.test\n- Prices: https://prices.test\n"
    ) == markdown_text(sheet, 1_000)


def test_an_indented_note_belongs_to_the_one_above() -> None:
    assert "- a:\n  - b\n" == markdown_text(Sheet("", COLUMNS, (), ("a:", "  b")))[2:]


LONG = Sheet(
    "title",
    COLUMNS[:2],
    tuple((f"acme/{number:03}", "$1.00") for number in range(100)),
    tuple(f"note {number:03}" for number in range(100)),
    ("fine print",),
    row_ranks=(*[3] * 98, 1, 0),
)


def test_what_keeps_to_its_budget_is_shown_whole() -> None:
    whole = markdown_text(LONG)
    assert whole == markdown_text(LONG, len(whole) + 200)


def test_rows_of_a_high_rank_and_the_last_notes_are_left_out() -> None:
    text = markdown_text(LONG, 800)
    assert (
        "title\n"
        "\n"
        "| Model | Total |\n"
        "| :--- | ---: |\n"
        "| `acme/000` | $1.00 |\n"
        "| `acme/001` | $1.00 |\n"
        "| `acme/002` | $1.00 |\n"
        "| `acme/003` | $1.00 |\n"
        "| `acme/004` | $1.00 |\n"
        "| `acme/005` | $1.00 |\n"
        "| `acme/006` | $1.00 |\n"
        "| `acme/007` | $1.00 |\n"
        "| `acme/008` | $1.00 |\n"
        "| `acme/009` | $1.00 |\n"
        "| `acme/010` | $1.00 |\n"
        "| `acme/011` | $1.00 |\n"
        "| `acme/012` | $1.00 |\n"
        "| `acme/013` | $1.00 |\n"
        "| `acme/098` | $1.00 |\n"
        "| `acme/099` | $1.00 |\n"
        "\n"
        "- 84 rows are left out of the table: it would be too long.\n"
    ) == text.partition("- note")[0]
    assert text.endswith("- 84 more lines are left out here: the text would be too long.\n- fine print\n")
    assert len(text) <= 800


def test_rows_of_rank_0_stay_whatever_the_budget() -> None:
    lines = markdown_text(LONG, 1).splitlines()
    assert ["| `acme/099` | $1.00 |", ""] == lines[4:6]
    assert lines[6].startswith("- 99 rows are left out")


def test_short_notes_leave_the_table_all_room_and_a_short_table_the_notes() -> None:
    few_notes = markdown_text(LONG._replace(notes=("only",)), 1_000)
    assert (True, False) == ("- only\n" in few_notes, "more line" in few_notes)
    few_rows = markdown_text(LONG._replace(rows=LONG.rows[:1], row_ranks=()), 1_000)
    assert (True, False) == ("more lines are left out here" in few_rows, "out of the table" in few_rows)


def test_one_of_each_that_is_left_out_is_told_in_the_singular() -> None:
    sheet = LONG._replace(rows=LONG.rows[:1], notes=("x" * 50,), row_ranks=())
    text = markdown_text(sheet, 250)
    assert "- 1 row is left out of the table: it would be too long.\n" in text
    assert "- 1 more line is left out here: the text would be too long.\n" in text
