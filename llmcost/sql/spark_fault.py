"""What Spark says when it fails, in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.errors import LlmcostError

_CAUSE = re.compile(r"(?m)^(?:Caused by)?: (?:[\w$]+\.)+[\w$]+(?:Exception|Error): (.*)")
_MARKS = re.compile(r"\A\[[A-Z_0-9.]+\] ?|\s*SQLSTATE: ?[0-9A-Z]{5}|An error occurred while calling .*")
_FILE = re.compile(r"reading file (?:file:/+(?=/)|file:(?=/))?(\S+?)\.(?:\s|\Z)")
_MOST = 300
_ROW = ("MALFORMED_CSV_RECORD", "MALFORMED_RECORD", "JsonParseException", "JsonEOFException")


class _Known(NamedTuple):
    """A fault that has better words than Spark's."""

    sign: str
    """What Spark's words hold."""
    says: str
    hint: str
    kind: type[LlmcostError] = UsageError


_NO_TABLE = "Spark knows no such table", "name a table or view of its catalogue: table:schema.name"
_KNOWN = (
    _Known(
        "PATH_NOT_FOUND",
        "no such file or folder where Spark runs",
        "see how it is spelled",
        NothingToReadError,
    ),
    *(
        _Known(sign, *_NO_TABLE, NothingToReadError)
        for sign in ("TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "REQUIRES_SINGLE_PART_NAMESPACE")
    ),
    _Known(
        "CSV header does not conform",
        "its header differs from that of the first file, or names a column twice",
        "name files with the same columns in the same order",
    ),
    _Known(
        "TIMESTAMP(NANOS",
        "Spark doesn't read times in nanoseconds",
        "write them in microseconds, or set spark.sql.legacy.parquet.nanosAsLong to true",
    ),
    *(
        _Known(
            sign,
            "Spark has nothing that reads such addresses",
            "add what it takes, such as --packages org.apache.hadoop:hadoop-aws:VERSION for s3a://",
        )
        for sign in ("ClassNotFoundException", "No FileSystem for scheme", "UNSUPPORTED_FILE_SYSTEM")
    ),
)


def retold(error: Exception, told: str, shown: Mapping[str, str]) -> LlmcostError:
    """A fault of Spark as one of ours.

    Args:
        error: what was raised.
        told: what was read or done.
        shown: the path of a file -> as it is shown.
    """
    said = str(error)
    file = _FILE.search(said)
    if file:
        path = unquote(file[1])
        told = shown.get(path) or printable(path)
    for known in _KNOWN:
        if known.sign in said:
            return known.kind(f"{told}: {known.says}", hint=known.hint)
    causes = [_bare(cause) for cause in _CAUSE.findall(said)]
    why = next(filter(None, reversed(causes)), None) or _bare(said) or type(error).__name__
    bad_row = any(sign in said for sign in _ROW)
    hint = "mend that row, or leave the file out" if bad_row else None
    return UsageError(f"{told}: {printable(why[:_MOST])}", hint=hint)


def _bare(said: str) -> str:
    """The first line without the codes around it."""
    return _MARKS.sub("", said.strip().partition("\n")[0]).strip().rstrip(".")
