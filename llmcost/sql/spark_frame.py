"""Files as a data frame of Spark, and what the columns of any data frame hold."""

from __future__ import annotations

import json
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable
from llmcost.sql.column_path import column_path
from llmcost.sql.csv_header import csv_header
from llmcost.sql.data_files import kind_of
from llmcost.sql.spark import Spark
from llmcost.sql.spark_names import spark_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pyspark.sql import Column, DataFrame, DataFrameReader, SparkSession
    from pyspark.sql.types import DataType, StructType

    from llmcost.sql.csv_header import CsvHeader
    from llmcost.sql.spark_names import Named

FILE, BAD = "llmcost_file", "llmcost_unread"
"""The columns that tell the file of a row, and what stands there of a row that can't be read."""

_KINDS = {
    "TimestampType": "timestamp",
    "TimestampNTZType": "datetime",
    "DateType": "date",
    "BooleanType": "truth",
    "StringType": "text",
    "CharType": "text",
    "VarcharType": "text",
}
_GLOBS = {"parquet": "*.{parquet,parq,pq}", "csv": "*.{csv,tsv}*", "json": "*.{json,jsonl,ndjson}*"}
"""Which files below an address are read."""
_identifier, _text = Spark().identifier, Spark().text


class Frame(NamedTuple):
    """Rows of files."""

    rows: DataFrame
    """Each with its file, and with ``BAD`` where a row may be unreadable."""
    twice: frozenset[str] = frozenset()
    """Names that several columns have."""
    headers: Mapping[str, tuple[str, ...]] = {}
    """As of ``engine.Found``."""
    is_loose: bool = False
    """As of ``engine.Found``."""


def frame_of(session: SparkSession, named: Named) -> Frame:
    """The rows of files of one kind.

    Raises:
        NothingToReadError: where there are no files.
        UsageError: where they are of several kinds, or none that is known.
    """
    kind, is_split = (named.kind, True) if named.kind else _look_there(session, named)
    paths = list(named.paths)

    def reader() -> DataFrameReader:
        made = session.read
        if named.base is not None:
            made = made.option("basePath", named.base)
        if not named.kind:
            made = made.options(pathGlobFilter=_GLOBS[kind], recursiveFileLookup=not is_split)
        return made

    if kind == "parquet":
        # Files of one table may differ by columns that were added.
        return Frame(_with_file(reader().parquet(*paths, mergeSchema=True)))
    if kind == "csv":
        return _csv(reader, paths, named.shown)
    # As text, in which no number loses a digit.
    is_document = _is_one_document(reader().text(paths))
    made = reader().option("multiLine", is_document).option("columnNameOfCorruptRecord", BAD)
    return Frame(_with_file(made.json(paths, primitivesAsString=True)), is_loose=True)


def columns_of(schema: StructType) -> dict[str, str]:
    """Each column and part of a structure -> what it holds, as ``engine.Found`` has it."""
    return dict(_columns(schema, ()))


