"""Bytes off the wire, unpacked within bounds."""

from __future__ import annotations

import zlib

MAX_RAW = 8 * 2**20
MAX_UNPACKED = 16 * 2**20
"""Bytes of an answer; the longest seen was 1.08 MB (2026-08)."""


class TooLongError(Exception):
    """More bytes than any answer has."""


class BrokenError(Exception):
    """Bytes that are not what they were said to be, or break off."""


class Unpacking:
    """An answer's body as it comes in.

    httpx would unpack a whole chunk before anybody could stop it, and 48 KB can hold 50 MB.
    """

    def __init__(self, encoding: str) -> None:
        """Begin.

        Raises:
            ValueError: for a Content-Encoding other than gzip or none.
        """
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            raise ValueError(f"packed as {encoding[:40]!r}")
        self._gzip = zlib.decompressobj(wbits=31) if encoding.endswith("gzip") else None
        self._body = bytearray()
        self.received = 0
        """Bytes so far, as sent."""

    def take(self, chunk: bytes) -> None:
        """Add what came in.

        Raises:
            TooLongError: when there is more than an answer can have, sent or unpacked.
            BrokenError: when it can't be unpacked.
        """
        self.received += len(chunk)
        if self.received > MAX_RAW:
            raise TooLongError
        try:
            self._body += self._gzip.decompress(chunk, self._room) if self._gzip else chunk
        except zlib.error as error:
            raise BrokenError from error
        if len(self._body) > MAX_UNPACKED:
            raise TooLongError

    @property
    def _room(self) -> int:
        return MAX_UNPACKED + 1 - len(self._body)

    def body(self) -> bytes:
        """All of it.

        Raises:
            BrokenError: when the end is missing.
        """
        if self._gzip and not self._gzip.eof:
            raise BrokenError
        return bytes(self._body)
