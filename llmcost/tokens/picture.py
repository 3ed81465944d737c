"""A picture that is sent to a model: its size in pixels, stated or read from the header of its file."""

from __future__ import annotations

import os
import re
import stat
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable

if TYPE_CHECKING:
    from pathlib import Path

DETAILS = ("auto", "low", "medium", "high", "original", "ultra")
"""The levels of detail at which vendors take a picture; which of them a model has is for its rule to say."""

MAX_SIDE = 100_000
"""More pixels a side than any vendor takes; a larger number is taken for a slip."""

_EXTRA = "pip install 'llmcost-cli[tokens]'"
_STATED = "state its size, such as 1024x768"
_SIZE = "(?a)([0-9]+)[xX\N{MULTIPLICATION SIGN}]([0-9]+)"
# Meant as a size, though not one that can be used: -1x5, other scripts' digits, 10 x 20.
_LIKE_SIDE = r"\s*[-+\u2212]?\d[\d_.]*\s*"
_LIKE_SIZE = rf"{_LIKE_SIDE}[xX*\u00d7]{_LIKE_SIDE}(?:px)?\s*"
_ADDRESS = r"(?ai)(?:[a-z][a-z0-9+.-]*://|data:).*"

_HEAD = 1024
_JPEG = b"\xff\xd8\xff"
_ISO_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHERS = (
    (b"%PDF-", "a PDF", "count its pages with --pages"),
    (b"II*\0", "a TIFF, which models don't read", "convert it to PNG or JPEG"),
    (b"MM\0*", "a TIFF, which models don't read", "convert it to PNG or JPEG"),
)
_MOST_READ = 1 << 20
_MOST_READ_OF_JPEG = 1 << 24
"""Bytes of a header: in a JPEG, descriptions of any length stand before the size."""
_COST_OF_READING = 256
"""Bytes that any reading counts for, so that many small ones end, too."""


class Picture(NamedTuple):
    """A picture, as far as its tokens go."""

    shown: str
    """What it is called in messages."""
    width: int | None
    """Pixels, 1 to ``MAX_SIDE``. None: not known, such as of an address, which is never fetched."""
    height: int | None
    detail: str = "auto"
    """One of ``DETAILS``."""
    unmeasured: bool = False
    """Whether the size would be known if there were something to read it with."""


def picture_of(typed: str, *, cwd: Path) -> Picture:
    """The picture that was typed: ``1024x768`` or a file, and after a comma the level of detail.

    What is written as a size is one, whatever files there are; a file of such a name is ``./1024x768``. A
    file whose whole name was typed is that file, even if it ends like ``,low``.

    Raises:
        NothingToReadError: for a file that isn't there.
        UsageError: for a size, a level of detail or a file that can't be used, and for an address.
    """
    if not typed.strip():
        raise UsageError("--image is empty", hint=f"name a picture, or {_STATED}")
    name, comma, tail = typed.rpartition(",")
    if comma and not _is_usable(typed, cwd):
        is_detail = tail.strip().lower() in DETAILS
        if is_detail or _is_usable(name, cwd):
            return _picture(name, _detail(tail), cwd)
    return _picture(typed, "auto", cwd)


def picture_in(content: bytes, shown: str, detail: str = "auto") -> Picture:
    """The picture that bytes hold, such as those in a message.

    Nobody can state the size of one that stands in a message, so without the package that reads it it is of
    unknown size.

    Raises:
        UsageError: for bytes that are no picture, and an unknown level of detail.
    """
    try:
        return Picture(shown, *_size_in(BytesIO(content), shown, ""), _detail(detail))
    except _NoReaderError:
        return Picture(shown, None, None, _detail(detail), unmeasured=True)


def _is_usable(name: str, cwd: Path) -> bool:
    """Whether a name is a size or that of something there is."""
    if re.fullmatch(_LIKE_SIZE, name):
        return True
    # Path.exists raises for some names, depending on the version.
    return bool(name) and os.path.exists(cwd / name)  # noqa: PTH110


