"""What names stand for that were typed for Spark: a table of its own, files here, or addresses elsewhere."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.printable import printable
from llmcost.sql.data_files import find_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from llmcost.sql.data_files import DataFile

_ADDRESS = re.compile(r"(?a)[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
_ENDING = re.compile(r"(?ai)\.[a-z0-9]+(?:\.(?:gz|zst))?\Z")
_SIGNS = re.compile(r"[\\{}\[\]*?^]")
_PASSED_OVER = ("_", ".")
"""How names begin that Spark passes over, even where they are named."""
_COLUMN = re.compile(r"/[^/=]+=[^/]*/")
"""A folder whose name holds a column."""


class Named(NamedTuple):
    """Files and addresses of one kind."""

    kind: str
    """``parquet``, ``csv`` or ``json``; empty where no name says so."""
    paths: tuple[str, ...]
    """As Spark takes them."""
    base: str | None
    """The folder below which names of folders such as ``day=2026-11-01`` hold columns."""
    shown: dict[str, str]
    """The path of a file here -> as it was typed, or below what was typed."""
    size: int
    """Bytes of the files here."""


def find_named(names: Sequence[str], *, cwd: Path) -> Named:
    """The files and addresses, each once.

    Args:
        names: as typed.
        cwd: the folder that relative names start from.

    Raises:
        NothingToReadError: for a name of nothing here, wildcards that match nothing, an empty folder.
        UsageError: for what can't be read, or not by Spark, and for files of several kinds.
    """
    for name in names:
        if _ADDRESS.match(name) and "**" in name:
            raise UsageError(
                f"{printable(name)}: Spark knows no ** in addresses", hint="name the folder above"
            )
    folders = tuple(
        dict.fromkeys(name for name in names if _ADDRESS.match(name) and not _ENDING.search(name))
    )
    if folders:
        if len(folders) < len(set(names)):
            raise UsageError(
                f"{printable(folders[0])}: beside names that end otherwise",
                hint="name folders elsewhere alone",
            )
        return Named("", folders, None, {}, 0)
    kind, files = find_data(names, cwd=cwd)
    shown = {os.path.realpath(file.path): file.shown for file in files if file.is_local}
    paths = tuple(_path_of(file) if file.is_local else file.path for file in files)
    size = sum(file.size for file in files)
    return Named(kind, paths, _base_of(shown), shown, size)


def _path_of(file: DataFile) -> str:
    """The path of a file here as Spark takes it.

    Raises:
        UsageError: where Spark would pass it over.
    """
    path = os.path.realpath(file.path)
    if os.path.basename(path).startswith(_PASSED_OVER):  # noqa: PTH119
        raise UsageError(
            f"{file.shown}: Spark passes over names that begin with a dot or _", hint="give it another name"
        )
    return spark_path(f"file:{path}")


def spark_path(path: str) -> str:
    """A path that stands for nothing but itself."""
    return _SIGNS.sub(r"\\\g<0>", path)


def _base_of(paths: dict[str, str]) -> str | None:
    """The folder that all folders whose names hold columns have in common."""
    bases = {f"file:{path[: at.start()]}" for path in paths if (at := _COLUMN.search(path))}
    return bases.pop() if len(bases) == 1 else None
