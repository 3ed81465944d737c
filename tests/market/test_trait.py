from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.market.trait import whole_percent


@pytest.mark.parametrize(
    ("value", "words"), [("85.9", "85 %"), ("70", "70 %"), ("0.4", "0 %"), ("1200", "1200 %")]
)
def test_a_per_cent_is_never_more_than_it_is(value: str, words: str) -> None:
    assert words == whole_percent(Decimal(value))
