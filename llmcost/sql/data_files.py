"""The data files behind the names that an engine is given, and what kind they are of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable
from llmcost.reading.named_files import Met, NamedFiles, Words, each_once
from llmcost.reading.wildcard import spell_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KINDS = {
    "parquet": re.compile(r"(?i)\.(?:parquet|pq|parq)\Z"),
    "csv": re.compile(r"(?i)\.(?:csv|tsv)(?:\.(?:gz|zst))?\Z"),
    "json": re.compile(r"(?i)\.(?:json|jsonl|ndjson)(?:\.(?:gz|zst))?\Z"),
}
TABLE = "table:"
"""Before the name of a table or view."""

_ADDRESS = re.compile(r"(?ai)[a-z][a-z0-9+.-]*://")
_ENDINGS = (
    "an engine reads .parquet, .csv, .tsv, .json, .jsonl and .ndjson, all but the first also as .gz or .zst"
)
_WORDS = Words(
    what="data files",
    to_name="name a file or a folder",
    to_look_for="name files, folders, wildcards such as 'usage/**/*.parquet', or an address such as s3://...",
    in_folder=_ENDINGS,
)


class DataFile(NamedTuple):
    """A file, or an address that may stand for several."""

    path: str
    """As an engine opens it."""
    shown: str
    """As it was typed, or below what was typed; on one line."""
    size: int = 0
    """Bytes on disk, where that is known."""
    is_local: bool = True


class DataFiles(NamedTuple):
    """Files of one kind."""

    kind: str
    """``parquet``, ``csv`` or ``json``."""
    files: tuple[DataFile, ...]


def table_of(names: Sequence[str]) -> str | None:
    """The table that is named; None where files are.

    Raises:
        UsageError: for several tables, or one beside files.
    """
    tables = [name for name in names if name.startswith(TABLE)]
    if tables and len(names) > 1:
        raise UsageError(f"{printable(tables[0])}: a table is read by itself", hint="name it alone")
    return tables[0].removeprefix(TABLE) if tables else None


def find_data(names: Sequence[str], *, cwd: Path) -> DataFiles:
    """The files that are named, each once.

    Args:
        names: files, folders, wildcards, and addresses of object stores, which are only looked at by their
            endings.
        cwd: the folder that relative names start from.

    Raises:
        NothingToReadError: for a name of nothing, wildcards that match nothing, and a folder without any.
        UsageError: for files of several kinds, one whose kind can't be told, and one that can't be read.
    """
    kinds: dict[str, dict[DataFile, None]] = {}
    here = [name for name in names if not _ADDRESS.match(name)]
    elsewhere = (_remote(name) for name in names if _ADDRESS.match(name))
    for kind, file in (*_local(here, cwd), *elsewhere):
        kinds.setdefault(kind, {})[file] = None
    if not kinds:
        raise NothingToReadError(f"{printable(names[0])}: no data files match", hint=_ENDINGS)
    if len(kinds) > 1:
        first = {kind: next(iter(files)).shown for kind, files in kinds.items()}
        told = " and ".join(f"{kind} ({shown})" for kind, shown in first.items())
        raise UsageError(
            f"files of several kinds: {told}", hint="read one kind at a time, such as 'usage/**/*.parquet'"
        )
    ((kind, files),) = kinds.items()
    return DataFiles(kind, tuple(files))


def _remote(name: str) -> tuple[str, DataFile]:
    shown = printable(name)
    return _kind(name.partition("?")[0], shown), DataFile(name, shown, is_local=False)


def _local(names: Sequence[str], cwd: Path) -> Iterator[tuple[str, DataFile]]:
    if "-" in names:
        raise UsageError("an engine can't read stdin", hint="name files, or leave out --engine")
    for file in each_once(NamedFiles(_data_in, _WORDS, cwd=cwd).find(names)):
        path = str(file.path)
        if not file.is_named and kind_of(path) is None:
            continue
        if file.trouble is not None:
            raise UsageError(f"{file.shown}: {file.trouble}", hint="make it readable, or leave it out")
        if file.size is None:
            raise UsageError(f"{file.shown}: not a file on disk", hint="leave out --engine to read a pipe")
        yield _kind(path, file.shown), DataFile(path, file.shown, file.size)


def _data_in(folder: str, name: str) -> Iterator[Met]:
    """The data files in a folder and below it."""
    for below in spell_out("**/*", cwd=Path(folder)):
        path = Path(folder) / below
        if kind_of(below) is not None and path.is_file():
            yield Met(str(path), str(Path(name) / below), path.stat())


def kind_of(path: str) -> str | None:
    """The kind of file that the end of a path tells."""
    return next((kind for kind, ending in _KINDS.items() if ending.search(path)), None)


def _kind(path: str, shown: str) -> str:
    kind = kind_of(path)
    if kind is None:
        raise UsageError(f"{shown}: its name doesn't say what kind of file it is", hint=_ENDINGS)
    return kind
