"""Text out of bytes: what of them is text, and what had to be done to read it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_WIDE = (
    # The mark of UTF-32 begins as that of UTF-16 does.
    ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "UTF-32"),
    ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "UTF-16"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
LOOKED_AT = 8192
"""Bytes in which git looks for a NUL to tell a binary file by, and so do we."""
_MOST_BROKEN = 10
"""Of so many characters one may be none in UTF-8: a stray byte is a slip, more of them are no text."""
_BROKEN = "\ufffd"


class NotText(Exception):  # noqa: N818 - a signal: what it means is for the reader of the file to say
    """Bytes that are no text; ``str()`` says why."""


class Unreadable(NotText):
    """A file that can't be read or is no longer there, whatever it holds; ``str()`` says why."""


class Text(NamedTuple):
    """What was read, as it will be sent."""

    text: str
    """Line ends as they are; no lone surrogates, which no tokenizer takes."""
    remarks: tuple[str, ...] = ()
    """What had to be done to read it, a clause each."""


def text_of(content: bytes) -> Text:
    """The text of a file.

    UTF-8, or UTF-16 or UTF-32 behind its byte order mark; a mark is no part of the text. Bytes that are none
    of it become U+FFFD, as most programs that send a file make them, and a remark says how many.

    Raises:
        NotText: for a NUL near the beginning, and where more than one character in ten would be U+FFFD.
    """
    refuse_binary(content[:LOOKED_AT])
    encoding = _wide_encoding(content)
    if encoding is not None:
        return _decoded(content, encoding, (f"read as {encoding}, by its byte order mark",))
    marked: tuple[str, ...] = ()
    if content.startswith(codecs.BOM_UTF8):
        content, marked = content[len(codecs.BOM_UTF8) :], ("its byte order mark is not counted",)
    return _decoded(content, "UTF-8", marked)


def refuse_binary(head: bytes) -> None:
    """Refuse what can be told by its beginning to be no text.

    Args:
        head: the first 8,192 bytes, or all where there are fewer.

    Raises:
        NotText: for a NUL, be it a byte or, behind a byte order mark, a character.
    """
    encoding = _wide_encoding(head)
    if "\0" in head.decode(encoding, "ignore") if encoding is not None else b"\0" in head:
        raise NotText(f"binary: it holds a NUL {'byte' if encoding is None else 'character'}")


def _wide_encoding(content: bytes) -> str | None:
    return next((encoding for marks, encoding in _WIDE if content.startswith(marks)), None)


def _decoded(content: bytes, encoding: str, remarks: tuple[str, ...]) -> Text:
    try:
        return Text(content.decode(encoding), remarks)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
    # Less those that stand in the file.
    broken = text.count(_BROKEN) - content.decode(encoding, "ignore").count(_BROKEN)
    if broken * _MOST_BROKEN > len(text):
        raise NotText(f"binary, or in another encoding: too much of it is not {encoding}")
    said = f"{broken:,} {'place that is' if broken == 1 else 'places that are'} not {encoding}"
    return Text(text, (*remarks, f"{said}, counted as U+FFFD"))


def without_surrogates(text: str, remarks: tuple[str, ...] = ()) -> Text:
    """A text from elsewhere (the command line, JSON), each lone surrogate in it as U+FFFD, with a remark."""
    clean, count = _SURROGATE.subn(_BROKEN, text)
    if not count:
        return Text(text, remarks)
    said = f"{count:,} lone surrogate{'' if count == 1 else 's'}, counted as U+FFFD"
    return Text(clean, (*remarks, said))
