"""Where a model stands in its class: its rank by price, intelligence and context, and the marks beside it."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.market.compared_cost import compared_cost
from llmcost.money import ZERO, divide

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from llmcost.catalog.model import Model
    from llmcost.market.peers import Peers

MEASURES = ("price", "intelligence", "context")
"""What models are ranked by, in order of a report."""

OWN = "this model"
"""What the label of the model's own mark says, behind the place where it has one."""

_PLACES = {
    "price": ("cheapest", "lower quarter", "median", "upper quarter", "dearest"),
    "intelligence": ("most", "upper quarter", "median", "lower quarter", "least"),
    "context": ("largest", "upper quarter", "median", "lower quarter", "smallest"),
}
"""Measure -> the places that have a mark, from best to worst."""

_MISSING = {
    "intelligence": "no intelligence index is known of it",
    "context": "its context window is not known",
}
"""Measure -> why there is no rank where a model lacks it; of a price that differs."""

_HUNDRED = Decimal(100)
_TENFOLD = Decimal(10)

# How long a bar is: it takes no more digits than that.
_ROUGH = Context(prec=12)


class Mark(NamedTuple):
    """One bar of a ranking: the model itself, the best and the last of the class, or a quantile between."""

    label: str
    """Such as cheapest or median; of the model itself ``this model``, behind such a place if it has one."""
    models: tuple[str, ...]
    """The ids of all members with that value, by id, the model itself first; never empty."""
    value: Decimal
    """USD per million tokens, index or tokens."""
    share: Decimal
    """Length of its bar, 0 to 1. Of an index from 0; of prices and contexts by factors, from a tenth of the
    smallest one above 0: each tenfold is as much longer."""
    own: bool
    """Whether it is the model itself."""


class Standing(NamedTuple):
    """A model's rank among its class by one measure."""

    measure: str
    """One of ``MEASURES``."""
    value: Decimal | None
    """Of the model: blended rate in USD per million tokens, intelligence index or context in tokens."""
    rank: int | None
    """1 is the cheapest, the most intelligent, the largest; equal values share the better rank."""
    of: int
    """Members whose value is known, the model itself included where its own is."""
    equal: int
    """Other members with the same value."""
    unknown: int
    """Members whose value is not known, the model itself included where its own isn't."""
    beats: Decimal | None
    """Per cent of the other members with a known value that are worse. None: no rank, or no others."""
    loses: Decimal | None
    """Per cent of them that are better."""
    marks: tuple[Mark, ...]
    """From best to worst, the model itself at its place, each value once."""
    missing: str | None
    """Why there is no rank, a clause. None: there is one."""


def standings_of(model: Model, peers: Peers) -> tuple[Standing, ...]:
    """Where a model stands in its class, by each of ``MEASURES`` in order.

    Quantiles are values of members: a quarter of those whose value is known is at least as good as the first.
    """
    return (
        _standing("price", model, peers, lambda each: compared_cost(each).amount, is_least_best=True),
        _standing("intelligence", model, peers, lambda each: each.intelligence),
        _standing("context", model, peers, number_of("context")),
    )


def number_of(name: str) -> Callable[[Model], Decimal | None]:
    """What tells a field of a model that holds a whole number; None where it is not known."""

    def number(model: Model) -> Decimal | None:
        value = getattr(model, name)
        return None if value is None else Decimal(value)

    return number


def compared(
    model: Model, peers: Peers, value_of: Callable[[Model], Decimal | None], *, is_least_best: bool = False
) -> tuple[Decimal | None, Decimal | None]:
    """Per cent of the other members with a known value that are worse, and that are better.

    Args:
        model: whose value is held against theirs.
        peers: its class.
        value_of: the value; None where it is not known.
        is_least_best: whether a smaller value is better.

    Returns:
        None and None where its value is not known, or none of the others'.
    """
    own = value_of(model)
    others = [value for each in peers.models if each.id != model.id and (value := value_of(each)) is not None]
    if own is None or not others:
        return None, None
    less = sum(value < own for value in others)
    more = sum(value > own for value in others)
    worse, better = (more, less) if is_least_best else (less, more)
    return divide(_HUNDRED * worse, len(others)), divide(_HUNDRED * better, len(others))


def _standing(
    measure: str,
    model: Model,
    peers: Peers,
    value_of: Callable[[Model], Decimal | None],
    *,
    is_least_best: bool = False,
) -> Standing:
    known = {each.id: value for each in peers.models if (value := value_of(each)) is not None}
    ranked = sorted(known.values(), reverse=not is_least_best)
    own = known.get(model.id)
    beats, loses = compared(model, peers, value_of, is_least_best=is_least_best)
    return Standing(
        measure,
        own,
        None if own is None else ranked.index(own) + 1,
        len(known),
        0 if own is None else ranked.count(own) - 1,
        len(peers.models) - len(known),
        beats,
        loses,
        _marks(measure, model.id, known, ranked),
        _missing(measure, model),
    )


def _marks(
    measure: str, own: str, known: Mapping[str, Decimal], ranked: Sequence[Decimal]
) -> tuple[Mark, ...]:
    places = _places(measure, ranked)
    values = sorted({*places, *(known[each] for each in (own,) if each in known)}, key=ranked.index)
    positive = [value for value in ranked if value]
    marks = []
    for value in values:
        ids = sorted((each for each in known if known[each] == value), key=lambda each: (each != own, each))
        label = places.get(value, "")
        is_own = ids[0] == own
        if is_own:
            label = f"{label}, {OWN}" if label and len(known) > 1 else OWN
        marks.append(Mark(label, tuple(ids), value, _share(measure, value, positive), is_own))
    return tuple(marks)


def _places(measure: str, ranked: Sequence[Decimal]) -> dict[Decimal, str]:
    """The values that have a mark, with their labels; where two fall together, the outer one names it."""
    if not ranked:
        return {}
    best, *between, last = _PLACES[measure]
    if ranked[0] == ranked[-1]:
        return {ranked[0]: "all alike" if ranked[1:] else "the only one known"}
    places = {ranked[0]: best, ranked[-1]: last}
    middle = (2, 1, 3)
    for quarter in middle:
        # Rounded up: the first value at or below which that part of them lies.
        value = ranked[-(-len(ranked) * quarter // 4) - 1]
        places.setdefault(value, between[quarter - 1])
    return places


def _share(measure: str, value: Decimal, positive: Sequence[Decimal]) -> Decimal:
    if not value:
        return ZERO
    if measure == "intelligence":
        return _ROUGH.divide(value, max(positive))
    base = _ROUGH.divide(min(positive), _TENFOLD)
    length, whole = (_ROUGH.log10(_ROUGH.divide(each, base)) for each in (value, max(positive)))
    return _ROUGH.divide(length, whole)


def _missing(measure: str, model: Model) -> str | None:
    """Why the model has no rank; None where its value is known."""
    if measure == "price":
        unpriced = compared_cost(model).unpriced
        return None if unpriced is None else unpriced.message
    return _MISSING[measure] if getattr(model, measure) is None else None
