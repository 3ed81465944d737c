from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE
from checks import cap, checked, past_of, scenario
from contract import VALIDATOR

from llmcost.catalog.note import Note
from llmcost.cost.usage import Usage
from llmcost.report.check_payload import check_payload
from llmcost.report.json_text import to_json

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked

SMALL = Usage(input=100_000, output=50)
FULL = checked(
    scenario("chat", cap("per_month", "0.5", line=4), cap("growth", "10%"), usage=SMALL, line=3),
    scenario("mix", models=("acme/one", "beta/old"), usage=SMALL, window=(60, 240), batch=False),
    scenario("import", cap("total", "9", warn_only=True), per=None, usage=SMALL, window=(150, 150)),
    scenario("typo", models=("acme/on",), line=9),
    scenario("fresh", models=("beta/new",), usage=SMALL),
    caps=(cap("per_request", "5"), cap("per_month", "0.1"), cap("growth", "5", warn_only=True)),
    past=past_of(
        scenario("chat", cap("per_day", "1"), models=("acme/mini",), usage=SMALL),
        scenario("gone", usage=SMALL),
        scenario("once", per=None, usage=SMALL),
        scenario("mix", models=("acme/zero",)),
        caps=(cap("growth", "5%"),),
        as_of=date(2026, 10, 1),
        then=lambda _: None,
    ),
    suggest=True,
    as_of=date(2026, 11, 1),
    warnings=(Note("stale", "prices are old"),),
)
CLEAN = checked(
    scenario("chat", usage=SMALL),
    caps=(cap("per_request", "5"), cap("growth", "5")),
    past=past_of(scenario("chat", usage=SMALL, requests=9), scenario("gone", usage=SMALL)),
)


@pytest.mark.parametrize("found", [FULL, CLEAN, checked(scenario())])
def test_the_contract_is_kept(found: Checked) -> None:
    instance = json.loads(to_json(check_payload(found)))
    assert not isinstance(VALIDATOR.schema, bool)
    schema = {"$ref": "#/$defs/check", "$defs": VALIDATOR.schema["$defs"]}
    assert [] == [error.message for error in VALIDATOR.evolve(schema=schema).iter_errors(instance)]
    VALIDATOR.validate(instance)


def test_a_plain_check_is_told_whole() -> None:
    assert {
        "schema_version": 1,
        "currency": "USD",
        "prices": {
            "source": PROVENANCE.source,
            "as_of": date(2026, 11, 10),
            "age_days": 12,
            "layer": "bundled",
            "path": None,
            "overrides": [],
        },
        "date": None,
        "workload": "llmcost.toml",
        "scenarios": [
            {
                "name": "chat",
                "line": None,
                "model": "acme/one",
                "models": [
                    {
                        "model": "acme/one",
                        "name": "acme/one",
                        "weight": 3,
                        "rates": {"input": 1, "output": 4},
                        "per_request": Decimal("0.1002"),
                        "fits": True,
                    }
                ],
                "usage": {"input": 100_000, "output": 50},
                "requests": 10,
                "per": "month",
                "batch": False,
                "when": None,
                "markup": 0,
                "rates": {"input": 1, "output": 4},
                "per_request": Decimal("0.1002"),
                "total": Decimal("1.002"),
                "day": Decimal("0.0329424657534"),
                "month": Decimal("1.002"),
                "year": Decimal("12.024"),
                "limits": [],
                "new": False,
                "change": {
                    "before": Decimal("0.9018"),
                    "after": Decimal("1.002"),
                    "volume": Decimal("0.1002"),
                    "model": 0,
                    "price": 0,
                    "total": Decimal("0.1002"),
                    "notes": [],
                },
                "suggestions": None,
                "notes": [],
            }
        ],
        "unpriced": [],
        "total": {
            "day": Decimal("0.0329424657534"),
            "month": Decimal("1.002"),
            "year": Decimal("12.024"),
            "total": None,
            "limits": [
                {
                    "kind": "per_request",
                    "limit": 5,
                    "unit": "USD",
                    "warn_only": False,
                    "value": Decimal("0.1002"),
                    "share": Decimal("0.0200"),
                    "over_by": None,
                    "verdict": "ok",
                    "scenario": "chat",
                },
                {
                    "kind": "growth",
                    "limit": 5,
                    "unit": "USD",
                    "warn_only": False,
                    "value": Decimal("-0.9018"),
                    "share": Decimal("-0.1804"),
                    "over_by": None,
                    "verdict": "ok",
                    "scenario": None,
                },
            ],
            "change": {
                "before": Decimal("1.9038"),
                "after": Decimal("1.002"),
                "volume": Decimal("0.1002"),
                "model": 0,
                "price": 0,
                "total": Decimal("-0.9018"),
                "added": 0,
                "removed": Decimal("-1.002"),
            },
            "change_once": None,
        },
        "baseline": {
            "label": "main",
            "as_of": None,
            "exists": True,
            "pinned": None,
            "removed": [
                {
                    "name": "gone",
                    "models": ["acme/one"],
                    "month": Decimal("1.002"),
                    "total": Decimal("1.002"),
                }
            ],
            "unpriced": [],
            "loosened": [],
        },
        "models": {"acme/one": {"rates": {"input": 1, "output": 4}, "when": []}},
        "verdict": "ok",
        "warnings": [],
    } == check_payload(CLEAN)


