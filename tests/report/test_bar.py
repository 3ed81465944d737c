from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.report.bar import draw_bar
from llmcost.report.sheet import Bar


@pytest.mark.parametrize(
    ("share", "unicode", "expected"),
    [
        ("0", True, ""),
        ("0.0000001", True, "▏"),
        ("0.0125", True, "▏"),
        ("0.1", True, "█"),
        ("0.55", True, "█████▌"),
        ("0.9999", True, "█████████▉"),
        ("1", True, "██████████"),
        ("0", False, ""),
        ("0.0000001", False, "#"),
        ("0.55", False, "#####"),
        ("1", False, "##########"),
    ],
)
def test_a_bar_is_as_long_as_its_share_and_never_nothing_for_something(
    share: str, *, unicode: bool, expected: str
) -> None:
    assert expected == draw_bar(Bar(Decimal(share)), unicode=unicode)


def test_the_bars_of_others_are_paler() -> None:
    other = Bar(Decimal("0.55"), own=False)
    assert ("░░░░░", "-----") == (draw_bar(other, unicode=True), draw_bar(other, unicode=False))
    assert draw_bar(Bar(Decimal("0.01"), own=False), unicode=True) == "░"
