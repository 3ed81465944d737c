"""Patterns of names such as ``*.py``, ``tests/`` or ``docs/**``: which files of a folder are meant."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEP = "**"


class Place(NamedTuple):
    """Where a file or folder is, part by part."""

    parts: tuple[str, ...]
    """Its name as it was typed, or below what was typed."""
    start: int
    """How many of the parts are those of the folder that was typed."""
    is_folder: bool = False
    """Whether it is a folder, of which nobody knows what is in it."""


class NamePattern:
    """One pattern, much as in a ``.gitignore``.

    ``*``, ``?`` and ``[...]`` stand for what is in one name, hidden ones too; ``**`` for folders of any
    depth. Case counts. A pattern with no slash, or only one at its end, is a name at any depth below the
    folder that was typed. With another slash it is a path from that folder on, or from where llmcost runs,
    whichever fits. A slash at the end lets it match folders only. What matches a folder matches all in it.
    """

    def __init__(self, text: str, *, flag: str) -> None:
        """Read a pattern.

        Args:
            text: as it was typed.
            flag: which it was given to, for messages.

        Raises:
            UsageError: for one that is empty, or turned round by a leading ``!``.
        """
        if text.startswith("!"):
            hint = "--include says what is read, --exclude what is not; [!] stands for a ! itself"
            raise UsageError(f"{flag} {printable(text)}: a pattern is not turned round by !", hint=hint)
        typed = text.replace(os.sep, "/")
        parts = [part for part in typed.split("/") if part not in {"", "."}]
        if not parts:
            hint = "such as '*.py', 'tests/' or 'docs/**'"
            raise UsageError(f"{flag} {printable(text) or repr(text)}: no pattern", hint=hint)
        self._floats = "/" not in typed.rstrip("/")
        # What is in a folder, and the folder with all that is in it, are the same files.
        self._is_folder = typed.endswith("/") or (len(parts) > 1 and parts[-1] == _DEEP)
        self._parts = (_DEEP, *parts) if self._floats else tuple(parts)

    def matches(self, place: Place) -> bool:
        """Whether it matches a file or folder, or any folder that it is in."""
        starts = {place.start} if self._floats else {0, place.start}
        return any(self._leads_to(place.parts[start:], place.is_folder) for start in starts)

    def _leads_to(self, names: Sequence[str], is_folder: bool) -> bool:  # noqa: FBT001
        # All that the names so far can have got to in the pattern, rather than one after the other: several
        # ** would take every depth times every depth.
        reached = self._with_nothing({0})
        for left, name in enumerate(names, 1 - len(names)):
            reached = self._with_nothing({each for at in reached for each in self._next(at, name)})
            if len(self._parts) in reached and (left or is_folder or not self._is_folder):
                return True
        return False

    def _next(self, at: int, name: str) -> tuple[int, ...]:
        if at == len(self._parts):
            return ()
        if self._parts[at] == _DEEP:
            return (at,)
        return (at + 1,) if fnmatchcase(name, self._parts[at]) else ()

    def _with_nothing(self, reached: set[int]) -> set[int]:
        """Those places in the pattern, and those behind each ``**``, which may stand for no folder."""
        for at, part in enumerate(self._parts):
            if at in reached and part == _DEEP:
                reached.add(at + 1)
        return reached


class NameFilter:
    """Which names are read: what a pattern to include matches, if there are any, and none to exclude."""

    def __init__(self, include: Sequence[str], exclude: Sequence[str]) -> None:
        """Read the patterns; see ``NamePattern``."""
        self._include = [NamePattern(each, flag="--include") for each in include]
        self._exclude = [NamePattern(each, flag="--exclude") for each in exclude]
        given = [("--include", each) for each in include] + [("--exclude", each) for each in exclude]
        self.shown = " ".join(f"{flag} '{printable(each)}'" for flag, each in given)
        """The patterns, as they were given."""

    def admits(self, place: Place) -> bool:
        """Whether a file is read, or a folder entered."""
        # What is included may well be in that folder.
        wanted = place.is_folder or not self._include or any(each.matches(place) for each in self._include)
        return wanted and not any(each.matches(place) for each in self._exclude)
