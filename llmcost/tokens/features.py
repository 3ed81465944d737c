"""What a text is made of, counted once and then weighed for each family of tokenizers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from llmcost.tokens.scripts import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKED_AT = (
    *(
        "words",
        "long",
        "foreign_words",
        "foreign_long",
        "capitals",
        "digits",
        "triples",
        "numbers",
        "hex_turns",
    ),
    *("marks", "more_marks", "line_ends", "indents", "gaps", "short_blank", "short_run"),
    *(
        "long_blank",
        "long_run",
        "packed",
        "packed_hex",
        "latin_1",
        "latin_2",
        "vietnamese",
        "han",
        "traditional",
        "kana",
        "wide_marks",
        "hangul",
    ),
    *("cyrillic", "cyrillic_words", "greek", "hebrew", "arabic", "devanagari", "indic", "thai"),
    *("typographic", "symbols", "emoji", "rare"),
)
"""What is counted, in the order of ``Features.counts`` and of the rows of weights."""

_PIECE = 1 << 16
"""Characters looked at together: memory stays bounded, and a file of prose and code gets the shares of each
place."""
_COMMON = frozenset(
    b"the of and to in is that for it with as on be this are by or from at an not you was have if can".split()
)
_COMMON_ELSEWHERE = frozenset(
    (
        b"de het een van en dat niet zijn wordt met voor op te und der das nicht von mit ist ein eine wird "
        b"il di che la un una non con del della le lo los las el que por para se es como les des une et est "
        b"dans pour sur qui du os da em um uma ao yang dan untuk dengan ini dari pada adalah akan atau och "
        b"att som det av og er til ikke af nie na jest je za nebo ve bir bu ile az egy hogy nem ei ja"
    ).split()
)
"""Common in languages that share the letters of English; none of them is of English."""
_COMMON_SHARE = 220
"""Of 1,000 words of English prose so many are among the common ones."""
_ELSEWHERE = 25
"""One word in so many is common elsewhere: it is another language, whatever marks stand between."""
_BENEFIT = 2
"""Common words that a text has for being short: few words prove nothing about the language."""
_TRADITIONAL = frozenset(
    "們個這為來時會說對國過學開後點麼還樣發無現體檔設與從電動應實權當種將問間關經進機務業產"
)
"""Frequent characters of traditional Chinese; the vocabularies hold fewer words of it."""
_LETTERS = bytes(byte | 32 if byte >= 1 << 7 or chr(byte).isalpha() else 32 for byte in range(256))
"""Bytes of UTF-8: letters in lower case, each other one of ASCII as a space."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LATIN = "a-zß-öø-ɏ\u1e00-\u1eff\u0300-\u036f"
_LATIN_WORD = re.compile(rf"[A-ZÀ-ÖØ-Þ]?[{_LATIN}]+|[A-ZÀ-ÖØ-Þ]+(?![{_LATIN}])")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u052f]+")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_DIGITS = re.compile(r"[0-9]{1,3}")
_NUMBER = re.compile(r"(?<!\S)[0-9]")
_HEX_TURN = re.compile(r"[0-9][A-Fa-f]")
_MARKS = re.compile(r"[!-/:-@\[-`{-~]+")
_LINE_END = re.compile(r"[\r\n]\s*")
_GAP = re.compile(r"(?<=\S)[ \t]{2,}")
_RUN = re.compile(r"([^\w]|_)\1{9,}|([^\W\d])\2{31,}|\s{100,}|[!-/:-@\[-`{-~]{100,}")
_PACKED = re.compile(r"[0-9A-Za-z+/]{33,}")
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")

_LONG = 6
"""Letters of a word that are free: most shorter ones are one token."""
_LONG_RUN = 100
"""A run of one character that is longer tells nothing: a token per 128 of them, or several per one."""
_PACKED_RUN = 6
"""Letters of a run of one that come to as much as one of packed data."""
_PROSE_PIECE, _PROSE_WORD = 4, 40
"""Letters of a camel word on average, at least, and of the longest one: what is neither is packed data."""
_MARKS_OF_PROSE, _MARKS_OF_CODE = 60, 140
"""Marks for 1,000 letters that prose has, and how many more make it code for certain."""
_LEAST_PACKED, _LEAST_WILD = 8, 64
"""In 128ths of a token: a token of packed data has up to 16 characters, of symbols up to 2."""
_NO_LETTERS = frozenset({"typographic", "symbols", "emoji"})
_MOST_BYTES = 3
"""Bytes of a letter of Latin script."""
_WILD_KINDS = frozenset({"symbols", "emoji", "rare"})
WILD = frozenset({"long_blank", "long_run", "packed", "packed_hex", *_WILD_KINDS})
"""Features of what no fit holds for, see ``Features.wild_least``."""


class Features(NamedTuple):
    """What a text is made of."""

    characters: int
    counts: tuple[int, ...]
    """So many of each of ``LOOKED_AT``."""
    foreign: int
    """Characters of which a share that is neither English nor code was seen in the words around them."""
    accented: int
    """Letters beyond ASCII, of any script."""
    wild_least: int
    """Tokens that what no fit holds for has at least: runs of one character, base64, emoji, rare scripts."""
    wild_most: int
    """And at most: as many as bytes in UTF-8, or as characters of ASCII."""


