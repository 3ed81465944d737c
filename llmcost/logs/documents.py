"""JSON values out of text of any length: in a row, over many lines, or as the elements of one array."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.logs.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.logs.blocks import Stream

LONGEST_VALUE = 64 * 2**20
"""Bytes of the longest value that is read. An object whose one member is a list (``{"data": [...]}``) is one
value: it is decoded as a whole."""

_SIZE = 2**20


class Value(NamedTuple):
    """A value, not decoded: its brackets and strings are closed, more is not known."""

    number: int
    """From 1 on."""
    line: int
    """On which it begins, from 1 on."""
    data: bytes


class Broken(NamedTuple):
    """Text that holds no value."""

    line: int
    """On which it begins."""
    why: str


def read_values(
    stream: Stream, *, longest: int = LONGEST_VALUE, size: int = _SIZE
) -> Iterator[Value | Broken]:
    """Every value of a stream, in its order.

    An outermost array is unwrapped: its elements are the values, and the commas between them are not missed.
    Behind what is broken it goes on where a line begins as the broken value's does; behind a value that is
    too long not at all.

    Args:
        stream: at its start, in UTF-8.
        longest: bytes of the longest value.
        size: bytes to read at once.
    """
    window = Window(stream, longest, size)
    number, is_inside, is_sound = 0, False, True
    while first := window.next():
        if first == (b"]" if is_inside else b"["):
            is_inside = not is_inside
            window.pass_over(1)
            continue
        found = window.find_end(first)
        if isinstance(found, int):
            number += 1
            yield Value(number, window.line, window.data[window.at : window.at + found])
            window.pass_over(found)
        else:
            is_sound = False
            yield Broken(window.line, found)
            if not window.recover(first):
                return
    if is_inside and is_sound:
        yield Broken(window.line, "the array is not closed")
