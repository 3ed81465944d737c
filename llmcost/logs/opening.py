"""A log as a stream of bytes, unpacked by what is in it, whatever its name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO, Self

from llmcost.errors import UsageError
from llmcost.logs.unpacker import MAGIC, NoZstd, Unpacker, packing_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from llmcost.logs.files import LogFile

_PIECE = 2**16


def open_log(file: LogFile, *, stdin: BinaryIO | None = None) -> OpenLog:
    """Open a log at its start.

    Args:
        file: the log.
        stdin: what is read for ``-``; the process's own by default. It is left open.

    Raises:
        UsageError: when it can't be opened, or is packed as nothing here can unpack.
    """
    if file.path is None:
        return OpenLog(file, stdin or sys.stdin.buffer, is_ours=False)
    try:
        raw = file.path.open("rb", buffering=0)
    except OSError as error:
        raise UsageError(
            f"{file.shown}: {error.strerror}", hint="make it readable, or leave it out"
        ) from None
    try:
        return OpenLog(file, raw, is_ours=True)
    except UsageError:
        raw.close()
        raise


class OpenLog:
    """A log that is being read. What is damaged ends where the damage begins; ``damage`` then says so."""

    def __init__(self, file: LogFile, raw: BinaryIO, *, is_ours: bool) -> None:
        """Look at how it is packed.

        Raises:
            UsageError: when that can't be unpacked here.
        """
        self._raw = raw
        self._is_ours = is_ours
        self._taken = 0
        self._trouble: str | None = None
        self._held = b""
        """Bytes that were read, from ``_at`` on not yet asked for."""
        self._at = 0
        while len(self._held) < MAGIC and (more := self._take(MAGIC - len(self._held))):
            self._held += more
        self.packing = packing_of(self._held)
        """``gzip``, ``zstd``, or empty."""
        self._unpacker: Unpacker | None = None
        self._unpacked: Iterator[bytes] | None = None
        if self.packing:
            try:
                self._unpacker = Unpacker(self.packing)
            except NoZstd:
                raise UsageError(
                    f"{file.shown}: packed with zstd, which can't be unpacked here",
                    hint="pip install 'llmcost-cli[zstd]', or unpack it first: zstd -d FILE",
                ) from None
            self._unpacked = self._pieces(self._unpacker, self._held)
            self._held = b""

    @property
    def damage(self) -> str | None:
        """Why it could not be read to its end; None as long as nothing is known of that."""
        return self._trouble or (self._unpacker.damage if self._unpacker else None)

    @property
    def can_seek(self) -> bool:
        """Whether parts of it can be read: a plain file that is not packed."""
        return self._is_ours and not self._unpacker and self._raw.seekable()

    def position(self) -> int:
        """The bytes that were read of the file so far, as they lie on disk."""
        return self._taken

    def peek(self, size: int) -> bytes:
        """The next bytes, so many unless it ends before, without taking them."""
        self._held, self._at = self._held[self._at :], 0
        while len(self._held) < size and (more := self._next(size - len(self._held))):
            self._held += more
        return self._held[:size]

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""
        if self._at == len(self._held):
            self._held, self._at = self._next(size), 0
        data = self._held[self._at : self._at + size]
        self._at += len(data)
        return data

    def seek(self, offset: int, /) -> None:
        """Go on from a byte of a file that ``can_seek``."""
        self._held, self._at = b"", 0
        self._raw.seek(offset)

    def close(self) -> None:
        """Close the file, but not standard input."""
        if self._is_ours:
            self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _next(self, size: int) -> bytes:
        return self._take(size) if self._unpacked is None else next(self._unpacked, b"")

    def _take(self, size: int) -> bytes:
        try:
            data = self._raw.read(size)
        except OSError as error:
            self._trouble = f"it can't be read on: {error.strerror}"
            return b""
        self._taken += len(data)
        return data

    def _pieces(self, unpacker: Unpacker, packed: bytes) -> Iterator[bytes]:
        """What the file holds, unpacked, in pieces of about ``_PIECE`` or more."""
        held: list[bytes] = []
        size = 0
        while packed:
            for piece in unpacker.take(packed):
                held.append(piece)
                size += len(piece)
                if size >= _PIECE:
                    yield b"".join(held)
                    held, size = [], 0
            packed = b"" if unpacker.damage else self._take(_PIECE)
        unpacker.finish()
        yield b"".join(held)
