"""Tiers and flags by the names that records know."""

from __future__ import annotations

from typing import Any

import pytest

from llmcost.records.tier_name import says_yes, tier_of


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("default", ""), ("Flex", "flex"), ("PROVISIONED_THROUGHPUT", "provisioned"), (None, ""), (3, "")],
)
def test_tiers_are_named_as_records_name_them(stated: Any, expected: str) -> None:
    assert tier_of(stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"), [(True, True), ("True", True), (1, True), ("no", False), (None, False)]
)
def test_flags_are_read_in_every_spelling(stated: Any, expected: bool) -> None:  # noqa: FBT001
    assert says_yes(stated) is expected
