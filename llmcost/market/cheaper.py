"""Models of a class that are at least as intelligent as one, and cost less."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.market.compared_cost import compared_cost

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.market.compared_cost import ComparedCost
    from llmcost.market.peers import Peers
    from llmcost.market.use_cost import Use

MOST = 5
"""How many are told: the cheapest."""


class Cheaper(NamedTuple):
    """One model that costs less."""

    model: Model
    amount: Decimal
    """The blended rate in USD per million tokens, or of a use its cost in USD."""
    saving: Decimal
    """Per cent of the dearer model's amount that a switch saves; above 0."""


class CheaperModels(NamedTuple):
    """What costs less than a model at equal or higher intelligence."""

    rows: tuple[Cheaper, ...]
    """Cheapest first."""
    more: int
    """How many others there are, each at least as dear as those."""
    missing: str | None
    """Why it can't be told, a clause. None: it can, and no row means that there is none."""
    too_small: int = 0
    """How many of the class would be, but can't take a request of the use."""
    beyond: int = 0
    """How many there are among all models, but not in the class."""
    best_beyond: Decimal | None = None
    """The most that one of those saves, in per cent. None: there is none."""


def cheaper_of(
    model: Model, peers: Peers, use: Use | None = None, everyone: Peers | None = None
) -> CheaperModels:
    """The members of a class that are at least as intelligent as a model and cost less, at most ``MOST``.

    Members that can't take a request of the use are not counted: they are no alternative.

    Args:
        model: what to replace.
        peers: its class.
        use: what to compare the cost of; None for the blended rate.
        everyone: the class of all models, to count those beyond ``peers``. None: they are not counted.

    Raises:
        UsageError: for terms of less than one request, or a minute that no day has.
    """
    own = compared_cost(model, use)
    if model.intelligence is None:
        return CheaperModels((), 0, "no intelligence index is known of it")
    if own.unpriced is not None:
        return CheaperModels((), 0, f"it has no price: {own.unpriced.message}")
    rows, too_small = _found(model, own, peers.models, use)
    members = {each.id for each in peers.models}
    others = [each for each in everyone.models if each.id not in members] if everyone else []
    beyond, _ = _found(model, own, others, use)
    return CheaperModels(
        tuple(rows[:MOST]),
        len(rows[MOST:]),
        None,
        too_small,
        len(beyond),
        max((each.saving for each in beyond), default=None),
    )


def _found(
    model: Model, own: ComparedCost, others: Iterable[Model], use: Use | None
) -> tuple[list[Cheaper], int]:
    """Those that are as intelligent, cost less and can take the request; and how many can't."""
    rows, too_small = [], 0
    for other in others:
        if (
            other.intelligence is None
            or model.intelligence is None
            or other.intelligence < model.intelligence
        ):
            continue
        its = compared_cost(other, use)
        saving = own.saving(its)
        if its.amount is None or saving is None or saving <= 0:
            continue
        if its.fits:
            rows.append(Cheaper(other, its.amount, saving))
        else:
            too_small += 1
    rows.sort(key=lambda row: (row.amount, row.model.id))
    return rows, too_small
