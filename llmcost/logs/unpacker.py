"""Packed bytes, unpacked bit by bit: whatever they hold, little of it is in memory at once."""

from __future__ import annotations

import zlib
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GZIP = b"\x1f\x8b"
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes((0x50 + each,)) + b"\x2a\x4d\x18" for each in range(16)))
"""Of a frame, and of those that hold no data, which pzstd writes in front and seekable files end with."""
MAGIC = 4
"""Bytes that tell how a file is packed."""


class NoZstd(Exception):  # noqa: N818 - a signal, told by who knows the file
    """Nothing here can unpack zstd."""


class _Decoder(Protocol):
    """One member or frame, as in ``zlib``, ``compression.zstd`` and ``zstandard``."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def packing_of(head: bytes) -> str:
    """How a file is packed, by its first bytes: ``gzip``, ``zstd``, or empty."""
    if head.startswith(_GZIP):
        return "gzip"
    return "zstd" if head.startswith(_ZSTD) else ""


class Unpacker:
    """A packed file's content, as far as it is sound."""

    def __init__(self, packing: str) -> None:
        """Begin.

        Args:
            packing: ``gzip`` or ``zstd``.

        Raises:
            NoZstd: when that can't be unpacked here.
        """
        self._packing = packing
        self._magic = (_GZIP,) if packing == "gzip" else _ZSTD
        # What is packed best is 1000 times as long with gzip, and 30,000 times with zstd: 16 MiB of a piece.
        self._piece = 2**13 if packing == "gzip" else 2**9
        self._make, self._error = (_gzip, zlib.error) if packing == "gzip" else _zstd()
        self._decoder = self._make()
        self._between = b""
        """What came in behind a member: the next one's first bytes, or padding."""
        self.damage: str | None = None
        """Why it was not unpacked to its end."""

    def take(self, packed: bytes) -> Iterator[bytes]:
        """What the next packed bytes hold; nothing once there is damage."""
        for at in range(0, len(packed), self._piece):
            rest = packed[at : at + self._piece]
            while rest and self.damage is None:
                if self._decoder.eof:
                    rest = self._next(rest)
                    continue
                yield self._decoded(rest)
                rest = self._decoder.unused_data if self._decoder.eof else b""

    def finish(self) -> None:
        """Nothing more comes in."""
        if self.damage is None and (self._between or not self._decoder.eof):
            self._stop("breaks off")

    def _next(self, rest: bytes) -> bytes:
        """Begin another member, or find that there is none."""
        # Tapes and disks are padded with zeros.
        rest = (self._between + rest).lstrip(b"\0")
        self._between = b""
        if len(rest) < MAGIC and any(magic.startswith(rest) for magic in self._magic):
            self._between = rest
            return b""
        if rest.startswith(self._magic):
            self._decoder = self._make()
            return rest
        self._stop("is followed by something else, which is left out")
        return b""

    def _decoded(self, piece: bytes) -> bytes:
        # Of a piece that a decoder stumbles over it gives nothing. Only zlib's can be kept as it was before.
        copy = getattr(self._decoder, "copy", None)
        before: _Decoder | None = copy() if copy else None
        try:
            return self._decoder.decompress(piece)
        except self._error:
            self._stop("is damaged; what stands before the damage is read")
            return _salvaged(before, piece) if before else b""

    def _stop(self, why: str) -> None:
        self.damage = f"its {self._packing} data {why}"


def _salvaged(decoder: _Decoder, piece: bytes) -> bytes:
    """What a decoder gives before it stumbles."""
    got: list[bytes] = []
    with suppress(zlib.error):
        got.extend(decoder.decompress(bytes((each,))) for each in piece)
    return b"".join(got)


def _gzip() -> _Decoder:
    return zlib.decompressobj(wbits=31)


def _zstd() -> tuple[Callable[[], _Decoder], type[Exception]]:
    try:
        # Since Python 3.14.
        built_in = import_module("compression.zstd")
    except ImportError:
        pass
    else:
        return built_in.ZstdDecompressor, built_in.ZstdError
    try:
        import zstandard
    except ImportError:
        raise NoZstd from None
    return lambda: zstandard.ZstdDecompressor().decompressobj(), zstandard.ZstdError
