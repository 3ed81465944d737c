from __future__ import annotations

from decimal import Decimal

import pytest
from builders import model, price, routed, when

from llmcost.catalog.model import Model, Period
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.errors import UsageError
from llmcost.market.use_cost import TYPICAL, Use, cost_of, costs_of


def test_three_typical_uses_are_priced_a_thousand_times_each() -> None:
    costs = costs_of(model("acme/one", cache_read="0.1"))
    assert [
        # 1,000 x 1 + 300 x 4; 10,000 x 1 + 500 x 4; 5,000 x 1 + 45,000 x 0.1 + 1,000 x 4
        ("chat turn", Decimal("2.2"), True),
        ("document question", Decimal(12), True),
        ("agent step", Decimal("13.5"), True),
    ] == [(cost.use.name, cost.total, cost.fits) for cost in costs]


def test_the_typical_uses_are_requests() -> None:
    assert {1_000} == {use.terms.requests for use in TYPICAL}


def test_long_context_rates_and_limits_apply_to_them() -> None:
    small = model("acme/one", when(above=20_000, input="2"), facts={"context": 32_000})
    cost = costs_of(small)[-1]
    assert (cost.fits, [note.code for note in cost.estimate.notes] if cost.estimate else None) == (
        False,
        ["long_context", "over_context", "no_own_rate"],
    )


def test_what_is_unpriced_says_why_and_does_not_fit() -> None:
    cost = cost_of(routed("acme/router"), TYPICAL[0])
    assert (None, None, False, "varies") == (
        cost.estimate,
        cost.total,
        cost.fits,
        cost.unpriced and cost.unpriced.reason,
    )


def test_a_use_may_need_a_rate_that_is_not_known() -> None:
    half = Model("acme/half", Period(price(input="1"), None, None))
    cost = cost_of(half, Use("", Usage(input=1, output=1), Terms(requests=1)))
    assert cost.unpriced is not None
    assert "no price is known for output of acme/half" == cost.unpriced.message


def test_terms_that_no_use_has_are_refused() -> None:
    with pytest.raises(UsageError, match="0 requests cost nothing"):
        cost_of(model(), Use("", Usage(input=1), Terms(requests=0)))
