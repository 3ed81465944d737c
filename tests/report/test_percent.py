"""Shares and changes in per cent as people say them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.report.percent import per_cent, signed_percent, switching


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("900", "+900.0 %"),
        ("-77.58", "-77.6 %"),
        ("0", "0 %"),
        ("0.00104", "+0.001 %"),
        ("-12345", "-12,345.0 %"),
    ],
)
def test_a_change_has_as_many_decimals_as_show_it(change: str, expected: str) -> None:
    assert expected == signed_percent(Decimal(change))


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("42.857142", "42.9 %"),
        ("0", "0.0 %"),
        ("-0.04", "-0.040 %"),
        ("-1234.5", "-1,234.5 %"),
        ("100", "100.0 %"),
    ],
)
def test_a_small_share_is_never_shown_as_none(share: str, expected: str) -> None:
    assert expected == per_cent(Decimal(share))


@pytest.mark.parametrize(
    ("saving", "expected"),
    [
        ("35.71", "saves 35.7 %"),
        ("0.004", "saves 0.0040 %"),
        ("100", "saves 100.0 %"),
        ("0", "costs the same"),
        ("-41.26", "costs 41.3 % more"),
        ("-141.1", "costs 141 % more"),
        ("-999.4", "costs 999 % more"),
        ("-1000", "costs 11x"),
        ("-123456", "costs 1,236x"),
    ],
)
def test_what_a_switch_takes_off_or_adds_reads_at_once(saving: str, expected: str) -> None:
    assert expected == switching(Decimal(saving))
