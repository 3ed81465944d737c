from __future__ import annotations

import pytest

from llmcost.cost.stated_parts import stated_parts
from llmcost.errors import QuantityError

STATED = (("--cached", "cache_read", "300"), ("--image-input", "image_input", "10%"))


def test_counts_are_held_to_the_most_and_shares_are_of_the_size() -> None:
    parts = stated_parts([*STATED, ("--reasoning", "reasoning", "50%")], 367, 80, {"web_search": 2})

    assert [parts(size, 40) for size in (267, 319)] == [
        {"web_search": 2, "cache_read": 300, "image_input": 26, "reasoning": 20},
        {"web_search": 2, "cache_read": 300, "image_input": 31, "reasoning": 20},
    ]


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (("--cached", "cache_read", "368"), "--cached: 368 is more than the 367 that it is part of"),
        (("--reasoning", "reasoning", "81"), "--reasoning: 81 is more than the 80 that it is part of"),
        (("--cached", "cache_read", "a few"), "--cached: 'a few' is not a count"),
        (("--cached", "cache_read", "101%"), "--cached: '101%' is more than the whole"),
    ],
)
def test_what_can_be_no_part_is_refused(stated: tuple[str, str, str], message: str) -> None:
    with pytest.raises(QuantityError) as caught:
        stated_parts([stated], 367, 80)(1, 1)
    assert caught.value.message == message
