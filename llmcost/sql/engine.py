"""An engine that runs SQL where the usage is: what a reading needs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llmcost.sql.dialect import Dialect
    from llmcost.sql.statement import Raw, Table


class Found(NamedTuple):
    """A table that an engine reads."""

    table: Table | Raw
    """As it stands behind FROM, as ``u``."""
    columns: Mapping[str, str]
    """Each column -> what it holds: ``number``, ``text``, ``truth``, ``timestamp``, ``datetime``, ``date``,
    ``twice`` for text where several have that name, ``nested`` for the text of objects and lists, or
    ``other`` for what can't be a field. A part of a
    structure has its whole path; see ``column_path``."""
    file: str | None = None
    """The column that tells the file of each row. None: there is none."""
    shown: Mapping[str, str] = {}
    """A file as that column tells it -> as it is shown, where that differs."""
    files: int = 0
    """How many files it is of; 0 for a table."""
    size: int = 0
    """Bytes of those files as they stand on disk, where that is known."""
    unread: str | None = None
    """A query for how many rows could not be read, to be run behind all others. None: every row can."""
    headers: Mapping[str, tuple[str, ...]] = {}
    """A file as it is shown -> the paths of its columns; one file for each set of columns, where those
    differ. Empty: all files have all of them."""
    is_loose: bool = False
    """Whether each row has columns of its own, as objects of JSON have keys."""


class Engine(Protocol):
    """DuckDB or Spark, opened."""

    @property
    def dialect(self) -> Dialect:
        """How it writes SQL."""

    def find(self, names: Sequence[str]) -> Found:
        """The table of the files, folders, globs or addresses of object stores that are named.

        Raises:
            NothingToReadError: where there are none.
            UsageError: for one that can't be read, or several that are not of one kind.
        """

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query.

        Raises:
            UsageError: when it fails on what stands in the files, or where they stand.
        """
