from __future__ import annotations

from decimal import Decimal

import pytest

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


def test_only_model_ids_are_code() -> None:
    columns = (Column("", 0, right=False, style="label"), Column("Cost", 0, style="money"))
    text = markdown_text(Sheet("", columns, (("*Total*", "$1.00"),)))
    assert r"| \*Total\* | $1.00 |" == text.splitlines()[4]


def test_nobody_is_mentioned() -> None:
    assert "see &#64;someone" == markdown_text(Sheet("see @someone", COLUMNS, ())).rstrip()
