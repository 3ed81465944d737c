"""Embeddings have input and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.embeddings import EMBEDDINGS
from llmcost.records.record import Record


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": 21, "total_tokens": 21},
        {"total_tokens": 21},  # Voyage AI
        {"prompt_tokens": 21, "completion_tokens": 0, "total_tokens": 21, "request_count": 1},  # Mistral
    ],
)
def test_the_input_is_what_is_embedded(usage: dict[str, Any]) -> None:
    line = {"object": "list", "model": "voyage-3.5", "data": [{"object": "embedding"}], "usage": usage}
    assert [Record("embeddings", "voyage-3.5", Counts(21))] == read_all(line, EMBEDDINGS)


@pytest.mark.parametrize(
    "line",
    [
        {"object": "list", "data": [{"object": "model"}]},
        {"object": "list", "usage": {"cost": 3}},
        {"object": "list", "usage": 3},
        {"object": "page", "usage": {"total_tokens": 21}},
        {"usage": {"total_tokens": 21}},
    ],
)
def test_other_lists_are_left_alone(line: dict[str, Any]) -> None:
    assert [] == read_all(line, EMBEDDINGS)
