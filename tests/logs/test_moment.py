"""Times as logs write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.logs.moment import read_time

AT = 1_790_000_000


@pytest.mark.parametrize(
    ("written", "seconds", "odd"),
    [
        (None, None, None),
        ("", None, None),
        (AT, AT, None),
        (str(AT), AT, None),
        (AT * 1000 + 999, AT, None),
        (AT * 10**6, AT, None),
        (AT * 10**9, AT, None),
        (str(AT * 10**9), AT, None),
        (Decimal(AT) + Decimal("0.75"), AT, None),
        ("2026-09-21T14:13:20Z", AT, None),
        ("2026-09-21T16:13:20+02:00", AT, None),
        ("2026-09-21T14:13:20.999Z", AT, None),
        ("2026-09-21 14:13:20.713 UTC ", AT, None),
        ("2026-09-21T14:13:20", AT, "no_zone"),
        (" 2026-09-21 ", AT - 51_200, "no_zone"),
        (f"{AT}.25", AT, None),
        (f"{AT}.", AT, None),
        (f"{AT}.x", None, "bad_time"),
        (".5", None, "bad_time"),
        ("yesterday", None, "bad_time"),
        ("1970-01-01T00:00:00Z", None, "bad_time"),
        ("0001-01-01T00:00:00+14:00", None, "bad_time"),
        ("9999-12-31T23:59:59-14:00", None, "bad_time"),
        (5, None, "bad_time"),
        (-AT, None, "bad_time"),
        (10**30, None, "bad_time"),
        ("9" * 21, None, "bad_time"),
        ("²", None, "bad_time"),
        (True, None, "bad_time"),
        ([], None, "bad_time"),
        (Decimal("1e999999"), None, "bad_time"),
        (Decimal("1e1000000"), None, "bad_time"),
        (Decimal("-1e1000000"), None, "bad_time"),
        (Decimal("0e1000000"), None, "bad_time"),
        (Decimal("NaN"), None, "bad_time"),
    ],
)
def test_a_time_is_read_as_seconds_in_utc(written: Any, seconds: int | None, odd: str | None) -> None:
    assert read_time(written) == (seconds, odd)
