"""Text that is safe on a terminal, in a line of a report and in XML."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text on one line, control characters spelled out: a path may hold escapes and line breaks."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
