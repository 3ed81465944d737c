"""Lines of batch outputs are told from other objects around responses."""

from __future__ import annotations

from typing import Any

import pytest

from llmcost.logs.flavour import Found
from llmcost.logs.formats.batch_line import in_batch


@pytest.mark.parametrize(
    ("line", "batch"),
    [
        ({"recordId": "CALL0001", "modelInput": {}, "modelOutput": {}}, True),
        ({"status": "", "processed_time": "2026-10-05", "request": {}, "response": {}}, True),
        ({"status": "", "custom_id": "r-1", "request": {}, "response": {}}, True),
        ({"modelOutput": {}}, False),
        ({"status": 200, "request": {}, "response": {}}, False),
        ({"custom_id": "r-1", "request": {}, "response": {}}, False),
        ({"custom_id": "r-1", "response": {}}, False),
        ({"request": {}}, False),
    ],
)
def test_a_line_is_known_by_its_keys(line: dict[str, Any], batch: bool) -> None:  # noqa: FBT001
    assert in_batch(Found({}, ({}, line))) is batch
    assert not in_batch(Found(line))
