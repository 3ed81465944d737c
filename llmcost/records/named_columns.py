"""Which columns of a table hold what: by their names, and by what ``--map`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.errors import UsageError
from llmcost.records.fields import FIELDS, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

_FEW = 12
_WIDEST = 40


def named_columns(
    header: tuple[str, ...],
    what: str,
    given: Mapping[str, str],
    *,
    has_model: bool = False,
    may_hold: Callable[[str, str], bool] | None = None,
    repeated: Container[str] = (),
) -> dict[str, str]:
    """The column of each field that a table of the plain form has.

    Args:
        header: the names of the columns.
        what: the table, as it is shown.
        given: field -> column by ``--map``.
        has_model: whether ``--model`` says which one all rows are of.
        may_hold: of a field and a column, whether it can, where columns have types; others are passed over.
        repeated: names that several columns have, where they stand in the header once.

    Raises:
        UsageError: where no column holds what is needed, two columns do, a column that ``--map`` names isn't
            there or can't hold its field.
    """
    for field, column in given.items():
        if column not in header:
            raise UsageError(
                f"{what}: there is no column {column!r} for {field}", hint=f"there are {_listed(header)}"
            )
        if may_hold is not None and not may_hold(field, column):
            raise UsageError(
                f"{what}: the column {column!r} is of a type that can't hold the {field}",
                hint="name another one, or one inside of it with a dot between",
            )
    fields = {**(fields_of(header) if may_hold is None else _fitting(header, may_hold)), **given}
    for field, column in fields.items():
        if header.count(column) > 1 or column in repeated:
            many = "several" if column in repeated else header.count(column)
            raise UsageError(
                f"{what}: {many} columns are named {column!r}, which would be the {field}",
                hint=f"rename one, or name another column: --map {field}=COLUMN",
            )
    _refuse_missing(fields, header, what, has_model=has_model)
    return fields


def _fitting(header: tuple[str, ...], may_hold: Callable[[str, str], bool]) -> dict[str, str]:
    found = {}
    for field in FIELDS:
        fit = tuple(name for name in header if may_hold(field, name))
        column = fields_of(fit).get(field)
        if column is not None:
            found[field] = column
    return found


def _refuse_missing(
    fields: Mapping[str, str], header: tuple[str, ...], what: str, *, has_model: bool
) -> None:
    lacks_counts = "input" not in fields and "output" not in fields
    lacks_model = "model" not in fields and not has_model
    if not lacks_counts and not lacks_model:
        return
    lacking = [
        *(["the model"] if lacks_model else []),
        *(["the input or output tokens"] if lacks_counts else []),
    ]
    wanted = [*(["model"] if lacks_model else []), *(["input", "output"] if lacks_counts else [])]
    example = ",".join(f"{field}=COLUMN" for field in wanted)
    otherwise = ", or give --model ID for all rows" if lacks_model and not lacks_counts else ""
    raise UsageError(
        f"{what}: no column holds {' or '.join(lacking)}",
        hint=f"there are {_listed(header)}: say which it is, as in --map {example}{otherwise}",
    )


def _listed(header: tuple[str, ...]) -> str:
    if not header:
        return "none"
    shown = [name[:_WIDEST] or "''" for name in header[:_FEW]]
    more = len(header) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
