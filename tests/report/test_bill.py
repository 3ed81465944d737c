from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import builders
from answers import answered

from llmcost.catalog.note import Note
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.report.bill import bill_sheet

if TYPE_CHECKING:
    from llmcost.report.sheet import Sheet


def bill(terms: Terms | None = None, usage: Usage | None = None, per: str | None = None) -> Sheet:
    """The bill of one model, of 1M tokens in and 100k out unless stated."""
    answer = answered(builders.model(), terms=terms, usage=usage, per=per)
    return bill_sheet(answer, answer.comparison.estimates[0])


def test_every_component_has_a_line_and_they_come_to_the_total() -> None:
    sheet = bill(terms=Terms(markup=Decimal("0.055")))
    assert (
        "acme/one: 1,000,000 input + 100,000 output tokens in all, at base rates",
        (
            ("Input", "1,000,000", "$1.00 /1M", "$1.000", "67.7 %"),
            ("Output", "100,000", "$4.00 /1M", "$0.400", "27.1 %"),
            ("Markup", "", "5.5 %", "$0.077", "5.2 %"),
            ("Total", "", "", "$1.477", ""),
        ),
        3,
    ) == (sheet.title, sheet.rows, sheet.emphasised)


def test_a_rate_of_requests_is_spread_over_periods_and_told_of_one() -> None:
    sheet = bill(terms=Terms(requests=10), usage=Usage(input=1_000_000), per="day")
    assert (
        ("Input", "10,000,000", "$1.00 /1M", "$10.00", "100.0 %"),
        ("Total", "", "", "$10.00", ""),
        ("per day", "", "", "$10.00", ""),
        ("per month", "", "", "$304.17", ""),
        ("per year", "", "", "$3,650.00", ""),
        ("per request", "", "", "$1.00", ""),
    ) == sheet.rows


def test_one_request_is_its_own_total() -> None:
    sheet = bill(terms=Terms(requests=1), usage=Usage(input=1_000_000))
    assert ["Input", "Total"] == [row[0] for row in sheet.rows]


def test_a_bill_of_nothing_has_no_shares() -> None:
    sheet = bill(usage=Usage())
    assert (("Total", "", "", "$0", ""), 0) == (sheet.rows[-1], sheet.emphasised)
    assert {""} == {row[-1] for row in sheet.rows}


def test_remarks_on_the_model_stand_above_those_on_the_question() -> None:
    answer = answered(builders.model(), builders.routed("acme/auto"))
    row = answer.comparison.estimates[0]._replace(notes=(Note("odd", "something odd"),))
    assert (
        "Note: something odd",
        "Unpriced: the price of acme/auto varies with the model that it routes to",
    ) == bill_sheet(answer, row).notes
