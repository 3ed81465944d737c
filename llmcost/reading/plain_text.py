"""Text out of bytes: what of them is text, and what had to be done to read it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOOKED_AT = 8192
"""Bytes in which git looks for a NUL to tell a binary file by, and so do we."""
_MOST_BROKEN = 10
"""Of so many characters one may be none in UTF-8: a stray byte is a slip, more of them are no text."""


class NotText(Exception):  # noqa: N818 - a signal: what it means is for the reader of the file to say
    """Bytes that are no text; ``str()`` says why."""


class Text(NamedTuple):
    """What was read, as it will be sent."""

    text: str
    """Line ends as they are; no lone surrogates, which no tokenizer takes."""
    remarks: tuple[str, ...] = ()
    """What had to be done to read it, a clause each."""


def text_of(content: bytes) -> Text:
    """The text of a file.

    UTF-8, or UTF-16 behind its byte order mark; a mark is no part of the text. Bytes that are no UTF-8 become
    U+FFFD, as most programs that send a file make them, and a remark says how many.

    Raises:
        NotText: for a NUL near the beginning, and where more than one character in ten would be U+FFFD.
    """
    if content.startswith(_UTF16):
        text, remarks = content.decode("utf-16", "replace"), ("read as UTF-16, by its byte order mark",)
        return without_surrogates(text, remarks)
    if b"\0" in content[:_LOOKED_AT]:
        raise NotText("binary: it holds a NUL byte")
    marked: tuple[str, ...] = ()
    if content.startswith(codecs.BOM_UTF8):
        content, marked = content[len(codecs.BOM_UTF8) :], ("its byte order mark is not counted",)
    try:
        return Text(content.decode(), marked)
    except UnicodeDecodeError:
        text = content.decode(errors="replace")
    broken = text.count("�") - content.count("�".encode())
    if broken * _MOST_BROKEN > len(text):
        raise NotText("binary: too much of it is not UTF-8")
    said = f"{broken:,} {'place that is' if broken == 1 else 'places that are'} not UTF-8, counted as U+FFFD"
    return Text(text, (*marked, said))


def without_surrogates(text: str, remarks: tuple[str, ...] = ()) -> Text:
    """A text from elsewhere (the command line, JSON), each lone surrogate in it as U+FFFD, with a remark."""
    clean, count = _SURROGATE.subn("�", text)
    if not count:
        return Text(text, remarks)
    said = f"{count:,} lone surrogate{'' if count == 1 else 's'}, counted as U+FFFD"
    return Text(clean, (*remarks, said))
