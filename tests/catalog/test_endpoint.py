from __future__ import annotations

import pytest
from builders import price

from llmcost.catalog.endpoint import Endpoint
from llmcost.catalog.model import Model, Period


@pytest.mark.parametrize(
    ("tag", "tier"),
    [
        ("openai", "standard"),
        ("openai/flex", "flex"),
        ("openai/priority", "priority"),
        ("openai/fast", "fast"),
        ("azure/us", "standard"),
        ("google-vertex/global/flex", "flex"),
        ("flex", "standard"),
        ("", "standard"),
    ],
)
def test_a_tier_is_told_by_the_end_of_the_tag(tag: str, tier: str) -> None:
    assert tier == Endpoint("OpenAI", tag, price()).tier


@pytest.mark.parametrize(("status", "degraded"), [(None, False), (0, False), (1, False), (-1, True)])
def test_a_negative_status_is_degraded(status: int | None, *, degraded: bool) -> None:
    assert degraded == Endpoint("OpenAI", "openai", price(), status=status).is_degraded


@pytest.mark.parametrize(("tag", "name"), [("openai/flex", "OpenAI (openai/flex)"), ("", "OpenAI")])
def test_an_endpoint_is_told_from_others_by_its_tag(tag: str, name: str) -> None:
    assert name == Endpoint("OpenAI", tag, price()).name


def test_a_model_is_served_at_the_endpoints_price_and_within_its_limits() -> None:
    endpoint = Endpoint("OpenAI", "openai", price(), context=1000, max_output=100)
    expected = Model("acme/one", Period(price(), None, None), context=1000, max_output=100)
    assert expected == endpoint.serving("acme/one")
