"""Statements of SQL as a tree: selections, inline tables, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.sql.expression import Column, Expression, Type


Row: TypeAlias = "tuple[str | int | None, ...]"
"""Text and whole numbers; decimals and days as text: some dialects read a written decimal as a float."""


class Named(NamedTuple):
    """A value that is selected, under a name."""

    value: Expression
    name: str


class Star(NamedTuple):
    """All columns, those of one table or but for some."""

    of: str = ""
    without: tuple[str, ...] = ()
    """Left out where the dialect can; that they stay is no harm."""


class Table(NamedTuple):
    """A table or view by its name, or a step of the same query."""

    name: str
    """With dots between its parts, such as a schema; in double quotes a part stands as it is."""
    alias: str = ""


class Raw(NamedTuple):
    """A table written in the dialect already, such as a function that reads files."""

    sql: str
    alias: str = ""


class Inline(NamedTuple):
    """A table whose rows stand in the script."""

    columns: tuple[tuple[str, Type], ...]
    rows: Sequence[Row]


class Join(NamedTuple):
    """A table beside the others: each row with what belongs to it, or with nothing."""

    table: Table
    on: Expression


class Select(NamedTuple):
    """A selection."""

    columns: tuple[Named | Star, ...]
    source: Table | Raw
    joins: tuple[Join, ...] = ()
    where: Expression | None = None
    group_by: tuple[Expression, ...] = ()
    order_by: tuple[tuple[Column, bool], ...] = ()
    """By which columns, and whether the largest comes first."""


class Step(NamedTuple):
    """A selection that later ones read by its name."""

    name: str
    query: Select | Inline
    comment: str = ""
    """What it does, in a line above it."""


class Query(NamedTuple):
    """Steps, and the selection that they lead to."""

    steps: tuple[Step, ...]
    result: Select


class Make(NamedTuple):
    """A table or view that is made, in place of one of that name."""

    kind: str
    """``table`` or ``view``."""
    name: str
    query: Query | Select | Inline


class Drop(NamedTuple):
    """A view that goes first, in engines that replace no table while one reads it."""

    name: str


class Together(NamedTuple):
    """Statements that all take effect or none does, in engines that make tables and views so."""

    statements: tuple[Make | Drop, ...]


class Comment(NamedTuple):
    """Lines for people."""

    lines: tuple[str, ...]


Statement: TypeAlias = Query | Select | Make | Drop | Together | Comment
