from __future__ import annotations

from decimal import Decimal

import pytest
from counts import counting

from llmcost.report.count import count_report
from llmcost.report.look import Look
from llmcost.report.render import Report, render
from llmcost.report.sheet import Bar, Column, Sheet, spelled_out

SHEET = Sheet(
    "±1 %", (Column("A", 0), Column("", 1)), (("±15 %", Bar(Decimal(1))),), ("Note: ±15 %",), ("±2",)
)


def test_signs_that_few_streams_have_are_spelled_out_everywhere() -> None:
    plain = spelled_out(SHEET._replace(more=(SHEET,)))
    told = Sheet(
        "+-1 %", SHEET.columns, (("+-15 %", Bar(Decimal(1))),), ("Note: +-15 %",), fine_print=("+-2",)
    )
    assert told._replace(more=(told,)) == plain


def test_columns_stay_below_each_other() -> None:
    assert (
        "Model           Tokens  Counted  Encoding    Context  Share\n"
        "acme/one         1,200    exact  o200k_base     128k  0.9 %\n"
        "zeta/two-large  ~1,440   +-15 %  claude         200k  0.7 %\n"
    ) in render(count_report(counting()), "table", Look(unicode=False))


def shown(sheet: Sheet) -> list[str]:
    report = Report("show", dict, str, lambda: sheet)
    return [
        render(report, "table", Look()),
        render(report, "table", Look(80)),
        render(report, "markdown", Look()),
    ]


@pytest.mark.parametrize("notes", [(), ("a",)])
def test_sheets_that_stand_within_others_are_told_like_those_beside_them(notes: tuple[str, ...]) -> None:
    outer = Sheet("outer", (), (), notes)
    inner, last = Sheet("inner", (), (), ("b",)), Sheet("last", (), ())
    nested = SHEET._replace(more=(outer._replace(more=(inner,)), last))
    assert shown(SHEET._replace(more=(outer, inner, last))) == shown(nested)
