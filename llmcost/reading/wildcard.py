"""Names with wildcards, for where no shell spells them out: ``*``, ``?``, ``[...]`` and ``**``."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WILD = re.compile(r"[*?\[]")
_DEEP = "**"


def is_wildcard(name: str) -> bool:
    """Whether a name that doesn't exist may stand for others."""
    return _WILD.search(name) is not None


def spell_out(name: str, *, cwd: Path, enter_links: bool = True) -> tuple[str, ...]:
    """What a name with wildcards stands for: files and folders, sorted, relative where the name is.

    Wildcards match no hidden names unless they begin with a dot themselves. Folders are left out where what
    is in them is meant anyway (``logs/**``).

    Args:
        name: as typed.
        cwd: the folder that relative names start from.
        enter_links: whether wildcards stand for links to folders too, which may lead anywhere. One that is
            named without any is followed.
    """
    typed = Path(name).parts
    # Folders of any depth in folders of any depth are the same ones, only met more often.
    parts = [*typed[:1], *(part for before, part in pairwise(typed) if (before, part) != (_DEEP, _DEEP))]
    within = _DEEP in parts and not parts[-1].strip("*")
    if parts[-1] == _DEEP:
        parts.append("*")
    found = _Spelling(cwd, parts, enter_links=enter_links).names()
    # Unlike glob.glob, which follows two links in a circle 2^40 times.
    return tuple(each for each in found if not (within and os.path.isdir(cwd / each)))  # noqa: PTH112


class _Spelling:
    """Spells out one name."""

    def __init__(self, cwd: Path, parts: Sequence[str], *, enter_links: bool) -> None:
        self._cwd = cwd
        self._parts = parts
        self._enter_links = enter_links
        self._known: set[tuple[str, int]] = set()
        """Where it was, with how many parts. Between several ``**`` each folder is come to many times."""

    def names(self) -> list[str]:
        """All names that there are, sorted."""
        return sorted(set(self._from("", 0)))

    def _from(self, start: str, at: int) -> Iterator[str]:
        if at == len(self._parts):
            yield start
            return
        if (start, at) in self._known:
            return
        self._known.add((start, at))
        part = self._parts[at]
        if part == _DEEP:
            for folder in self._folders(start):
                yield from self._from(folder, at + 1)
        elif is_wildcard(part):
            yield from self._within(start, part, at)
        elif os.path.lexists(self._cwd / start / part):
            yield from self._from(os.path.join(start, part), at + 1)  # noqa: PTH118

    def _within(self, start: str, pattern: str, at: int) -> Iterator[str]:
        """What goes on with the names in a folder that a pattern matches."""
        for entry in entries(self._cwd / start):
            if not fnmatchcase(entry.name, pattern) or (pattern[0] != "." and entry.name[0] == "."):
                continue
            if self._may_enter(entry) or not _is_folder(entry):
                yield from self._from(os.path.join(start, entry.name), at + 1)  # noqa: PTH118

    def _folders(self, start: str) -> Iterator[str]:
        """A folder and all below it, each once, whatever links lead to it."""
        seen = set()
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            try:
                status = (self._cwd / folder).stat()
            except OSError:
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            yield folder
            inner = (each for each in entries(self._cwd / folder) if each.name[0] != "." and _is_folder(each))
            waiting += (os.path.join(folder, each.name) for each in inner if self._may_enter(each))  # noqa: PTH118

    def _may_enter(self, folder: os.DirEntry[str]) -> bool:
        return self._enter_links or not folder.is_symlink()


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing in one that can't be entered, or is none."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:
        # A link in a circle, or into what can't be looked at.
        return False
