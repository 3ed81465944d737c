"""How names of tables and columns are written: what all dialects share, for each to differ from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from llmcost.sql.words import is_plain, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.sql.expression import Field

_LINE_END = "\x00"
"""Stands in names for a line end, until all lines are where they belong; no name can hold it."""


class Naming:
    """The names of one dialect."""

    quote: ClassVar[str] = '"'

    def identifier(self, name: str) -> str:
        """The name of a column or table, in quotes where it needs them."""
        return name if is_plain(name) else self.part((self.folded(name), True))

    def folded(self, name: str) -> str:
        """What the engine makes of a name without quotes, which then is the one to be quoted.

        A name that has to have quotes wherever it stands is itself.
        """
        return name

    def quoted(self, name: str) -> str:
        """A name in quotes, whatever it holds."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def part(self, part: tuple[str, bool]) -> str:
        """A part of a path, and whether it stands as it is; see ``words.parts_of``."""
        name, is_quoted = part
        return self.quoted(name.replace("\n", _LINE_END)) if is_quoted else self.identifier(name)

    @staticmethod
    def finished(text: str) -> str:
        """The text once no line moves any more."""
        return text.replace(_LINE_END, "\n")

    def path(self, name: str) -> str:
        """A name with dots between its parts; parts in double quotes stand as they are.

        What is no such path, as ``5" disks``, is one name.
        """
        return ".".join(map(self.part, parts_of(name)))

    def field(self, field: Field) -> str:
        """A column, or a part of the structure that it holds."""
        first, *inner = parts_of(field.name)
        column = f"{field.of}.{self.part(first)}" if field.of else self.part(first)
        return self.inside(column, inner, field.holds) if inner else column

    def inside(self, column: str, path: Sequence[tuple[str, bool]], holds: str) -> str:  # noqa: ARG002
        """A part of the structure that a column holds.

        The ``jsonb`` of PostgreSQL and the ``JSON`` of BigQuery are none: they take a view first, which reads
        them into columns.

        Args:
            column: as it is written.
            path: the names on the way into it.
            holds: what stands there; see ``expression.Field``.
        """
        return ".".join((column, *map(self.part, path)))
