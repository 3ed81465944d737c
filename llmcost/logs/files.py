"""The log files behind the names that were typed: files, folders, wildcards and standard input."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import NothingToReadError, UsageError
from llmcost.logs.wildcard import is_wildcard, spell_out
from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDINGS = re.compile(
    r"(?ai)\.(?:jsonl|ndjson|json|csv|tsv|log|txt)"
    # Logs that were rotated away: app.log.1, app.jsonl-20260801.gz.
    r"(?:[.-][0-9][0-9T._-]*)?(?:\.(?:gz|gzip|zst|zstd))?\Z"
)
"""How the names of logs in folders end. A file that is named itself may end in anything."""


class LogFile(NamedTuple):
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


_STDIN = LogFile(None, "stdin")
_Identity = tuple[int, int] | str


def find_logs(names: Sequence[str], *, cwd: Path) -> tuple[LogFile, ...]:
    """The files to read, in the order of the names, those of a folder sorted.

    Each is read once, however many names and links lead to it. A folder is gone through with all below it,
    links followed, for files whose names end as logs do; what is hidden is left out unless it is named. In
    wildcards ``**`` stands for folders of any depth. A name that exists is taken as it is, whatever is in it.

    Args:
        names: as typed; ``-`` is standard input.
        cwd: the folder that relative names start from.

    Raises:
        NothingToReadError: for a name of nothing, wildcards that match nothing, and a folder without logs.
        UsageError: for a name that exists, but can't be read.
    """
    found: dict[_Identity, LogFile] = {}
    for name in names:
        for identity, file in _named(name, cwd):
            if file.is_named or identity not in found:
                # In the place where it was met first.
                found[identity] = file if identity not in found else found[identity]._replace(is_named=True)
    return tuple(found.values())


def _named(name: str, cwd: Path) -> Iterator[tuple[_Identity, LogFile]]:
    if name == "-":
        yield "-", _STDIN
        return
    status = _status(name, cwd)
    if status is not None:
        meant = list(_meant(name, status, cwd))
        if not meant:
            raise NothingToReadError(
                f"{printable(name)}: no logs in that folder",
                hint="a folder is searched for .jsonl, .ndjson, .json, .csv, .tsv, .log and .txt, also with "
                ".gz or .zst behind; name a file that ends otherwise",
            )
        yield from meant
        return
    if not is_wildcard(name):
        raise NothingToReadError(
            f"{printable(name) or repr(name)}: no such file or folder",
            hint="name logs, folders, wildcards such as 'logs/**/*.jsonl', or - for standard input",
        )
    nothing = True
    for each in spell_out(name, cwd=cwd):
        for one in _met(each, cwd):
            nothing = False
            yield one
    if nothing:
        raise NothingToReadError(
            f"{printable(name)}: nothing matches", hint="* stays in one folder, ** goes through all below"
        )


def _status(name: str, cwd: Path) -> os.stat_result | None:
    """What is known of a name; None when nothing has it."""
    try:
        return (cwd / name).stat() if name else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "no path"
        raise UsageError(f"{printable(name)}: {said}", hint="name a log or a folder") from None


def _meant(name: str, status: os.stat_result, cwd: Path) -> Iterator[tuple[_Identity, LogFile]]:
    path = cwd / name
    if not os.access(path, os.R_OK):
        raise UsageError(f"{printable(name)}: Permission denied", hint="make it readable, or leave it out")
    if stat.S_ISDIR(status.st_mode):
        yield from sorted(_below(str(path), name), key=lambda each: each[1].shown)
    else:
        yield _identity(status), LogFile(path, printable(name), _size(status))


def _met(name: str, cwd: Path) -> Iterator[tuple[_Identity, LogFile]]:
    """What a name stands for that wildcards stand for: nothing in it ends the reading."""
    try:
        status = _status(name, cwd)
        for identity, file in () if status is None else _meant(name, status, cwd):
            # Nobody may ever write into a pipe.
            if file.size is not None or file.trouble is not None:
                yield identity, file._replace(is_named=False)
    except UsageError as error:
        shown = printable(name)
        trouble = error.message.removeprefix(f"{shown}: ")
        yield name, LogFile(cwd / name, shown, is_named=False, trouble=trouble)


def _below(path: str, shown: str) -> Iterator[tuple[_Identity, LogFile]]:
    """The logs in a folder and in those below it, each of which is entered once."""
    # Paths stay text as long as they can: for ten thousand files that is several times faster.
    seen: set[_Identity] = set()
    waiting = [(path, shown)]
    while waiting:
        folder, label = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                names = [each.name for each in entries if each.name[0] != "." and _may_be_log(each)]
        except OSError as error:
            yield folder, _troubled(folder, label, error)
            continue
        for name in names:
            inner, told = os.path.join(folder, name), os.path.join(label, name)  # noqa: PTH118
            try:
                status = os.stat(inner)  # noqa: PTH116
            except OSError as error:
                yield inner, _troubled(inner, told, error)
                continue
            identity = _identity(status)
            if stat.S_ISDIR(status.st_mode):
                if identity not in seen:
                    seen.add(identity)
                    waiting.append((inner, told))
            elif stat.S_ISREG(status.st_mode):
                denied = None if os.access(inner, os.R_OK) else "Permission denied"
                yield identity, LogFile(Path(inner), printable(told), status.st_size, False, denied)  # noqa: FBT003


def _may_be_log(entry: os.DirEntry[str]) -> bool:
    return _ENDINGS.search(entry.name) is not None or entry.is_dir()


def _troubled(path: str, shown: str, error: OSError) -> LogFile:
    return LogFile(Path(path), printable(shown), is_named=False, trouble=error.strerror or "can't be read")


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino


def _size(status: os.stat_result) -> int | None:
    return status.st_size if stat.S_ISREG(status.st_mode) else None
