"""Files as a table of DuckDB: what every kind of them has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from llmcost.sql.duckdb import DuckDB

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llmcost.sql.data_files import DataFile

Run: TypeAlias = Callable[[str], list[tuple[Any, ...]]]
"""Runs a query."""
Describe: TypeAlias = Callable[[str], list[tuple[str, Any]]]
"""The columns of a table, as it stands behind FROM, and their types."""

FILE = "llmcost_file"
"""The column that tells the file of each row."""
_WILD = frozenset("*?[")


class Source(NamedTuple):
    """A table of files."""

    sql: str
    """As it stands behind FROM."""
    columns: dict[str, str]
    unread: str | None = None
    headers: Mapping[str, tuple[str, ...]] = {}
    is_loose: bool = False
    """All as of ``engine.Found``."""


def files_list(files: Sequence[DataFile]) -> str:
    """The files as functions of DuckDB take them."""
    paths = (_unwild(file.path) if file.is_local else file.path for file in files)
    return f"[{', '.join(map(DuckDB().text, paths))}]"


def _unwild(path: str) -> str:
    """A path that stands for nothing but itself."""
    return "".join(f"[{each}]" if each in _WILD else each for each in path)


def shown_of(files: Sequence[DataFile]) -> str:
    """The files in a message."""
    return files[0].shown if len(files) == 1 else f"{files[0].shown} and {len(files) - 1:,} more"
