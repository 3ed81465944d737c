from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from vectors import hints, of_class, texts

from llmcost.report.figure import Amount, Histogram
from llmcost.report.web.histogram import draw_histogram

if TYPE_CHECKING:
    from llmcost.report.web.vector import Vector


def drawn(*values: str | None, width: int = 860) -> Vector:
    """Amounts of successive days."""
    amounts = tuple(
        Amount(date(2026, 10, 1) + timedelta(at), None if value is None else Decimal(value))
        for at, value in enumerate(values)
    )
    return draw_histogram(Histogram("Cost", "UTC", amounts), width)


def test_a_day_is_a_bar_an_empty_one_a_gap_and_an_unknown_one_is_marked() -> None:
    vector = drawn("4", "0", None, "0.000001", "2")
    assert [
        "Cost by day, USD (UTC)",
        "2026-10-01: $4.00",
        "2026-10-03: not known",
        "2026-10-04: $0.000001",
        "2026-10-05: $2.00",
    ] == hints(vector)
    assert ["196", "1", "98"] == [
        str(round(Decimal(node.get("height", "")))) for node in of_class(vector, "bar")
    ]
    assert "?" in texts(vector)


def test_it_says_in_words_what_can_be_seen() -> None:
    vector = drawn("4", "0", None, "1", "2")
    assert (
        "5 bars from 2026-10-01 to 2026-10-05, $7.00 in all; the highest is $4.00, 2026-10-01. "
        "Not all is known of 1 of them."
    ) == vector.description
    assert drawn("4", "2").description.endswith("$6.00 in all; the highest is $4.00, 2026-10-01.")


@pytest.mark.parametrize(
    ("days", "caption", "first"),
    [
        (30, "Cost by day, USD (UTC)", "2026-10-01: $1.00"),
        (300, "Cost by week from Monday on, USD (UTC)", "2026-09-28: $4.00"),
        (2000, "Cost by month, USD (UTC)", "2026-10: $31.00"),
        (9000, "Cost by year, USD (UTC)", "2026: $92.00"),
        (26000, "Cost by year, USD (UTC)", "2026: $92.00"),
    ],
)
def test_many_days_are_put_together(days: int, caption: str, first: str) -> None:
    assert [caption, first] == hints(drawn(*["1"] * days, width=350))[:2]


def test_a_week_of_which_a_day_is_not_known_says_so() -> None:
    assert "2026-10-05: $6.00, not all known" in hints(drawn(*["1"] * 6, None, *["1"] * 300, width=350))


def test_labels_stand_as_far_apart_as_they_need() -> None:
    told = [text for text in texts(drawn(*["1"] * 60)) if text.startswith("2026")]
    assert ["2026-10-01", "2026-10-08", "2026-10-15"] == told[:3]
    told = [text for text in texts(drawn(*["1"] * 3)) if text.startswith("2026")]
    assert ["2026-10-01"] == told
