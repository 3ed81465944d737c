"""Logged requests put together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.cost.cell import NOTHING, Sums, total_of
from llmcost.cost.usage import Counts

ONE = Sums(1, Counts(10, 5, cache_read=3, web_search=1), Decimal("0.1"))
OTHER = Sums(2, Counts(1, 2, 1, reasoning=2), Decimal("0.2"))


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ((), NOTHING),
        ((ONE,), ONE),
        ((ONE, OTHER), Sums(3, Counts(11, 7, 4, reasoning=2, web_search=1), Decimal("0.3"))),
    ],
)
def test_sums_add_up_field_by_field(sums: tuple[Sums, ...], expected: Sums) -> None:
    assert expected == total_of(sums)
