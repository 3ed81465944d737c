"""What gateways state of the cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.logs.formats.bill import Bill, bill_of

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("usage", "bill"),
    [
        ({}, Bill()),
        ({"cost": None}, Bill()),
        ({"cost": CENT}, Bill(CENT)),
        (
            {"cost": CENT, "is_byok": True, "cost_details": {"upstream_inference_cost": 2 * CENT}},
            Bill(3 * CENT, byok=True),
        ),
        ({"cost": CENT, "is_byok": True}, Bill(byok=True)),
        ({"pydantic_ai_gateway": {"cost_estimate": CENT}}, Bill(CENT, estimated=True)),
        ({"pydantic_ai_gateway": "none"}, Bill()),
    ],
)
def test_a_bill_is_told_from_an_estimate(usage: dict[str, Any], bill: Bill) -> None:
    assert bill_of(usage) == bill
