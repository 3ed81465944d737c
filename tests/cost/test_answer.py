"""All that one question brought to light."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE, model, period, routed

from llmcost.catalog.provenance import Override
from llmcost.cost.answer import Answer
from llmcost.cost.budget import Limit, judge
from llmcost.cost.comparison import Comparison, compare_named
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.cost.budget import Verdict

MILLION = Usage(input=1_000_000)
ONE, TWO = model("acme/one", input="1"), model("acme/two", input="2")
SMALL = model("acme/small", input="1", facts={"context": 10})
ROUTER = routed("acme/router")


def compared(*models: Model, terms: Terms | None = None) -> Comparison:
    return compare_named([(each, ()) for each in models], MILLION, terms or Terms(requests=1))


def answer(comparison: Comparison, limit: Limit | None = None, verdict: Verdict | None = None) -> Answer:
    return Answer(
        comparison,
        MILLION,
        Terms(requests=1),
        PROVENANCE,
        date(2026, 11, 12),
        limit=limit,
        verdict=verdict,
    )


def test_an_answer_tells_the_age_of_its_prices() -> None:
    expected = 2
    assert expected == answer(compared(ONE)).age_days


def stated(model_id: str, rate: str) -> Override:
    return Override(model_id, rate, Decimal(1), "llmcost.toml")


@pytest.mark.parametrize(
    ("terms", "used"),
    [
        (Terms(), (stated("acme/two", "input"), stated("acme/one", "input"), stated("acme/one", "request"))),
        (Terms(as_of=date(2025, 1, 1)), (stated("acme/two", "input"),)),
    ],
)
def test_of_the_overrides_those_are_told_that_went_into_the_figures(
    terms: Terms, used: tuple[Override, ...]
) -> None:
    known_since = model(
        "acme/one", since="2026-01-01", facts={"past": (period("2024-01-01", "2025-12-31"),)}, input="1"
    )
    overrides = (
        stated("acme/hidden", "input"),
        stated("acme/two", "input"),
        stated("acme/two", "output"),
        stated("acme/one", "input"),
        stated("acme/one", "request"),
    )
    asked = answer(compared(known_since, TWO, ROUTER, terms=terms))
    assert used == asked._replace(provenance=PROVENANCE._replace(overrides=overrides)).overrides


@pytest.mark.parametrize(
    ("comparison", "limit", "outcome"),
    [
        (compared(ONE, TWO), None, "ok"),
        (compared(ONE, ROUTER), None, "unpriced"),
        (Comparison(()), None, "unpriced"),
        (compared(ONE, TWO), Limit(Decimal(2)), "ok"),
        (compared(ONE, TWO), Limit(Decimal(1)), "over"),
        (compared(ONE, TWO), Limit(Decimal(1), "any"), "ok"),
        (compared(TWO, ROUTER), Limit(Decimal(1)), "over"),
        (compared(ONE, ROUTER), Limit(Decimal(1)), "unpriced"),
        (compared(SMALL), Limit(Decimal(9), "any"), "unpriced"),
        (Comparison(()), Limit(Decimal(9)), "unpriced"),
    ],
)
def test_over_the_limit_wins_over_unpriced_and_nothing_judged_is_no_pass(
    comparison: Comparison, limit: Limit | None, outcome: str
) -> None:
    verdict = None if limit is None else judge(comparison.asked, limit)
    assert outcome == answer(comparison, limit, verdict).outcome
