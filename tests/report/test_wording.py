from __future__ import annotations

from decimal import Decimal

import builders
import pytest
from answers import TODAY, answered

from llmcost.catalog.price import CHARGES, TOKEN_CLASSES
from llmcost.catalog.provenance import Override
from llmcost.cost.answer import Asked
from llmcost.cost.comparison import UNCOUNTABLE
from llmcost.cost.estimate import Terms
from llmcost.cost.remarks import UNFIT
from llmcost.cost.usage import Usage
from llmcost.report.wording import (
    DISCLAIMER,
    LABELS,
    LEFT_OUT,
    count_of,
    fine_print,
    not_counted,
    question_in_words,
    rate_column,
    rate_with_unit,
    remarks,
)


def test_every_component_has_a_label() -> None:
    assert {*TOKEN_CLASSES, *CHARGES, "markup"} == set(LABELS)


def test_every_reason_to_leave_a_model_out_has_words_of_its_own() -> None:
    chosen = {"author", "with", "min_context", "min_intelligence", "max_price", "top"}
    kinds = {"alias", "batch", "no_batch_row", "free", "unpriced"}
    assert ({*chosen, *kinds, *UNFIT, *UNCOUNTABLE}, len(LEFT_OUT)) == (
        set(LEFT_OUT),
        len(set(LEFT_OUT.values())),
    )


@pytest.mark.parametrize(
    ("usage", "terms", "per", "expected"),
    [
        (Usage(input=1), Terms(), None, "1 input tokens in all, at base rates"),
        (Usage(output=0), Terms(), None, "0 tokens in all, at base rates"),
        (
            Usage(input=10, cache_read=5, audio_input=3, output=4, reasoning=2),
            Terms(requests=1),
            None,
            "1 request of 10 input (5 cache read, 3 audio input) + 4 output (2 reasoning) tokens",
        ),
        (
            Usage(input=10, web_search=1),
            Terms(requests=20),
            "day",
            "20 requests of 10 input tokens + 1 search each, per day",
        ),
        (
            Usage(input=10, web_search=2),
            Terms(requests=2000, spread=True),
            None,
            "10 input tokens + 2 searches in all, over 2,000 requests",
        ),
        (
            Usage(input=10),
            Terms(as_of=TODAY),
            None,
            "10 input tokens in all, at base rates, at prices of 2026-11-22",
        ),
    ],
)
def test_the_question_is_put_into_words(usage: Usage, terms: Terms, per: str | None, expected: str) -> None:
    assert expected == question_in_words(answered(usage=usage, terms=terms, per=per))


def test_overridden_rates_that_the_figures_rest_on_are_told() -> None:
    stated = (
        Override("acme/one", "input", Decimal("0.5"), "prices.toml"),
        Override("acme/one", "output", Decimal(3), "prices.toml"),
        Override("acme/one", "request", Decimal("0.001"), "prices.toml"),
        Override("acme/other", "input", Decimal(1), "prices.toml"),
    )
    answer = answered(builders.model(input="0.5", output="3", request="0.001"), usage=Usage(input=1_000))
    answer = answer._replace(provenance=answer.provenance._replace(overrides=stated))
    assert (
        "Overridden: acme/one input $0.50 /1M (prices.toml)",
        "Overridden: acme/one request $0.001 each (prices.toml)",
    ) == remarks(answer)


def test_what_could_not_be_priced_and_what_was_left_out_is_told() -> None:
    answer = answered(builders.routed("acme/auto"))
    left_out = (("alias", 2), ("no_batch_row", 1), ("top", 3))
    answer = answer._replace(comparison=answer.comparison._replace(left_out=left_out))
    assert (
        "Unpriced: the price of acme/auto varies with the model that it routes to",
        "Left out: aliases (2); without a batch price (1); further down, see --top (3).",
    ) == remarks(answer)


@pytest.mark.parametrize(
    ("name", "rate", "expected"),
    [
        ("input", "0.4", "$0.40 /1M"),
        ("output", "1200.125", "$1,200.125 /1M"),
        ("web_search", "0.01", "$0.01 each"),
        ("request", "0.005", "$0.005 each"),
    ],
)
def test_a_rate_is_of_a_million_tokens_or_of_one_piece(name: str, rate: str, expected: str) -> None:
    assert expected == rate_with_unit(name, Decimal(rate))


@pytest.mark.parametrize(("day", "age"), [(10, "today"), (11, "1 day old"), (22, "12 days old")])
def test_the_fine_print_tells_the_source_and_the_age_of_the_prices(day: int, age: str) -> None:
    answer = answered()._replace(today=TODAY.replace(day=day))
    assert (f"Prices: https://prices.test/models, 2026-11-10 ({age}), bundled.", DISCLAIMER) == fine_print(
        answer
    )


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["1", None, "2.5"], ["$1.00", "", "$2.50"]),
        (["1", "0.0375"], ["$1.0000", "$0.0375"]),
        (["1", "0.12345", "0.1234567"], ["$1.0000   ", "$0.12345  ", "$0.1234567"]),
        ([None], [""]),
        ([], []),
    ],
)
def test_points_stand_below_each_other_in_a_column_of_rates(
    stated: list[str | None], expected: list[str]
) -> None:
    assert expected == rate_column([None if rate is None else Decimal(rate) for rate in stated])


def test_one_of_something_is_no_plural() -> None:
    assert ["0 files", "1 file", "1,200 files"] == [count_of(number, "file") for number in (0, 1, 1_200)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "hidden system text, reasoning and, without --messages, the framing of a chat"),
        ({"framing": True}, "hidden system text and reasoning"),
        ({"reasoning": True}, "hidden system text and, without --messages, the framing of a chat"),
        ({"framing": True, "reasoning": True}, "hidden system text"),
    ],
)
def test_what_is_not_counted_is_not_what_was_given(told: dict[str, bool], expected: str) -> None:
    assert not_counted(**told) == f"Not in the counts: {expected}."


@pytest.mark.parametrize(
    ("asked", "usage", "expected"),
    [
        (Asked((), ("answer.txt",)), Usage(), "1 request, answered by answer.txt"),
        (Asked(("p.md",), ()), Usage(output=1), "1 request of p.md + 1 output token"),
        (Asked(("p.md",), ()), Usage(input=1, output=2), "1 request of p.md + 1 input + 2 output tokens"),
    ],
)
def test_what_is_counted_and_what_is_given_is_told(asked: Asked, usage: Usage, expected: str) -> None:
    answer = answered(builders.model(), usage=usage, terms=Terms(requests=1), asked=asked)
    assert expected == question_in_words(answer)
