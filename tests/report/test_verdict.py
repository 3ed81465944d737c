from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.cost.budget import Limit, Verdict
from llmcost.report.verdict import verdict_line


@pytest.mark.parametrize(
    ("limit", "verdict", "per", "outcome", "expected"),
    [
        (
            Limit(Decimal("2.2499999")),
            Verdict(Decimal("0.0000001"), "acme/one"),
            None,
            "over",
            "acme/one is $0.0000001 above the limit of $2.2499999",
        ),
        (
            Limit(Decimal(1000)),
            Verdict(Decimal("1234.5"), "acme/one"),
            "month",
            "over",
            "acme/one is $1,234.50 above the limit of $1,000.00 per month",
        ),
        (
            Limit(Decimal(0), "any"),
            Verdict(Decimal(2), "acme/one"),
            None,
            "over",
            "even the cheapest, acme/one, is $2.00 above the limit of $0.00",
        ),
        (
            Limit(Decimal(5)),
            Verdict(None, "acme/one"),
            "day",
            "unpriced",
            "not every model that was named has a price to hold to the limit of $5.00 per day",
        ),
        (
            Limit(Decimal(5), "any"),
            None,
            None,
            "unpriced",
            "no model that can take the request has a price to hold to the limit of $5.00",
        ),
        (
            Limit(Decimal(1)),
            Verdict(Decimal(2), "acme/one", 1),
            None,
            "over",
            "acme/one is $2.00 above the limit of $1.00, and 1 more is above it",
        ),
        (
            Limit(Decimal(1)),
            Verdict(Decimal(2), "acme/one", 3),
            None,
            "over",
            "acme/one is $2.00 above the limit of $1.00, and 3 more are above it",
        ),
        (Limit(Decimal(5)), Verdict(None, "acme/one"), None, "ok", "all keep the limit of $5.00"),
        (Limit(Decimal(5), "any"), Verdict(None, "a/b"), "day", "ok", "a/b keeps the limit of $5.00 per day"),
    ],
)
def test_a_limit_and_what_became_of_it_is_told_in_one_line(
    limit: Limit, verdict: Verdict | None, per: str | None, outcome: str, expected: str
) -> None:
    assert expected == verdict_line(limit, verdict, per, outcome)
