"""Files as tables of DuckDB: how each kind is read so that nothing in it is guessed or lost."""

from __future__ import annotations

from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from llmcost.errors import NothingToReadError, UsageError
from llmcost.sql.column_path import column_path
from llmcost.sql.csv_header import HEAD, csv_header
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.duckdb_source import FILE, Source, files_list, shown_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from llmcost.sql.csv_header import CsvHeader
    from llmcost.sql.data_files import DataFile
    from llmcost.sql.duckdb_source import Describe, Run

_NUMBERS = frozenset(
    f"{sign}{size}int" for sign in ("", "u") for size in ("tiny", "small", "big", "huge")
) | {"integer", "uinteger", "decimal", "float", "double"}
_KINDS = {
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(("varchar", "enum", "uuid"), "text"),
    "boolean": "truth",
    "timestamp with time zone": "timestamp",
    **dict.fromkeys(("timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns"), "datetime"),
    "date": "date",
}
_NOWHERE = "\x1f\x1e\x1f\x1e"
"""What stands between no two cells."""
_text, _quoted = DuckDB().text, DuckDB().quoted


def parquet_source(files: Sequence[DataFile], describe: Describe, run: Run) -> Source:
    """A table of Parquet files, whose columns are put together by name."""
    sql = f"read_parquet({files_list(files)}, union_by_name = true, filename = {_text(FILE)})"
    described = describe(sql)
    source = _typed(sql, described)
    if len(files) == 1:
        return source
    found = run(f"SELECT file_name, name, num_children FROM parquet_schema({files_list(files)})")  # noqa: S608
    held = {
        file: frozenset(name.lower() for name in _outermost((name, parts or 0) for _, name, parts in rows))
        for file, rows in groupby(found, key=itemgetter(0))
    }
    # Names of folders hold columns, too.
    everywhere = {name.lower() for name, _ in described}.difference(*held.values())
    shown = {file.path: file.shown for file in files}
    headers = {
        shown.get(file, file): tuple(
            path
            for name, type_ in described
            if name.lower() in names
            for path, _ in _flat((), [(name, type_)])
        )
        for names, file in {names | everywhere: file for file, names in reversed(held.items())}.items()
    }
    return source._replace(headers=headers if len(headers) > 1 else {})


def _outermost(parts: Iterable[tuple[str, int]]) -> Iterator[str]:
    """The columns out of all parts of a schema, each before those in it, with how many are in it."""
    waiting: list[int] = []
    for name, inside in islice(parts, 1, None):
        if waiting:
            waiting[-1] -= 1
        else:
            yield name
        waiting.append(inside)
        while waiting and not waiting[-1]:
            waiting.pop()


def table_source(sql: str, describe: Describe) -> Source:
    """A table or view that DuckDB knows."""
    return _typed(sql, describe(sql))


def _typed(sql: str, described: list[tuple[str, Any]]) -> Source:
    columns = dict(_flat((), described))
    # Names of a fixed set and identifiers are told as text.
    casts = [column for column, type_ in described if type_.id in {"enum", "uuid"}]
    if casts:
        replaced = ", ".join(f"CAST({_quoted(each)} AS VARCHAR) AS {_quoted(each)}" for each in casts)
        sql = f"(SELECT * REPLACE ({replaced}) FROM {sql})"  # noqa: S608 - names in quotes
    return Source(sql, columns)


def _flat(path: tuple[str, ...], columns: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """The path of each column and each part of a structure, and what it holds."""
    for each, type_ in columns:
        inner = (*path, each)
        if type_.id == "struct":
            yield from _flat(inner, type_.children)
        elif path and type_.id in {"enum", "uuid"}:
            yield column_path(inner), "other"
        else:
            yield column_path(inner), "other" if str(type_) == "JSON" else _KINDS.get(type_.id, "other")


def csv_source(files: Sequence[DataFile], run: Run, mark: str) -> Source:
    """A table of CSV files, all of it text; those of one header are read together.

    Args:
        files: to read.
        run: runs a query.
        mark: a word that names of tables may end in, which was never used before.
    """
    headers = [(header, file) for file in files if (header := _header(file, run)) is not None]
    if not headers:
        raise NothingToReadError(
            f"{shown_of(files)}: nothing stands in it", hint="name a table with a header"
        )
    headers.sort(key=lambda each: each[0].names)
    tables: list[str] = []
    columns: dict[str, str] = {}
    differing: dict[str, tuple[str, ...]] = {}
    for header, group in groupby(headers, key=lambda each: each[0]):
        alike = [file for _, file in group]
        tables.append(_csv(header, alike, mark))
        differing[alike[0].shown] = tuple(column_path((each,)) for each in header.names)
        columns |= {
            column_path((each,)): "twice" if each in header.twice else "text" for each in header.names
        }
    rejected = f"errors_{mark} JOIN scans_{mark} USING (scan_id, file_id)"
    unread = f"SELECT COUNT(*) FROM (SELECT DISTINCT file_path, line FROM {rejected})"  # noqa: S608
    return Source(
        f"({' UNION ALL BY NAME '.join(tables)})", columns, unread, differing if len(differing) > 1 else {}
    )


def _header(file: DataFile, run: Run) -> CsvHeader | None:
    # No quote is heeded here, so a line end in quotes may be unlike the others. An empty one would be NUL.
    one = (
        f"read_csv({files_list([file])}, columns = {{'line': 'VARCHAR'}}, delim = '{_NOWHERE}',"
        " quote = '\x1d', escape = '\x1d', header = false, auto_detect = false, ignore_errors = true,"
        " strict_mode = false, parallel = false)"
    )
    # Read by one thread, since the first rows are wanted, not those that come first.
    lines = [line or "" for (line,) in run(f"SELECT line FROM {one} LIMIT {HEAD}")]  # noqa: S608
    if any("\0" in line for line in lines):
        raise UsageError(
            f"{file.shown}: text in UTF-16 or UTF-32, where UTF-8 is read", hint="save it as UTF-8"
        )
    return csv_header(lines)


def _csv(header: CsvHeader, files: Sequence[DataFile], mark: str) -> str:
    columns = ", ".join(f"{_text(each)}: 'VARCHAR'" for each in header.names)
    sql = (
        f"read_csv({files_list(files)}, columns = {{{columns}}}, auto_detect = false, header = true,"
        f" skip = {header.skip}, delim = {_text(header.delimiter)}, quote = '\"', escape = '\"',"
        f" store_rejects = true, rejects_table = 'errors_{mark}', rejects_scan = 'scans_{mark}',"
        f" hive_partitioning = false, filename = {_text(FILE)})"
    )
    # Blank rows state nothing, and where files were joined the header stands among the rows.
    held = ", ".join(f"NULLIF(TRIM({_quoted(each)}), '')" for each in header.names)
    again = " AND ".join(f"TRIM({_quoted(each)}) = {_text(each)}" for each in header.names)
    return f"SELECT * FROM {sql} WHERE COALESCE({held}) IS NOT NULL AND ({again}) IS NOT TRUE"  # noqa: S608
