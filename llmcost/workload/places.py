"""The lines on which a TOML file states its tables and keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.reading.project_file import LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIMITS = frozenset(LIMITS)

Keys = tuple[str | int, ...]
"""What leads to a value: keys of tables, and positions in lists from 0."""

_MULTILINE = r'"""(?:\\.|[^"\\]|"(?!""))*+"{3,5}' + r"|'''(?:[^']|'(?!''))*+'{3,5}"
_TEXT = r'"(?:\\.|[^"\\\n])*+"' + r"|'[^'\n]*+'"
_KEY = rf"(?:[A-Za-z0-9_-]++|{_TEXT})"
_DOTTED = rf"{_KEY}(?:[ \t]*+\.[ \t]*+{_KEY})*+"

# Possessive throughout: a file of any shape is gone through once.
_PART = re.compile(_KEY)
_STATEMENT = re.compile(
    rf"[ \t]*+(?:(?P<header>\[\[?+)[ \t]*+(?P<table>{_DOTTED})|(?P<key>{_DOTTED})[ \t]*+=[ \t]*+)?+"
)
_LONG_TEXT = re.compile(_MULTILINE, re.DOTALL)
_BRACKET = re.compile(rf"{_MULTILINE}|{_TEXT}|#[^\n]*+|[\[\]{{}},]", re.DOTALL)
_FLAT = re.compile(
    r"[\[{](?:[^\[\]{}\"'#\n]|" + rf"""(?!\"\"\"|''')(?:{_TEXT}))*+""" + r"[\]}]",
)
"""Brackets on one line with none inside: gone over at once."""
_UNIMPORTANT = re.compile(
    r'(?:[ \t]*+(?:[A-Za-z0-9_-]++[ \t]*+=[ \t]*+(?:"(?!"")[^"\\\n]*+"|[A-Za-z0-9_.:+-]++)[ \t]*+)?+'
    r"(?:#[^\n]*+)?+\n)*+"
)
"""Lines of one plain value each, and lines of none: most of a file, passed over at once."""


def outline(text: str) -> Mapping[Keys, int]:
    """The lines of tables, of items of lists and of limits, from 1: what is needed of every file.

    Args:
        text: what a parser of TOML takes for right; of any other text the lines mean nothing.
    """
    return _Scan(text, everything=False).lines


def every_line(text: str) -> Mapping[Keys, int]:
    """The line of each key as well: slower, for the one place that a complaint needs."""
    return _Scan(text, everything=True).lines


def nearest(lines: Mapping[Keys, int], keys: Keys) -> int | None:
    """The line of a value, or else of the innermost table around it whose line is known."""
    while keys and keys not in lines:
        keys = keys[:-1]
    return lines.get(keys)


class _Scan:
    """One walk through a text, statement by statement."""

    def __init__(self, text: str, *, everything: bool) -> None:
        self.lines: dict[Keys, int] = {}
        self._text = text.replace("\r\n", "\n")
        self._line, self._counted = 1, 0
        self._lengths: dict[Keys, int] = {}
        self._read: dict[str, tuple[str, ...]] = {}
        self._table: Keys = ()
        position, end = 0, len(self._text)
        while position < end:
            if not everything and not _LIMITS.intersection(self._table[-1:]):
                unimportant = _UNIMPORTANT.match(self._text, position)
                position = position if unimportant is None else unimportant.end()
            position = self._statement(position)

    def _statement(self, position: int) -> int:
        """Note what stands here, and give the beginning of the next line behind it."""
        found = _STATEMENT.match(self._text, position)
        if found is None or found.lastgroup is None:
            return self._next_line(position)
        if found["table"] is not None:
            self._table = self._opened(self._parts(found["table"]), is_list=found["header"] == "[[")
            self._note(self._table, position)
            return self._next_line(found.end())
        keys = (*self._table, *self._parts(found["key"]))
        self._note(keys, position)
        return self._next_line(self._value(keys, found.end()))

    def _value(self, keys: Keys, position: int) -> int:
        """The place on the last line of a value that begins here."""
        first = self._text[position : position + 1]
        if first in {"[", "{"}:
            flat = _FLAT.match(self._text, position)
            return self._brackets(keys, position) if flat is None else flat.end()
        long_text = _LONG_TEXT.match(self._text, position) if first in {'"', "'"} else None
        return position if long_text is None else long_text.end()

    def _next_line(self, position: int) -> int:
        return self._text.find("\n", position) + 1 or len(self._text)

    def _opened(self, parts: tuple[str, ...], *, is_list: bool) -> Keys:
        """The keys of a header; within lists of tables it means their last item."""
        keys: Keys = ()
        for part in parts[:-1]:
            keys = (*keys, part)
            if keys in self._lengths:
                keys = (*keys, self._lengths[keys] - 1)
        keys = (*keys, parts[-1])
        if not is_list:
            return keys
        length = self._lengths.get(keys, 0)
        self._lengths[keys] = length + 1
        return (*keys, length)

    def _brackets(self, keys: Keys, position: int) -> int:
        """Note the tables that are items of a list, and give the place behind the last bracket."""
        is_list, depth, item = self._text[position] == "[", 0, 0
        for token in _BRACKET.finditer(self._text, position):
            sign = token[0]
            if sign in {"[", "{"}:
                if is_list and depth == 1 and sign == "{":
                    self._note((*keys, item), token.start())
                depth += 1
            elif sign in {"]", "}"}:
                depth -= 1
                if not depth:
                    return token.end()
            elif sign == "," and depth == 1:
                item += 1
        return len(self._text)

    def _note(self, keys: Keys, position: int) -> None:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        while keys and keys not in self.lines:
            self.lines[keys] = self._line
            keys = keys[:-1]

    def _parts(self, dotted: str) -> tuple[str, ...]:
        parts = self._read.get(dotted)
        if parts is None:
            parts = self._read[dotted] = tuple(_unquoted(part) for part in _PART.findall(dotted))
        return parts


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    if "\\" not in key:
        return key[1:-1]
    import tomllib

    return next(iter(tomllib.loads(f"{key} = 0")))
