"""Which columns of a CSV hold what: by its header, and by what ``--map`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.logs.formats.activity import ACTIVITY
from llmcost.logs.formats.langfuse import LANGFUSE
from llmcost.logs.formats.litellm import LITELLM
from llmcost.logs.formats.plain import PLAIN, mapped
from llmcost.records.named_columns import named_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.logs.flavour import Flavour

FLAVOURS = (ACTIVITY, LITELLM, LANGFUSE, PLAIN)
"""The formats that are written as CSV."""


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
    fields = named_columns(header, what, given, has_model=has_model)
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
