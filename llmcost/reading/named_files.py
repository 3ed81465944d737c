"""The files behind the names that were typed: files, folders, wildcards and standard input."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable
from llmcost.reading.wildcard import is_wildcard, spell_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Walk = Callable[[str, str], Iterable["Met"]]


class NamedFile(NamedTuple):
    """A file to read."""

    path: Path | None
    """None: standard input."""
    shown: str
    """As it was typed, or below what was typed; on one line."""
    size: int | None = None
    """Bytes on disk. None: a pipe, or a file that can't be looked at."""
    is_named: bool = True
    """Whether it was named itself, rather than met in a folder or by wildcards."""
    trouble: str | None = None
    """Of one that was met, why it can't be read: to be told, and left out."""


class Met(NamedTuple):
    """What the walk through a folder met: a regular file, or what can't be looked at or entered."""

    path: str
    name: str
    """Below the folder as it was typed. With a slash at its end, all in there is meant."""
    known: os.stat_result | str
    """What is known of it, or why nothing is."""


class Found(NamedTuple):
    """A file, and how it was come by."""

    identity: tuple[int, int] | str
    """What tells it from all others, whatever names and links lead to it."""
    file: NamedFile
    name: str
    """As it was typed, or below what was typed, to the letter."""
    start: int
    """How many parts of the name are those of the folder that was typed, or stand before the wildcards."""


class Words(NamedTuple):
    """How to tell what names have to lead to."""

    what: str
    """Plural: ``logs``."""
    to_name: str
    """The hint for what can't be looked up: what to name."""
    to_look_for: str
    """The hint for a name of nothing: all that can be named."""
    in_folder: str
    """The hint for a folder without any: what of a folder is meant."""


class NamedFiles:
    """Finds files by their names."""

    def __init__(self, walk: Walk, words: Words, *, cwd: Path, enter_links: bool = True) -> None:
        """Describe what is meant.

        Args:
            walk: goes through a folder, given its path and its name as it was typed, for what of it is meant.
            words: how to tell that there is none.
            cwd: the folder that relative names start from.
            enter_links: whether links to folders are entered that wildcards stand for.
        """
        self._walk = walk
        self._words = words
        self._cwd = cwd
        self._enter_links = enter_links

    def find(self, names: Iterable[str]) -> Iterator[Found]:
        """All files, name by name. One that several names and links lead to comes several times.

        Wildcards are spelled out as the shell does it; ``**`` stands for folders of any depth. What they
        stand for is met, and so is what is in a folder: nothing in it ends the reading, and none of it is a
        pipe. A name that exists is taken as it is, whatever is in it.

        Args:
            names: as typed; ``-`` is standard input.

        Raises:
            NothingToReadError: for a name of nothing, wildcards that match nothing, and a folder of which
                nothing is meant.
            UsageError: for a name that exists, but can't be read.
        """
        for name in names:
            yield from self._behind(name)

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that are names of nothing, and no wildcards.

        Raises:
            UsageError: for one that can't be looked up.
        """
        others = (name for name in dict.fromkeys(names) if name != "-")
        return tuple(name for name in others if self._look_up(name) is None and not is_wildcard(name))

    def _behind(self, name: str) -> Iterator[Found]:
        if name == "-":
            yield Found("-", NamedFile(None, "stdin"), "-", 0)
            return
        told = printable(name) or repr(name)
        status = self._look_up(name)
        if status is not None:
            found: Iterable[Found] = self._meant(name, status)
            nothing, hint = f"no {self._words.what} in that folder", self._words.in_folder
        elif is_wildcard(name):
            start = next((at for at, part in enumerate(parts_of(name)) if is_wildcard(part)), 0)
            found = (one for each in self._spelled(name) for one in self._met(each, start))
            nothing, hint = "nothing matches", "* stays in one folder, ** goes through all below"
        else:
            raise NothingToReadError(f"{told}: no such file or folder", hint=self._words.to_look_for)
        is_empty = True
        for one in found:
            is_empty = False
            yield one
        if is_empty:
            raise NothingToReadError(f"{told}: {nothing}", hint=hint)

    def _spelled(self, name: str) -> Iterable[str]:
        return spell_out(name, cwd=self._cwd, enter_links=self._enter_links)

    def _look_up(self, name: str) -> os.stat_result | None:
        """What is known of a name, links followed; None when nothing has it."""
        try:
            return (self._cwd / name).stat() if name else None
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or "no path"
            raise UsageError(f"{printable(name)}: {said}", hint=self._words.to_name) from None

    def _meant(self, name: str, status: os.stat_result, start: int | None = None) -> Iterator[Found]:
        """The files that a name stands for which exists."""
        path, told, parts = self._cwd / name, printable(name), len(parts_of(name))
        if not os.access(path, os.R_OK):
            raise UsageError(f"{told}: Permission denied", hint="make it readable, or leave it out")
        if stat.S_ISDIR(status.st_mode):
            for met in self._walk(str(path), name):
                yield _found(met, parts if start is None else start)
        else:
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            file = NamedFile(path, told, size)
            yield Found(_identity(status), file, name, parts - 1 if start is None else start)

    def _met(self, name: str, start: int) -> Iterator[Found]:
        """The files that a name stands for that wildcards stand for."""
        try:
            status = self._look_up(name)
            for one in () if status is None else self._meant(name, status, start):
                # Nobody may ever write into a pipe.
                if one.file.size is not None or one.file.trouble is not None:
                    yield one._replace(file=one.file._replace(is_named=False))
        except UsageError as error:
            trouble = error.message.removeprefix(f"{printable(name)}: ")
            yield _found(Met(str(self._cwd / name), name, trouble), start)


def each_once(found: Iterable[Found]) -> tuple[NamedFile, ...]:
    """The files, each in the place where it came first, and as named if any name is its own."""
    files: dict[tuple[int, int] | str, NamedFile] = {}
    for identity, file, _, _ in found:
        first = files.setdefault(identity, file)
        if file.is_named and not first.is_named:
            files[identity] = first._replace(is_named=True)
    return tuple(files.values())


def parts_of(name: str) -> Sequence[str]:
    """The parts of a name, without the root of an absolute one."""
    path = Path(name)
    return path.parts[1:] if path.anchor else path.parts


def _found(met: Met, start: int) -> Found:
    known, told = met.known, printable(met.name)
    if isinstance(known, str):
        return Found(met.path, NamedFile(Path(met.path), told, None, False, known), met.name, start)  # noqa: FBT003
    denied = None if os.access(met.path, os.R_OK) else "Permission denied"
    file = NamedFile(Path(met.path), told, known.st_size, False, denied)  # noqa: FBT003
    return Found(_identity(known), file, met.name, start)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
