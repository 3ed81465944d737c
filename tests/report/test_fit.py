from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.report.figure import Chart, Line
from llmcost.report.fit import cell_width, fitting, natural_width, pad, shorten, shorten_id
from llmcost.report.sheet import Bar, Column, Sheet

SHEET = Sheet(
    "What was asked",
    (Column("Model", 0, right=False, style="model"), Column("Rate", 2), Column("Total", 0), Column("", 9)),
    (
        ("acme/a-long-name-1", "$1.25", "$1,234.50", Bar(Decimal(1))),
        ("acme/x", "$10.00", "$1.00", Bar(Decimal(0))),
    ),
)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (300, {0: 18, 1: 6, 2: 9, 3: 10}),
        (49, {0: 18, 1: 6, 2: 9, 3: 10}),
        (48, {0: 18, 1: 6, 2: 9}),
        (37, {0: 18, 1: 6, 2: 9}),
        (36, {0: 18, 2: 9}),
        (29, {0: 18, 2: 9}),
        (28, {0: 17, 2: 9}),
        (23, {0: 12, 2: 9}),
        (1, {0: 12, 2: 9}),
    ],
)
def test_columns_drop_out_and_the_name_gives_way_but_no_amount_does(
    width: int, expected: dict[int, int]
) -> None:
    assert expected == fitting(SHEET, width)


def test_a_short_name_keeps_its_width() -> None:
    assert {0: 6, 2: 5} == fitting(SHEET._replace(rows=SHEET.rows[1:]), 1)


def test_a_second_name_gives_way_only_where_the_first_does_not_suffice() -> None:
    columns = (SHEET.columns[0], Column("Name", 0, right=False, style="name"))
    sheet = Sheet("", columns, (("acme/a-long-name-1", "another-long-name"),))
    assert [{0: 18, 1: 17}, {0: 15, 1: 17}, {0: 12, 1: 15}, {0: 12, 1: 12}] == [
        fitting(sheet, width) for width in (37, 34, 29, 1)
    ]


def test_without_rows_the_headings_tell_the_widths() -> None:
    assert {0: 5, 1: 4, 2: 5, 3: 0} == fitting(SHEET._replace(rows=()), 80)


@pytest.mark.parametrize(
    ("note", "expected"), [("", 49), ("x" * 60, 60), ("日" * 60, 120)], ids=["table", "text", "wide text"]
)
def test_the_natural_width_is_that_of_the_widest_line(note: str, expected: int) -> None:
    assert expected == natural_width(SHEET._replace(notes=(note,)))


@pytest.mark.parametrize(
    ("name", "width", "expected"),
    [
        ("acme/model", 10, "acme/model"),
        ("acme/model-mini", 10, "acme/…mini"),
        ("acme/model-mini", 11, "acme/…-mini"),
        ("日本語/モデル", 13, "日本語/モデル"),
        ("日本語/モデル", 12, "日本語…デル"),
        ("日本語/モデル", 10, "日本…デル"),
    ],
)
def test_a_name_is_shortened_in_the_middle(name: str, width: int, expected: str) -> None:
    shortened = shorten(name, width, "…")
    assert (expected, True) == (shortened, cell_width(shortened) <= width)


def test_a_name_is_shortened_with_dots_where_there_is_no_ellipsis() -> None:
    assert "acme...ini" == shorten("acme/model-mini", 10, "...")


@pytest.mark.parametrize(
    ("width", "shortened"),
    [
        (19, "openai/gpt-4.1-mini"),
        (18, "open…/gpt-4.1-mini"),
        (14, "…/gpt-4.1-mini"),
        (13, "gpt-4.1-mini"),
        (12, "gpt-4.1-mini"),
        (11, "gpt-4…-mini"),
    ],
)
def test_of_an_id_the_author_gives_way_first(width: int, shortened: str) -> None:
    assert shortened == shorten_id("openai/gpt-4.1-mini", width, "…")


def test_what_is_no_id_is_shortened_in_the_middle() -> None:
    assert ["gpt-4…mini", "mini …mini)"] == [
        shorten_id("gpt-4.1-mini", 10, "…"),
        shorten_id("mini (openai/gpt-4.1-mini)", 11, "…"),
    ]


def test_text_is_padded_by_the_columns_it_takes() -> None:
    padded = [pad("日本", 6, right=True), pad("日本", 6, right=False), pad("wide", 2, right=True)]
    assert ["  日本", "日本  ", "wide"] == padded


def test_a_chart_takes_72_columns_by_nature() -> None:
    assert 72 == natural_width(SHEET._replace(chart=Chart((Line("acme/x", ()),))))


def test_a_name_gives_way_for_what_is_next_in_rank_and_a_models_id_does_not() -> None:
    columns = (Column("Name", 0, right=False, style="name"), Column("A", 2), Column("B", 3))
    sheet = Sheet("", columns, (("x" * 20, "y" * 10, "z" * 10),))
    assert [{0: 20, 1: 10, 2: 10}, {0: 20, 1: 10}, {0: 12, 1: 10}, {0: 20}] == [
        fitting(sheet, width) for width in (44, 43, 24, 23)
    ]
    by_id = sheet._replace(columns=(columns[0]._replace(style="model"), *columns[1:]))
    assert {0: 20} == fitting(by_id, 31)


def test_a_place_keeps_its_end() -> None:
    assert ["…/app.py:3", "...pp.py:3", "a/app.py:3"] == [
        shorten("services/app.py:3", 10, "…", at_start=True),
        shorten("services/app.py:3", 10, "...", at_start=True),
        shorten("a/app.py:3", 10, "…", at_start=True),
    ]


def test_an_author_yields_where_its_column_says_so() -> None:
    ids = Column("Model", 0, right=False, style="model")
    cost = Column("Cost", 2)
    rows = (("someone/a-long-enough-slug", "$1.00"),)
    assert fitting(Sheet("", (ids, cost), rows), 30) == {0: 26}
    assert fitting(Sheet("", (ids._replace(author_yields=True), cost), rows), 30) == {0: 23, 1: 5}
