"""The shape of chat completions as one writer writes them: a pattern that reads as much as a parser would."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = {
    ("id",): "id",
    ("created",): "created",
    ("model",): "model",
    ("service_tier",): "tier",
    ("usage", "prompt_tokens"): "prompt",
    ("usage", "completion_tokens"): "completion",
    ("usage", "total_tokens"): "total",
    ("usage", "prompt_tokens_details", "cached_tokens"): "cached",
    ("usage", "completion_tokens_details", "reasoning_tokens"): "reasoning",
}
"""What is taken out of each line, by where it stands."""
_NEEDED = frozenset({"id", "created", "model", "prompt", "completion", "total"})
_FREE = frozenset(
    {
        ("choices",),
        ("prompt_filter_results",),
        ("system_fingerprint",),
        ("time_info",),
        ("usage", "prompt_tokens_details", "text_tokens"),
        ("usage", "completion_tokens_details", "text_tokens"),
        ("usage", "completion_tokens_details", "accepted_prediction_tokens"),
        ("usage", "completion_tokens_details", "rejected_prediction_tokens"),
    }
)
"""What nothing is read of, in this format."""
_FIXED = frozenset(
    {
        ("object",),
        ("usage",),
        ("usage", "prompt_tokens_details"),
        ("usage", "prompt_tokens_details", "audio_tokens"),
        ("usage", "prompt_tokens_details", "image_tokens"),
        ("usage", "prompt_tokens_details", "cache_write_tokens"),
        ("usage", "completion_tokens_details"),
        ("usage", "completion_tokens_details", "audio_tokens"),
        ("usage", "completion_tokens_details", "image_tokens"),
    }
)
"""What has to say nothing, or to be of a certain kind. With any key besides a line has no shape."""
_SAYS_NOTHING = (b"0", b"null")
KIND = b"chat.completion"

_STRING = rb'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"'
_NUMBER = rb"-?(?:0|[1-9][0-9]{0,17}+)(?:\.[0-9]{1,20}+)?(?:[eE][+-]?[0-9]{1,2}+)?"
# Whole values are kept as they were found first: they could not end elsewhere, and so there is never another
# way to part a line, of which a pattern with lists in lists would try too many to ever come to an end.
_SCALAR = rb"(?>" + _STRING + rb"|null|true|false|" + _NUMBER + rb")"
_COUNT = rb"(0|[1-9][0-9]{0,8})"
"""Nine digits fit a packed row; what has more is read the long way."""
_TAKE = {
    # Shorter ones are not unique by themselves, and what isn't ASCII is rare.
    "id": rb'"([!#-\[\]-~]{16,200})"',
    "model": rb'"([!#-\[\]-~]{1,200})"',
    "tier": rb'("[!#-\[\]-~]{0,40}"|null)',
    "created": rb"([1-9][0-9]{9})",
}
_TOKEN = re.compile(rb"[ \t]++|[{}\[\]:,]|" + _STRING + rb"|[^\s{}\[\]:,\"]++")
_LONGEST = 2**16
_WIDEST = 2**14
"""Bytes of a line, and of its pattern, from which on it has no shape worth keeping."""


class Shape:
    """Lines with the same keys in the same order, and the same blanks between them.

    The pattern matches whole lines only, and of those none that a JSON parser would refuse: so what it takes
    out of a line is what the parser would have found.
    """

    __slots__ = ("_names", "_pattern")

    def __init__(self, pattern: bytes, columns: Iterable[str]) -> None:
        """Compile it.

        Args:
            pattern: of a line without its end.
            columns: what its groups take, in their order.
        """
        self._names = tuple(columns)
        # A match begins where a line does: said behind the brace, for which the search can leap.
        start = rb"\{(?<![^\n]\{)"
        self._pattern = re.compile(start + pattern.removeprefix(rb"\{") + rb"\r?\n")

    def part(self, block: bytes) -> tuple[dict[str, list[bytes]], list[bytes]]:
        """Tell the lines of this shape from others.

        Args:
            block: whole lines, each with its end.

        Returns:
            What those of this shape state, by column, and the other lines: what stands before the first of
            this shape, between each two, and behind the last, mostly nothing.
        """
        pieces = self._pattern.split(block)
        step = len(self._names) + 1
        return {name: pieces[at::step] for at, name in enumerate(self._names, 1)}, pieces[::step]


def shape_of(line: bytes) -> Shape | None:
    """The shape of a line; None where it is no plain chat completion, or states what the columns don't hold.

    Args:
        line: without its line feed.
    """
    line = line.removesuffix(b"\r")
    if len(line) > _LONGEST:
        return None
    try:
        value = json.loads(line, object_pairs_hook=_without_repeats)
        writer = _Writer(line)
        pattern = writer.pattern()
    except (ValueError, RecursionError):
        return None
    # What is taken must be of its own kind, such as a time in whole seconds; then the line matches.
    if value.get("object") != KIND.decode() or not set(writer.columns) >= _NEEDED or len(pattern) > _WIDEST:
        return None
    shape = Shape(pattern, writer.columns)
    return shape if shape.part(line + b"\n")[0]["id"] else None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


class _Writer:
    """Writes the pattern of a line that is known to be JSON."""

    def __init__(self, line: bytes) -> None:
        self._tokens = _TOKEN.findall(line)
        self._at = 0
        self._behind_comma = b""
        """The blank behind the last comma."""
        self.columns: list[str] = []

    def pattern(self) -> bytes:
        """Of the line as a whole.

        Raises:
            ValueError: where it has none.
        """
        if self._tokens[:1] != [b"{"]:
            raise ValueError("no object at the start of the line")
        return self._value(()) + self._blank()

    def _value(self, path: tuple[str, ...] | None) -> bytes:
        """The pattern of a value; without a path nothing is read of it."""
        token = self._next()
        if token == b"{":
            return self._object(path)
        if path is None:
            return self._list() if token == b"[" else _SCALAR
        column = COLUMNS.get(path)
        if column is not None and not (token == b"null" and column not in _NEEDED and column != "tier"):
            self.columns.append(column)
            return _TAKE.get(column, _COUNT)
        if path != ("object",) and token not in _SAYS_NOTHING:
            raise ValueError("a value that counts")
        return re.escape(token)

    def _object(self, path: tuple[str, ...] | None) -> bytes:
        parts = [rb"\{", self._blank()]
        while self._tokens[self._at] != b"}":
            name = self._next()
            inside = None if path is None else (*path, json.loads(name))
            if inside is not None and inside not in COLUMNS and inside not in _FIXED and inside not in _FREE:
                raise ValueError("a key that may count")
            parts += re.escape(name), self._blank(), self._next(), self._blank()
            parts += self._value(None if inside in _FREE else inside), self._blank(), self._comma()
        self._at += 1
        return b"".join(parts) + rb"\}"

    def _list(self) -> bytes:
        """Any number of elements of the kinds that it has."""
        lead, kinds = self._blank(), list[bytes]()
        end, between = b"", b"," + self._behind_comma
        while self._tokens[self._at] != b"]":
            kinds.append(self._value(None))
            end = self._blank()
            comma = self._comma()
            between = end + comma if comma else between
        self._at += 1
        if not kinds:
            return rb"\[" + lead + rb"\]"
        each = _any_of(kinds)
        more = rb"(?:" + between + each + rb")*+"
        return rb"(?>\[(?:" + lead + each + more + end + rb")?\])"

    def _next(self) -> bytes:
        self._at += 1
        return bytes(self._tokens[self._at - 1])

    def _blank(self) -> bytes:
        """The blank that stands here, mostly none."""
        blank = b""
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            blank += re.escape(self._next())
        return blank

    def _comma(self) -> bytes:
        """The comma that stands here with the blank behind it; nothing at an end."""
        if self._tokens[self._at] != b",":
            return b""
        self._at += 1
        self._behind_comma = self._blank()
        return b"," + self._behind_comma


def _any_of(patterns: Iterable[bytes]) -> bytes:
    kinds = tuple(dict.fromkeys(patterns))
    return kinds[0] if len(kinds) == 1 else rb"(?>" + rb"|".join(kinds) + rb")"
