from __future__ import annotations

from datetime import date
from decimal import Decimal

from llmcost.report.figure import Amount, Histogram
from llmcost.report.sheet import Column, Sheet
from llmcost.report.web.section import further, parts

CHART = Histogram("Cost", "UTC", (Amount(date(2026, 1, 1), Decimal(1)),))
TABLE = Sheet("a", (Column("Model", 0, right=False, style="model"),), (("x",),))


def test_notes_are_a_list_in_which_what_is_indented_belongs_to_the_line_above() -> None:
    _, notes = parts(TABLE._replace(notes=("a <b>", "  c", "    d", "e")), "title")
    inner = "<ul>\n<li>c</li>\n<li>d</li>\n</ul>"
    assert f'<ul class="notes">\n<li>a &lt;b&gt;{inner}</li>\n<li>e</li>\n</ul>' == notes


def test_notes_on_nothing_are_the_text_of_the_section() -> None:
    assert ['<ul class="notes text">\n<li>first</li>\n</ul>'] == list(
        parts(Sheet("t", (), (), notes=("  first",)), "title")
    )


def test_a_chart_is_drawn_for_a_desk_and_for_a_phone() -> None:
    table, figure = parts(TABLE._replace(chart=CHART), "title")
    assert ('<div class="box"', "<figure>\n<svg") == (table[:16], figure[:13])
    assert (1, 1) == (figure.count('class="chart wide"'), figure.count('class="chart narrow"'))


def test_further_sheets_have_their_titles_and_stand_within_each_other() -> None:
    inner = Sheet("<inner>", (), (), notes=("a",))
    outer = Sheet("outer", (), (), notes=("b",), more=(inner,))
    first = (
        '<section>\n<h2 id="section-1">outer</h2>\n<ul class="notes text">\n<li>b</li>\n</ul>\n'
        '<section>\n<h3 id="section-1-1">&lt;inner&gt;</h3>\n'
        '<ul class="notes text">\n<li>a</li>\n</ul>\n</section>\n</section>'
    )
    assert [first, '<section>\n<h2 id="section-2">last</h2>\n</section>'] == list(
        further(TABLE._replace(more=(outer, Sheet("last", (), ()))))
    )


def test_a_heading_is_no_less_than_the_sixth() -> None:
    sheet = Sheet("innermost", (), ())
    for _ in range(6):
        sheet = Sheet("t", (), (), more=(sheet,))
    (told,) = further(sheet)
    assert '<h6 id="section-1-1-1-1-1-1">innermost</h6>' in told
