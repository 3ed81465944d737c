from __future__ import annotations

import csv
import io

from offered import BARE, FULL, VARIES, offered

from llmcost.cost.usage import Usage
from llmcost.report.offers_csv import HEADER, offers_csv
from llmcost.report.offers_payload import offers_payload


def rows(text: str) -> list[dict[str, str]]:
    header, *found = csv.reader(io.StringIO(text))
    assert list(HEADER) == header
    return [dict(zip(header, row, strict=True)) for row in found]


def test_a_row_an_endpoint_with_exact_figures() -> None:
    found = offered(FULL, BARE, VARIES, usage=Usage(input=1_000, output=100))
    acme, beta, gamma = (
        {key: value for key, value in row.items() if value} for row in rows(offers_csv(offers_payload(found)))
    )
    every = {
        "model": "acme/one",
        "currency": "USD",
        "source": "https://prices.test/models/acme/one/endpoints",
        "date": "2026-11-22",
    }
    notes = acme.pop("notes")
    assert notes.endswith(
        "degraded: upstream chooses it last; a discount of 25 % is already taken off its price"
    )
    assert (
        every
        | {
            "provider": "Acme",
            "tag": "acme/flex",
            "total": "0.0014",
            "relative": "1",
            "fits": "true",
            "tier": "flex",
            "quantization": "fp8",
            "context": "128000",
            "max_input": "100000",
            "max_output": "8192",
            "rate_input": "1",
            "rate_output": "4",
            "rate_cache_read": "0.1",
            "discount": "0.25",
            "uptime_30m": "99.96",
            "latency_p50_ms": "1234.5",
            "throughput_p50": "64.2",
            "status": "-1",
            "implicit_caching": "true",
            "training": "false",
            "retains_prompts": "true",
            "retention_days": "30",
        }
        == acme
    )
    assert (
        every
        | {
            "provider": "Beta",
            "total": "0.0028",
            "relative": "2",
            "fits": "true",
            "tier": "standard",
            "rate_input": "2",
            "rate_output": "8",
        }
        == beta
    )
    assert (
        every
        | {
            "provider": "Gamma",
            "tag": "gamma",
            "unpriced": "the price of acme/one varies with the model that it routes to",
        }
        == gamma
    )
