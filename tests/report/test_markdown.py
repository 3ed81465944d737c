from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from llmcost.report.markdown import markdown_text
from llmcost.report.sheet import Bar, Chart, Column, Line, Piece, Sheet

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
