"""Which columns of a table that an engine reads hold what, by their names and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.usage import Counts
from llmcost.errors import UsageError
from llmcost.records.fields import FIELDS, bare, fields_of
from llmcost.records.named_columns import named_columns
from llmcost.sql.column_path import told_path
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.records.question import Question
    from llmcost.sql.engine import Found

_FIGURE = frozenset({"number", "text", "twice"})
_MAY_HOLD = {
    "time": _FIGURE | {"timestamp", "datetime", "date"},
    "batch": _FIGURE | {"truth"},
}
"""Field -> what its column may hold, where that is more than a number or text."""
_SAYS_NOTHING = frozenset({"provider"})
"""Fields that no price and no grouping depends on."""


def told_columns(found: Found) -> dict[str, str]:
    """The names of the columns as people write them -> their paths; the first where two are written alike."""
    told: dict[str, str] = {}
    for path in found.columns:
        if path != found.file:
            told.setdefault(told_path(path), path)
    return told


def usage_of(found: Found, question: Question, what: str) -> UsageTable:
    """The table with what its columns hold.

    Args:
        found: what the engine found.
        question: what is asked, with what ``--map`` and ``--model`` say.
        what: the table, as it is shown.

    Raises:
        UsageError: where no column holds what is needed, see ``named_columns``, and where the columns of
            files that hold the same are of different types.
    """
    told = told_columns(found)
    kinds = {name: found.columns[path] for name, path in told.items()}
    types = {name: "text" if kind == "nested" else kind for name, kind in kinds.items()}

    def named(header: tuple[str, ...], file: str) -> dict[str, str]:
        return named_columns(
            header,
            file,
            question.columns,
            has_model=question.model is not None,
            may_hold=lambda field, name: _may_hold(
                field, name, kinds[name], is_mapped=field in question.columns
            ),
            repeated={name for name in header if kinds[name] == "twice"},
        )

    headers = found.headers or {what: tuple(found.columns)}
    files = [
        named(tuple(name for name, path in told.items() if path in header), file)
        for file, header in headers.items()
    ]
    fields: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    for field in (field for field in FIELDS if field not in _SAYS_NOTHING):
        columns = {each[field] for each in files if field in each}
        if found.is_loose and field not in question.columns:
            columns |= {name for name in told if _may_hold(field, name, kinds[name])}
        ranked = _by_preference(field, columns, question)
        if not ranked or not columns:
            continue
        first, *rest = ranked
        odd = next((name for name in rest if types[name] != types[first]), None)
        if odd is not None:
            raise UsageError(
                f"{what}: the {field} stands in columns of different types, {first!r} and {odd!r}",
                hint="read the files apart",
            )
        fields[field] = first
        if rest:
            others[field] = tuple(told[name] for name in rest)
    return UsageTable(
        found.table,
        {field: told[name] for field, name in fields.items()},
        {field: types[name] for field, name in fields.items()},
        model=question.model,
        others=others,
    )


def _may_hold(field: str, name: str, kind: str, *, is_mapped: bool = False) -> bool:
    if kind == "nested" and not is_mapped:
        # Told as malformed where a count should stand; under other names it may be what was thought, or so.
        return field in {"input", "output"} or (field in Counts._fields and "tokens" in bare(name))
    return kind in _MAY_HOLD.get(field, _FIGURE)


def _by_preference(field: str, columns: Iterable[str], question: Question) -> list[str]:
    """The columns that hold a field, of which a row or file may have another one."""
    if field in question.columns:
        return [question.columns[field]]
    rest, ranked = sorted(columns), []
    while (first := fields_of(tuple(rest)).get(field)) is not None:
        ranked.append(first)
        rest.remove(first)
    return ranked
