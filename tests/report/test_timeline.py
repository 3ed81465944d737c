from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.report.timeline import Timeline


@pytest.mark.parametrize(
    ("first", "last", "columns", "expected"),
    [
        ("2024-01-01", "2024-12-31", 60, "2024-01    2024-04        2024-07        2024-10"),
        ("2024-01-15", "2026-11-10", 30, "      2025-01    2026-01"),
        ("1990-01-02", "2026-11-10", 60, "             2000-01         2010-01         2020-01"),
        # Too short for two months: both ends.
        ("2026-11-02", "2026-11-10", 40, "2026-11-02                    2026-11-10"),
        ("2026-10-30", "2026-11-10", 30, "2026-10-30          2026-11-10"),
        # Too narrow for both ends.
        ("2026-11-02", "2026-11-10", 12, "2026-11-02"),
        ("2026-11-02", "2026-11-02", 20, "2026-11-02"),
        ("2026-11-02", "2026-11-02", 4, "2026-11-02"),
    ],
)
def test_labels_stand_below_the_days_they_name(first: str, last: str, columns: int, expected: str) -> None:
    assert expected == Timeline(date.fromisoformat(first), date.fromisoformat(last), columns).labels


def test_the_first_and_the_last_day_have_the_outermost_columns() -> None:
    timeline = Timeline(date(2026, 1, 1), date(2026, 1, 11), 21)
    days = [date(2026, 1, day) for day in (1, 2, 6, 11)]
    assert [0, 2, 10, 20] == [timeline.column(day) for day in days]
    assert 0 == Timeline(days[0], days[0], 21).column(days[0])


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 20_000), st.integers(20, 200))
def test_any_stretch_has_labels_within_its_columns(first: date, days: int, columns: int) -> None:
    timeline = Timeline(first, first + timedelta(days=days), columns)
    labels = timeline.labels
    assert labels.split()
    assert len(labels) <= columns
    assert set(labels.split()) <= set(timeline.ticks.values())
    assert all(0 <= column < columns for column in timeline.ticks)
