from __future__ import annotations

import csv
import io
from decimal import Decimal

import builders
import pytest
from answers import answered
from counts import estimated

from llmcost.cost.counted import given
from llmcost.cost.estimate import Terms
from llmcost.cost.measured import Measured
from llmcost.cost.span import Span
from llmcost.cost.usage import Usage
from llmcost.report.estimate_csv import HEADER, estimate_csv
from llmcost.report.estimate_payload import estimate_payload


def rows_of(text: str) -> list[dict[str, str]]:
    """Each row by its column, without empty cells and without what all rows of a file share."""
    shared = {"currency": "USD", "prices_source": "https://prices.test/models"}
    shared |= {"prices_as_of": "2026-11-10", "prices_layer": "bundled"}
    rows = []
    for row in csv.DictReader(io.StringIO(text, newline="")):
        assert shared == {name: row[name] for name in shared}
        rows.append({name: cell for name, cell in row.items() if cell and name not in shared})
    return rows


def test_classes_that_only_one_model_pays_for_are_empty_cells_of_the_others() -> None:
    answer = answered(
        builders.model("acme/one", input="0.0000001", output="2"),
        builders.model("acme/two", input="3", output="4", request="0.01"),
    )
    both = {"fits": "true", "tokens_input": "1000000", "tokens_output": "100000"}
    assert [
        {
            **both,
            "model": "acme/one",
            "total": "0.2000001",
            "relative": "1",
            "cost_input": "0.0000001",
            "cost_output": "0.2",
            "rate_input": "0.0000001",
            "rate_output": "2",
        },
        {
            **both,
            "model": "acme/two",
            "total": "3.41",
            "relative": "17.05",
            "cost_input": "3",
            "cost_output": "0.4",
            "cost_request": "0.01",
            "rate_input": "3",
            "rate_output": "4",
            "rate_request": "0.01",
            "notes": "one request assumed; each costs $0.01",
        },
    ] == rows_of(estimate_csv(estimate_payload(answer)))


def test_nothing_priced_still_has_the_reason() -> None:
    answer = answered(builders.routed("acme/auto"))
    message = "the price of acme/auto varies with the model that it routes to"
    assert [{"model": "acme/auto", "unpriced": message}] == rows_of(estimate_csv(estimate_payload(answer)))


def test_a_model_that_cannot_take_the_request_says_so() -> None:
    answer = answered(builders.model(facts={"context": 10}), usage=Usage(input=20), terms=Terms(requests=2))
    (row,) = rows_of(estimate_csv(estimate_payload(answer)))
    assert ("false", "20 tokens a request; its context window holds 10") == (row["fits"], row["notes"])


def test_every_question_has_the_same_header_so_that_files_can_be_stacked() -> None:
    questions = [
        answered(),
        answered(builders.routed("acme/auto")),
        answered(builders.model(), terms=Terms(requests=3, markup=Decimal("0.1")), per="week"),
        answered(builders.model(input="1", web_search="1"), usage=Usage(input=5, web_search=2)),
    ]
    headers = [estimate_csv(estimate_payload(answer)).partition("\n")[0] for answer in questions]
    assert [",".join(HEADER)] * 4 == headers


def test_periods_have_columns_of_their_own() -> None:
    answer = answered(builders.model(), usage=Usage(input=1_000_000), terms=Terms(requests=365), per="year")
    (row,) = rows_of(estimate_csv(estimate_payload(answer)))
    assert ("365", "1", "1", "365") == (row["total"], row["per_request"], row["day"], row["year"])


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "::", "##["])
def test_what_a_spreadsheet_or_a_workflow_would_run_is_text(begin: str) -> None:
    model_id = f"{begin}HYPERLINK(1)|x/y"
    text = estimate_csv(estimate_payload(answered(builders.model(model_id))))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert f"'{model_id}" == rows[1][0]


def test_amounts_are_exact_however_small_or_large() -> None:
    answer = answered(
        builders.model(input="600", output="0.000000000000000001"), terms=Terms(requests=10**12)
    )
    rows = list(csv.DictReader(io.StringIO(estimate_csv(estimate_payload(answer)))))
    assert Decimal("600000000000000.0000001") == Decimal(rows[0]["total"])


def test_a_count_has_its_bounds_and_how_it_came_about() -> None:
    answer = answered(builders.model())
    count, given_ = estimated(1_000_000, 850_000, 1_150_000), given(100_000)
    usage, low, high = (Usage(input=each, output=100_000) for each in count[:3])
    (row,) = answer.comparison.estimates
    row = row._replace(measured=Measured(usage, low, high, count, given_), span=Span(Decimal(1), Decimal(3)))
    comparison = answer.comparison._replace(estimates=(row,))
    (cells,) = rows_of(estimate_csv(estimate_payload(answer._replace(comparison=comparison))))
    assert {"total_low": "1", "total_high": "3"}.items() <= cells.items()
    assert ("estimate", "claude", "given", None) == (
        cells["input_method"],
        cells["input_encoding"],
        cells["output_method"],
        cells.get("output_encoding"),
    )
