"""What follows from the result of a reading."""

from __future__ import annotations

from decimal import Decimal

import pytest
from spent import group, spending

from llmcost.cost.tally import Oddity, Tally
from llmcost.cost.usage import Counts


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(), None),
        (Counts(output=5), None),
        (Counts(input=3), "0"),
        (Counts(input=3, cache_read=1), "0.3333"),
        (Counts(input=3, cache_read=1, audio_cache_read=1, cache_write=1), "0.6667"),
    ],
)
def test_a_hit_is_input_that_was_read_from_the_cache(counts: Counts, expected: str | None) -> None:
    assert (None if expected is None else Decimal(expected)) == group(counts=counts).cache_hit


@pytest.mark.parametrize(
    ("cost", "limit", "unpriced", "expected"),
    [
        ("5", None, 0, (None, "ok")),
        ("5", "5", 0, (None, "ok")),
        ("5.01", "5", 0, (Decimal("0.01"), "over")),
        ("5.01", "5", 1, (Decimal("0.01"), "over")),
        ("4", "5", 1, (None, "unpriced")),
        ("4", None, 1, (None, "unpriced")),
        (None, "0", 0, (None, "unpriced")),
    ],
)
def test_over_the_limit_wins_over_unpriced(
    cost: str | None, limit: str | None, unpriced: int, expected: tuple[Decimal | None, str]
) -> None:
    found = spending(group(cost=cost, unpriced=unpriced), limit=None if limit is None else Decimal(limit))
    assert expected == (found.over_by, found.outcome)


def test_prices_age_from_the_day_of_the_ledger() -> None:
    assert 12 == spending(group(cost="1")).age_days


@pytest.mark.parametrize(
    ("unpriced", "malformed", "odd", "expected"),
    [
        (0, 0, "no_zone", False),
        (1, 0, "no_zone", True),
        (0, 1, "malformed", True),
        (0, 0, "damaged", True),
        (0, 0, "unreadable", True),
    ],
)
def test_a_cost_that_lacks_something_is_a_lower_bound(
    unpriced: int,
    malformed: int,
    odd: str,
    expected: bool,  # noqa: FBT001
) -> None:
    found = spending(
        group(cost="1", unpriced=unpriced),
        tally=Tally(malformed=malformed),
        oddities=(Oddity("bad_time", "", 1, ()), Oddity(odd, "", 1, ())),
    )
    assert expected is found.is_least
