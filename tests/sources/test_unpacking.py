from __future__ import annotations

import gzip
import tracemalloc
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from server import packed_zeros

from llmcost.sources import unpacking
from llmcost.sources.unpacking import MAX_RAW, MAX_UNPACKED, BrokenError, TooLongError, Unpacking


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)  # without the time it is the same in every process


PACKED = packed(b"abc")
ENCODINGS = st.sampled_from(["", "identity", "gzip", "x-gzip"])
DAMAGED = st.builds(
    lambda data, at, bit: data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :],
    st.binary(max_size=200).map(packed),
    st.integers(0, 19),
    st.integers(1, 255),
)
BODIES = st.binary(max_size=300) | st.binary(max_size=300).map(packed) | DAMAGED


def unpacked(encoding: str, *chunks: bytes) -> bytes:
    unpacking = Unpacking(encoding)
    for chunk in chunks:
        unpacking.take(chunk)
    return unpacking.body()


def outcome(encoding: str, *chunks: bytes) -> bytes | type[Exception]:
    try:
        return unpacked(encoding, *chunks)
    except BrokenError:
        return BrokenError


@pytest.mark.parametrize("encoding", ["", "identity"])
def test_what_is_not_packed_stays_as_it_is(encoding: str) -> None:
    assert b"abc" == unpacked(encoding, b"a", b"", b"bc")


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip"])
def test_what_is_packed_is_unpacked(encoding: str) -> None:
    assert b"abc" == unpacked(encoding, gzip.compress(b"abc"))


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip", "gzip,identity", "GZIP"])
def test_nothing_else_was_asked_for(encoding: str) -> None:
    with pytest.raises(ValueError, match=f"packed as '{encoding}'"):
        Unpacking(encoding)


def test_bytes_are_counted_as_they_were_sent() -> None:
    sent = gzip.compress(bytes(1000))
    counted = Unpacking("gzip")
    counted.take(sent)
    assert len(sent) == counted.received


@pytest.mark.parametrize(
    "sent",
    [b"", b"abc", zlib.compress(b"abc"), PACKED[:-1], PACKED[:-8] + bytes(8)],
)
def test_damaged_packing_is_told(sent: bytes) -> None:
    assert BrokenError is outcome("gzip", sent)


def test_an_answer_is_at_most_so_long() -> None:
    assert (8 * 2**20, 16 * 2**20) == (MAX_RAW, MAX_UNPACKED)


def test_as_much_as_is_allowed_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_RAW", 100)
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 1000)
    assert bytes(100) == unpacked("", bytes(50), bytes(50))
    assert bytes(1000) == unpacked("gzip", gzip.compress(bytes(1000)))


@pytest.mark.parametrize("sizes", [(101,), (100, 1), (50, 50, 1)])
def test_one_byte_more_than_is_allowed_is_not(
    sizes: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MAX_RAW", 100)
    with pytest.raises(TooLongError):
        unpacked("", *map(bytes, sizes))


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_one_byte_more_unpacked_is_not_either(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 1000)
    sent = gzip.compress(bytes(1001))
    with pytest.raises(TooLongError):
        unpacked("gzip", *(sent[at : at + step] for at in range(0, len(sent), step)))


def test_a_bomb_in_one_piece_is_not_unpacked() -> None:
    sent = packed_zeros(4096)
    assert len(sent) < MAX_RAW
    tracemalloc.start()
    try:
        with pytest.raises(TooLongError):
            unpacked("gzip", sent)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * MAX_UNPACKED


@given(ENCODINGS, BODIES)
def test_whatever_comes_in_it_is_unpacked_or_an_error(encoding: str, body: bytes) -> None:
    result = outcome(encoding, body)
    assert result in {BrokenError, body} or gzip.decompress(body) == result


@given(ENCODINGS, BODIES, st.lists(st.integers(0, 300)))
def test_in_which_pieces_it_comes_makes_no_difference(encoding: str, body: bytes, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(body)]
    pieces = [body[start:end] for start, end in pairwise(edges)]
    assert outcome(encoding, body) == outcome(encoding, *pieces)
