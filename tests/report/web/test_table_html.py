from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.web.table import table_html

if TYPE_CHECKING:
    from llmcost.report.sheet import Cell

MODEL = Column("Model", 0, right=False, style="model")
TOTAL = Column("Total", 0, style="money")
DRAWN = Column("", 9, right=False, style="bar")


def cells(column: Column, cell: Cell) -> str:
    """One cell as it is written."""
    text = table_html(Sheet("a", (column,), ((cell,),)), "title")
    return text.partition("<tbody>\n<tr>\n")[2].partition("</tr>")[0]


def test_a_table_has_a_caption_headings_and_a_row_a_model_in_a_box_that_scrolls() -> None:
    sheet = Sheet("<Costs>", (MODEL, TOTAL, DRAWN), (("a/<b>", "$1", Bar(Decimal("0.5"))),))
    assert (
        '<div class="box"><table>\n'
        '<caption class="unseen-text">&lt;Costs&gt;</caption><thead><tr><th scope="col">Model</th>'
        '<th scope="col" class="number">Total</th>'
        '<th scope="col" aria-hidden="true"></th></tr></thead>\n'
        "<tbody>\n<tr>\n"
        '<th scope="row"><code>a/<wbr/>&lt;b&gt;</code></th>\n'
        '<td class="number money">$1</td>\n'
        '<td class="bar-cell" aria-hidden="true"><svg viewBox="0 0 100 10" preserveAspectRatio="none">'
        '<rect class="own" width="50" height="10"/></svg></td>'
        "</tr></tbody>\n"
        "</table></div>"
    ) == table_html(sheet, "title")


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        (TOTAL, "$1.25   ", '<th scope="row" class="number money">$1.25\u2007\u2007\u2007</th>'),
        (TOTAL, "", '<td class="number money"></td>'),
        (MODEL, "", "<td></td>"),
        (Column("What", 0, right=False), "  cached", '<th scope="row" class="inside">cached</th>'),
        (
            Column("What", 0, right=False),
            "long " * 7,
            f'<th scope="row" class="text">{("long " * 7).strip()}</th>',
        ),
        (
            Column("Verdict", 0, right=False, style="verdict"),
            "over, by $1",
            '<th scope="row" class="over">over, by $1</th>',
        ),
        (Column("Verdict", 0, right=False, style="verdict"), "ok", '<th scope="row">ok</th>'),
        (
            Column("Name", 0, right=False, style="name"),
            "\x1b[1m<b>",
            '<th scope="row">\\x1b[1m&lt;b&gt;</th>',
        ),
    ],
)
def test_a_cell_is_aligned_and_styled_by_its_column(column: Column, cell: str, told: str) -> None:
    assert told == cells(column, cell)


@pytest.mark.parametrize(
    ("bar", "kind", "width"),
    [
        (Bar(Decimal(1), "over"), "judged-over", "100"),
        (Bar(Decimal(1), "unpriced"), "judged-over", "100"),
        (Bar(Decimal(1), "ok"), "own", "100"),
        (Bar(Decimal("0.001")), "own", "1"),
        (Bar(Decimal(0)), "own", "0"),
        (Bar(Decimal("0.333333"), "warn", own=False), "others", "33.3"),
    ],
)
def test_a_bar_is_coloured_after_what_it_is_of(bar: Bar, kind: str, width: str) -> None:
    (drawn,) = ET.fromstring(cells(DRAWN, bar))[0]  # noqa: S314 - our own text
    assert (kind, width) == (drawn.get("class"), drawn.get("width"))


def test_the_row_of_a_total_stands_out_and_the_name_heads_a_row_wherever_it_is() -> None:
    sheet = Sheet("a", (TOTAL, MODEL), (("$1", "x"), ("$2", "y")), emphasised=1)
    _, row, total = ET.fromstring(table_html(sheet, "title")).iter("tr")  # noqa: S314 - our own text
    assert ([None, "sum"], ["td", "th"]) == (
        [row.get("class"), total.get("class")],
        [each.tag for each in row],
    )


def test_a_name_that_comes_twice_does_not_tell_rows_apart() -> None:
    sheet = Sheet("a", (TOTAL, MODEL), (("$1", "x"), ("$2", "x")))
    _, *rows = ET.fromstring(table_html(sheet, "title")).iter("tr")  # noqa: S314 - our own text
    assert [["th", "td"]] * 2 == [[each.tag for each in row] for row in rows]


@pytest.mark.parametrize(("rows", "kind"), [(24, "box"), (25, "box long")])
def test_a_long_table_keeps_its_headings_in_sight_and_is_reached_by_the_keyboard(
    rows: int, kind: str
) -> None:
    sheet = Sheet("a", (TOTAL,), (("x",),) * rows)
    box = ET.fromstring(table_html(sheet, "section-1"))  # noqa: S314 - our own text
    scrolls = {"role": "region", "aria-labelledby": "section-1", "tabindex": "0"}
    assert box.attrib == {"class": kind} | (scrolls if rows == 25 else {})


def test_the_cells_of_a_table_wider_than_a_phone_carry_their_headings() -> None:
    name = Column("Name", 0, right=False, style="name")
    sheet = Sheet(
        "a",
        (MODEL, TOTAL, DRAWN, Column("Note", 0, right=False), name),
        (("a/b", "$1", Bar(Decimal(1)), "", "long " * 9),),
    )
    box = ET.fromstring(table_html(sheet, "title"))  # noqa: S314 - our own text
    cells = [each for row in box.iter("tbody") for each in row[0]]
    assert "box cards" == box.get("class")
    assert [None, "Total", None, None, "Name"] == [each.get("data-label") for each in cells]


def test_a_column_of_sentences_gives_way_on_a_phone() -> None:
    sheet = Sheet("a", (TOTAL, Column("Why", 0, right=False)), (("$1", "long " * 9),))
    assert "box" == ET.fromstring(table_html(sheet, "title")).get("class")  # noqa: S314 - our own text
