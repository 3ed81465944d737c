from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from offered import BARE, DAY, FULL, SOURCE, VARIES, offered

from llmcost.catalog.note import Note
from llmcost.cost.usage import Usage
from llmcost.report.offers_payload import offers_payload

UNTOLD = dict.fromkeys(
    (
        "quantization",
        "context",
        "max_input",
        "max_output",
        "discount",
        "uptime_30m",
        "latency_p50_ms",
        "throughput_p50",
        "status",
        "data_policy",
        "implicit_caching",
    )
)


def test_endpoints_are_told_with_everything_known_of_them() -> None:
    use = Usage(input=100, output=10, cache_read=50)
    found = offered(
        FULL,
        BARE,
        VARIES,
        usage=use,
        requests=2,
        notes=(Note("alias", "an alias"),),
        skipped=(("Odd", "no pricing"),),
        warnings=(Note("skipped", "one"),),
    )
    assert {
        "schema_version": 1,
        "currency": "USD",
        "source": SOURCE,
        "date": DAY,
        "model": "acme/one",
        "mode": "requests",
        "requests": 2,
        "tokens": {"input": 200, "output": 20, "cache_read": 100},
        "list_price": {
            "model": "acme/one",
            "rates": {"input": Decimal(1), "output": Decimal(4)},
            "when": [],
            "total": Decimal("0.00028"),
            "relative": Decimal("1.4737"),
            "source": "https://prices.test/models",
            "as_of": date(2026, 11, 10),
            "age_days": 12,
            "layer": "bundled",
            "overridden": [],
        },
        "endpoints": [
            {
                "provider": "Acme",
                "tag": "acme/flex",
                "tier": "flex",
                "quantization": "fp8",
                "context": 128_000,
                "max_input": 100_000,
                "max_output": 8_192,
                "rates": {"input": Decimal(1), "output": Decimal(4), "cache_read": Decimal("0.1")},
                "when": [
                    {
                        "above": 200,
                        "utc": "23:00-01:30",
                        "days": ["monday", "sunday"],
                        "rates": {"input": Decimal(2)},
                    }
                ],
                "discount": Decimal("0.25"),
                "uptime_30m": Decimal("99.96"),
                "latency_p50_ms": Decimal("1234.5"),
                "throughput_p50": Decimal("64.2"),
                "status": -1,
                "data_policy": {"training": False, "retains_prompts": True, "retention_days": 30},
                "implicit_caching": True,
                "total": Decimal("0.00019"),
                "per_request": Decimal("0.000095"),
                "relative": Decimal(1),
                "fits": True,
                "notes": [
                    {"code": "degraded", "message": "degraded: upstream chooses it last"},
                    {"code": "discount", "message": "a discount of 25 % is already taken off its price"},
                ],
            },
            UNTOLD
            | {
                "provider": "Beta",
                "tag": "",
                "tier": "standard",
                "rates": {"input": Decimal(2), "output": Decimal(8)},
                "when": [],
                "total": Decimal("0.00056"),
                "per_request": Decimal("0.00028"),
                "relative": Decimal("2.9474"),
                "fits": True,
                "notes": [
                    {
                        "code": "no_own_rate",
                        "message": "no price of its own for cache_read; it costs what input does",
                    }
                ],
            },
        ],
        "unpriced": [
            {
                "provider": "Gamma",
                "tag": "gamma",
                "code": "varies",
                "message": "the price of acme/one varies with the model that it routes to",
            }
        ],
        "skipped": [{"endpoint": "Odd", "reason": "no pricing"}],
        "notes": [{"code": "alias", "message": "an alias"}],
        "warnings": [{"code": "skipped", "message": "one"}],
    } == offers_payload(found)


@pytest.mark.parametrize(
    ("usage", "requests", "expected"),
    [
        (None, None, ("prices", None, None, None)),
        (Usage(input=10), None, ("volume", None, {"input": 10, "output": 0}, Decimal("0.00002"))),
        (Usage(input=10), 3, ("requests", 3, {"input": 30, "output": 0}, Decimal("0.00006"))),
    ],
)
def test_the_mode_tells_what_was_asked(
    usage: Usage | None, requests: int | None, expected: tuple[Any, ...]
) -> None:
    payload = offers_payload(offered(BARE, usage=usage, requests=requests))
    total = payload["endpoints"][0]["total"]
    assert expected == (payload["mode"], payload["requests"], payload["tokens"], total)


def test_there_may_be_no_price_at_hand() -> None:
    assert offers_payload(offered(BARE, list_price=None))["list_price"] is None