def features_of(text: str) -> Features:
    """What a text is made of, in time that grows with its length only, whatever the text."""
    counts, foreign, accented, least, most = [0] * len(LOOKED_AT), 0, 0, 0, 0
    for piece in _pieces(text):
        seen = _Piece(piece)
        counts = [sum(pair) for pair in zip(counts, map(seen.counts.__getitem__, LOOKED_AT), strict=True)]
        foreign += seen.foreign * len(piece) // 1000
        accented += seen.accented
        least += seen.wild_least
        most += seen.wild_most
    return Features(len(text), tuple(counts), foreign, accented, least // 128, most)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _PIECE:
        end = text.rfind("\n", start, start + _PIECE) + 1 or start + _PIECE
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


class _Piece:
    """A part of a text that is looked at together."""

    def __init__(self, text: str) -> None:
        self.counts: Counter[str] = Counter()
        self.wild_least = 0
        """In 128ths of a token."""
        self.wild_most = 0
        self.accented = 0
        text = _PACKED.sub(self._take_packed, _RUN.sub(self._take_run, text))
        self.foreign = self._count_words(text)
        self._count_marks(text)
        if not text.isascii():
            self._count_kinds(text)

    def _take_run(self, found: re.Match[str]) -> str:
        run, character = found[0], found[0][0]
        length = "long" if len(run) >= _LONG_RUN or character.isalpha() else "short"
        if character.isalpha():
            self.counts["packed"] += len(run) // _PACKED_RUN
        else:
            self.counts[f"{length}_{'blank' if character.isspace() else 'run'}"] += len(run)
        if length == "long":
            self.wild_least += len(run)
            self.wild_most += len(run) * len(character.encode(errors="replace"))
        return run[:2]

    def _take_packed(self, found: re.Match[str]) -> str:
        run = found[0]
        if run.isdigit():
            return run
        words = _WORD.findall(run)
        if _HEX.fullmatch(run) and not run.isalpha():
            kind = "packed_hex"
        elif len(run) > _PROSE_PIECE * len(words) and max(map(len, words), default=0) <= _PROSE_WORD:
            return run
        else:
            kind = "packed"
        self.counts[kind] += len(run)
        self.wild_least += len(run) * _LEAST_PACKED
        self.wild_most += len(run)
        return " "

    def _count_words(self, text: str) -> int:
        """Count words, and tell the share of what is neither English nor code in thousandths."""
        words = (_WORD if text.isascii() else _LATIN_WORD).findall(text)
        marks = _MARKS.findall(text)
        letters, long = sum(map(len, words)), sum(len(word) - _LONG for word in words if len(word) > _LONG)
        for endless in (len(word) for word in words if len(word) > _PROSE_WORD):
            long -= endless - _LONG
            self.counts["packed"] += endless
            self.wild_least += endless * _LEAST_PACKED
            self.wild_most += endless * _MOST_BYTES
        lower = text.encode(errors="replace").translate(_LETTERS).split()
        common, elsewhere = (sum(map(each.__contains__, lower)) for each in (_COMMON, _COMMON_ELSEWHERE))
        english = min(1000, 1_000_000 * (common + _BENEFIT) // (_COMMON_SHARE * max(len(words), 1)))
        dense = 1000 * sum(map(len, marks)) // (letters + 1)
        code = min(1000, max(0, (dense - _MARKS_OF_PROSE) * 1000 // _MARKS_OF_CODE))
        if elsewhere > common and elsewhere * _ELSEWHERE >= len(words):
            code = 0
        foreign = (1000 - english) * (1000 - code) // 1000
        self.counts["words"] += len(words)
        self.counts["long"] += long
        self.counts["foreign_words"] += len(words) * foreign // 1000
        self.counts["foreign_long"] += long * foreign // 1000
        self.counts["marks"] += len(marks)
        self.counts["more_marks"] += sum(map(len, marks)) - len(marks)
        return foreign

    def _count_marks(self, text: str) -> None:
        triples, line_ends = _DIGITS.findall(text), _LINE_END.findall(text)
        self.counts["capitals"] += sum(map(len, _CAPITALS.findall(text)))
        self.counts["triples"] += len(triples)
        self.counts["digits"] += sum(map(len, triples))
        self.counts["numbers"] += len(_NUMBER.findall(text))
        self.counts["hex_turns"] += len(_HEX_TURN.findall(text))
        self.counts["line_ends"] += len(line_ends)
        self.counts["indents"] += sum(end[-1] in " \t" for end in line_ends)
        self.counts["gaps"] += len(_GAP.findall(text))

    def _count_kinds(self, text: str) -> None:
        self.counts["cyrillic_words"] += len(_CYRILLIC_WORD.findall(text))
        for character, times in Counter(text).items():
            if character.isascii():
                continue
            kind = kind_of(character)
            self.accented += 0 if kind in _NO_LETTERS else times
            self.counts[kind] += times
            self.counts["traditional"] += times * (character in _TRADITIONAL)
            if kind in _WILD_KINDS:
                self.wild_least += times * _LEAST_WILD
                self.wild_most += times * len(character.encode(errors="replace"))
