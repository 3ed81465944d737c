from __future__ import annotations

import builders
import pytest
from answers import answered

from llmcost.report.estimate import estimate_sheet


@pytest.mark.parametrize(
    ("names", "detailed", "heading"),
    [
        (["acme/one"], True, ""),
        (["acme/one"], False, "Model"),
        (["acme/one", "acme/two"], True, "Model"),
        ([], True, "Model"),
    ],
)
def test_only_one_model_asked_for_by_name_gives_a_bill(
    names: list[str], heading: str, *, detailed: bool
) -> None:
    sheet = estimate_sheet(answered(*map(builders.model, names)), detailed=detailed)
    assert heading == sheet.columns[0].heading
