from __future__ import annotations

from datetime import date
from decimal import Decimal

import builders
import pytest
from answers import answered

from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.cost.budget import Limit, Verdict
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.report.estimate_payload import estimate_payload


def test_an_answer_is_told_with_everything_that_it_rests_on() -> None:
    mine = Override("acme/one", "input", Decimal(1), "prices.toml")
    provenance = builders.PROVENANCE._replace(
        layer="given", overrides=(mine, mine._replace(model="acme/not-shown"))
    )
    answer = answered(
        builders.model(facts={"context": 32_000, "intelligence": Decimal("14.8")}),
        builders.routed("acme/auto"),
        usage=Usage(input=1_000, cache_read=500, output=100),
        terms=Terms(requests=30, as_of=date(2026, 11, 1), minute=65, markup=Decimal("0.5")),
        per="month",
        limit=Limit(Decimal("0.01")),
        verdict=Verdict(Decimal("0.053"), "acme/one"),
        warnings=(Note("odd", "something odd"),),
    )._replace(provenance=provenance)
    assert {
        "schema_version": 1,
        "currency": "USD",
        "prices": {
            "source": "https://prices.test/models",
            "as_of": date(2026, 11, 10),
            "age_days": 12,
            "layer": "given",
            "path": "models.toml",
            "overrides": [
                {
                    "model": "acme/one",
                    "rate": "input",
                    "value": Decimal(1),
                    "file": "prices.toml",
                    "condition": None,
                },
            ],
        },
        "mode": "requests",
        "requests": 30,
        "per": "month",
        "total": False,
        "date": date(2026, 11, 1),
        "at": "01:05",
        "markup": Decimal("0.5"),
        "reference": "acme/one",
        "estimates": [
            {
                "model": "acme/one",
                "tokens": {"input": 30_000, "cache_read": 15_000, "output": 3_000},
                "total": Decimal("0.063"),
                "per_request": Decimal("0.0021"),
                "day": Decimal("0.00207123287671"),
                "month": Decimal("0.063"),
                "year": Decimal("0.756"),
                "components": {
                    "input": Decimal("0.015"),
                    "cache_read": Decimal("0.015"),
                    "output": Decimal("0.012"),
                    "markup": Decimal("0.021"),
                },
                "rates": {"input": Decimal(1), "output": Decimal(4), "cache_read": Decimal(1)},
                "relative": Decimal(1),
                "fits": True,
                "context": 32_000,
                "intelligence": Decimal("14.8"),
                "notes": [
                    {
                        "code": "no_own_rate",
                        "message": "no price of its own for cache_read; it costs what input does",
                    }
                ],
            }
        ],
        "unpriced": [
            {
                "model": "acme/auto",
                "code": "varies",
                "message": "the price of acme/auto varies with the model that it routes to",
                "hint": "price the model that you expect it to choose",
            }
        ],
        "left_out": [],
        "budget": {
            "limit": Decimal("0.01"),
            "scope": "every",
            "verdict": "over",
            "over_by": Decimal("0.053"),
            "model": "acme/one",
        },
        "pareto": None,
        "warnings": [{"code": "odd", "message": "something odd"}],
    } == estimate_payload(answer)


@pytest.mark.parametrize(
    ("models", "verdict", "expected"),
    [
        (["acme/one"], Verdict(None, "acme/one"), ("ok", None, "acme/one")),
        (["acme/one"], Verdict(Decimal(1), "acme/one"), ("over", Decimal(1), "acme/one")),
        (["acme/one", "acme/auto"], Verdict(None, "acme/one"), ("unpriced", None, "acme/one")),
        (["acme/one", "acme/auto"], Verdict(Decimal(1), "acme/one"), ("over", Decimal(1), "acme/one")),
        (["acme/auto"], None, ("unpriced", None, None)),
    ],
)
def test_a_budget_tells_its_limit_and_what_became_of_it(
    models: list[str], verdict: Verdict | None, expected: tuple[str, Decimal | None, str | None]
) -> None:
    named = [builders.routed(name) if name == "acme/auto" else builders.model(name) for name in models]
    budget = estimate_payload(answered(*named, limit=Limit(Decimal(5), "any"), verdict=verdict))["budget"]
    told = dict(zip(("verdict", "over_by", "model"), expected, strict=True))
    assert {"limit": Decimal(5), "scope": "any", **told} == budget


def test_without_a_limit_there_is_no_budget() -> None:
    assert estimate_payload(answered(builders.model()))["budget"] is None


def test_the_path_of_the_bundled_ledger_is_nobodys_business() -> None:
    assert estimate_payload(answered(builders.model()))["prices"]["path"] is None


def test_a_note_tells_its_amount_as_a_number() -> None:
    tiered = builders.model("acme/one", builders.when(above=10, input="2"))
    row = estimate_payload(answered(tiered))["estimates"][0]
    assert [
        {
            "code": "one_request",
            "message": "as one request $2.40 (long-context rates)",
            "amount": Decimal("2.4"),
        }
    ] == row["notes"]
