"""The log files behind the names that were typed, and which files of a folder are logs."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from llmcost.printable import printable
from llmcost.reading.named_files import Met, NamedFile, NamedFiles, Words, each_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LogFile = NamedFile

_ENDINGS = re.compile(
    r"(?ai)\.(?:jsonl|ndjson|json|csv|tsv|log|txt)"
    # Logs that were rotated away: app.log.1, app.jsonl-20260801.gz.
    r"(?:[.-][0-9][0-9T._-]*)?(?:\.(?:gz|gzip|zst|zstd))?\Z"
)
"""How the names of logs in folders end. A file that is named itself may end in anything."""
_WORDS = Words(
    what="logs",
    to_name="name a log or a folder",
    to_look_for="name logs, folders, wildcards such as 'logs/**/*.jsonl', or - for standard input",
    in_folder="a folder is searched for .jsonl, .ndjson, .json, .csv, .tsv, .log and .txt, also with .gz or "
    ".zst behind; name a file that ends otherwise",
)


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
    return each_once(NamedFiles(_sorted, _WORDS, cwd=cwd).find(names))


def _sorted(path: str, name: str) -> list[Met]:
    return sorted(_below(path, name), key=lambda met: printable(met.name))


def _below(path: str, name: str) -> Iterator[Met]:
    """The logs in a folder and in those below it, each of which is entered once."""
    # Paths stay text as long as they can: for ten thousand files that is several times faster.
    seen: set[tuple[int, int]] = set()
    waiting = [(path, name)]
    while waiting:
        folder, label = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = [each.name for each in entries if each.name[0] != "." and _may_be_log(each)]
        except OSError as error:
            yield Met(folder, label, error.strerror or "can't be read")
            continue
        for each in inside:
            inner, told = os.path.join(folder, each), os.path.join(label, each)  # noqa: PTH118
            try:
                status = os.stat(inner)  # noqa: PTH116
            except OSError as error:
                yield Met(inner, told, error.strerror or "can't be read")
                continue
            if stat.S_ISDIR(status.st_mode):
                identity = status.st_dev, status.st_ino
                if identity not in seen:
                    seen.add(identity)
                    waiting.append((inner, told))
            elif stat.S_ISREG(status.st_mode):
                yield Met(inner, told, status)


def _may_be_log(entry: os.DirEntry[str]) -> bool:
    return _ENDINGS.search(entry.name) is not None or entry.is_dir()
