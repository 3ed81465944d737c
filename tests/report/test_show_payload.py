from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from contract import VALIDATOR, strict
from offered import BARE, FULL, VARIES, offered
from shown import MARKET, shown

from llmcost.catalog.note import Note
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.market.entry import entry_of
from llmcost.report.json_text import to_json
from llmcost.report.models_payload import model_payload
from llmcost.report.offers_payload import offers_payload
from llmcost.report.schema import schema_text
from llmcost.report.show_payload import show_payload

if TYPE_CHECKING:
    from llmcost.market.page import Page

SHOWN = VALIDATOR.evolve(schema={"$defs": strict(json.loads(schema_text()))["$defs"], "$ref": "#/$defs/show"})
"""Of the kinds of answer only this one: its trouble is then told where it is."""


def told(page: Page, *keys: str) -> dict[str, Any]:
    payload = show_payload(page)
    return {key: payload[key] for key in keys}


def row(rate: str, usd: str, since: date | None, **more: Any) -> dict[str, Any]:
    unit = "each" if rate == "web_search" else "million tokens"
    base: dict[str, Any] = {"above": None, "utc": None, "days": [], "overridden": False, "inferred": False}
    return {"rate": rate, "usd": Decimal(usd), "unit": unit, "since": since, **base, **more}


NOW = date(2026, 8, 1)


@pytest.mark.parametrize("model_id", [each.id for each in MARKET])
@pytest.mark.parametrize("usage", [None, Usage(input=50_000, output=10, cache_read=10)])
def test_every_page_keeps_to_the_contract(model_id: str, usage: Usage | None) -> None:
    page = shown(model_id, usage=usage)._replace(live=offered(FULL, BARE, VARIES, usage=usage))
    SHOWN.validate(json.loads(to_json(show_payload(page))))


def test_the_keys_stand_in_an_order_for_people() -> None:
    keys = [*show_payload(shown())]
    assert (["schema_version", "currency", "prices", "model", "name", "author"], "warnings") == (
        keys[:6],
        keys[-1],
    )


@pytest.mark.parametrize("model_id", [each.id for each in MARKET])
def test_the_facts_and_the_price_are_told_as_models_does(model_id: str) -> None:
    page = shown(model_id)
    assert model_payload(entry_of(page.model)).items() <= show_payload(page).items()


def test_the_facts_are_told_by_the_names_of_the_ledger() -> None:
    assert {
        "model": "acme/gem-2",
        "variant": "",
        "name": "Acme: Gem 2",
        "author": "acme",
        "snapshot": "acme/gem-2-20260101",
        "alias_of": None,
        "aliases": ["~acme/gem-latest", "jewel"],
        "input": ["text", "image"],
        "output": ["text"],
        "features": ["reasoning", "tools"],
        "tokenizer": "Gem",
        "context": 32_000,
        "max_output": 8_000,
        "knowledge_cutoff": date(2025, 6, 30),
        "released": date(2026, 1, 1),
        "expires": date(2027, 1, 1),
        "retired": None,
        "intelligence": 20,
        "first_seen": date(2026, 2, 1),
        "since": NOW,
        "seen": date(2026, 11, 10),
        "rates": {
            "input": 1,
            "output": 4,
            "cache_read": Decimal("0.1"),
            "web_search": Decimal("0.01"),
        },
        "when": [
            {"above": 20_000, "utc": "01:00-04:00", "days": ["saturday", "sunday"], "rates": {"input": 2}}
        ],
        "blended": Decimal("1.75"),
        "unpriced": None,
        "why_unpriced": None,
        "changed": NOW,
        "change_pct": -30,
    }.items() <= show_payload(shown()).items()


def test_every_price_is_told_with_its_unit_and_its_condition() -> None:
    assert told(shown(), "price_list") == {
        "price_list": [
            row("input", "1", NOW),
            row("output", "4", date(2026, 2, 1)),
            row("cache_read", "0.1", NOW),
            row("web_search", "0.01", NOW),
            row("input", "2", NOW, above=20_000, utc="01:00-04:00", days=["saturday", "sunday"]),
        ]
    }


VARIED = {
    "code": "varies",
    "message": "the price of acme/gem-2:nitro varies with the model that it routes to",
    "hint": "price the model that you expect it to choose",
}


def test_variants_are_told_with_their_prices_or_why_they_have_none() -> None:
    batch = [row("input", "0.5", None), row("output", "2", None, overridden=True)]
    assert show_payload(shown())["variants"] == [
        {
            "model": "acme/gem-2:batch",
            "variant": "batch",
            "retired": None,
            "rates": {"input": Decimal("0.5"), "output": 2},
            "when": [],
            "blended": Decimal("0.875"),
            "unpriced": None,
            "why_unpriced": None,
            "price_list": batch,
        },
        {
            "model": "acme/gem-2:nitro",
            "variant": "nitro",
            "retired": None,
            "rates": None,
            "when": [],
            "blended": None,
            "unpriced": "varies",
            "why_unpriced": VARIED,
            "price_list": [],
        },
    ]


def test_a_rate_that_nobody_saw_is_told_as_such() -> None:
    page = shown()
    page = page._replace(prices=(page.prices[2]._replace(since=None, inferred=True),))
    assert show_payload(page)["price_list"] == [row("cache_read", "0.1", None, inferred=True)]


