"""Time zones by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from llmcost.errors import UsageError
from llmcost.records.zone import zone_of


def test_a_zone_is_found_by_its_name() -> None:
    assert zone_of("UTC") is UTC
    assert zone_of("Europe/Berlin").utcoffset(datetime(2026, 7, 1)) == timedelta(hours=2)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", "Nowhere", "Europe", "../x", "/etc/passwd", "a\0b", "x" * 300])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"--tz: no time zone .* is known"):
        zone_of(name)
