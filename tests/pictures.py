"""Pictures of a given size that consist of little more than their headers."""

from __future__ import annotations

import struct


def png(width: int, height: int) -> bytes:
    """A PNG without pixels."""
    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L4s", len(header), b"IHDR") + header + bytes(16)


def gif(width: int, height: int) -> bytes:
    """A GIF without frames."""
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def jpeg(width: int, height: int, *, orientation: int | None = None, padding: int = 0) -> bytes:
    """A JPEG without pixels, with so many bytes of descriptions before its size."""
    segments = [_segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")]
    if orientation is not None:
        directory = struct.pack(">HHHLHHL", 1, 0x0112, 3, 1, orientation, 0, 0)
        segments.append(_segment(0xE1, b"Exif\0\0MM\0*" + struct.pack(">L", 8) + directory))
    segments += [_segment(0xE1, bytes(60_000))] * (padding // 60_000)
    segments.append(_segment(0xC0, struct.pack(">BHHB", 8, height, width, 3) + bytes(9)))
    return b"\xff\xd8" + b"".join(segments) + b"\xff\xd9"


def webp(width: int, height: int) -> bytes:
    """A WebP without frames."""
    header = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<L", len(header)) + header
    return b"RIFF" + struct.pack("<L", len(chunk) + 4) + b"WEBP" + chunk


def avif(width: int, height: int) -> bytes:
    """An AVIF without pixels."""
    extent = _box(b"ispe", struct.pack(">LLL", 0, width, height))
    association = _box(b"ipma", struct.pack(">LLHBB", 0, 1, 1, 1, 1))
    properties = _box(b"iprp", _box(b"ipco", extent) + association)
    meta = _box(b"meta", bytes(4) + _box(b"pitm", struct.pack(">LH", 0, 1)) + properties)
    return _box(b"ftyp", b"avif" + bytes(4) + b"mif1") + meta


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _box(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">L4s", len(payload) + 8, kind) + payload
