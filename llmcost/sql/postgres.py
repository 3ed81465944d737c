"""How PostgreSQL writes SQL."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from llmcost.sql.dialect import Dialect
from llmcost.sql.functions import LOWER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.sql.expression import Type

_SIMPLE = re.compile(r"[^\W\d][\w$]*")
_SECONDS = "CASE WHEN ISFINITE({0}) THEN CAST(FLOOR(EXTRACT(EPOCH FROM {0})) AS BIGINT) END"
"""Infinity is a time here, and no number."""


class Postgres(Dialect):
    """PostgreSQL 12 and later, whose decimals have as many digits as they need.

    https://www.postgresql.org/docs/current/datatype-numeric.html. No condition gets behind the fence of a
    step: each query of the view reads the whole table, whatever its WHERE says.
    """

    name = "postgres"
    title = "PostgreSQL"
    escapes_always = False
    escape_mark = "E"
    types = MappingProxyType({"text": "TEXT", "whole": "BIGINT", "day": "DATE"})
    star_without = None
    lenient_cast = "CAST"
    places = None
    # Steps that are put into each other grow so that to compile them takes minutes.
    fence = "OFFSET 0"
    functions = MappingProxyType(
        {
            "ends_with": "(RIGHT({0}, LENGTH({1})) = {1})",
            "trim": r"BTRIM({0}, E' \t\n\r')",
            "floor_divide": "({0} / {1})",
            "day_of": "(DATE '1970-01-01' + CAST({0} AS INTEGER))",
            "matches": "({0} ~ ('^(' || {1} || ')$'))",
            # Of a timestamp with a zone, of one without, which is taken as UTC, and of a day.
            "seconds_of_timestamp": _SECONDS,
            "seconds_of_datetime": _SECONDS,
            "seconds_of_date": _SECONDS,
        }
    )

    def decimal(self, kind: Type) -> str:  # noqa: ARG002 - as many digits as it needs
        """Decimals without a limit."""
        return "NUMERIC"

    def drop(self, name: str) -> str:
        """A table can't be dropped while a view reads it."""
        return f"DROP VIEW IF EXISTS {self.path(name)};\n"

    def make(self, kind: str, name: str, query: str) -> str:
        """A table is dropped first, as it can't be replaced; a view must have been."""
        if kind == "view":
            return super().make(kind, name, query)
        path = self.path(name)
        # Until it is known how large a table is, queries are planned for another one.
        return f"DROP TABLE IF EXISTS {path};\nCREATE TABLE {path} AS\n{query};\nANALYZE {path};\n"

    def together(self, parts: Sequence[str]) -> str:
        """One transaction: where something fails, what was there before is there still."""
        return super().together(["BEGIN;\n", *parts, "COMMIT;\n"])

    def folded(self, name: str) -> str:
        """In small letters, of which it knows those of ASCII alone."""
        return name.translate(LOWER) if _SIMPLE.fullmatch(name) else name

    def inside(self, column: str, path: Sequence[tuple[str, bool]], holds: str) -> str:
        """A part of a composite; without brackets the column would be a table."""
        return super().inside(f"({column})", path, holds)
