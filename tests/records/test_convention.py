"""Whether parts are counted inside the totals."""

from __future__ import annotations

import pytest

from llmcost.cost.usage import Counts
from llmcost.records.convention import settle

CACHED = Counts(input=100, output=20, cache_read=60, cache_write=10)
THOUGHT = Counts(input=100, output=20, reasoning=8)
BOTH = Counts(input=100, output=20, cache_read=60, reasoning=8)


@pytest.mark.parametrize(
    ("counts", "total", "expected"),
    [
        (Counts(input=100, output=20), 150, Counts(input=100, output=20)),
        (CACHED, 0, CACHED),
        (CACHED, 120, CACHED),
        (CACHED, 190, CACHED._replace(input=170)),
        (THOUGHT, 128, THOUGHT._replace(output=28)),
        (BOTH, 120, BOTH),
        (BOTH, 180, BOTH._replace(input=160)),
        (BOTH, 128, BOTH._replace(output=28)),
        (BOTH, 188, BOTH._replace(input=160, output=28)),
        (BOTH, 999, BOTH),
        # Both explain the total: cached tokens are the likelier.
        (BOTH._replace(reasoning=20, cache_read=20), 140, Counts(120, 20, cache_read=20, reasoning=20)),
    ],
)
def test_a_total_tells_whether_parts_are_inside(counts: Counts, total: int, expected: Counts) -> None:
    assert settle(counts, total) == (expected, ())


@pytest.mark.parametrize("total", [0, 7_777])
def test_more_cached_than_input_is_taken_to_stand_beside_it(total: int) -> None:
    assert settle(Counts(input=5, output=2, cache_read=90, cache_write=10), total) == (
        Counts(input=105, output=2, cache_read=90, cache_write=10),
        ("additive_assumed",),
    )


def test_cached_tokens_alone_are_beside_an_input_of_none() -> None:
    assert settle(Counts(cache_read=9)) == (Counts(input=9, cache_read=9), ("additive_assumed",))


def test_no_more_is_cached_than_a_total_that_includes_it_allows() -> None:
    assert settle(Counts(input=50, output=2, cache_read=40, cache_write=30, image_input=5), 52) == (
        Counts(input=50, output=2, cache_read=40, cache_write=10),
        ("cached_over_input",),
    )


def test_no_more_is_reasoning_than_output() -> None:
    assert settle(Counts(input=5, output=10, reasoning=11)) == (
        Counts(input=5, output=10, reasoning=10),
        ("reasoning_over_output",),
    )
