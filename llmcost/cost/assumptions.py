"""What the list prices of logged requests rest on beside the log, and how many requests that is true of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cost.spending import NO_MODEL
from llmcost.cost.tier import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from llmcost.cost.priced import Priced
    from llmcost.cost.tariff import Tariff

_ASSUMED = (
    Note("before_first_sighting", "made before the price was first seen; that price is used"),
    Note("between_sightings", "made between two sightings of the price; the earlier one is used"),
    Note("not_listed", "made while the model was not listed; its last price before is used"),
    Note("retired", "made when the model was no longer listed; its last price is used"),
    Note("inferred", "made before all rates were seen; the others keep their ratio to the input rate"),
    Note("dearest_hour", "without a time; the price of the dearest hour is used"),
    Note("tier_share", "priced at the share of the list price that its maker bills for the service tier"),
    Note("reckoned", "no list price; what the log reckons is used"),
)
_WORDS = {note.code: note.message for note in _ASSUMED}
"""Code -> in words, behind how many requests."""
_SHOWN = 2
"""Models that a remark names."""


def assumptions(priced: Iterable[Priced], tariff_of: Callable[[str | None, str], Tariff]) -> tuple[Note, ...]:
    """One remark for each thing that was assumed, with the number of requests and their models.

    Args:
        priced: what was read; bills rest on nothing but themselves.
        tariff_of: the schedule of a model as the log names it, at a service tier.
    """
    requests: dict[tuple[str, str], int] = {}
    models: dict[tuple[str, str], dict[str, None]] = {}
    for each in priced:
        for assumed in _assumed(each, tariff_of):
            requests[assumed] = requests.get(assumed, 0) + each.sums.requests
            models.setdefault(assumed, {})[each.label] = None
    return tuple(
        Note(
            code,
            f"{count:,} request{'' if count == 1 else 's'}: {words} ({_named(list(models[code, words]))})",
        )
        for (code, words), count in sorted(requests.items())
    )


def _assumed(each: Priced, tariff_of: Callable[[str | None, str], Tariff]) -> Iterator[tuple[str, str]]:
    """The codes of what one cell's cost rests on, with their words."""
    cell = each.cell
    if each.cost is None or (each.is_stated and cell.basis == "bill"):
        return
    if each.is_stated:
        if each.computed is None:
            yield "reckoned", _WORDS["reckoned"]
        return
    tariff, slot = tariff_of(cell.model, cell.tier), cell.slot
    assert slot is not None  # noqa: S101 - what else would it have been priced by
    _, factor, period = tariff.dated(slot)
    if slot.remark:
        yield slot.remark, _WORDS[slot.remark]
    if any(getattr(each.sums.counts, name, 0) for name in period.inferred):
        yield "inferred", _WORDS["inferred"]
    if slot.moment is None and period.price is not None and period.price.is_timed:
        yield "dearest_hour", _WORDS["dearest_hour"]
    if factor != WHOLE:
        yield "tier_share", _WORDS["tier_share"]
    for note in tariff.notes:
        yield note.code, note.message


def _named(models: list[str]) -> str:
    more = len(models) - _SHOWN
    # They stand in brackets anyway.
    shown = [model or NO_MODEL.strip("()") for model in models[:_SHOWN]]
    return ", ".join([*shown, *([f"and {more:,} more"] if more > 0 else [])])
