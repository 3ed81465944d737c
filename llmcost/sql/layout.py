"""Statements as text that people can read, in any dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.sql.lines import indented
from llmcost.sql.statement import Comment, Drop, Inline, Make, Named, Query, Raw, Select, Together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.sql.dialect import Dialect
    from llmcost.sql.statement import Join, Star, Statement, Step, Table


def write_script(statements: Iterable[Statement], dialect: Dialect) -> str:
    """Statements as one script, each with its end."""
    texts = (_statement(statement, dialect) for statement in statements)
    return dialect.finished(dialect.script([text for text in texts if text]))


def write_query(query: Query | Select | Inline, dialect: Dialect) -> str:
    """One query without its end."""
    return dialect.finished(_query(query, dialect))


def _query(query: Query | Select | Inline, dialect: Dialect) -> str:
    if isinstance(query, Inline):
        return dialect.inline(query)
    if isinstance(query, Query):
        steps = ",\n".join(_step(step, dialect) for step in query.steps)
        return f"WITH\n{steps}\n{_select(query.result, dialect)}"
    return _select(query, dialect)


def _statement(statement: Statement, dialect: Dialect) -> str:
    match statement:
        case Comment(lines):
            # A name that is told in it may hold a line end, behind which no comment would be.
            each = (part for line in lines for part in line.splitlines() or [""])
            return "".join(f"-- {part}".rstrip() + "\n" for part in each)
        case Drop(name):
            return dialect.drop(name)
        case Make(kind, name, query):
            return dialect.make(kind, name, _query(query, dialect))
        case Together(parts):
            return dialect.together([text for part in parts if (text := _statement(part, dialect))])
        case _:
            return f"{_query(statement, dialect)};\n"


def _step(step: Step, dialect: Dialect) -> str:
    comment = f"-- {step.comment}\n" if step.comment else ""
    end = f"\n  {dialect.fence}" if dialect.fence and isinstance(step.query, Select) else ""
    return f"{comment}{step.name} AS (\n{indented(_query(step.query, dialect))}{end}\n)"


def _select(select: Select, dialect: Dialect) -> str:
    lines = ["SELECT", ",\n".join(indented(_column(column, dialect)) for column in select.columns)]
    lines.append(f"FROM {_table(select.source, dialect)}")
    lines += [_join(join, dialect) for join in select.joins]
    if select.where is not None:
        lines.append(f"WHERE {dialect.expression(select.where)}")
    if select.group_by:
        lines.append(f"GROUP BY {', '.join(map(dialect.expression, select.group_by))}")
    if select.order_by:
        by = (f"{dialect.expression(value)}{' DESC' if last else ''}" for value, last in select.order_by)
        lines.append(f"ORDER BY {', '.join(by)}")
    return "\n".join(lines)


def _column(column: Named | Star, dialect: Dialect) -> str:
    if isinstance(column, Named):
        return f"{dialect.expression(column.value)} AS {dialect.identifier(column.name)}"
    return dialect.star(column)


def _table(table: Table | Raw, dialect: Dialect) -> str:
    text = table.sql if isinstance(table, Raw) else dialect.path(table.name)
    return f"{text} AS {table.alias}" if table.alias else text


def _join(join: Join, dialect: Dialect) -> str:
    return f"LEFT JOIN {_table(join.table, dialect)}\n  ON {indented(dialect.expression(join.on)).lstrip()}"
