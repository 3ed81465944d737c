"""A table of usage, whose columns hold what the fields say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.usage import Counts
from llmcost.sql.expression import TEXT, Field, In, Null, Text, call, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.sql.expression import Expression
    from llmcost.sql.statement import Raw, Table

_TIMES = ("timestamp", "datetime", "date")
TIME_KINDS = (*_TIMES, "seconds", "milliseconds")
"""What a column of times may hold: an instant, a time of UTC without a zone, a day, or time since 1970."""

_TEXTS = frozenset({"model", "tier", "batch", "id", "cost"})
"""Fields that are read as text, whatever they hold."""
NOTHING = ("", "NULL", "null", r"\N", "None", "NaN", "nan")
"""How databases and data frames write in text that there is nothing."""


class UsageTable(NamedTuple):
    """Where usage stands in an engine."""

    table: Table | Raw
    fields: Mapping[str, str]
    """Field -> column; see ``records.fields.FIELDS``."""
    kinds: Mapping[str, str] = {}
    """Field -> what its column holds: ``number``, ``text``, ``truth``, or one of ``TIME_KINDS``. Not here: a
    number or a name, and an instant."""
    cache: str = "auto"
    """``inclusive``: cached tokens are part of the input. ``additive``: they stand beside it. ``auto``: they
    stand beside it where they are more than it, or where a stated total says so."""
    model: str | None = None
    """The model of rows that name none."""
    is_clean: bool = False
    """Whether a step before took blanks and words for nothing from its text already."""
    others: Mapping[str, tuple[str, ...]] = {}
    """Field -> more columns of the same kind, which hold it in rows that lack the first."""

    @property
    def counts(self) -> tuple[str, ...]:
        """The token classes and searches that have a column."""
        return tuple(name for name in Counts._fields if name in self.fields)

    def column(self, field: str) -> Expression:
        """The column of a field; of text what it holds without blanks around it, or nothing if it says so."""
        names = self.fields[field], *self.others.get(field, ())
        read = [self._read(field, Field(name, "u", self._holds(field))) for name in names]
        return call("coalesce", *read) if len(read) > 1 else read[0]

    def _read(self, field: str, column: Field) -> Expression:
        if self.is_clean or self.kinds.get(field) != "text":
            return column
        trimmed = call("trim", column)
        return when(In(trimmed, tuple(map(Text, NOTHING))), Null(TEXT), trimmed)

    def _holds(self, field: str) -> str:
        kind = self.kinds.get(field, "timestamp" if field == "time" else "number")
        return "text" if field in _TEXTS else kind if kind in {*_TIMES, "text"} else "number"
