"""Dates at the end of names."""

from __future__ import annotations

from datetime import date

import pytest

from llmcost.catalog.dated_name import DatedName, is_date, take_date


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gpt-4.1-mini-2025-04-14", DatedName("gpt-4.1-mini", date(2025, 4, 14))),
        ("claude-sonnet-4-5-20250929", DatedName("claude-sonnet-4-5", date(2025, 9, 29))),
        ("claude-3-5-haiku@20241022", DatedName("claude-3-5-haiku", date(2024, 10, 22))),
        ("gpt-4-20991939", None),
        ("gpt-4-2025-02-30", None),
        ("qwen3-32b-04-28", None),
        ("gpt-4o", None),
    ],
)
def test_a_date_is_taken_off_a_name_where_there_is_such_a_day(name: str, expected: DatedName | None) -> None:
    assert expected == take_date(name)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert (True, False, False) == (is_date("2025-04-14"), is_date("2025-04-31"), is_date("20x"))
