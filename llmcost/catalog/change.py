"""What became of a model's price: new, retired, revived, cheaper, dearer or otherwise changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.model import is_free
from llmcost.catalog.schedule import blend, differences, headline
from llmcost.money import divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.catalog.model import Model, Period
    from llmcost.catalog.price import Price
    from llmcost.catalog.schedule import RateChange

KINDS = ("dearer", "cheaper", "changed", "new", "revived", "retired")
"""The kinds of change, in the order of a report."""

ONE = Decimal(1)
FARTHEST = Decimal("Infinity")


class Change(NamedTuple):
    """What became of one model on one day."""

    model: str
    kind: str
    """One of ``KINDS``. ``dearer`` and ``cheaper`` go by the blended rate, or where that is the same by the
    way that all other rates moved. ``changed``: some rose and others fell, or a rate came or went, or it
    began or ceased to vary, or to be priced at all."""
    day: date | None
    """The first day on which it was seen so. None: not known."""
    old: Price | None
    """The price before; None for a new model, and where it varied with the routed model."""
    new: Price | None
    """The price after; None for a retired model, and where it varies with the routed model."""
    rates: tuple[RateChange, ...] = ()
    """Every rate that differs; empty where there is no price before or after."""
    ratio: Decimal | None = None
    """New over old, of the blended rate. None: it is the same, was 0, or can't be compared."""

    @property
    def was(self) -> Mapping[str, Decimal] | str | None:
        """The rates before, as ``headline`` tells them; ``varies``; ``unpriced``; None: it was not listed."""
        return None if self.kind == "new" else _told(self.model, self.old)

    @property
    def now(self) -> Mapping[str, Decimal] | str | None:
        """The rates after, told like those before; None: it is not listed."""
        return None if self.kind == "retired" else _told(self.model, self.new)

    @property
    def size(self) -> Decimal:
        """How far the blended rate moved, from 1: twice and half are both 2. Out of or into 0 is most."""
        return _distance(self.ratio, _blend(self.was), _blend(self.now))

    @property
    def size_besides(self) -> Decimal:
        """How far, told alike, the rate moved that moved most, where the blended rate did not; else 1."""
        if self.size != ONE:
            return ONE
        return max((_distance(each.ratio, each.old, each.new) for each in self.rates), default=ONE)


def changes_between(before: Mapping[str, Model], after: Mapping[str, Model], day: date) -> tuple[Change, ...]:
    """What became of every model from one state of a ledger to the next, which was seen on ``day``."""
    found = []
    for model_id, model in after.items():
        known = before.get(model_id)
        if known is None:
            found.append(Change(model_id, "new", day, None, model.current.price))
        elif model.retired is not None:
            if known.retired is None:
                found.append(Change(model_id, "retired", day, known.current.price, None))
        else:
            change = _moved(model_id, day, known.current, model.current)
            if known.retired is not None:
                found.append(change._replace(kind="revived"))
            elif change.kind:
                found.append(change)
    return in_order(found)


def changes_of(model: Model) -> Iterator[Change]:
    """Every change of one model since it was first seen, oldest first."""
    before: Period | None = None
    for period in (*model.past, model.current):
        if before is None:
            yield Change(model.id, "new", period.since, None, period.price)
        else:
            change = _moved(model.id, period.since, before, period)
            if before.gone is not None:
                yield change._replace(kind="revived")
            elif change.kind:
                yield change
        gone = model.retired if period is model.current else period.gone
        if gone is not None:
            yield Change(model.id, "retired", gone, period.price, None)
        before = period


def changes_since(models: Iterable[Model], first: date) -> tuple[Change, ...]:
    """What changed on the market from ``first`` on, in the order of a report."""
    return in_order(
        change for model in models for change in changes_of(model) if change.day and change.day >= first
    )


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """By kind, those of the blended rate before those of others alone, the biggest first; by id and day."""
    return tuple(sorted(changes, key=_place))


def _place(change: Change) -> tuple[int, Decimal, Decimal, str, date]:
    sizes = -change.size, -change.size_besides
    return KINDS.index(change.kind), *sizes, change.model, change.day or date.min


def _blend(told: Mapping[str, Decimal] | str | None) -> Decimal | None:
    return blend(told) if isinstance(told, Mapping) else None


def _distance(ratio: Decimal | None, old: Decimal | None, new: Decimal | None) -> Decimal:
    """How far a rate moved, from 1, by its ratio or out of 0; what can't be compared did not."""
    if ratio is None:
        return FARTHEST if old == 0 and new else ONE
    return divide(ONE, ratio) if 0 < ratio < 1 else ratio or FARTHEST


def _told(model_id: str, price: Price | None) -> Mapping[str, Decimal] | str:
    if price is None:
        return "varies"
    return "unpriced" if _is_no_price(model_id, price) else headline(price)


def _is_no_price(model_id: str, price: Price) -> bool:
    """Whether its rates of 0 are no price: the model is not free, so it is charged in another way."""
    zero = not price.rates.get("input") and not price.rates.get("output")
    return zero and not is_free(model_id)


def _moved(model_id: str, day: date | None, before: Period, after: Period) -> Change:
    """The change from one price to the next; its kind is empty where no request costs anything else."""
    old, new = before.price, after.price
    if old is None or new is None:
        return Change(model_id, "changed" if old is not new else "", day, old, new)
    if _is_no_price(model_id, old) or _is_no_price(model_id, new):
        both = _is_no_price(model_id, old) and _is_no_price(model_id, new)
        return Change(model_id, "" if both else "changed", day, old, new)
    # What was inferred was never seen, so nobody knows whether it changed.
    unseen = {*before.inferred, *after.inferred}
    rates = tuple(
        each
        for each in differences(old, new)
        if each.name not in unseen and not (each.condition and "when" in unseen)
    )
    if not rates:
        return Change(model_id, "", day, old, new)
    was, now = blend(headline(old)), blend(headline(new))
    if was is not None and now is not None and was != now:
        kind = "dearer" if now > was else "cheaper"
        return Change(model_id, kind, day, old, new, rates, divide(now, was) if was else None)
    ways = {_way(each) for each in rates}
    return Change(model_id, ways.pop() if len(ways) == 1 else "changed", day, old, new, rates)


def _way(change: RateChange) -> str:
    if change.old is None or change.new is None:
        return "changed"
    return "dearer" if change.new > change.old else "cheaper"
