"""DuckDB, in this process: reads files, folders, object stores, and tables of a database that it is given."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable
from llmcost.sql.data_files import TABLE, find_data, table_of
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.duckdb_files import csv_source, parquet_source, table_source
from llmcost.sql.duckdb_json import json_source
from llmcost.sql.duckdb_source import FILE, shown_of
from llmcost.sql.engine import Found
from llmcost.sql.statement import Raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from llmcost.sql.data_files import DataFile, DataFiles
    from llmcost.sql.duckdb_source import Source

_FAULTS = (
    (
        "Catalog Error",
        "there is no such table or view",
        "only a connection of your own has tables: DuckDBEngine(connection) of the Python package",
    ),
    ("UTF-16", "text in UTF-16 or UTF-32, where UTF-8 is read", "save it as UTF-8"),
    (
        "invalid state",
        "its lines end in different ways, or a quote stands where none may",
        "leave out --engine: then it is read all the same",
    ),
    ("HTTP", "", "see that it is there, and that a secret of DuckDB's lets you read it"),
)
"""What DuckDB's errors hold -> what is said, if not that, and what to do."""
_marks = count()


class DuckDBEngine:
    """Runs what it is asked in DuckDB.

    Nothing is fetched but what is named; an extension that an address needs has to be there already.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        """Open it.

        Args:
            connection: to a database of your own, whose tables are named as ``table:NAME``. None: one in
                memory, which spills into the system's folder for temporary files.

        Raises:
            UsageError: when DuckDB isn't installed.
        """
        try:
            import duckdb as library
        except ImportError:
            raise UsageError(
                "--engine duckdb: DuckDB is not installed", hint="pip install 'llmcost-cli[duckdb]'"
            ) from None
        self._library = library
        self._names = "the database"
        self.dialect = DuckDB()
        if connection is None:
            # Made only when there is something to spill, and removed by DuckDB itself.
            folder = Path(gettempdir()) / f"llmcost-{uuid4().hex}"
            connection = library.connect(
                config={
                    "temp_directory": str(folder),
                    "autoinstall_known_extensions": "false",
                    # A table is one of a database, not a variable of this program.
                    "python_enable_replacements": "false",
                }
            )
            connection.execute("SET enable_progress_bar = false")
            # Not among the settings above: DuckDB 1 loads what knows time zones behind them.
            connection.execute("SET TimeZone = 'UTC'")
        self._connection = connection

    def find(self, names: Sequence[str]) -> Found:
        """The table of what is named; see ``engine.Engine``."""
        table = table_of(names)
        if table is not None:
            return self._table(table)
        data = find_data(names, cwd=Path.cwd())
        self._names = shown_of(data.files)
        files = list({each.path: each for file in data.files for each in self._each(file)}.values())
        source = self._source(data._replace(files=tuple(files)))
        return Found(
            Raw(source.sql, "u"),
            {path: kind for path, kind in source.columns.items() if path != FILE},
            FILE,
            {file.path: file.shown for file in files if file.path != file.shown},
            len(files),
            sum(file.size for file in files),
            source.unread,
            source.headers,
            source.is_loose,
        )

    def _table(self, name: str) -> Found:
        self._names = printable(f"{TABLE}{name}")
        source = table_source(self.dialect.path(name), self._describe)
        return Found(Raw(source.sql, "u"), source.columns)

    def _each(self, file: DataFile) -> list[DataFile]:
        """The files that an address with wildcards stands for."""
        if file.is_local or "*" not in file.path:
            return [file]
        found = self.run(f"SELECT file FROM glob({self.dialect.text(file.path)}) ORDER BY file")  # noqa: S608
        if not found:
            raise NothingToReadError(
                f"{file.shown}: nothing matches", hint="* stays in one folder, ** goes through all below"
            )
        return [file._replace(path=path, shown=printable(path)) for (path,) in found]

    def _source(self, data: DataFiles) -> Source:
        if data.kind == "parquet":
            return parquet_source(data.files, self._describe, self.run)
        if data.kind == "json":
            return json_source(data.files, self.run)
        return csv_source(data.files, self.run, f"of_llmcost_{next(_marks)}")

    def _describe(self, source: str) -> list[tuple[str, Any]]:
        """The columns of a table and their types."""
        try:
            found = self._connection.sql(f"SELECT * FROM {source} LIMIT 0")  # noqa: S608 - written here
            return list(zip(found.columns, found.types, strict=True))
        except self._library.Error as error:
            raise self._told(error) from None

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query.

        Raises:
            UsageError: when it fails on what stands in the files, or where they stand.
        """
        try:
            return self._connection.execute(sql).fetchall()
        except self._library.InterruptException:
            raise KeyboardInterrupt from None
        except self._library.Error as error:
            raise self._told(error) from None

    def _told(self, error: Exception) -> UsageError | NothingToReadError:
        """What DuckDB says in pages, in a line."""
        text = str(error)
        lacking = re.search(r"INSTALL (\w+)", text)
        if lacking:
            install = f"""python -c "import duckdb; duckdb.sql('INSTALL {lacking[1]}')\""""
            return UsageError(
                f"{self._names}: DuckDB lacks its extension {lacking[1]}", hint=f"install it once: {install}"
            )
        first = text.strip().partition("\n")[0]
        said = printable(re.sub(r"\A[A-Z][A-Za-z ]* Error: ", "", first).rstrip(" .:"))
        if "No files found" in first:
            return NothingToReadError(f"{self._names}: no such file", hint="name files that are there")
        for mark, words, hint in _FAULTS:
            if mark in text:
                return UsageError(f"{self._names}: {words or said}", hint=hint)
        return UsageError(
            f"{self._names}: {said}", hint="see that it is whole, and all files are of one form"
        )
