"""Why a cost is another than before: the volume, the model, the price, in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.cost.plan import plan
from llmcost.errors import UnpricedError
from llmcost.money import EXACT, ZERO, add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from llmcost.cost.counted import Count
    from llmcost.cost.plan import Choice, Planned


class Variance(NamedTuple):
    """A change of cost and its parts, which add up to it exactly. USD per month, or in all.

    Exact is the sum: a month out of days, and a mix in thirds, are rounded as by ``divide`` before.
    """

    before: Decimal
    after: Decimal
    volume: Decimal
    """By what the file says of use: tokens, requests, hours, fees."""
    model: Decimal
    """By another model, mix or batch row, at the prices of before."""
    price: Decimal
    """By other prices for the same use of the same models."""
    added: Decimal = ZERO
    """Of the whole: by scenarios that are new."""
    removed: Decimal = ZERO
    """Of the whole: by scenarios that are gone; 0 or negative."""
    notes: tuple[Note, ...] = ()

    @property
    def total(self) -> Decimal:
        """The whole change."""
        return EXACT.subtract(self.after, self.before)


def variance(before: Planned, after: Planned, then: Callable[[Choice], Choice | None]) -> Variance:
    """Split the change of one scenario.

    Where the old model can't be priced for the new volume, the model's part holds the volume's too; where the
    new model had no price then, the model's part holds the price's. Each is told in a note.

    Args:
        before: as it was, at the prices of then.
        after: as it is, at the prices of now; both with a period or both without.
        then: gives a model at its price of then.
    """
    notes = [*_counted_otherwise(before, after)]
    more = other = None
    try:
        same = _use(before) == _use(after)
        more = before.basis if same else plan(after.scenario, before.choices, after.demand).basis
    except UnpricedError as error:
        notes.append(
            Note("volume_in_model", f"the model before has no price for this volume: {error.message}")
        )
    try:
        # Of the same models it is the same again, and needs no pricing.
        other = more if _mix(before) == _mix(after) else None
        other = _on_models_of(after, before, then) if other is None else other
    except UnpricedError as error:
        notes.append(Note("price_in_model", f"the model has no price of then: {error.message}"))
    more = before.basis if more is None else more
    other = after.basis if other is None else other
    return Variance(
        before.basis,
        after.basis,
        EXACT.subtract(more, before.basis),
        EXACT.subtract(other, more),
        EXACT.subtract(after.basis, other),
        notes=tuple(notes),
    )


def _use(planned: Planned) -> tuple[object, ...]:
    """All that a scenario's cost depends on but its models and their prices."""
    scenario = planned.scenario
    return _used(planned), scenario.requests, scenario.per, scenario.window, scenario.markup


def _used(planned: Planned) -> object:
    """What a request uses; where that is counted, of the same text another on each model."""
    if planned.demand is None:
        return planned.scenario.usage
    return [(row.model.id, row.measured and row.measured.usage) for row in planned.estimates]


def _counted_otherwise(before: Planned, after: Planned) -> Iterator[Note]:
    """That a count rests on something else than the one that was saved: the difference is no growth."""
    then = {row.model.id: row.measured.input for row in before.estimates if row.measured is not None}
    for row in after.estimates:
        old = then.get(row.model.id)
        if old is None or row.measured is None:
            continue
        now = row.measured.input
        was_stated = "given" in {old.method, now.method}
        if not was_stated and (old.method, old.encoding) != (now.method, now.encoding):
            yield Note(
                "counted_otherwise",
                f"the tokens of {row.model.id} were {_basis(old)} then, and are {_basis(now)} now: "
                "a part of the change may be that",
            )


def _basis(count: Count) -> str:
    if count.is_estimate:
        return "estimated" if count.encoding is None else f"estimated for {count.encoding}"
    return f"counted with {count.encoding}"


def _mix(planned: Planned) -> list[tuple[str, Decimal]]:
    return [(choice.model.id, choice.weight) for choice in planned.choices]


def _on_models_of(after: Planned, before: Planned, then: Callable[[Choice], Choice | None]) -> Decimal:
    """The cost of now's use on now's models at the prices of then."""
    known = {choice.model.id: choice for choice in before.choices}
    choices = []
    for choice in after.choices:
        old = known.get(choice.model.id) or then(choice)
        if old is None:
            raise UnpricedError(f"{choice.model.id} was not known", reason="not_known_then")
        choices.append(old._replace(weight=choice.weight))
    return plan(after.scenario, choices, after.demand).basis


def sum_up(parts: Iterable[Variance], added: Iterable[Planned], removed: Iterable[Planned]) -> Variance:
    """The change of the whole, per month, out of its scenarios' changes.

    Args:
        parts: of the scenarios that are on both sides.
        added: those that are new.
        removed: those that are gone.
    """
    parts = tuple(parts)
    more, less = add_up(each.basis for each in added), add_up(each.basis for each in removed)
    return Variance(
        EXACT.add(add_up(each.before for each in parts), less),
        EXACT.add(add_up(each.after for each in parts), more),
        add_up(each.volume for each in parts),
        add_up(each.model for each in parts),
        add_up(each.price for each in parts),
        more,
        EXACT.subtract(ZERO, less),
    )
