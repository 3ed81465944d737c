"""One line of a log: JSON, alone or behind what a stream or a logger writes before it."""

from __future__ import annotations

import re
from typing import Any

from llmcost.logs.decoder import decode, decode_all

NOTHING = object()
"""What a line says that is blank, or only frames a stream."""

_FRAMES = (b"event:", b"id:", b"retry:", b":")
"""How the other lines of server-sent events begin."""
_DONE = b"[DONE]"
_BEGINS = re.compile(rb'[{][ \t]*(?:"|[}]\Z)')


class Prose(ValueError):  # noqa: N818 - a signal to the reader, who knows what kind of file it is
    """A line of words, without anything that JSON is made of."""


def read_line(line: bytes) -> Any:
    """What a line says, decoded; ``NOTHING`` where it says nothing, a list where it holds several values.

    Args:
        line: with or without its end.

    Raises:
        Prose: when there is no JSON on it, whole or torn.
        ValueError: when what it holds is broken.
        RecursionError: when that is nested too deeply.
    """
    text = line.strip()
    if text[:1] == b"{":
        return _values(text)
    if not text or text.startswith(_FRAMES):
        return NOTHING
    if text.startswith(b"data:"):
        text = text[5:].strip()
        return NOTHING if text == _DONE else decode(text)
    try:
        value = _values(text)
    except ValueError:
        return _behind(text)
    # A line may be a text that holds a record.
    return decode(value) if isinstance(value, str) and value.lstrip()[:1] in {"{", "["} else value


def _values(text: bytes) -> Any:
    try:
        return decode(text)
    except ValueError:
        # Writers that don't wait for each other leave out the line feed between two records.
        values = decode_all(text)
        if values is None:
            raise
        return values


def _behind(text: bytes) -> Any:
    """JSON behind the words of a logger: a time and a level, or a record separator as of RFC 7464."""
    if not any(mark in text for mark in b'"{}'):
        raise Prose("no JSON")
    begins = _BEGINS.search(text)
    # Never further inside: what is whole there may be a piece of a record that is torn.
    return _values(text[begins.start() :] if begins else b"")