def _detail(typed: str) -> str:
    detail = typed.strip().lower()
    if detail not in DETAILS:
        known = ", ".join(DETAILS)
        raise UsageError(f"{typed!r} is not a level of detail for a picture", hint=f"it can be {known}")
    return detail


def _picture(name: str, detail: str, cwd: Path) -> Picture:
    shown = printable(name)
    if size := re.fullmatch(_SIZE, name):
        width, height = (int(side.lstrip("0")[:12] or "0") for side in size.groups())
        if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
            raise UsageError(
                f"--image: {shown[:60]} is not a size that a picture can have",
                hint=f"each side is 1 to {MAX_SIDE:,} pixels",
            )
        return Picture(shown, width, height, detail)
    if re.fullmatch(_LIKE_SIZE, name):
        raise UsageError(
            f"--image: {shown[:60]!r} is not a size",
            hint="write it like 1024x768, in pixels; a file of such a name is ./NAME",
        )
    if re.fullmatch(_ADDRESS, name):
        raise UsageError(f"--image: {shown[:60]}: an address is never fetched", hint=_STATED)
    return Picture(shown, *_size_of(cwd / name, shown), detail)


def _size_of(path: Path, shown: str) -> tuple[int, int]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UsageError(f"--image: {shown} is a folder", hint="name a picture in it")
        # A pipe would be waited for.
        if not stat.S_ISREG(mode):
            raise UsageError(f"--image: {shown} is not a file", hint=f"name a picture, or {_STATED}")
        with path.open("rb") as stream:
            return _size_in(stream, shown, f", or {_STATED}")
    except (FileNotFoundError, NotADirectoryError):
        raise NothingToReadError(f"{shown}: no such file", hint=f"name a picture, or {_STATED}") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "no path"
        raise UsageError(f"--image: {shown}: {said}", hint=f"name a picture, or {_STATED}") from None


def _size_in(stream: BinaryIO, shown: str, instead: str) -> tuple[int, int]:
    """Width and height by the header; ``instead`` is what else to do, as the end of a hint."""
    head = stream.read(_HEAD)
    _check_kind(head, shown)
    try:
        import imagesize  # type: ignore[import-untyped]
    except ImportError:
        raise _NoReaderError(
            f"{shown}: its size can't be read without the package imagesize", hint=f"{_EXTRA}{instead}"
        ) from None
    is_jpeg = head.startswith(_JPEG)
    reader = _Sparing(stream, _MOST_READ_OF_JPEG if is_jpeg else _MOST_READ)
    try:
        # How a picture in boxes is turned stands in lists that a few bytes can make endless. No rule tells
        # width from height, so that is passed over.
        width, height = imagesize.get(reader, exif_rotation=is_jpeg)
    except Exception:  # noqa: BLE001 - whatever broken bytes make of it, they are no picture
        width = height = -1
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
        raise UsageError(
            f"{shown}: its header holds no size that a picture can have",
            hint=f"see whether it is whole{instead}",
        )
    return width, height


class _NoReaderError(UsageError):
    """Nothing is installed that reads the size of a picture."""


def _check_kind(head: bytes, shown: str) -> None:
    """Refuse all but what models read; of the rest, headers are not even looked at."""
    if not head:
        raise UsageError(f"{shown} is empty", hint="give a picture")
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    boxed = head[4:8] == b"ftyp" and any(brand in head for brand in _ISO_BRANDS)
    if webp or boxed or head.startswith((b"\x89PNG\r\n\x1a\n", _JPEG, b"GIF87a", b"GIF89a")):
        return
    for magic, what, hint in _OTHERS:
        if head.startswith(magic):
            raise UsageError(f"{shown} is {what}", hint=hint)
    if b"<svg" in head:
        raise UsageError(f"{shown} is an SVG, which models don't read", hint="render it to PNG first")
    raise UsageError(f"{shown} is not a picture", hint="models read PNG, JPEG, GIF, WebP, some HEIC and AVIF")


class _Sparing:
    """A file of which so much is read and no more, whatever its header points to."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._left = most

    def read(self, size: int = -1) -> bytes:
        self._left -= max(size, _COST_OF_READING)
        if size < 0 or self._left < 0:
            raise OSError("more than a header")
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)
