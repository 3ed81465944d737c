"""The writing that a character belongs to, as far as tokenizers tell writings apart."""

from __future__ import annotations

from bisect import bisect
from functools import lru_cache

_KINDS = (
    (0x0080, "typographic"),
    (0x00AA, "latin_1"),
    (0x00AB, "typographic"),
    (0x00B5, "latin_1"),
    (0x00B6, "typographic"),
    (0x00C0, "latin_1"),
    (0x0100, "latin_2"),
    (0x0250, "rare"),
    (0x0300, "rare"),
    (0x0370, "greek"),
    (0x0400, "cyrillic"),
    (0x0530, "rare"),
    (0x0590, "hebrew"),
    (0x0600, "arabic"),
    (0x0700, "rare"),
    (0x0750, "arabic"),
    (0x0780, "rare"),
    (0x08A0, "arabic"),
    (0x0900, "devanagari"),
    (0x0980, "indic"),
    (0x0E00, "thai"),
    (0x0E80, "rare"),
    (0x1100, "hangul"),
    (0x1200, "rare"),
    (0x1E00, "vietnamese"),
    (0x1F00, "greek"),
    (0x2000, "typographic"),
    (0x2070, "symbols"),
    (0x2C00, "rare"),
    (0x2E00, "symbols"),
    (0x3000, "wide_marks"),
    (0x3040, "kana"),
    (0x3100, "rare"),
    (0x3130, "hangul"),
    (0x3190, "rare"),
    (0x31F0, "kana"),
    (0x3200, "symbols"),
    (0x3400, "han"),
    (0x4DC0, "symbols"),
    (0x4E00, "han"),
    (0xA000, "rare"),
    (0xAC00, "hangul"),
    (0xD7B0, "rare"),
    (0xF900, "han"),
    (0xFB00, "rare"),
    (0xFB50, "arabic"),
    (0xFE00, "symbols"),
    (0xFE70, "arabic"),
    (0xFEFD, "symbols"),
    (0xFF00, "wide_marks"),
    (0xFFF0, "symbols"),
    (0x10000, "rare"),
    (0x1F000, "emoji"),
    (0x20000, "rare"),
)
"""First code point of a block -> what its characters count as; ASCII is counted by what it forms."""
_FIRST = tuple(first for first, _ in _KINDS)


@lru_cache(maxsize=1 << 14)
def kind_of(character: str) -> str:
    """What a character beyond ASCII counts as, by its block."""
    return _KINDS[bisect(_FIRST, ord(character)) - 1][1]
