"""What a log is by its first bytes: lines, one document, a table, or nothing to read."""

from __future__ import annotations

import json
import re
from typing import Literal

from llmcost.logs.blocks import BOM

HEAD = 2**16
"""Bytes that are looked at."""

Kind = Literal["lines", "log", "document", "csv", "text", "binary", "utf-16", "empty"]

KINDS: dict[Kind, str] = {
    "lines": "JSON, a value to a line, or the events of a stream",
    "log": "text with JSON in some of its lines",
    "document": "JSON values over several lines, or elements of one array",
    "csv": "a table with a heading",
    "text": "text without JSON in its first 64 KiB",
    "binary": "no text",
    "utf-16": "text in UTF-16 or UTF-32, where UTF-8 is read",
    "empty": "nothing but white space",
}
"""Each kind -> what it is, for a message."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b\x1e\b\0"))
_MOST_CONTROLS = 20
"""One of so many bytes may be a control character."""

_TABLE = re.compile(r"(?i)\.(?:csv|tsv)(?:[.-]|\Z)")
# Behind blanks; JSON in text and the events of a stream count too, a heading of an INI file doesn't.
_JSON_LINE = re.compile(rb'^[ \t]*(?:[{]|\[[ \t\r]*(?:[\[{"\]]|$)|"[ \t]*[{]|data:)', re.MULTILINE)
_OBJECT = re.compile(rb'[{][ \t]*+"')
_COLUMN = re.compile(rb'[ ]?"?[A-Za-z_][\w .:/()#-]{0,60}"?[ ]?')
_FEWEST_COLUMNS = 3
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)


def kind_of(head: bytes, name: str = "") -> Kind:
    """What a log is.

    Args:
        head: its first ``HEAD`` bytes, unpacked; fewer are all of it.
        name: the file's; only ``.csv``, ``.tsv`` and ``.json`` mean anything, and less than what is in it.
    """
    is_whole = len(head) < HEAD
    if head.startswith(_UTF_16) or _is_wide(head):
        return "utf-16"
    text = head.removeprefix(BOM).lstrip()
    if not text:
        return "empty" if is_whole else "text"
    if text[:1] in b"{[":
        return _json(text, name, is_whole=is_whole)
    if b"\0" in text or len(text) - len(text.translate(None, _CONTROLS)) > len(text) // _MOST_CONTROLS:
        return "binary"
    if _TABLE.search(name) or _has_heading(text):
        return "csv"
    return "lines" if _JSON_LINE.search(text) else _prose(text)


def _prose(text: bytes) -> Kind:
    """Text, or a log with JSON in it."""
    return "log" if any(map(_has_json_behind, text.split(b"\n"))) else "text"


def _has_json_behind(line: bytes) -> bool:
    """Whether there is JSON on a line as loggers write it, behind a time and a level."""
    return line.rstrip(b" \t\r").endswith((b"}", b"]")) and _OBJECT.search(line) is not None


def _is_wide(head: bytes) -> bool:
    """Whether it begins as JSON in UTF-16 without a byte order mark."""
    return head[:2] in {b"{\0", b"[\0", b"\0{", b"\0["}


def _json(text: bytes, name: str, *, is_whole: bool) -> Kind:
    first, feed, rest = text.partition(b"\n")
    if not feed and not is_whole:
        # A line that is longer than all that was looked at: one record, or all of a file.
        ends_early = _behind(first) is not None
        return "document" if ends_early or first[:1] == b"[" or ".json" in _endings(name) else "lines"
    behind = _behind(first)
    if behind is None:
        # An object that goes on below, unless whole ones stand there: then this one is torn.
        whole = any(line.startswith(b'{"') and _behind(line) == b"" for line in rest.split(b"\n"))
        return "lines" if first[:1] == b"{" and whole else "document"
    return "document" if behind[:1] in {b"{", b"[", b","} else "lines"


def _endings(name: str) -> list[str]:
    return [f".{each}" for each in name.lower().split(".")[1:]]


def _behind(line: bytes) -> bytes | None:
    """What stands behind the value that a line begins with; None when it isn't whole."""
    text = line.decode("utf-8", "replace")
    try:
        _, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return text[end:].strip().encode()


def _has_heading(text: bytes) -> bool:
    """Whether the first line names columns, and the second has at least as many."""
    lines = text.splitlines()
    for separator in (b",", b"\t", b";"):
        columns = lines[0].split(separator)
        if len(columns) >= _FEWEST_COLUMNS and all(_COLUMN.fullmatch(each) for each in columns):
            return len(lines) == 1 or lines[1].count(separator) >= len(columns) - 1
    return False
