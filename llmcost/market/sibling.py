"""The models of one family: what came before and after a model, and what a switch would save."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.market.compared_cost import compared_cost
from llmcost.market.family import family_of, generation_of, sizes_of, without_day
from llmcost.market.peers import is_of_its_kind
from llmcost.market.stand_in import is_dated
from llmcost.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.errors import UnpricedError
    from llmcost.market.compared_cost import ComparedCost
    from llmcost.market.use_cost import Use

MOST = 8
"""How many of a family are told: the newest, and those nearest in time."""

MOST_ALIKE = 4
"""How many of the same generation are told: the cheapest."""


class Sibling(NamedTuple):
    """One of the same family and author."""

    model: Model
    relation: str
    """``newer``, ``older``, ``same day``, or ``undated`` where that can't be told; ``same generation`` of one
    of the same version in another size: mini, nano, 27b."""
    amount: Decimal | None
    """The blended rate in USD per million tokens, or of a use its cost in USD. None: unpriced."""
    saving: Decimal | None
    """Per cent of the model's amount that a switch saves; negative: it costs more. None: can't be told."""
    unpriced: UnpricedError | None
    """Why there is no amount."""
    fits: bool
    """Whether it can take a request of the use; without a use always."""


class Siblings(NamedTuple):
    """The family of a model."""

    family: str
    """Author and words: ``openai/gpt mini``."""
    is_wider: bool
    """Whether no other of its own family is listed, and these are of one with fewer words or with more."""
    amount: Decimal | None
    """What the model itself costs, as in ``Sibling``."""
    rows: tuple[Sibling, ...]
    """Newest first by ``Model.appeared``, the undated last; then the same generation, cheapest first."""
    more: int
    """How many others of the family are listed: dated snapshots of those listed, and what is further away in
    time."""
    more_alike: int = 0
    """How many others of the same generation are listed: dated snapshots of those told, and what is dearer or
    unpriced."""


def siblings_of(model: Model, models: Iterable[Model], use: Use | None = None) -> Siblings:
    """The others of a model's family and of its generation that are listed.

    Args:
        model: whose siblings they are; the row that a variant or an alias is of is none. Those of one in
            batches are in batches too.
        models: all models of a catalogue.
        use: what to compare the cost of; None for the blended rate.

    Raises:
        UsageError: for terms of less than one request, or a minute that no day has.
    """
    same = {model.id, model.id.partition(":")[0], model.alias_of}
    everyone = [*models]
    day = model.appeared if is_dated(model, everyone) else None
    others = [
        each
        for each in everyone
        if each.author == model.author and is_of_its_kind(each, model) and each.id not in same
    ]
    alike = [each for each in others if _is_alike(model, each)]
    alike_ids = {each.id for each in alike}
    rest = [each for each in others if each.id not in alike_ids]
    family, members, is_wider = _widened(family_of(model.id), rest)
    near = sorted(_nearest(model.id, day, members), key=lambda each: each.id)
    near.sort(key=_age, reverse=True)
    own = compared_cost(model, use)
    rows = [_sibling(own, each, _relation(model, day, each), use) for each in near]
    alike_rows = [
        _sibling(own, each, "same generation", use) for each in alike if without_day(each.id) not in alike_ids
    ]
    same_generation = sorted(alike_rows, key=_dearness)
    return Siblings(
        family,
        is_wider,
        own.amount,
        (*rows, *same_generation[:MOST_ALIKE]),
        len(members) - len(rows),
        len(alike) - len(same_generation[:MOST_ALIKE]),
    )


def _is_alike(model: Model, other: Model) -> bool:
    """Whether it is of the same version, but of another family or size."""
    own = generation_of(_stands_for(model))
    if own is None or generation_of(other.id) != own:
        return False
    of_both = (_stands_for(model), other.id)
    families, sizes = ({rule(each) for each in of_both} for rule in (family_of, sizes_of))
    return len(families) > 1 or len(sizes) > 1


def _stands_for(model: Model) -> str:
    return model.alias_of or model.id


def _nearest(model_id: str, day: date | None, members: Sequence[Model]) -> list[Model]:
    """At most ``MOST``: the newest in any case, dated snapshots of those that are listed last."""
    listed = {model_id, *(each.id for each in members)}
    newest = max(members, key=lambda each: (_age(each), each.id), default=None)

    def order(each: Model) -> tuple[bool, bool, tuple[int, int, str]]:
        return each is not newest, without_day(each.id) in listed, _distance(day, each)

    return sorted(members, key=order)[:MOST]


def _dearness(sibling: Sibling) -> tuple[bool, Decimal, str]:
    amount = sibling.amount
    return amount is None, ZERO if amount is None else amount, sibling.model.id


def _widened(family: str, others: Sequence[Model]) -> tuple[str, list[Model], bool]:
    """The members of a family, else of those that begin with its words, else the same with a word less."""
    families = [(each, family_of(each.id)) for each in others]
    words = family.split(" ")
    for count in range(len(words), 0, -1):
        wide = " ".join(words[:count])
        members = [each for each, its in families if its == wide]
        if not members:
            members = [each for each, its in families if its.startswith(f"{wide} ")]
        if members:
            return wide, members, family_of(members[0].id) != family
    return family, [], False


def _distance(own: date | None, other: Model) -> tuple[int, int, str]:
    """How far a model is from a day; without one the newest are nearest."""
    its = other.appeared
    if its is None:
        return 1, 0, other.id
    if own is None:
        return 0, -its.toordinal(), other.id
    return 0, abs((its - own).days), other.id


def _age(model: Model) -> int:
    """Larger for the newer, 0 for the undated."""
    return 0 if model.appeared is None else model.appeared.toordinal()


def _sibling(own: ComparedCost, other: Model, relation: str, use: Use | None) -> Sibling:
    its = compared_cost(other, use)
    return Sibling(other, relation, its.amount, own.saving(its), its.unpriced, its.fits)


def _relation(model: Model, own: date | None, other: Model) -> str:
    its = other.appeared
    if own is None or its is None:
        return "undated"
    if own == its:
        # Two that were first seen on the same day may have been released on any two days before it.
        return "same day" if model.released and other.released else "undated"
    return "newer" if its > own else "older"
