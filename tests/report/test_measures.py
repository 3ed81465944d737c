from __future__ import annotations

import pytest

from llmcost.report.measures import as_bytes, as_duration


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (9_999, "9.9 kB"),
        (10_000, "10 kB"),
        (999_999, "999 kB"),
        (1_000_000, "1.0 MB"),
        (138_400_000, "138 MB"),
        (5_000_000_000, "5.0 GB"),
        (7 * 10**12, "7.0 TB"),
        (7 * 10**15, "7,000 TB"),
    ],
)
def test_bytes_are_told_in_the_unit_that_fits(size: int, text: str) -> None:
    assert text == as_bytes(size)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (125, "2 min 5 s"), (6_000, "1 h 40 min")],
)
def test_a_duration_is_told_as_people_say_it(seconds: int, text: str) -> None:
    assert text == as_duration(seconds)
