from __future__ import annotations

import io
import tracemalloc
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.logs.blocks import BLOCK, LONGEST, Block, TooLong, read_blocks

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.lists(
    st.sampled_from([b"a", b"bc", b"\n", b"\n", b"\r\n", b"\0", b"{}", b"\xef\xbb\xbf", b"defghij"])
)
DATA = TEXT.map(b"".join)


class Dribble(io.BytesIO):
    """A stream that gives less than it is asked for, as pipes do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(2, size or 0))


def lines_of(found: list[Block | TooLong], first: int = 1) -> list[tuple[int, int, bytes | int]]:
    """Number, offset, and the line or the size of one that is too long."""
    lines: list[tuple[int, int, bytes | int]] = []
    for each in found:
        if isinstance(each, TooLong):
            lines.append((first + each.line - 1, each.offset, each.size))
            continue
        at = each.offset
        pieces = each.data.split(b"\n")
        ends = [piece + b"\n" for piece in pieces[:-1]] + [piece for piece in pieces[-1:] if piece]
        assert len(ends) == each.lines
        for number, line in enumerate(ends, first + each.first_line - 1):
            lines.append((number, at, line))
            at += len(line)
    return lines


def expected_lines(data: bytes, longest: int) -> list[tuple[int, int, bytes | int]]:
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    lines: list[tuple[int, int, bytes | int]] = []
    for line in io.BytesIO(data[at:]):
        size = len(line.removesuffix(b"\n"))
        lines.append((len(lines) + 1, at, size if size > longest else line))
        at += len(line)
    return lines


@given(DATA, st.integers(1, 40), st.integers(3, 12), st.sampled_from([io.BytesIO, Dribble]))
def test_the_same_lines_come_out_whatever_the_size_of_blocks(
    data: bytes, size: int, longest: int, stream: type[io.BytesIO]
) -> None:
    found = list(read_blocks(stream(data), size=size, longest=longest))
    assert expected_lines(data, longest) == lines_of(found)


@given(DATA, st.integers(1, 40), st.integers(3, 12), st.lists(st.integers(0, 80), max_size=4))
def test_the_same_lines_come_out_whatever_the_parts(
    data: bytes, size: int, longest: int, cuts: list[int]
) -> None:
    edges: list[int | None] = [0, *sorted(cuts), None]
    together: list[tuple[int, int, bytes | int]] = []
    for start, end in pairwise(edges):
        part = list(read_blocks(io.BytesIO(data), start=start or 0, end=end, size=size, longest=longest))
        together += lines_of(part, len(together) + 1)
    assert expected_lines(data, longest) == together


def test_every_split_in_two_gives_each_line_once() -> None:
    data = b"\xef\xbb\xbfab\r\n\n{}\nlonger line\ntorn"
    for cut in range(len(data) + 1):
        first = lines_of(list(read_blocks(io.BytesIO(data), end=cut)))
        second = lines_of(list(read_blocks(io.BytesIO(data), start=cut)), len(first) + 1)
        # A part that starts at 0 is the whole.
        assert expected_lines(data, LONGEST) == ((first + second) if cut else second)


def test_a_block_is_whole_lines_with_their_place() -> None:
    assert [
        Block(b"ab\r\ncd\n", 1, 2, 0),
        TooLong(3, 20, 7),
        Block(b"\0e\rf\n", 4, 1, 28),
        Block(b"torn", 5, 1, 33),
    ] == list(read_blocks(io.BytesIO(b"ab\r\ncd\n" + b"x" * 20 + b"\n\0e\rf\ntorn"), longest=10, size=10))


def test_an_empty_part_holds_no_line() -> None:
    data = b"a\nb\n"
    parts = [list(read_blocks(io.BytesIO(data), start=at, end=at)) for at in range(5)]
    assert [[]] * 5 == parts


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"])
def test_nothing_holds_no_line(data: bytes) -> None:
    assert [] == list(read_blocks(io.BytesIO(data)))


def test_a_line_of_hundreds_of_megabytes_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(b'{"a": 1}\n')
        # Sparse: zeros that take no room on disk.
        file.seek(300 * 2**20)
        file.write(b'\n{"b": 2}\n')
    with path.open("rb", buffering=0) as file:
        tracemalloc.start()
        found = list(read_blocks(file))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    expected = [
        Block(b'{"a": 1}\n', 1, 1, 0),
        TooLong(2, 300 * 2**20 - 9, 9),
        Block(b'{"b": 2}\n', 3, 1, 300 * 2**20 + 1),
    ]
    assert (expected, True) == (found, peak < LONGEST + 4 * BLOCK)


def test_the_longest_line_is_read_and_a_longer_one_is_not() -> None:
    found = list(read_blocks(io.BytesIO(b"x" * LONGEST + b"\n" + b"x" * (LONGEST + 1))))
    assert [(Block, 1), (TooLong, 2)] == [
        (type(each), each[1] if isinstance(each, Block) else each[0]) for each in found
    ]
