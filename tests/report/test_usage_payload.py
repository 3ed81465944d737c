from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from contract import VALIDATOR
from spent import MIXED, UNKNOWN, days, group, spending, whole

from llmcost.catalog.note import Note
from llmcost.cost.bills import REASONS
from llmcost.cost.spending import Alternative, Bill, Forecast, Unpriced
from llmcost.cost.tally import Oddity, Place
from llmcost.records.record import REMARKS
from llmcost.report.json_text import to_json
from llmcost.report.look import Look
from llmcost.report.render import render
from llmcost.report.schema import schema_text
from llmcost.report.usage import usage_report
from llmcost.report.usage_payload import usage_payload

NONE = Unpriced(("", "(none)"), "", "no_model", "the log names no model", None, 1, UNKNOWN)
INNER = group("acme/x", "(none)", requests=2, cost="1", share="0.25")
FULL = spending(
    whole(
        whole(INNER, group("acme/x", "(others)", cost="3", share="0.75"))._replace(key=("acme/x",), others=7),
        unpriced=[NONE],
    ),
    ("model", "session"),
    unpriced=(NONE,),
    days=days("1", None),
    oddities=(Oddity("malformed", "left out", 1, (Place("a.jsonl", 17, "not JSON"),)),),
    alternatives=(
        Alternative("y", "acme/y", Decimal(2), Decimal(4), Decimal(2), (("modality", 1),), only_here=3),
        Alternative("z", "", None, None, None, (), "no", (Note("alias", "an alias"),)),
    ),
    bills=(Bill("acme/x", "fee", "a fee", 1, Decimal("1.055"), Decimal(1), estimated=True),),
    forecast=Forecast(
        "2026-11",
        Decimal(1),
        Decimal("0.5"),
        Decimal(15),
        date(2026, 11, 1),
        date(2026, 11, 2),
        27,
        date(2026, 11, 3),
        1,
    ),
    limit=Decimal(1),
    partial=True,
    warnings=(Note("stale", "old"),),
    notes=(Note("retired", "1 request: gone"),),
)


def test_everything_has_its_key() -> None:
    inner = {
        "tokens": {"input": 12000, "output": 345},
        "stated": None,
        "billed": 0,
        "reckoned": 0,
        "saving": None,
        "cache_hit": Decimal("0.0000"),
        "unpriced": 0,
    }
    assert {
        "schema_version": 1,
        "currency": "USD",
        "prices": {
            "source": "https://prices.test/models",
            "as_of": date(2026, 11, 10),
            "age_days": 12,
            "layer": "bundled",
            "path": None,
            "overrides": [],
        },
        "by": ["model", "session"],
        "zone": "UTC",
        "basis": "best",
        "partial": True,
        "groups": [
            {
                "key": {"model": "acme/x"},
                "others": 0,
                "requests": 3,
                **inner,
                "tokens": {"input": 24000, "output": 690},
                "cost": Decimal(4),
                "computed": Decimal(4),
                "share": Decimal(1),
                "groups": [
                    {
                        "key": {"model": "acme/x", "session": None},
                        "others": 0,
                        "requests": 2,
                        **inner,
                        "cost": Decimal(1),
                        "computed": Decimal(1),
                        "share": Decimal("0.25"),
                    },
                    {
                        "key": {"model": "acme/x", "session": None},
                        "others": 7,
                        "requests": 1,
                        **inner,
                        "cost": Decimal(3),
                        "computed": Decimal(3),
                        "share": Decimal("0.75"),
                    },
                ],
            }
        ],
        "total": {
            "requests": 4,
            **inner,
            "tokens": {"input": 36000, "output": 1035},
            "cost": Decimal(4),
            "computed": Decimal(4),
            "unpriced": 1,
        },
        "days": [
            {"day": date(2026, 10, 1), "requests": 100, "cost": Decimal(1)},
            {"day": date(2026, 10, 2), "requests": 100, "cost": None},
        ],
        "unpriced": [
            {
                "key": {"model": None, "session": None},
                "others": 0,
                "model": None,
                "code": "no_model",
                "message": "the log names no model",
                "hint": None,
                "requests": 1,
                "tokens": {"input": 12000, "output": 345},
            }
        ],
        "records": {
            "files": 1,
            "read": 4,
            "counted": 4,
            "duplicates": 0,
            "malformed": 0,
            "without_usage": 0,
            "outside": 0,
            "bytes": 138_000_000,
        },
        "oddities": [
            {
                "code": "malformed",
                "message": "left out",
                "times": 1,
                "places": [{"file": "a.jsonl", "line": 17, "message": "not JSON"}],
            }
        ],
        "alternatives": [
            {
                "name": "y",
                "model": "acme/y",
                "cost": Decimal(2),
                "compared": Decimal(4),
                "same": Decimal(2),
                "difference": Decimal(-2),
                "only_here": 3,
                "misfits": [{"code": "modality", "requests": 1}],
                "unpriced": None,
                "notes": [],
            },
            {
                "name": "z",
                "model": None,
                "cost": None,
                "compared": None,
                "same": None,
                "difference": None,
                "only_here": 0,
                "misfits": [],
                "unpriced": "no",
                "notes": [{"code": "alias", "message": "an alias"}],
            },
        ],
        "reconciliation": [
            {
                "model": "acme/x",
                "reason": "fee",
                "message": "a fee",
                "estimated": True,
                "requests": 1,
                "stated": Decimal("1.055"),
                "computed": Decimal(1),
                "difference": Decimal("0.055"),
            }
        ],
        "forecast": {
            "month": "2026-11",
            "spent": Decimal(1),
            "per_day": Decimal("0.5"),
            "total": Decimal(15),
            "first": date(2026, 11, 1),
            "last": date(2026, 11, 2),
            "days_left": 27,
            "until": date(2026, 11, 3),
            "cut": 1,
        },
        "budget": {"limit": Decimal(1), "verdict": "over", "over_by": Decimal(3)},
        "notes": [{"code": "retired", "message": "1 request: gone"}],
        "warnings": [{"code": "stale", "message": "old"}],
    } == usage_payload(FULL)


def test_it_keeps_to_the_schema() -> None:
    for found in (FULL, MIXED):
        VALIDATOR.validate(json.loads(to_json(usage_payload(found))))


def test_what_has_no_price_keeps_its_key_and_of_others_only_the_model_is_known() -> None:
    unpriced = (
        NONE._replace(key=("acme/x", "s1"), model="acme/x"),
        NONE._replace(key=("acme/x", "(others)"), model="acme/x", others=3),
    )
    payload = usage_payload(FULL._replace(unpriced=unpriced))
    assert [({"model": "acme/x", "session": "s1"}, 0), ({"model": "acme/x", "session": None}, 3)] == [
        (row["key"], row["others"]) for row in payload["unpriced"]
    ]


def test_what_was_not_asked_for_is_null() -> None:
    payload = usage_payload(MIXED)
    assert [None, None, None] == [payload[name] for name in ("reconciliation", "forecast", "budget")]


def test_codes_that_the_source_makes_are_examples() -> None:
    usage = json.loads(schema_text())["$defs"]["usage"]["properties"]
    odd = usage["oddities"]["items"]["properties"]["code"]["examples"]
    reasons = usage["reconciliation"]["items"]["properties"]["reason"]["examples"]
    assert (set(), set(REASONS)) == (REMARKS.keys() - set(odd), set(reasons))


def test_the_report_gives_it() -> None:
    text = render(usage_report(MIXED), "json", Look())
    assert json.loads(to_json(usage_payload(MIXED))) == json.loads(text)
