"""A file of somebody's, read as far as it can be what it is taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.reading.bad_text import BadText

if TYPE_CHECKING:
    from pathlib import Path


class TooLong(BadText):
    """A file that is longer than any of its kind; ``str()`` says than what: ``more than 16 MiB``."""


def read_at_most(path: Path, most: int) -> bytes:
    """All bytes of a file, or of a pipe.

    Args:
        path: the file.
        most: the bytes that it may have.

    Raises:
        TooLong: when there are more.
        BadText: when it can't be read.
    """
    try:
        # A device may never end.
        with path.open("rb") as file:
            return bounded(file.read(most + 1), most)
    except (OSError, ValueError) as error:
        raise BadText(getattr(error, "strerror", None) or str(error)) from None


def bounded(data: bytes, most: int) -> bytes:
    """The bytes as they came.

    Raises:
        TooLong: when there are more than ``most``.
    """
    if len(data) > most:
        raise TooLong(f"more than {most >> 20} MiB")
    return data
