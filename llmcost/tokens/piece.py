"""Pieces of a text that are counted one by one: cut where no token can span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 250_000
"""Characters from which on a piece ends at the next place to cut: memory stays bounded."""
_LETTERS = (
    r"0-9A-Za-zÀ-ÖØ-öø-ɏ\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    r"\u0904-\u0939\u0e01-\u0e30\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
)
"""Letters and digits that are nothing else in any edition of Unicode: none of them combines."""
_MARKS = (
    r"""!"#$%&()*+,\-./:;<=?@\[\\^`{|}~\u2018-\u201f\u2026\u3001\u3002\u3008-\u3011"""
    r"\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
)
"""Marks before which a word ends. Not the apostrophe, which may go on with it, nor those inside or at the end
of Gemma's own symbols, as in ``<start_of_turn>`` and ``[multimodal]``."""
_PLACE = re.compile(rf"(?<=\n)(?=[^\s/])|(?<=[^\s>\u2581])(?= )|(?<=[{_LETTERS}])(?=[{_MARKS}])")
"""Between a line end and what starts a line; before a space; between a letter or digit and a mark.

Encodings that split by a pattern first always do so there, whatever is around: a piece of letters begins with
at most one other character, which is no line end; one of marks may begin with a space, and end in line ends
and slashes; one of white space ends in its last line end. And no token of Gemma's, which has no such pattern,
reaches over such a place: of its tokens that hold a space behind something else there is one, ``> </``, and
▁ is how it writes a space.
"""


def pieces(text: str, most: int = MOST) -> Iterator[str]:
    """A text in pieces whose tokens are together those of the whole.

    Args:
        text: of any length.
        most: characters from which on a piece ends at the next place. Where there is none, it doesn't.
    """
    start = 0
    while len(text) - start > most:
        place = _PLACE.search(text, start + most)
        if place is None:
            break
        yield text[start : place.end()]
        start = place.end()
    yield text[start:]
