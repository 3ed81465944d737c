"""Of each request the most complete record, in a few dozen bytes."""

from __future__ import annotations

import tracemalloc
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.cost.usage import Counts
from llmcost.logs.distinct import Distinct, Request
from llmcost.logs.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TEXT = Counts(input=100, output=10, cache_read=20, reasoning=3)
FULL = Counts(input=100, output=10, cache_write_1h=30)
BILL = Decimal("0.00012345")
Row = tuple[int, Request]


def rank(cell: int) -> tuple[object, ...]:
    """The number itself: cells are the same in all tests."""
    return (cell,)


def settled(distinct: Distinct) -> list[tuple[list[int], Decimal]]:
    """By cell the requests and their counts, and their bills."""
    piles = [[0] * 13 for _ in range(4)]
    bills = [Decimal()] * 4
    for cell, counts, stated, requests in distinct.each(piles):
        for at, count in enumerate((requests, *counts)):
            piles[cell][at] += count
        bills[cell] += stated or 0
    return list(zip(piles, bills, strict=True))


def taken(rows: Iterable[Row]) -> Distinct:
    distinct = Distinct(rank)
    for mark, request in rows:
        distinct.add(mark, request)
    return distinct


@pytest.mark.parametrize(
    "request_",
    [
        Request(1, TEXT),
        Request(1, FULL),
        Request(1, TEXT, BILL),
        Request(1, TEXT, Decimal(0)),
        Request(1, TEXT, Decimal("0.00000000012345678901234567890123456789")),
        Request(1, Counts(input=2**32), BILL),
        Request(1, FULL, BILL, 12),
    ],
)
def test_what_is_taken_in_comes_out_as_it_was(request_: Request) -> None:
    distinct = taken([(7, request_), (7 + 256, request_), (7, request_)])

    assert list(distinct.each([[0] * 13] * 2)) == [request_, request_]
    assert distinct.repeats == 1


def test_fingerprints_that_agree_in_their_upper_half_are_not_the_same() -> None:
    distinct = taken([(2**32 + 256, Request(0, TEXT)), (2**32, Request(0, TEXT))])

    (piled, *_), _ = zip(*settled(distinct), strict=True)
    assert (piled[0], distinct.repeats) == (2, 0)


BETTER = [
    (Request(0, Counts(output=9)), Request(0, Counts(output=8, input=99))),
    (Request(0, Counts(output=9, input=3)), Request(0, Counts(output=9, input=2), BILL)),
    (Request(0, TEXT, requests=3), Request(0, TEXT, BILL)),
    (Request(0, TEXT, Decimal(0)), Request(0, TEXT)),
    (Request(0, TEXT, BILL), Request(0, TEXT, Decimal(0))),
    (Request(0, TEXT), Request(1, TEXT)),
    (Request(1, TEXT, BILL), Request(0, TEXT)),
    (Request(0, Counts(output=2**33)), Request(0, TEXT)),
]


@pytest.mark.parametrize(("better", "worse"), BETTER)
def test_the_most_complete_record_counts_in_either_order(better: Request, worse: Request) -> None:
    for rows in ([better, worse], [worse, better], [worse, better, worse]):
        distinct = taken((5, each) for each in rows)

        assert list(distinct.each([])) == [better]
        assert distinct.repeats == len(rows) - 1


COUNTS = st.builds(
    lambda total, output, written: Counts(total, output, cache_write=written),
    st.sampled_from([0, 1, 2**32 - 1, 2**32]),
    st.integers(0, 2),
    st.integers(0, 1),
)
REQUESTS = st.builds(
    Request,
    st.integers(0, 3),
    COUNTS,
    st.sampled_from([None, Decimal(0), Decimal("0.10"), Decimal("0.1"), Decimal("1E-20")]),
    st.sampled_from([1, 1, 1, 2]),
)
ROWS = st.lists(st.tuples(st.sampled_from([1, 2, 257, 2**64 - 1]), REQUESTS), max_size=12)


@given(st.data(), ROWS)
def test_order_and_absorption_do_not_matter(data: st.DataObject, rows: Sequence[Row]) -> None:
    shuffled = data.draw(st.permutations(rows))
    at = data.draw(st.integers(0, len(rows)))
    whole = taken(rows)
    first, second = taken(shuffled[:at]), Distinct(lambda cell: rank(3 - cell))
    for mark, request in shuffled[at:]:
        second.add(mark, request._replace(cell=3 - request.cell))

    first.absorb(second.rows(), [3, 2, 1, 0])
    first.repeats += second.repeats

    assert settled(first) == settled(whole)
    assert first.repeats == whole.repeats


def test_repeats_take_no_room() -> None:
    distinct = Distinct(rank)
    for number in range(280_000):
        distinct.add(number % 97, Request(0, TEXT))
        distinct.make_room()
    held = sum(map(len, distinct.text))

    assert held < 20_000 * 28
    assert distinct.repeats > 260_000
    assert sum(1 for _ in distinct.each([[0] * 13])) == 97
    assert distinct.repeats == 280_000 - 97


def test_requests_take_some_tens_of_bytes_each() -> None:
    ids = 20_000
    for request, most in ((Request(0, TEXT), 40), (Request(0, FULL), 76), (Request(0, TEXT, BILL), 102)):
        distinct = Distinct(rank)
        tracemalloc.start()
        for number in range(ids):
            distinct.add(fingerprint(b"%d" % number), request)
            distinct.make_room()
        settled(distinct)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < most * ids
        assert distinct.repeats == 0
