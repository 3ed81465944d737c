"""The steps of a query that say what each name in a usage table means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.sql.counted import own
from llmcost.sql.expression import Case, Column, IsNull, Not, Text, call, equal
from llmcost.sql.spelled_name import READINGS, read_names
from llmcost.sql.stated import name_of
from llmcost.sql.statement import Join, Named, Select, Step, Table

if TYPE_CHECKING:
    from llmcost.sql.usage_table import UsageTable

MEANT = own("meant")
"""The step with the ``model`` that each ``name`` means, or the ``reason`` why it means none."""

_DIFFERENT, _READ, _FOUND = (own(f"{each}_names") for each in ("different", "read", "found"))


def meaning(usage: UsageTable, names: str, exact: Table | None) -> tuple[Step, ...]:
    """The steps from the names in a usage table to ``MEANT``.

    Args:
        usage: the table, which has a column of names.
        names: the table of known names, each with its ``model`` or a ``reason``.
        exact: the table of those that count as they stand, before and instead of the others, as ``e``; with
            the same columns. None: there are none.
    """
    name = name_of(usage)
    readings = read_names(_DIFFERENT)
    different = Select((Named(name, "name"),), usage.table, group_by=(name,))
    return (
        Step(_DIFFERENT, different, "The different names, read step by step as llmcost itself reads them."),
        *readings,
        Step(_READ, _apart(readings[-1].name)),
        Step(_FOUND, _found(_READ, names), "The first reading that is a known name."),
        Step(MEANT, _meant(names, exact)),
    )


def _apart(source: str) -> Select:
    """The readings as they are: Spark traces what it joins by through any step but such a one, for hours."""
    read = (Named(call("minimum", Column(reading)), reading) for reading in READINGS)
    name = Column("name")
    return Select((Named(name, "name"), *read), Table(source), group_by=(name,))


def _found(source: str, names: str) -> Select:
    aliases = [f"n{number}" for number, _ in enumerate(READINGS, 1)]
    joins = (
        Join(Table(names, alias), equal(Column("name", alias), Column(reading, "k")))
        for alias, reading in zip(aliases, READINGS, strict=True)
    )
    first = call("coalesce", *(Column("name", alias) for alias in aliases))
    return Select(
        (Named(Column("name", "k"), "name"), Named(first, "found")), Table(source, "k"), tuple(joins)
    )


def _meant(names: str, exact: Table | None) -> Select:
    found, model, reason = Column("found", "f"), Column("model", "n"), Column("reason", "n")
    unknown = (IsNull(found), Text("unknown_model"))
    joins = [Join(Table(names, "n"), equal(Column("name", "n"), found))]
    columns = [Named(model, "model"), Named(Case((unknown,), reason), "reason")]
    if exact is not None:
        joins.append(Join(exact, equal(Column("name", "e"), Column("name", "f"))))
        is_exact = Not(IsNull(Column("name", "e")))
        columns = [
            Named(Case(((is_exact, Column("model", "e")),), model), "model"),
            Named(Case(((is_exact, Column("reason", "e")), unknown), reason), "reason"),
        ]
    return Select((Named(Column("name", "f"), "name"), *columns), Table(_FOUND, "f"), tuple(joins))
