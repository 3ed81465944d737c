"""What expressions of SQL give, without a database."""

from __future__ import annotations

import operator
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from llmcost.sql.expression import Binary, Call, Case, Column, In, Not, Number, Text
from llmcost.sql.statement import Named, Select

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from llmcost.sql.expression import Expression
    from llmcost.sql.statement import Step

Value: TypeAlias = str | int | bool | None

_LOWER = str.maketrans({letter: letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})

_FUNCTIONS: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {
        "lower_ascii": lambda text: text.translate(_LOWER),
        "length": len,
        "concat": lambda *texts: "".join(texts),
        "begins_with": str.startswith,
        "ends_with": str.endswith,
        "cut_start": lambda text, count: text[count:],
        "cut_end": lambda text, count: text[:-count],
        "matches": lambda text, pattern: re.fullmatch(pattern, text) is not None,
        "replace": str.replace,
        "part_before": lambda text, part: text.partition(part)[0],
        "part_behind": lambda text, part: text.partition(part)[2],
    }
)
_SIGNS: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {"<=": operator.le, "=": operator.eq, "+": operator.add}
)


def value(node: Expression, columns: Mapping[str, Value]) -> Value:  # noqa: C901, PLR0911 - a kind of node each
    """What an expression of names gives for a row; a condition that can't be told is None."""
    match node:
        case Column(name):
            return columns[name]
        case Text(text):
            return text
        case Number(number):
            return number
        case Case(whens, otherwise):
            for condition, result in whens:
                if value(condition, columns):
                    return value(result, columns)
            return None if otherwise is None else value(otherwise, columns)
        case In(tested, options):
            found = value(tested, columns)
            return None if found is None else found in [value(option, columns) for option in options]
        case Binary("AND", left, right):
            return value(left, columns) and value(right, columns)
        case Not(condition):
            return _given(operator.not_, (condition,), columns)
        case Binary(sign, left, right):
            return _given(_SIGNS[sign], (left, right), columns)
        case Call("coalesce", arguments):
            return next((found for each in arguments if (found := value(each, columns)) is not None), None)
        case Call(function, arguments):
            return _given(_FUNCTIONS[function], arguments, columns)
    raise TypeError(node)


def stepwise(steps: Sequence[Step], columns: Mapping[str, Value]) -> Mapping[str, Value]:
    """The columns of a row behind some steps, each of which reads those before."""
    known = dict(columns)
    for step in steps:
        assert isinstance(step.query, Select)
        known |= {
            each.name: value(each.value, known) for each in step.query.columns if isinstance(each, Named)
        }
    return known


def _given(
    function: Callable[..., Value], arguments: Sequence[Expression], columns: Mapping[str, Value]
) -> Value:
    values = [value(argument, columns) for argument in arguments]
    return None if None in values else function(*values)
