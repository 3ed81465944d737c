"""Holding estimates to a limit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model

from llmcost.cost.budget import Limit, Verdict, judge
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.usage import Usage

if TYPE_CHECKING:
    from llmcost.cost.estimate import Estimate

MILLION = Usage(input=1_000_000)
CHEAP, DEAR, SMALL = (
    estimate(each, MILLION, Terms(requests=1))
    for each in (
        model("acme/cheap", input="1"),
        model("acme/dear", input="3"),
        model("acme/small", input="0.5", facts={"context": 10}),
    )
)


@pytest.mark.parametrize(
    ("rows", "limit", "verdict"),
    [
        ((CHEAP, DEAR), Limit(Decimal(3)), Verdict(None, "acme/dear")),
        ((CHEAP, DEAR), Limit(Decimal("2.99")), Verdict(Decimal("0.01"), "acme/dear")),
        ((CHEAP, DEAR, SMALL), Limit(Decimal("0.9")), Verdict(Decimal("2.1"), "acme/dear", others=1)),
        ((CHEAP, DEAR, SMALL), Limit(Decimal("0.4")), Verdict(Decimal("2.6"), "acme/dear", others=2)),
        ((SMALL,), Limit(Decimal("0.1")), Verdict(Decimal("0.4"), "acme/small")),
        ((CHEAP,), Limit(Decimal(0)), Verdict(Decimal(1), "acme/cheap")),
        ((CHEAP, DEAR), Limit(Decimal(1), "any"), Verdict(None, "acme/cheap")),
        ((CHEAP, DEAR), Limit(Decimal("0.9"), "any"), Verdict(Decimal("0.1"), "acme/cheap")),
        ((CHEAP, SMALL), Limit(Decimal("0.9"), "any"), Verdict(Decimal("0.1"), "acme/cheap")),
        ((SMALL,), Limit(Decimal(9), "any"), None),
        ((), Limit(Decimal(9)), None),
        ((), Limit(Decimal(9), "any"), None),
    ],
)
def test_every_model_or_any_that_can_take_the_request_must_be_within_the_limit(
    rows: tuple[Estimate, ...], limit: Limit, verdict: Verdict | None
) -> None:
    assert verdict == judge(rows, limit)


@pytest.mark.parametrize(("over_by", "is_over"), [(None, False), (Decimal("0.1"), True)])
def test_a_limit_is_broken_where_something_is_over_it(over_by: Decimal | None, *, is_over: bool) -> None:
    assert is_over == Verdict(over_by, "acme/one").is_over
