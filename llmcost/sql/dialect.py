"""The text of a tree in one dialect of SQL: what all of them share, for each to differ from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from llmcost.sql.expression import (
    FAILS,
    Binary,
    Call,
    Case,
    Cast,
    Column,
    Day,
    Field,
    In,
    IsNull,
    Not,
    Null,
    Number,
    RowNumber,
    Text,
)
from llmcost.sql.functions import FUNCTIONS
from llmcost.sql.lines import WIDE, arm, indented, joined, listed
from llmcost.sql.naming import Naming
from llmcost.sql.quoted_text import doubled, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llmcost.sql.expression import Expression, Type
    from llmcost.sql.statement import Inline, Row, Star

_BINDING = {
    "OR": 1,
    "AND": 2,
    "NOT": 3,
    "=": 4,
    "<>": 4,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
}
"""How tightly a sign binds."""
_ALONE = 9
_COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
"""Signs that can't be chained."""
_FEW = 3


class Dialect(Naming):
    """One dialect. Each has a module of its own, which says how it differs."""

    name: ClassVar[str]
    title: ClassVar[str]
    """As its makers write it."""
    escapes_always: ClassVar[bool] = True
    """Whether a backslash in quotes escapes what follows; else only behind ``escape_mark``."""
    escape_mark: ClassVar[str] = ""
    types: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"text": "VARCHAR", "whole": "BIGINT", "day": "DATE"}
    )
    functions: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Function of the tree -> how it is written, where that differs; and those that are all its own."""
    star_without: ClassVar[str | None] = "EXCLUDE"
    """The word behind a star that leaves columns out. None: there is none."""
    fence: ClassVar[str] = ""
    """The end of each step, in engines that would else put its text wherever it is read. Empty: each
    value is worked out once, however often it is read."""
    lenient_cast: ClassVar[str] = "TRY_CAST"
    longest_inline: ClassVar[int | None] = None
    """Rows that an inline table may have. None: any."""
    largest_script: ClassVar[int | None] = None
    """Bytes that a script may have. None: any."""
    largest_statement: ClassVar[int | None] = None
    """Bytes that one statement of it may have. None: any."""
    places: ClassVar[int | None] = 23
    """Decimals of a rate in USD per token at most. None: any."""

    def inline(self, inline: Inline) -> str:
        """A selection of rows that stand in it, each column as its type."""
        if not inline.rows:
            nothing = (
                f"{self.expression(Null(kind))} AS {self.identifier(name)}" for name, kind in inline.columns
            )
            return f"SELECT {', '.join(nothing)} LIMIT 0"
        most = self.longest_inline or max(1, len(inline.rows))
        parts = [inline.rows[at : at + most] for at in range(0, len(inline.rows), most)]
        head = ",\n".join(
            f"  {self.expression(Cast(Column(name, 'v'), kind))} AS {self.identifier(name)}"
            for name, kind in inline.columns
        )
        return "\nUNION ALL\n".join(f"SELECT\n{head}\nFROM {self.values(inline, rows)}" for rows in parts)

    def values(self, inline: Inline, rows: Sequence[Row]) -> str:
        """The rows of an inline table as a table ``v``."""
        names = ", ".join(self.identifier(name) for name, _ in inline.columns)
        return f"(VALUES\n{self.rows(rows)}\n) AS v ({names})"

    def rows(self, rows: Sequence[Row]) -> str:
        """Rows in brackets, one a line."""
        return ",\n".join(f"  ({', '.join(map(self.value, row))})" for row in rows)

    def value(self, value: str | int | None) -> str:
        """A value of an inline table."""
        return "NULL" if value is None else str(value) if isinstance(value, int) else self.text(value)

    def star(self, star: Star) -> str:
        """All columns but some."""
        every = f"{star.of}.*" if star.of else "*"
        names = listed([*map(self.identifier, star.without)])
        return f"{every} {self.star_without} ({names})" if star.without and self.star_without else every

    def make(self, kind: str, name: str, query: str) -> str:
        """The statements that make a table or view in place of one of that name, each ended."""
        return f"CREATE OR REPLACE {kind.upper()} {self.path(name)} AS\n{query};\n"

    def drop(self, name: str) -> str:  # noqa: ARG002 - for those that have to
        """The statement that drops a view whose tables are replaced, ended; empty where it can stay."""
        return ""

    def together(self, parts: Sequence[str]) -> str:
        """Statements, each ended, of which all or none take effect where the dialect can say so."""
        return "\n".join(parts)

    def script(self, parts: Sequence[str]) -> str:
        """Statements, each ended, as one script."""
        return "\n".join(parts)

    def decimal(self, kind: Type) -> str:
        """The type of a decimal."""
        return f"DECIMAL({kind.digits}, {kind.places})"

    def type(self, kind: Type) -> str:
        """A type."""
        return self.decimal(kind) if kind.kind == "decimal" else self.types[kind.kind]

    def text(self, text: str) -> str:
        """Text in quotes; line ends and other controls as escapes."""
        return escaped(text) if self.escapes_always else doubled(text, self.escape_mark)

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        """A function of some arguments."""
        form = self.functions.get(function) or FUNCTIONS[function]
        around = _ALONE if form.startswith("(") else 0
        texts = [self.expression(argument, around) for argument in arguments]
        if "{*}" in form:
            return form.replace("{*}", ", ".join(texts))
        return form.replace("{||}", " || ".join(texts)) if "{||}" in form else form.format(*texts)

    def expression(self, node: Expression, around: int = 0) -> str:
        """The text of an expression.

        Args:
            node: the expression.
            around: how tightly what stands around it binds.
        """
        # A list can't be empty.
        text, binding = self._bound(FAILS if isinstance(node, In) and not node.options else node)
        return f"({indented(text).lstrip()})" if binding < around else text

    def _bound(self, node: Expression) -> tuple[str, int]:
        match node:
            case Binary(sign, left, right):
                own = _BINDING[sign]
                # Signs that may be grouped either way need no brackets on the right.
                tight = own + (sign not in {"AND", "OR"})
                loose = own + (sign in _COMPARISONS)
                return joined(self.expression(left, loose), sign, self.expression(right, tight)), own
            case Not(IsNull(value)):
                return f"{self.expression(value, _BINDING['+'])} IS NOT NULL", _BINDING["="]
            case Not(condition):
                return f"NOT {self.expression(condition, _BINDING['NOT'] + 1)}", _BINDING["NOT"]
            case IsNull(value):
                return f"{self.expression(value, _BINDING['+'])} IS NULL", _BINDING["="]
            case In(value, options):
                texts = listed([*map(self.expression, options)])
                return f"{self.expression(value, _BINDING['+'])} IN ({texts})", _BINDING["="]
            case _:
                return self._atom(node), _ALONE

    def _atom(self, node: Expression) -> str:  # noqa: C901, PLR0911 - a kind of node each
        match node:
            case Column(name, of):
                return f"{of}.{self.identifier(name)}" if of else self.identifier(name)
            case Field():
                return self.field(node)
            case Text(text):
                return self.text(text)
            case Call(function, arguments):
                return self.call(function, arguments)
            case Number(number):
                return str(number) if number >= 0 else f"({number})"
            case Day(day):
                return f"DATE '{day.isoformat()}'"
            case Null(kind):
                return "NULL" if kind is None else f"CAST(NULL AS {self.type(kind)})"
            case Cast(value, to, leniently):
                word = self.lenient_cast if leniently else "CAST"
                return f"{word}({self.expression(value)} AS {self.type(to)})"
            case Case(whens, otherwise):
                return self._case(whens, otherwise)
            case RowNumber(within, order):
                shared = ", ".join(map(self.expression, within))
                by = ", ".join(f"{self.expression(value)}{' DESC' if last else ''}" for value, last in order)
                return f"ROW_NUMBER() OVER (PARTITION BY {shared} ORDER BY {by})"
            case _:
                raise TypeError(node)

    def _case(self, whens: tuple[tuple[Expression, Expression], ...], otherwise: Expression | None) -> str:
        arms = [arm(self.expression(condition), self.expression(value)) for condition, value in whens]
        if otherwise is not None:
            arms.append(f"ELSE {self.expression(otherwise)}")
        line = f"CASE {' '.join(arms)} END"
        if len(whens) < _FEW and len(line) < WIDE and "\n" not in line:
            return line
        return "CASE\n" + indented("\n".join(arms)) + "\nEND"
