"""A file that may be a text: its beginning is read first, and no more where that is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.reading.plain_text import LOOKED_AT, NotText, refuse_binary, text_of

if TYPE_CHECKING:
    from typing import BinaryIO

    from llmcost.reading.plain_text import Text

_MOST = 256 << 20
"""Bytes of the longest text. The longest context of any model takes some 40 MB."""

_PICTURE = re.compile(
    rb"(?s)(?P<PNG>\x89PNG\r\n\x1a\n)|(?P<JPEG>\xff\xd8\xff)|(?P<GIF>GIF8[79]a)|(?P<WebP>RIFF.{4}WEBP)"
)
_PDF = re.compile(rb"%PDF-[0-9]")


def read_text(stream: BinaryIO, size: int | None = None, *, most: int = _MOST) -> Text:
    """The text that can be read from a file or a pipe, as its bytes say.

    Args:
        stream: at its beginning.
        size: bytes that it has, as far as that is known.
        most: the bytes that it may have.

    Raises:
        NotText: for what is none, or longer than any; a picture or a PDF is called so, and with which flag it
            can be counted.
        OSError: when it can't be read.
    """
    head = stream.read(LOOKED_AT)
    # All of it may be plain characters.
    if _PDF.match(head):
        raise NotText("a PDF: say with --pages how many pages it has")
    try:
        refuse_binary(head)
        return text_of(_whole(head, stream, size or 0, most))
    except NotText:
        picture = _PICTURE.match(head)
        if picture is None:
            raise
    raise NotText(f"a {picture.lastgroup} picture: count it with --image")


def _whole(head: bytes, stream: BinaryIO, size: int, most: int) -> bytes:
    # Only as far as it may go: a device may never end.
    content = head if size > most else head + stream.read(most + 1 - len(head))
    if max(size, len(content)) > most:
        raise NotText(f"more than {most >> 20} MiB, which no model takes")
    return content
