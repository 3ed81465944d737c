"""The composed form of a text (NFC) in time that grows with its length only, whatever the text."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 64
"""Marks in a row that are left to `unicodedata`, which needs the square of their number to sort them."""


def composed(text: str) -> str:
    """A text in NFC, as `unicodedata` would give it."""
    marks = "" if text.isascii() else "".join(filter(_is_mark, set(text)))
    if marks:
        # Taken apart and sorted by class, a run is canonically the same, and nothing is left to sort.
        text = re.sub(rf"[{re.escape(marks)}]{{{_LONGEST},}}", _sorted, text)
    return unicodedata.normalize("NFC", text)


def _is_mark(character: str) -> bool:
    """Whether it is sorted among those around it, or is made of what is."""
    return all(map(unicodedata.combining, unicodedata.normalize("NFD", character)))


def _sorted(run: re.Match[str]) -> str:
    apart = "".join(unicodedata.normalize("NFD", mark) for mark in run[0])
    return "".join(sorted(apart, key=unicodedata.combining))