def _columns(schema: StructType, before: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    from pyspark.sql.types import StructType

    for field in schema.fields:
        path = (*before, field.name)
        if isinstance(field.dataType, StructType):
            yield from _columns(field.dataType, path)
        else:
            yield column_path(path), _holds(field.dataType)


def _holds(kind: DataType) -> str:
    from pyspark.sql.types import NumericType

    return "number" if isinstance(kind, NumericType) else _KINDS.get(type(kind).__name__, "other")


def _look_there(session: SparkSession, named: Named) -> tuple[str, bool]:
    """What kind of files there are below addresses, and whether names of folders hold columns."""
    from pyspark.sql.functions import col, regexp_extract

    reader = session.read.format("binaryFile").option("recursiveFileLookup", value=True)
    path = col("path")
    ending = regexp_extract(path, r"[^/]*?((?:\.[A-Za-z0-9]+){0,2})$", 1)
    seen = reader.load(list(named.paths)).select(ending, path.rlike("/[^/=]+=[^/]*/")).distinct()
    kinds = {(kind, is_split) for end, is_split in seen.collect() if (kind := kind_of(end))}
    told = ", ".join(map(printable, named.paths))
    if not kinds:
        raise NothingToReadError(
            f"{told}: no data files there", hint="their names end in .parquet, .csv, .tsv, .json or .jsonl"
        )
    if len(kinds) > 1:
        raise UsageError(
            f"{told}: files of several kinds or layouts", hint="name one kind at a time, such as .../*.csv"
        )
    return kinds.pop()


def _is_one_document(lines: DataFrame) -> bool:
    """Whether files hold one list or object each, rather than an object a line."""
    rows = lines.where("TRIM(value) <> ''").head(1)
    first = str(rows[0][0]).lstrip("\ufeff").strip() if rows else ""
    if not first.startswith("{"):
        return first.startswith("[")
    try:
        json.loads(first)
    except ValueError:
        # A damaged line ends anywhere; what is written over lines ends them between its parts.
        return first.endswith(("{", "[", ",", ":"))
    return False


class _Layout(NamedTuple):
    """What files of CSV can be read together."""

    header: CsvHeader
    has_open_quotes: bool
    """Whether text in quotes goes over line ends: only then a file has to be read in one piece."""


def _csv(reader: Callable[[], DataFrameReader], paths: list[str], shown: Mapping[str, str]) -> Frame:
    """CSV as text; files of one header are read together, and all put together by name."""
    layouts = _layouts(reader().text(paths), shown)
    if not layouts:
        told = printable(next(iter(shown.values()), paths[0]))
        raise NothingToReadError(f"{told}: nothing stands in it", hint="a CSV begins with names of columns")
    frames = []
    for layout, files in layouts.items():
        some = paths if len(layouts) == 1 else files
        names = layout.header.names
        schema = ", ".join(f"{_identifier(name)} STRING" for name in (*names, BAD))
        frame = (
            reader()
            .schema(schema)
            .csv(
                some,
                header=True,
                sep=layout.header.delimiter,
                escape='"',
                multiLine=layout.has_open_quotes,
                columnNameOfCorruptRecord=BAD,
            )
        )
        # Where files were joined, the header stands among the rows.
        again = " AND ".join(f"TRIM({_identifier(name)}) = {_text(name)}" for name in names)
        frames.append(_with_file(frame.where(f"({again}) IS NOT TRUE")))
    twice = frozenset[str]().union(*(layout.header.twice for layout in layouts))
    rows = reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)
    # Columns whose names differ by case alone have become one.
    kept = {name.lower(): name for name in rows.columns}
    headers = {
        shown.get(files[0], files[0]): tuple(
            column_path((kept[name.lower()],)) for name in layout.header.names
        )
        for layout, files in layouts.items()
    }
    return Frame(rows, twice, headers if len(set(headers.values())) > 1 else {})


def _layouts(lines: DataFrame, shown: Mapping[str, str]) -> dict[_Layout, list[str]]:
    """Each layout -> the files that have it.

    Raises:
        UsageError: where a first line names the delimiter.
    """
    from pyspark.sql import functions as f

    at = f.struct(f.col("_metadata.file_block_start"), f.monotonically_increasing_id())
    quotes = f.expr("(LENGTH(value) - LENGTH(REPLACE(value, '\"', ''))) % 2 = 1")
    held = lines.where("TRIM(value) <> ''").select("value", _file(), at.alias("at"), quotes.alias("odd"))
    found: dict[_Layout, list[str]] = {}
    for file, first, is_open in held.groupBy(FILE).agg(f.min_by("value", "at"), f.max("odd")).collect():
        header = csv_header([first])
        if header is None:
            raise UsageError(
                f"{shown.get(file) or printable(file)}: Spark can't pass over {first!r}",
                hint="take that line away",
            )
        path = spark_path(f"file:{file}" if file.startswith("/") else file)
        found.setdefault(_Layout(header, is_open), []).append(path)
    return found


def _with_file(frame: DataFrame) -> DataFrame:
    return frame.select("*", _file())


def _file() -> Column:
    """The address of a file without its escapes, and a path here as a path."""
    from pyspark.sql.functions import col, lit, regexp_replace, replace, url_decode

    path = replace(col("_metadata.file_path"), lit("+"), lit("%2B"))
    return regexp_replace(url_decode(path), "^file:/+", "/").alias(FILE)
