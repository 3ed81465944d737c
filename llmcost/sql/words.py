"""Words of SQL: the parts of a name, and which of them stand for themselves only in quotes."""

from __future__ import annotations

import re

_PART = r'"(?:[^"]|"")*"|[^."]+'
_PATH = re.compile(rf"(?:{_PART})(?:\.(?:{_PART}))*")
_SIMPLE = re.compile(r"(?a)[A-Za-z_][A-Za-z0-9_]*")

# fmt: off
RESERVED = frozenset(
    {
        "account", "all", "alter", "analyse", "analyze", "and", "anti", "any", "array", "as", "asc", "asof",
        "assert_rows_modified", "asymmetric", "at", "authorization", "between", "binary", "both", "by",
        "case", "cast", "check", "collate", "collation", "column", "concurrently", "connect", "connection",
        "constraint", "contains", "create", "cross", "cube", "current", "current_catalog", "current_date",
        "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "database",
        "date", "day", "default", "deferrable", "define", "delete", "desc", "describe", "distinct", "do",
        "drop", "else", "end", "enum", "escape", "except", "exclude", "exists", "extract", "false", "fetch",
        "following", "for", "foreign", "freeze", "from", "full", "glob", "grant", "group", "grouping",
        "groups", "gscluster", "hash", "having", "hour", "if", "ignore", "ilike", "in", "increment",
        "initially", "inner", "insert", "intersect", "interval", "into", "is", "isnull", "issue", "join",
        "lambda", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp", "lookup",
        "merge", "minus", "minute", "month", "natural", "new", "no", "not", "notnull", "null", "nulls", "of",
        "off", "offset", "on", "only", "or", "order", "organization", "outer", "over", "overlaps",
        "partition", "pivot", "pivot_longer", "pivot_wider", "placing", "positional", "preceding", "primary",
        "proto", "qualify", "range", "recursive", "references", "regexp", "respect", "returning", "revoke",
        "right", "rlike", "rollup", "row", "rows", "sample", "schema", "second", "select", "semi",
        "session_user", "set", "show", "similar", "some", "start", "struct", "summarize", "symmetric",
        "system_user", "table", "tablesample", "then", "time", "timestamp", "to", "top", "trailing", "treat",
        "trigger", "true", "try_cast", "unbounded", "union", "unique", "unnest", "unpivot", "update", "user",
        "using", "values", "variadic", "verbose", "view", "when", "whenever", "where", "window", "with",
        "within", "year",
    }
)
# fmt: on
"""Words that stand for themselves only in quotes, in one dialect or another."""


def is_plain(name: str) -> bool:
    """Whether a name needs no quotes in any dialect."""
    return _SIMPLE.fullmatch(name) is not None and name.lower() not in RESERVED


def parts_of(path: str) -> list[tuple[str, bool]]:
    """The parts between the dots of a name, and whether each was in double quotes and stands as it is.

    What can't be read so, as ``5" disks``, is one name.
    """
    if not _PATH.fullmatch(path):
        return [(path, False)]
    return [
        (part[1:-1].replace('""', '"'), True) if part.startswith('"') else (part, False)
        for part in re.findall(_PART, path)
    ]
