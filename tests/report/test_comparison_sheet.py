from __future__ import annotations

from decimal import Decimal

import builders
from answers import answered

from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.report.comparison import comparison_sheet
from llmcost.report.plain import plain_text


def test_a_single_model_has_a_row_and_nothing_to_be_relative_to() -> None:
    sheet = comparison_sheet(answered(builders.model()))
    assert (("acme/one", "$1.00", "$4.00", "$1.00", "$0.40", "$1.40"),) == sheet.rows


def test_remarks_that_rows_share_have_one_number() -> None:
    tiers = builders.when(above=10, input="2")
    models = [
        builders.model("acme/one", tiers),
        builders.model("acme/two", tiers),
        builders.model("acme/three", builders.when(above=10, input="3"), input="1", output="5"),
    ]
    sheet = comparison_sheet(answered(*models))
    assert (
        ["1", "1", "2"],
        ("[1] as one request $2.40 (long-context rates)", "[2] as one request $3.50 (long-context rates)"),
    ) == ([row[-1] for row in sheet.rows], sheet.notes)


def test_facts_that_a_comparison_turns_on_are_shown() -> None:
    models = [
        builders.model(f"acme/{context}", facts={"context": context, "intelligence": intelligence})
        for context, intelligence in (
            (999, Decimal("14.8")),
            (8_191, Decimal(40)),
            (128_000, None),
            (1_047_576, None),
            (2_000_000, None),
            (None, None),
        )
    ]
    sheet = comparison_sheet(answered(*models), facts={"context", "intelligence"})
    assert (
        ["Model", "Intelligence", "Context"],
        [
            ("acme/1047576", "", "1.05M"),
            ("acme/128000", "", "128k"),
            ("acme/2000000", "", "2M"),
            ("acme/8191", "40", "8.19k"),
            ("acme/999", "14.8", "999"),
            ("acme/None", "", ""),
        ],
    ) == ([column.heading for column in sheet.columns[:3]], [row[:3] for row in sheet.rows])


def test_a_ratio_of_a_hundred_and_more_has_no_decimals() -> None:
    sheet = comparison_sheet(
        answered(builders.model("acme/a"), builders.model("acme/b", input="1234567", output="0")),
    )
    assert ["1.00x", "881,834x"] == [row[-2] for row in sheet.rows]


def test_models_that_cost_nothing_are_relative_to_nothing() -> None:
    free = [builders.model(f"acme/{name}:free", input="0", output="0") for name in ("a", "b")]
    headings = [column.heading for column in comparison_sheet(answered(*free)).columns]
    assert "Relative" not in headings


def test_what_could_not_be_priced_and_what_was_left_out_stands_under_the_table() -> None:
    answer = answered(builders.routed("acme/auto"))
    comparison = answer.comparison._replace(left_out=(("alias", 2), ("top", 3)))
    assert (
        "1,000,000 input + 100,000 output tokens in all, at base rates\n"
        "\n"
        "Unpriced: the price of acme/auto varies with the model that it routes to\n"
        "Left out: aliases (2); further down, see --top (3).\n"
        "Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled.\n"
        "Estimate only: the bill varies by provider and caching.\n"
    ) == plain_text(comparison_sheet(answer._replace(comparison=comparison)), unicode=True)


def test_a_small_ratio_keeps_two_digits_and_nothing_is_zero_times() -> None:
    models = [builders.model(f"acme/{rate}:free", input=rate, output="0") for rate in ("0", "0.0012", "1")]
    answer = answered(*models)
    comparison = answer.comparison._replace(reference=answer.comparison.estimates[-1])
    sheet = comparison_sheet(answer._replace(comparison=comparison))
    assert ["0.00x", "0.0012x", "1.00x"] == [row[-2] for row in sheet.rows]


def test_a_rate_of_requests_has_columns_of_periods_and_of_one_request() -> None:
    models = [builders.model("acme/a"), builders.model("acme/b", input="2")]
    sheet = comparison_sheet(
        answered(*models, usage=Usage(input=1_000_000), terms=Terms(requests=10), per="day")
    )
    assert (
        ["Model", "In /1M", "Out /1M", "Per request", "Per day", "Per month", "Per year", "Relative", ""],
        [
            ("acme/a", "$1.00", "$4.00", "$1.00", "$10.00", "$304.17", "$3,650.00", "1.00x"),
            ("acme/b", "$2.00", "", "$2.00", "$20.00", "$608.33", "$7,300.00", "2.00x"),
        ],
    ) == ([column.heading for column in sheet.columns], [row[:-1] for row in sheet.rows])
