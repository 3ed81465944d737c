"""The arguments of a call from Python, read into what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.priced import BASES
from llmcost.errors import UsageError
from llmcost.records.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime


def keys_of(by: Sequence[str]) -> tuple[str, ...]:
    """What to group by, the outermost first; one name alone is one."""
    return (by,) if isinstance(by, str) else tuple(by)


def check_basis(basis: str) -> None:
    """Refuse what can't be summed.

    Raises:
        UsageError: for anything but ``best``, ``computed`` and ``stated``.
    """
    _refuse_others("basis", (basis,), BASES)


def columns_of(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Field -> name of its column.

    Raises:
        UsageError: for a field that there isn't.
    """
    _refuse_others("columns", columns or (), FIELDS)
    return dict(columns or {})


def seconds_of(moment: datetime | None, argument: str) -> int | None:
    """A moment in seconds since 1970; None for none.

    Raises:
        UsageError: for one without a time zone.
    """
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise UsageError(f"{argument}: {moment} has no time zone", hint="give it one, such as datetime.UTC")
    return int(moment.timestamp())


def _refuse_others(argument: str, given: Iterable[str], known: Iterable[str]) -> None:
    wrong = next((each for each in given if each not in known), None)
    if wrong is not None:
        raise UsageError(f"{argument}: {wrong!r} is none", hint=f"there are {', '.join(known)}")
