"""What a month will cost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from llmcost.cost.forecast import forecast
from llmcost.cost.spending import Day, Forecast


def run(first: str, *costs: str | None) -> list[Day]:
    """Days in a row; None is one whose requests have no price, ``-`` one without requests."""
    begin = date.fromisoformat(first)
    return [
        Day(
            begin + timedelta(days=at),
            0 if cost == "-" else 9,
            None if cost is None else Decimal(cost.strip("-") or 0),
        )
        for at, cost in enumerate(costs)
    ]


def told(days: list[Day], today: str) -> tuple[str, ...] | None:
    """Month, spent, per day, total, first and last day, days left."""
    found = forecast(days, date.fromisoformat(today))
    return None if found is None else tuple(map(str, found[:7]))


def test_the_mean_of_whole_days_is_what_each_day_to_come_costs() -> None:
    days = run("2026-11-01", "1", "3", "2")
    expected = Forecast(
        "2026-11",
        Decimal(6),
        Decimal(2),
        Decimal(60),
        date(2026, 11, 1),
        date(2026, 11, 3),
        27,
        date(2026, 11, 3),
    )
    assert expected == forecast(days, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("today_cost", "spent", "total"),
    [
        # It is taken to come to the mean yet...
        ("0.5", "4.5", "60.0"),
        # ... but what is spent is spent.
        ("7", "11", "65"),
    ],
)
def test_a_day_that_is_not_over_counts_as_spent_but_not_for_the_mean(
    today_cost: str, spent: str, total: str
) -> None:
    days = run("2026-11-01", "1", "3", today_cost)
    assert ("2026-11", spent, "2", total, "2026-11-01", "2026-11-02", "27") == told(days, "2026-11-03")


def test_of_an_unfinished_day_without_a_price_nothing_is_known() -> None:
    days = run("2026-11-01", "1", "3", None)
    assert ("2026-11", "4", "2", "60", "2026-11-01", "2026-11-02", "27") == told(days, "2026-11-03")


def test_a_single_day_has_nothing_else_to_rest_on() -> None:
    assert ("2026-11", "2", "2", "58", "2026-11-02", "2026-11-02", "28") == told(
        run("2026-11-02", "2"), "2026-11-02"
    )


def test_days_of_the_future_are_left_out_where_there_are_others() -> None:
    days = run("2026-11-01", "1", "3", "90", "900")
    assert ("2026-11", "4", "2", "60", "2026-11-01", "2026-11-02", "28")[:6] == (
        told(days[:2], "2026-11-22") or ()
    )[:6]
    assert ("2026-11", "4", "1", "32", "2026-11-01", "2026-11-01", "28") == told(days, "2026-11-02")


def test_four_weeks_count_at_most_and_days_without_requests_too() -> None:
    days = run("2026-10-01", *["100"] * 10, *["-"] * 14, *["2"] * 14)
    assert ("2026-11", "14", "1", "37", "2026-10-11", "2026-11-07", "23") == told(days, "2026-11-22")


@pytest.mark.parametrize(
    ("first", "left"),
    [("2026-02-01", 27), ("2028-02-01", 28), ("2026-04-01", 29), ("2026-12-01", 30), ("2026-12-31", 0)],
)
def test_a_month_has_its_own_length(first: str, left: int) -> None:
    found = forecast(run(first, "1"), date(2030, 1, 1))
    assert found is not None
    assert (left, Decimal(left + 1)) == (found.days_left, found.total)


def test_a_mean_is_never_rounded_to_nothing() -> None:
    found = forecast(run("2026-11-01", "1", "-", "-"), date(2026, 11, 22))
    assert found is not None
    assert Decimal("0.333333333333") == found.per_day


@pytest.mark.parametrize(
    "days", [[], run("2026-11-01", None, "-", None), run("2026-11-23", "5"), run("2026-11-01", "-")]
)
def test_nothing_is_projected_from_nothing(days: list[Day]) -> None:
    assert forecast(days, date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("begins", "spent", "total", "cut"),
    [
        # 15 days to come, and the 9 that were not asked for.
        ("2026-11-10", "12", "60", 9),
        # Nobody asked on these two, which cost nothing and count for no mean, as without --since.
        ("2026-11-08", "12", "56", 7),
        ("2026-11-01", "12", "42", 0),
        ("2026-10-20", "12", "42", 0),
        ("2025-11-10", "12", "42", 0),
    ],
)
def test_days_that_were_not_asked_for_are_taken_at_the_mean(
    begins: str, spent: str, total: str, cut: int
) -> None:
    days = run("2026-11-10", "1", "3", "2", "1", "3", "2")
    found = forecast(days, date(2026, 11, 22), date.fromisoformat(begins))
    assert found is not None
    assert (Decimal(spent), Decimal(total), cut) == (found.spent, found.total, found.cut)
    assert (date(2026, 11, 15), date(2026, 11, 10), 15) == (found.until, found.first, found.days_left)


def test_the_last_day_of_what_is_spent_may_not_be_over() -> None:
    found = forecast(run("2026-11-01", "1", "3", "1"), date(2026, 11, 3))
    assert found is not None
    assert (date(2026, 11, 3), date(2026, 11, 2)) == (found.until, found.last)
