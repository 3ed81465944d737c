"""Lines of a log, in blocks of whole ones, without ever holding a line that is too long to be a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 16 * 2**20
"""Bytes of the longest line that is read; a longer one is told and left out."""

BLOCK = 2**17
"""Bytes to read at once: larger pieces fall out of the processor's cache, and take half as long again."""
BOM = b"\xef\xbb\xbf"


class Stream(Protocol):
    """What is read: bytes, unpacked."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""

    def seek(self, offset: int, /) -> object:
        """Go on from there; asked only of a part that doesn't start at 0."""


class Block(NamedTuple):
    """Whole lines."""

    data: bytes
    """Ends with a line feed, but for the last line of a log that ends without."""
    first_line: int
    """The number of its first line, from 1 on, among those that begin in the part."""
    lines: int
    """How many lines it holds."""
    offset: int
    """Of its first byte in the stream."""


class TooLong(NamedTuple):
    """A line that was left out."""

    line: int
    """Its number, as in ``Block``."""
    size: int
    """In bytes, without the line feed."""
    offset: int


def read_blocks(
    stream: Stream, *, start: int = 0, end: int | None = None, longest: int = LONGEST, size: int = BLOCK
) -> Iterator[Block | TooLong]:
    """The lines that begin in a part of a stream, so that parts side by side hold each line once.

    Lines end with a line feed; a carriage return, before one or alone, belongs to the line. A byte
    order mark at the start of the stream is dropped.

    Args:
        stream: at its start.
        start: the part's first byte.
        end: the byte behind its last. None: up to the end.
        longest: bytes of the longest line; 3 at least.
        size: bytes to read at once, and so about those of a block.
    """
    if end is not None and end <= start:
        return
    # A piece that is no longer than a line may be: then only lines across pieces can be too long.
    size = max(len(BOM), min(size, longest))
    lines = _Lines(longest)
    if start:
        # With the byte before: where it ends a line, the part begins with one.
        stream.seek(start - 1)
        lines.at, lines.is_before = start - 1, True
    piece = stream.read(size)
    if not start:
        while len(piece) < len(BOM) and (more := stream.read(len(BOM) - len(piece))):
            piece += more
        if piece.startswith(BOM):
            piece, lines.at = piece[len(BOM) :], len(BOM)
            piece = piece or stream.read(size)
    while piece:
        stop = -1 if end is None else piece.find(b"\n", max(0, end - 1 - lines.at))
        # Lines that begin behind the part are those behind the first line feed from its last byte on.
        yield from lines.take(piece if stop < 0 else piece[: stop + 1])
        if stop >= 0:
            return
        piece = stream.read(size)
    yield from lines.last()


class _Lines:
    """Lines as their pieces come in."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._line = 1
        self._held: list[bytes] = []
        """The pieces of the line that isn't over yet, unless it is too long already."""
        self._size = 0
        """The bytes of that line so far, held or not."""
        self.at = 0
        """The offset behind all that came in."""
        self.is_before = False
        """Whether that line began before the part."""

    def take(self, piece: bytes) -> Iterator[Block | TooLong]:
        first, cut = piece.find(b"\n") + 1, piece.rfind(b"\n") + 1
        begin = self.at - self._size
        self.at += len(piece)
        if not first:
            self._hold(piece)
            return
        if self.is_before:
            self.is_before = False
            yield from self._block([piece[first:cut]], self.at - len(piece) + first)
        elif self._size + first - 1 > self._longest:
            yield TooLong(self._line, self._size + first - 1, begin)
            self._line += 1
            yield from self._block([piece[first:cut]], self.at - len(piece) + first)
        else:
            yield from self._block([*self._held, piece[:cut]], begin)
        self._held, self._size = [], 0
        self._hold(piece[cut:])

    def last(self) -> Iterator[Block | TooLong]:
        begin = self.at - self._size
        if self._size > self._longest:
            yield TooLong(self._line, self._size, begin)
        else:
            yield from self._block(self._held, begin)

    def _hold(self, piece: bytes) -> None:
        self._size += len(piece)
        if self.is_before:
            self._size = 0
        elif self._size > self._longest:
            self._held.clear()
        elif piece:
            self._held.append(piece)

    def _block(self, pieces: list[bytes], offset: int) -> Iterator[Block]:
        data = b"".join(pieces)
        if data:
            lines = data.count(b"\n") + (not data.endswith(b"\n"))
            yield Block(data, self._line, lines, offset)
            self._line += lines
