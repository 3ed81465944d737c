"""JSON as a table of DuckDB: each key of its objects a column of text."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from llmcost.errors import NothingToReadError
from llmcost.records.fields import fields_of
from llmcost.sql.column_path import column_path
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.duckdb_source import FILE, Source, files_list, shown_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.sql.data_files import DataFile
    from llmcost.sql.duckdb_source import Run

_text, _quoted = DuckDB().text, DuckDB().quoted


def json_source(files: Sequence[DataFile], run: Run) -> Source:
    """A table of JSON or of lines of JSON, whose objects are read through once for their keys.

    All of it is text, as it stands there: a column of numbers may hold text somewhere, too.
    """
    sql = f"read_json_objects({files_list(files)}, ignore_errors = true, filename = {_text(FILE)})"
    # The structure of different things is none.
    objects = f"SELECT json FROM {sql} WHERE JSON_TYPE(json) = 'OBJECT'"  # noqa: S608
    ((structure, rows),) = run(
        f"SELECT JSON_GROUP_STRUCTURE(json), (SELECT COUNT(json) FROM {sql}) FROM ({objects})"  # noqa: S608
    )
    keys = json.loads(structure or "{}")
    # Names of columns are alike in small letters and in capitals, and with dots whatever these part.
    names: dict[str, str] = {}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path, kind in _keys((), keys if isinstance(keys, dict) else {}):
        told = ".".join(path)
        if told and told.lower() != FILE:
            found[names.setdefault(told.lower(), told)][_pointer(path)] = kind
    if not found:
        of = f"no usage found in {rows:,} {'row' if rows == 1 else 'rows'}"
        said = of if rows else "nothing stands in it"
        raise NothingToReadError(f"{shown_of(files)}: {said}", hint="name JSON whose objects state usage")
    # What may hold a field is read in one go; of the rest only what is asked for.
    fields = [told for told, kinds in found.items() if fields_of((told,)) and "nested" not in kinds.values()]
    pointers = [pointer for told in fields for pointer in found[told]]
    at = {pointer: f"found[{number}]" for number, pointer in enumerate(pointers, 1)}
    columns = ", ".join(
        f"COALESCE({', '.join(at.get(each, f'json ->> {_text(each)}') for each in kinds)}) AS {_quoted(told)}"
        for told, kinds in found.items()
    )
    read = f"SELECT *, JSON_EXTRACT_STRING(json, [{', '.join(map(_text, pointers))}]::VARCHAR[]) AS found"
    return Source(
        f"(SELECT {columns}, {FILE} FROM ({read} FROM {sql} WHERE json IS NOT NULL))",  # noqa: S608
        {
            column_path((told,)): kinds.popitem()[1] if len(set(kinds.values())) == 1 else "text"
            for told, kinds in found.items()
        },
        f"SELECT COUNT(*) FROM {sql} WHERE json IS NULL",  # noqa: S608
        is_loose=True,
    )


def _keys(path: tuple[str, ...], structure: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The path of each key in an object and those in it, and what it holds."""
    for key, inside in structure.items():
        inner = (*path, key)
        if isinstance(inside, str):
            yield inner, "truth" if inside == "BOOLEAN" else "text"
        else:
            yield inner, "nested"
        if isinstance(inside, dict):
            yield from _keys(inner, inside)


def _pointer(path: Sequence[str]) -> str:
    return "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in path)