def test_each_kind_of_scenario_is_told() -> None:
    payload = check_payload(FULL)
    chat, mix, once, fresh = payload["scenarios"]
    assert ("over", ["per_month", "growth"]) == (
        payload["verdict"],
        [each["kind"] for each in chat["limits"]],
    )
    assert ["price_in_model"] == [note["code"] for note in chat["change"]["notes"]]
    assert (None, None, "01:00-04:00", False) == (mix["model"], mix["rates"], mix["when"], mix["new"])
    assert (None, None, None, "02:30", True) == (
        once["day"],
        once["month"],
        once["year"],
        once["when"],
        once["new"],
    )
    assert ["acme/nano", "acme/mini"] == [each["model"] for each in once["suggestions"]["found"]]
    assert "no_intelligence" == fresh["suggestions"]["reason"]
    assert [
        {"scenario": "typo", "line": 9, "code": "unknown_model", "message": "no model 'acme/on'"}
    ] == payload["unpriced"]
    assert (["gone", "once"], ["mix"], date(2026, 10, 1)) == (
        [each["name"] for each in payload["baseline"]["removed"]],
        payload["baseline"]["unpriced"],
        payload["baseline"]["as_of"],
    )
    assert [
        {
            "scenario": None,
            "kind": "growth",
            "before": {"limit": Decimal("0.05"), "unit": "share", "warn_only": False},
            "after": {"limit": 5, "unit": "USD", "warn_only": True},
        },
        {
            "scenario": "chat",
            "kind": "per_day",
            "before": {"limit": 1, "unit": "USD", "warn_only": False},
            "after": None,
        },
    ] == payload["baseline"]["loosened"]
    assert ["acme/one", "beta/new", "beta/old"] == list(payload["models"])
    assert [{"code": "stale", "message": "prices are old"}] == payload["warnings"]


def test_without_a_baseline_there_is_none() -> None:
    payload = check_payload(checked(scenario()))
    assert (None, None, None) == (
        payload["baseline"],
        payload["total"]["change"],
        payload["scenarios"][0]["change"],
    )


def test_what_has_no_period_has_a_change_of_its_own() -> None:
    once = scenario("import", per=None, usage=SMALL)
    total = check_payload(checked(scenario(), once, past=past_of(scenario())))["total"]
    assert (total["change"]["total"], total["change_once"]["added"]) == (0, Decimal("1.002"))
