"""DuckDB, in this process and in memory."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from engine import library
from generated_usage import read_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from llmcost.sql.dialects import DialectName


class DuckDB:
    """A database that nobody else sees."""

    dialect: DialectName = "duckdb"
    time = "timestamp"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, script: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for statement in self._connection.extract_statements(script):
            found = self._connection.execute(statement)
            rows = found.fetchall() if found.description else rows
        return rows

    def load(self, table: str, *paths: Path) -> None:
        is_parquet = paths[0].suffix == ".parquet"
        self.time = "datetime" if is_parquet else "timestamp"
        source = f"read_parquet({list(map(str, paths))})" if is_parquet else read_csv(paths)
        self.run(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {source}")  # noqa: S608 - paths of our own


@contextlib.contextmanager
def duckdb_in_memory() -> Iterator[DuckDB]:
    """An empty database; ends the test where there is no DuckDB."""
    connection = library("duckdb").connect()
    try:
        # Extensions come with the library, or not at all.
        connection.execute("SET autoinstall_known_extensions = false")
        yield DuckDB(connection)
    finally:
        connection.close()
