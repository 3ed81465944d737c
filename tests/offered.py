"""Small answers of `providers`, for tests of ``report``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import builders
from builders import price, when

from llmcost.catalog.endpoint import DataPolicy, Endpoint
from llmcost.cost.estimate import Terms
from llmcost.cost.offers import Offers, compare_offers, list_price

if TYPE_CHECKING:
    from llmcost.cost.usage import Usage

SOURCE = "https://prices.test/models/acme/one/endpoints"
DAY = date(2026, 11, 22)

FULL = Endpoint(
    "Acme",
    "acme/flex",
    price(
        when(above=200, utc="23:00-01:30", days=(0, 6), input="2"), input="1", output="4", cache_read="0.1"
    ),
    context=128_000,
    max_input=100_000,
    max_output=8_192,
    quantization="fp8",
    discount=Decimal("0.25"),
    status=-1,
    uptime=Decimal("99.96"),
    latency=Decimal("1234.5"),
    throughput=Decimal("64.2"),
    data_policy=DataPolicy(training=False, retains_prompts=True, retention_days=30),
    implicit_caching=True,
)
BARE = Endpoint("Beta", "", price(input="2", output="8"))
VARIES = Endpoint("Gamma", "gamma", None)


def offered(
    *endpoints: Endpoint, usage: Usage | None = None, requests: int | None = None, **more: Any
) -> Offers:
    """What these endpoints of acme/one ask, the price at hand being 1 and 4; ``more`` is for ``Offers``."""
    terms = Terms(requests=requests)
    offers, unpriced = compare_offers("acme/one", endpoints, usage, terms, "price")
    listed = list_price(builders.model(), builders.PROVENANCE, usage, terms)
    found = Offers("acme/one", SOURCE, DAY, terms, offers, unpriced, list_price=listed, usage=usage)
    return found._replace(**more)
