"""Expressions of SQL as a tree, which each dialect writes in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Type(NamedTuple):
    """What a value is; see ``TEXT``, ``WHOLE``, ``DAY`` and ``decimal``."""

    kind: str
    """``text``, ``whole`` (64 bits), ``day`` or ``decimal``."""
    digits: int = 0
    """Of a decimal, before and behind the point together, 1 to 38."""
    places: int = 0
    """Of a decimal, behind the point."""


TEXT, WHOLE, DAY = map(Type, ("text", "whole", "day"))


def decimal(digits: int, places: int) -> Type:
    """A decimal of so many digits, so many of them behind the point."""
    return Type("decimal", digits, places)


class Column(NamedTuple):
    """A column of a table that is read, or of a step before."""

    name: str
    of: str = ""
    """The table by the name that it has in the query; empty where only one has such a column."""


class Field(NamedTuple):
    """A column as somebody named it: with dots a part of a structure, in double quotes exactly so."""

    name: str
    of: str = ""
    holds: str = ""
    """``number``, ``text``, ``timestamp``, ``datetime`` or ``date``, where a structure doesn't say it itself.
    Empty: nobody said."""


class Text(NamedTuple):
    """Text as it is; quoting is up to the dialect."""

    text: str


class Number(NamedTuple):
    """A whole number."""

    number: int


class Day(NamedTuple):
    """A day."""

    day: date


class Null(NamedTuple):
    """Nothing, of a type where that can't be told from what stands beside it."""

    type: Type | None = None


class Binary(NamedTuple):
    """Two values with a sign between them."""

    sign: str
    """``+``, ``-``, ``*``, ``=``, ``<>``, ``<``, ``<=``, ``>``, ``>=``, ``AND`` or ``OR``."""
    left: Expression
    right: Expression


class Not(NamedTuple):
    """The contrary of a condition."""

    condition: Expression


class IsNull(NamedTuple):
    """Whether there is nothing."""

    value: Expression


class In(NamedTuple):
    """Whether a value is one of a few."""

    value: Expression
    options: tuple[Expression, ...]


class Case(NamedTuple):
    """The value of the first condition that holds."""

    whens: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None = None
    """None: nothing."""


class Cast(NamedTuple):
    """A value as another type."""

    value: Expression
    to: Type
    leniently: bool = False
    """Whether what can't be one becomes nothing, where the dialect can."""


class Call(NamedTuple):
    """A function by the name that it has in this tree; see ``dialect.Dialect.functions``."""

    function: str
    arguments: tuple[Expression, ...]


class RowNumber(NamedTuple):
    """The number of a row, from 1, among those that share something."""

    within: tuple[Expression, ...]
    order: tuple[tuple[Expression, bool], ...]
    """By what, and whether the largest comes first."""


Expression: TypeAlias = (
    Column | Field | Text | Number | Day | Null | Binary | Not | IsNull | In | Case | Cast | Call | RowNumber
)

NOUGHT, ONE = Number(0), Number(1)
HOLDS, FAILS = Binary("=", ONE, ONE), Binary("=", ONE, NOUGHT)


def call(function: str, *arguments: Expression) -> Call:
    """A function of these arguments."""
    return Call(function, arguments)


def total(parts: Sequence[Expression]) -> Expression:
    """The sum in pairs of pairs: engines widen a decimal with each addition, and some then lose places."""
    if not parts:
        return NOUGHT
    if len(parts) == 1:
        return parts[0]
    half = (len(parts) + 1) // 2
    return Binary("+", total(parts[:half]), total(parts[half:]))


def both(*conditions: Expression) -> Expression:
    """All of the conditions."""
    return _chain("AND", conditions, HOLDS)


def either(*conditions: Expression) -> Expression:
    """Any of the conditions."""
    return _chain("OR", conditions, FAILS)


def _chain(sign: str, conditions: Sequence[Expression], none: Expression) -> Expression:
    if not conditions:
        return none
    chain = conditions[0]
    for condition in conditions[1:]:
        chain = Binary(sign, chain, condition)
    return chain


def equal(left: Expression, right: Expression) -> Expression:
    """Whether both are the same."""
    return Binary("=", left, right)


def between(value: Expression, first: Expression, last: Expression) -> Expression:
    """Whether a value lies in a range, both ends included."""
    return both(Binary(">=", value, first), Binary("<=", value, last))


def when(condition: Expression, value: Expression, otherwise: Expression | None = None) -> Case:
    """A value where a condition holds, else another one or nothing."""
    return Case(((condition, value),), otherwise)
