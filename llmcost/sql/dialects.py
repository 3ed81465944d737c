"""The dialects by name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, cast, get_args

if TYPE_CHECKING:
    from llmcost.sql.dialect import Dialect

DialectName = Literal["duckdb", "spark", "bigquery", "snowflake", "postgres"]
"""What a dialect is called; its module is called the same."""

DIALECTS: tuple[DialectName, ...] = get_args(DialectName)
"""The names of all."""


def dialect_of(name: DialectName) -> Dialect:
    """The dialect of that name."""
    module = import_module(f"llmcost.sql.{name}")
    classes = (each for each in vars(module).values() if getattr(each, "name", None) == name)
    return cast("type[Dialect]", next(classes))()
