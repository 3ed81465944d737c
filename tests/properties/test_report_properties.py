"""What holds of every report, whatever the models are called, cost, and are shown on."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from builders import PROVENANCE
from contract import VALIDATOR
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from llmcost.catalog.model import Model, Period
from llmcost.catalog.note import Note
from llmcost.catalog.price import Condition, Price
from llmcost.cost.answer import Answer
from llmcost.cost.comparison import compare_named
from llmcost.cost.estimate import Terms
from llmcost.cost.period import spread
from llmcost.cost.usage import Usage
from llmcost.printable import printable
from llmcost.report.estimate import estimate_sheet
from llmcost.report.estimate_csv import HEADER, estimate_csv
from llmcost.report.estimate_payload import estimate_payload
from llmcost.report.fit import SHORTEST_NAME, fitting, natural_width, total_width
from llmcost.report.json_text import to_json
from llmcost.report.look import Look
from llmcost.report.markdown import markdown_text
from llmcost.report.picture import svg_text
from llmcost.report.plain import plain_text
from llmcost.report.table import table_text

if TYPE_CHECKING:
    from llmcost.report.sheet import Sheet

ESCAPE = re.compile(r"\x1b\[[\d;]*m")

odd_ids = st.sampled_from(
    [
        "[red]acme/x[/red]",
        "[/]acme/[",
        ":smile:/:heart:",
        "a|b/c|d",
        "=1+1|cmd/x",
        "日本語/とても長い名前のモデル",
        "é̂/ñ\u0301",
        "👩\u200d👩\u200d👧/🎉",
        "a`b/`c`",
        "<script>&amp;/x]]>",
        "acme/" + "x" * 195,
        "x",
        "acme/1.000.000-2026-11-10",
    ]
)
# What a ledger takes for an id: no spaces and nothing that can't be shown.
some_ids = st.text(
    st.characters(exclude_categories=("C", "Z")).filter(lambda letter: letter.isprintable()),
    min_size=1,
    max_size=60,
)
rates = st.decimals(min_value=0, max_value=100_000, places=12) | st.sampled_from([Decimal(0), Decimal("0.1")])
counts = st.integers(0, 10**12)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Any model, priced or not; ``:free`` so that a price of 0 counts."""
    base = {"input": draw(rates), "output": draw(rates)}
    base |= draw(st.dictionaries(st.sampled_from(["cache_read", "reasoning", "request"]), rates))
    tier = Condition({"input": draw(rates)}, draw(st.integers(0, 10**6)))
    price = draw(st.none() | st.just(Price(base)) | st.just(Price(base, (tier,))))
    return Model(
        f"{draw(odd_ids | some_ids)}:free",
        Period(price, None, None),
        context=draw(st.none() | st.integers(0, 10**7)),
        intelligence=draw(st.none() | st.decimals(min_value=0, max_value=100, places=2)),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer about up to four models."""
    chosen = draw(st.lists(models(), max_size=4, unique_by=lambda model: model.id))
    total = draw(counts)
    usage = Usage(input=total, cache_read=draw(st.integers(0, total)), output=draw(counts))
    requests = draw(st.none() | st.integers(1, 10**6))
    terms = Terms(
        requests=requests,
        spread=draw(st.booleans()),
        markup=draw(st.just(Decimal(0)) | st.decimals(min_value=0, max_value=1, places=6)),
    )
    note = Note("odd", draw(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=80)))
    notes = draw(st.sampled_from([(), (note,)]))
    comparison = compare_named([(model, notes) for model in chosen], usage, terms)
    per = draw(st.sampled_from([None, "day", "week", "month", "year"])) if requests else None
    return Answer(comparison, usage, terms, PROVENANCE, date(2026, 11, 22), per)


def amounts(answer: Answer, sheet: Sheet) -> list[str]:
    """The amounts that must stand whole in every report: the totals, as the sheet has them."""
    wanted = "Total" if answer.per is None else f"Per {'month' if answer.per == 'week' else answer.per}"
    headings = [column.heading for column in sheet.columns]
    if "Cost" in headings:
        return [str(row[headings.index("Cost")]) for row in sheet.rows if row[0] == "Total"]
    return [str(row[headings.index(wanted)]) for row in sheet.rows]


def stand_whole(wanted: list[str], text: str) -> bool:
    """Whether the amounts stand in the text as often as they should, none as a part of a longer number."""
    found = re.findall(r"(?<![\d.,$])\$[\d,]+(?:\.\d+)?(?![\d,.]*\d)", text)
    return all(found.count(amount) >= wanted.count(amount) for amount in wanted)


sheets = st.tuples(answers(), st.booleans(), st.sampled_from([(), ("context",), ("context", "intelligence")]))


def sheet_of(answer: Answer, *, detailed: bool, facts: tuple[str, ...]) -> Sheet:
    return estimate_sheet(answer, detailed=detailed, facts=facts)


@given(asked=sheets, width=st.integers(1, 300), colour=st.booleans(), unicode=st.booleans())
def test_every_total_stands_whole_on_a_terminal_of_any_width(
    asked: tuple[Answer, bool, tuple[str, ...]], width: int, *, colour: bool, unicode: bool
) -> None:
    answer, detailed, facts = asked
    sheet = sheet_of(answer, detailed=detailed, facts=facts)
    text = table_text(sheet, Look(width, colour, unicode))
    assert stand_whole(amounts(answer, sheet), ESCAPE.sub("", text))
    assert colour or "\x1b" not in text
    assert text.endswith("\n")


@given(sheets, st.integers(1, 300))
def test_a_table_is_no_wider_than_the_terminal_unless_an_amount_would_be_cut(
    asked: tuple[Answer, bool, tuple[str, ...]], width: int
) -> None:
    answer, detailed, facts = asked
    sheet = sheet_of(answer, detailed=detailed, facts=facts)
    widths = fitting(sheet, width)
    assume(sheet.rows and total_width(widths) <= width)
    lines = table_text(sheet._replace(title="x", notes=(), fine_print=()), Look(width)).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert all(size >= min(SHORTEST_NAME, size) for size in widths.values())


@given(asked=sheets, unicode=st.booleans())
def test_a_pipe_gets_every_cell(asked: tuple[Answer, bool, tuple[str, ...]], *, unicode: bool) -> None:
    answer, detailed, facts = asked
    sheet = sheet_of(answer, detailed=detailed, facts=facts)
    text = plain_text(sheet, unicode=unicode)
    cells = [cell for row in sheet.rows for cell in row if isinstance(cell, str)]
    assert [cell for cell in cells if cell not in text] == []
    assert stand_whole(amounts(answer, sheet), text)


@given(sheets)
def test_a_pipe_and_a_wide_terminal_tell_the_same(asked: tuple[Answer, bool, tuple[str, ...]]) -> None:
    answer, detailed, facts = asked
    sheet = sheet_of(answer, detailed=detailed, facts=facts)
    shown = table_text(sheet, Look(natural_width(sheet))).split()
    assert plain_text(sheet, unicode=True).split() == [word for word in shown if word.strip("─")]


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf-8"])
@given(asked=sheets, width=st.none() | st.integers(1, 300))
def test_no_encoding_loses_a_digit(
    asked: tuple[Answer, bool, tuple[str, ...]], width: int | None, encoding: str
) -> None:
    answer, detailed, facts = asked
    sheet = sheet_of(answer, detailed=detailed, facts=facts)
    for text in (plain_text(sheet, unicode=False), table_text(sheet, Look(width, unicode=False))):
        kept = text.encode(encoding, "replace").decode(encoding)
        assert stand_whole(amounts(answer, sheet), kept)
        assert re.findall("[0-9]", text) == re.findall("[0-9]", kept)


@given(sheets)
def test_markdown_has_one_row_a_model_and_as_many_cells(asked: tuple[Answer, bool, tuple[str, ...]]) -> None:
    answer, detailed, facts = asked
    sheet = sheet_of(answer, detailed=detailed, facts=facts)
    text = markdown_text(sheet)
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    cells = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows}
    assert (len(sheet.rows) + 2 if sheet.rows else 0, len(cells) <= 1) == (len(rows), True)
    assert stand_whole(amounts(answer, sheet), text)


@given(answers())
def test_csv_tells_every_total_exactly(answer: Answer) -> None:
    rows = list(csv.DictReader(io.StringIO(estimate_csv(estimate_payload(answer)), newline="")))
    priced, unpriced = answer.comparison.estimates, answer.comparison.unpriced
    assert [row.total for row in priced] == [Decimal(row["total"]) for row in rows[: len(priced)]]
    told = [row["model"].removeprefix("'") for row in rows[len(priced) :]]
    assert [printable(row.model) for row in unpriced] == told
    assert {HEADER} == {tuple(row) for row in rows} or not rows


@given(answer=answers(), ascii_only=st.booleans())
def test_json_meets_the_schema_and_tells_every_figure_exactly(answer: Answer, *, ascii_only: bool) -> None:
    text = to_json(estimate_payload(answer), ascii_only=ascii_only)
    VALIDATOR.validate(json.loads(text))
    rows = json.loads(text, parse_float=Decimal, parse_int=Decimal)["estimates"]
    assert [(row.model.id, row.total, dict(row.components)) for row in answer.comparison.estimates] == [
        (row["model"], row["total"], row["components"]) for row in rows
    ]
    if answer.per is not None:
        assert [spread(row["total"], answer.per)._asdict() for row in rows] == [
            {period: row[period] for period in ("day", "month", "year")} for row in rows
        ]
    assert text.isascii() or not ascii_only


@given(sheets)
def test_a_picture_is_well_formed_and_has_every_total(asked: tuple[Answer, bool, tuple[str, ...]]) -> None:
    answer, detailed, facts = asked
    sheet = sheet_of(answer, detailed=detailed, facts=facts)
    nodes = ET.fromstring(svg_text(sheet, "llmcost")).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own text
    text = " ".join((node.text or "").replace("\N{NO-BREAK SPACE}", " ") for node in nodes)
    assert stand_whole(amounts(answer, sheet), text)
