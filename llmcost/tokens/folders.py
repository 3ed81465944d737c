"""Which files of a folder are counted, and what of it is left out or can't be told."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.printable import printable
from llmcost.reading.name_pattern import Place
from llmcost.reading.named_files import Met, parts_of
from llmcost.reading.worktree import is_ignored, tracked_files, walked_files, why_not_listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from llmcost.reading.name_pattern import NameFilter
    from llmcost.reading.worktree import Listing

_SHOWN = 5
"""Folders that a remark names."""


class Folders:
    """Goes through folders, and keeps what has to be said of that."""

    def __init__(self) -> None:
        self._entered: set[str] = set()
        """The paths of those that were asked for."""
        self._left_out: dict[str, _Folder] = {}
        """Those that were not entered, by their paths."""
        self._unlisted: dict[str, dict[str, _Folder]] = {}
        """Why git doesn't list some -> those, by their paths."""

    def walk(self, folder: str, name: str) -> Iterator[Met]:
        """What is counted of a folder, sorted.

        Args:
            folder: its path.
            name: as it was typed.
        """
        self._entered.add(_path(folder))
        return self._below(folder, name, len(parts_of(name)))

    def _below(self, folder: str, name: str, start: int) -> Iterator[Met]:
        listing = self._listing(folder, name, start)
        for inner in listing.left_out:
            path, told = os.path.join(folder, inner), os.path.join(name, inner)  # noqa: PTH118
            self._left_out[_path(path)] = _Folder(told, start)
        # Paths stay text as long as they can: for a hundred thousand files that is several times faster.
        for inner in sorted(listing.names):
            path, told = os.path.join(folder, inner), os.path.join(name, inner)  # noqa: PTH118
            try:
                status = os.lstat(path)
            except (FileNotFoundError, NotADirectoryError):
                # Deleted, but not yet from git's index.
                continue
            except OSError as error:
                yield Met(path, told, error.strerror or "can't be read")
                continue
            if stat.S_ISREG(status.st_mode):
                yield Met(path, told, status)
            elif stat.S_ISDIR(status.st_mode):
                # A repository of its own, of which no more than the name is listed.
                yield from self._below(path, told, start)
        for inner in listing.closed:
            path, told = os.path.join(folder, inner), os.path.join(name, inner, "")  # noqa: PTH118
            yield Met(path, told, "can't be entered")

    def _listing(self, folder: str, name: str, start: int) -> Listing:
        path = Path(folder)
        found = tracked_files(path)
        if found is not None and (found.names or not is_ignored(path)):
            return found
        why = why_not_listed(path) if found is None else None
        if why is not None:
            self._unlisted.setdefault(why, {})[_path(folder)] = _Folder(name, start)
        return walked_files(path, enter_hidden=False, enter_repositories=False)

    def remarks(self, patterns: NameFilter) -> tuple[str, ...]:
        """What has to be said, each in a clause; nothing of folders that the patterns exclude."""
        said = []
        for why, folders in self._unlisted.items():
            told = _told(folders.values(), patterns)
            if told:
                said.append(f"git can't be asked ({why}): .gitignore does not count in {_listed(told)}")
        left = (each for path, each in self._left_out.items() if path not in self._entered)
        told = _told(left, patterns)
        if told:
            what, them = ("folder", "it") if len(told) == 1 else ("folders", "them")
            made = f"{len(told):,} {what}, hidden or made by tools ({_listed(told)})"
            said.append(f"left out: {made}; name {them} to count {them}")
        return tuple(said)


class _Folder(NamedTuple):
    name: str
    """As it was typed, or below what was typed, to the letter."""
    start: int
    """How many parts of the name were typed."""


def _path(folder: str) -> str:
    return os.path.abspath(folder)  # noqa: PTH100


def _told(folders: Iterable[_Folder], patterns: NameFilter) -> list[str]:
    """The names of those that the patterns don't exclude, sorted, on one line each."""
    admitted = (
        each.name
        for each in folders
        if patterns.admits(Place(tuple(parts_of(each.name)), each.start, is_folder=True))
    )
    return sorted(printable(name) for name in admitted)


def _listed(names: Sequence[str]) -> str:
    told = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{told} and {more:,} more" if more > 0 else told
