"""A window on text of any length, in which the ends of JSON values are found without decoding them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.logs.blocks import BOM

if TYPE_CHECKING:
    from llmcost.logs.blocks import Stream

_DEEPEST = 2**14
"""Brackets that may be open at a time. No decoder goes nearly as deep."""

_STRING = rb'"(?:[^"\\\n]++|\\.)*+"'
_FLAT = rb'[^"{}\[\]]++'
_DEPTH = 8


def _nested(depth: int) -> bytes:
    inner = rb"|" + _nested(depth - 1) if depth else b""
    return rb"[{\[](?:" + _FLAT + rb"|" + _STRING + inner + rb")*+[}\]]"


_SHALLOW = re.compile(_nested(_DEPTH))
"""An object or array with few levels, such as nearly all are: found in one go."""
_RUN = re.compile(rb"(?:" + _FLAT + rb"|" + _STRING + rb")*+")
"""Up to the next bracket, or to a string that isn't over."""
_CUT = re.compile(rb'"(?:[^"\\\n]++|\\.)*+\\?\Z')
"""A string that the end of what was read cuts through. One with a line break in it can't be."""
_BETWEEN = re.compile(rb"[\s,\x1e]*+")
_SCALAR = re.compile(_STRING + rb"|[-+.0-9a-zA-Z]++")
_KNOWN = re.compile(rb'".*|-?[0-9][-+.0-9eE]*|true|false|null', re.DOTALL)
_WIDEST = 200
"""Bytes of the widest indentation."""
_REST = "the rest of the file is left out"


class Window:
    """A window on the stream, from the value on that is looked for."""

    def __init__(self, stream: Stream, longest: int, size: int) -> None:
        self._stream = stream
        self._longest = longest
        self._size = size
        self._gone = 0
        """Bytes of the stream before those that are held."""
        self._unclosed: frozenset[int] = frozenset()
        """Where in the stream the brackets stand that were open when a value turned out to be none: none of
        them is closed, and what they hold is not looked at again and again."""
        self._why = ""
        """Why they aren't."""
        self._is_over = False
        """Whether the rest is left out."""
        self._lead = b""
        """What stands before ``at`` on its line, or begins that."""
        self.data = b""
        self.at = 0
        self.line = 1
        """The line that ``at`` is on."""
        while len(self.data) < len(BOM) and self._fill():
            pass
        self.at = len(BOM) if self.data.startswith(BOM) else 0

    def next(self) -> bytes:
        """Go to the next byte of a value or bracket, and tell it; nothing at the end."""
        while True:
            between = _BETWEEN.match(self.data, self.at)
            self.pass_over(between.end() - self.at if between else 0)
            if self.at < len(self.data):
                return self.data[self.at : self.at + 1]
            if not self._fill():
                return b""

    def pass_over(self, size: int) -> None:
        """Go on."""
        end = self.at + size
        last = self.data.rfind(b"\n", self.at, end) + 1
        if last:
            self.line += self.data.count(b"\n", self.at, end)
            self._lead = b""
        if len(self._lead) < _WIDEST:
            self._lead += self.data[last or self.at : min(end, (last or self.at) + _WIDEST)]
        self.at = end

    def find_end(self, first: bytes) -> int | str:
        """How long the value is that begins here, or why it is none."""
        if first not in b"{[":
            return self._end_of_scalar()
        if self._gone + self.at in self._unclosed:
            return self._why
        whole = _SHALLOW.match(self.data, self.at)
        if whole:
            return self._checked(whole.end() - self.at)
        return self._end_of_nested()

    def _end_of_nested(self) -> int | str:
        """The end of a value with many levels, or with what was not read yet."""
        done, opened = 0, list[int]()
        while True:
            run = _RUN.match(self.data, self.at + done)
            done = run.end() - self.at if run else done
            mark = self.data[self.at + done : self.at + done + 1]
            if mark and mark in b"{}[]":
                if mark in b"{[":
                    opened.append(self._gone + self.at + done)
                else:
                    opened.pop()
                done += 1
                if not opened:
                    return self._checked(done)
                if len(opened) > _DEEPEST:
                    return self._given_up("a value is nested too deeply")
                continue
            if mark and not _CUT.match(self.data, self.at + done):
                return self._lost("a string is not closed", opened)
            if len(self.data) - self.at > self._longest:
                return self._checked(self._longest + 1)
            if not self._fill():
                return self._lost("it breaks off", opened)

    def recover(self, first: bytes) -> bool:
        """Go to where a value may begin behind a broken one; false when there is none."""
        indent = re.escape(self._lead) if not self._lead.strip() else b""
        start = re.compile(rb"\n" + indent + rb"[{\[]" if first in b"{[" else rb"\n[ \t]*[{\[\]]")
        while not self._is_over:
            found = start.search(self.data, self.at)
            if found:
                self.pass_over(found.end() - 1 - self.at)
                return True
            # Only the last line may still turn out to begin one.
            last = self.data.rfind(b"\n", self.at)
            self.pass_over((last if last >= 0 else len(self.data)) - self.at)
            if not self._fill():
                break
        return False

    def _end_of_scalar(self) -> int | str:
        while True:
            found = _SCALAR.match(self.data, self.at)
            if found and (found.end() < len(self.data) or found[0][:1] == b'"'):
                break
            may_go_on = found or _CUT.match(self.data, self.at)
            if not may_go_on or len(self.data) - self.at > self._longest or not self._fill():
                break
        return len(found[0]) if found and _KNOWN.fullmatch(found[0]) else "it is no JSON"

    def _checked(self, size: int) -> int | str:
        if size <= self._longest:
            return size
        return self._given_up(f"a value is longer than {self._longest >> 20} MiB")

    def _given_up(self, why: str) -> str:
        self._is_over = True
        return f"{why}; {_REST}"

    def _lost(self, why: str, opened: list[int]) -> str:
        self._unclosed, self._why = frozenset(opened), why
        return why

    def _fill(self) -> bool:
        """Read on; false at the end."""
        held = self.data[self.at :]
        self._gone += self.at
        # As much again as is held, so that a long value is joined a few times only.
        wanted = max(self._size, min(len(held), self._longest))
        pieces = [held]
        while wanted > 0 and (piece := self._stream.read(wanted)):
            pieces.append(piece)
            wanted -= len(piece)
        self.data, self.at = b"".join(pieces), 0
        return len(pieces) > 1
