"""Which columns of a CSV hold what: by its header, and by what ``--map`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.logs.formats.activity import ACTIVITY
from llmcost.logs.formats.langfuse import LANGFUSE
from llmcost.logs.formats.litellm import LITELLM
from llmcost.logs.formats.plain import PLAIN, mapped
from llmcost.records.fields import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.logs.flavour import Flavour

FLAVOURS = (ACTIVITY, LITELLM, LANGFUSE, PLAIN)
"""The formats that are written as CSV."""

_FEW = 12


class Columns(NamedTuple):
    """What a header says of the rows below it."""

    flavour: Flavour
    """Reads a row's cells as it reads a decoded object."""
    fields: Mapping[str, str]
    """Field -> column, where the rows are of the plain form; empty else."""


def find_columns(
    header: tuple[str, ...],
    what: str,
    given: Mapping[str, str] | None = None,
    *,
    flavour: str | None = None,
    has_model: bool = False,
) -> Columns:
    """Find out how the rows below a header are read.

    Args:
        header: the names of the columns.
        what: the file, as it is shown.
        given: field -> column by ``--map``; the rows are then of the plain form.
        flavour: the format by ``--flavour``; None: by the header.
        has_model: whether ``--model`` says which one all rows are of.

    Raises:
        UsageError: where no column holds what is needed, two columns do, a column that ``--map`` names isn't
            there, or the format isn't one of a CSV.
    """
    given = given or {}
    if flavour is not None and flavour not in {each.name for each in FLAVOURS}:
        raise UsageError(
            f"{what}: {flavour} is not written as CSV",
            hint=f"rows are {', '.join(each.name for each in FLAVOURS[:-1])} or {PLAIN.name}",
        )
    found = next((each for each in FLAVOURS if each.name == flavour), None) or _by_header(header, given)
    if found is not PLAIN:
        return Columns(found, {})
    fields = _plain_fields(header, what, given)
    _refuse_missing(fields, header, what, has_model=has_model)
    return Columns(mapped(fields), fields)


def _by_header(header: tuple[str, ...], given: Mapping[str, str]) -> Flavour:
    if given:
        return PLAIN
    names = dict.fromkeys(header, "")
    if ACTIVITY.claims(names, ()) or {"Model", "Spend"} <= names.keys():
        return ACTIVITY
    # A type stands in every row of an export of observations: which, the header doesn't tell.
    typed = {**names, "type": "GENERATION"} if "type" in names else names
    return next((each for each in (LITELLM, LANGFUSE) if each.claims(typed, ())), PLAIN)


def _plain_fields(header: tuple[str, ...], what: str, given: Mapping[str, str]) -> dict[str, str]:
    for field, column in given.items():
        if column not in header:
            raise UsageError(
                f"{what}: there is no column {column!r} for {field}", hint=f"there are {_listed(header)}"
            )
    fields = {**fields_of(header), **given}
    for field, column in fields.items():
        if header.count(column) > 1:
            raise UsageError(
                f"{what}: {header.count(column)} columns are named {column!r}, which would be the {field}",
                hint=f"rename one, or name another column: --map {field}=COLUMN",
            )
    return fields


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
    shown = [name[:40] or "''" for name in header[:_FEW]]
    more = len(header) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
