from __future__ import annotations

import pytest

from llmcost.errors import UsageError
from llmcost.records.named_columns import named_columns

HEADER = ("model", "prompt_tok", "input", "data")


def holds_figures(_: str, column: str) -> bool:
    return column != "data"


def test_columns_that_can_not_hold_a_field_are_passed_over() -> None:
    header = ("model", "input_tokens", "input")
    found = named_columns(header, "t", {}, may_hold=lambda _, column: column != "input_tokens")
    assert found == {"model": "model", "input": "input"}
    assert named_columns(header, "t", {}) == {"model": "model", "input": "input_tokens"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"input": "nope"}, "t: there is no column 'nope' for input"),
        ({"input": "data"}, "t: the column 'data' is of a type that can't hold the input"),
        ({"cost": "input"}, "t: several columns are named 'input', which would be the input"),
    ],
)
def test_what_a_map_can_not_mean_is_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        named_columns(HEADER, "t", given, may_hold=holds_figures, repeated={"input"})
    assert caught.value.message == message