def test_the_class_the_ranks_and_the_tier_are_told() -> None:
    payload = show_payload(shown())
    assert payload["class"] == {
        "kind": "inputs",
        "description": "models that read images",
        "missing": None,
        "count": 3,
        "guest": False,
    }
    assert payload["standings"][1] == {
        "measure": "intelligence",
        "value": 20,
        "rank": 2,
        "of": 3,
        "equal": 0,
        "unknown": 0,
        "better_than_pct": 50,
        "worse_than_pct": 50,
        "missing": None,
        "marks": [
            {"label": "most", "models": ["acme/gem-3"], "value": 30, "own": False},
            {"label": "median, this model", "models": ["acme/gem-2"], "value": 20, "own": True},
            {"label": "least", "models": ["acme/gem-1"], "value": 10, "own": False},
        ],
    }
    assert payload["tier"] == {
        "name": "mid-priced",
        "lower": Decimal("0.875"),
        "upper": Decimal("1.75"),
        "of": 3,
    }
    assert {"strength", "limit"} == {each["kind"] for each in payload["traits"]}
    assert {("code", "kind", "message")} == {tuple(each) for each in payload["traits"]}


def test_the_use_that_was_asked_about_is_told_with_its_figures() -> None:
    page = shown(usage=Usage(input=1_000, output=100, cache_read=500), terms=Terms(requests=2))
    assert told(page, "costs", "compared_by", "amount") == {
        "costs": [
            {
                "name": None,
                "description": "2 requests of 1,000 input (500 cache read) + 100 output tokens each",
                "mode": "requests",
                "requests": 2,
                "tokens": {"input": 2_000, "cache_read": 1_000, "output": 200},
                "total": Decimal("0.0019"),
                "per_request": Decimal("0.00095"),
                "components": {
                    "input": Decimal("0.001"),
                    "cache_read": Decimal("0.0001"),
                    "output": Decimal("0.0008"),
                },
                "rates": {"input": 1, "output": 4, "cache_read": Decimal("0.1")},
                "fits": True,
                "why_unpriced": None,
                "notes": [{"code": "expires", "message": "upstream announced its end for 2027-01-01"}],
            }
        ],
        "compared_by": "cost",
        "amount": Decimal("0.0019"),
    }


@pytest.mark.parametrize(
    ("terms", "tokens", "mode"),
    [
        (Terms(), 1_000, "volume"),
        (Terms(requests=2), 2_000, "requests"),
        (Terms(requests=2, spread=True), 1_000, "requests"),
    ],
)
def test_tokens_are_those_of_all_requests(terms: Terms, tokens: int, mode: str) -> None:
    (cost,) = show_payload(shown(usage=Usage(input=1_000), terms=terms))["costs"]
    assert (tokens, mode) == (cost["tokens"]["input"], cost["mode"])


def test_what_is_unpriced_has_no_figures_but_a_reason() -> None:
    payload = show_payload(shown("acme/gem-4", usage=Usage(input=1_000)))
    (cost,) = payload["costs"]
    (stage,) = payload["history"]
    assert ["varies"] * 2 == [each["unpriced"] for each in (payload, stage)]
    assert ["varies"] * 2 == [each["why_unpriced"]["code"] for each in (payload, cost)]
    assert payload["amount"] is None
    assert {None} == {cost[key] for key in ("total", "per_request", "components", "rates", "fits")}


def test_siblings_and_cheaper_models_are_told_with_what_a_switch_saves() -> None:
    message = VARIED["message"].replace("gem-2:nitro", "gem-4")
    unknown = {"released": None, "first_seen": None, "intelligence": None, "amount": None, "saving_pct": None}
    newer = {
        "model": "acme/gem-3",
        "released": None,
        "intelligence": 30,
        "first_seen": date(2026, 10, 5),
        "amount": Decimal("0.875"),
        "saving_pct": 50,
    }
    assert told(shown(), "compared_by", "amount", "siblings", "cheaper") == {
        "compared_by": "blended",
        "amount": Decimal("1.75"),
        "siblings": {
            "family": "acme/gem",
            "wider": False,
            "models": [
                {
                    **newer,
                    "relation": "newer",
                    "fits": True,
                    "why_unpriced": None,
                },
                {
                    "model": "acme/gem-1",
                    "relation": "older",
                    "released": date(2025, 1, 1),
                    "first_seen": None,
                    "intelligence": 10,
                    "amount": Decimal("3.5"),
                    "saving_pct": -100,
                    "fits": True,
                    "why_unpriced": None,
                },
                {
                    "model": "acme/gem-4",
                    "relation": "undated",
                    "fits": True,
                    **unknown,
                    "why_unpriced": {**VARIED, "message": message},
                },
            ],
            "more": 0,
            "more_of_generation": 0,
        },
        "cheaper": {
            "models": [newer],
            "more": 0,
            "missing": None,
            "too_small": 0,
            "beyond_class": 0,
            "beyond_saving_pct": None,
        },
    }


def test_what_is_asked_of_upstream_is_told_as_providers_does() -> None:
    assert show_payload(shown())["live"] is None
    found = offered(FULL, warnings=(Note("skipped", "one"),))
    whole, live = offers_payload(found), show_payload(shown()._replace(live=found))["live"]
    assert {"source", "date", "mode", "endpoints", "unpriced", "skipped", "notes"} == set(live)
    assert live.items() <= whole.items()
