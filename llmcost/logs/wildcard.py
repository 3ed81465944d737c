"""Names with wildcards, for where no shell spells them out: ``*``, ``?``, ``[...]`` and ``**``."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WILD = re.compile(r"[*?\[]")
_DEEP = "**"


def is_wildcard(name: str) -> bool:
    """Whether a name that doesn't exist may stand for others."""
    return _WILD.search(name) is not None


def spell_out(name: str, *, cwd: Path) -> tuple[str, ...]:
    """What a name with wildcards stands for: files and folders, sorted, relative where the name is.

    Wildcards match no hidden names unless they begin with a dot themselves. Folders are left out where what
    is in them is meant anyway (``logs/**``).
    """
    parts = Path(name).parts
    within = _DEEP in parts and not parts[-1].strip("*")
    found = sorted(set(_spelled(cwd, "", parts)))
    # Unlike glob.glob, which follows two links in a circle 2^40 times.
    return tuple(each for each in found if not (within and (cwd / each).is_dir()))


def _spelled(cwd: Path, start: str, parts: tuple[str, ...]) -> Iterator[str]:
    if not parts:
        yield start
        return
    first, rest = parts[0], parts[1:]
    if first == _DEEP:
        for folder in _folders(cwd, start):
            yield from _spelled(cwd, folder, rest or ("*",))
    elif is_wildcard(first):
        for entry in entries(cwd / start):
            if fnmatchcase(entry.name, first) and (first[0] == "." or entry.name[0] != "."):
                yield from _spelled(cwd, os.path.join(start, entry.name), rest)  # noqa: PTH118
    elif os.path.lexists(cwd / start / first):
        yield from _spelled(cwd, os.path.join(start, first), rest)  # noqa: PTH118


def _folders(cwd: Path, start: str) -> Iterator[str]:
    """A folder and all below it, each once, whatever links lead to it."""
    seen = set()
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        try:
            status = (cwd / folder).stat()
        except OSError:
            continue
        if (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            yield folder
            inner = (each.name for each in entries(cwd / folder) if each.name[0] != "." and each.is_dir())
            waiting += (os.path.join(folder, name) for name in inner)  # noqa: PTH118


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing in one that can't be entered, or is none."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []
