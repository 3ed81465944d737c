"""Text in quotes, on one line."""

from __future__ import annotations

import re

_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
"""What no text in an engine can hold, and so equals nothing there."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Controls, and marks that make text look like other text."""


def escaped(text: str) -> str:
    """For dialects in which a backslash always escapes what follows."""
    return f"'{_UNSEEN.sub(_as_unicode, _with_backslashes(_possible(text)))}'"


def doubled(text: str, mark: str) -> str:
    """For dialects in which quotes are doubled, and a backslash escapes only where a mark says so."""
    possible = _possible(text)
    if _CONTROL.search(possible):
        return f"{mark}'{_CONTROL.sub(_as_byte, _with_backslashes(possible))}'"
    return "'" + possible.replace("'", "''") + "'"


def _possible(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", text)


def _with_backslashes(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _as_unicode(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _as_byte(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"
