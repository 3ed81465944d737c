"""The same traffic on other models."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from llmcost.cost.charge import charge
from llmcost.cost.spending import Alternative
from llmcost.errors import UnpricedError
from llmcost.money import add_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from llmcost.cost.elsewhere import Elsewhere
    from llmcost.cost.priced import Priced


def alternatives(
    priced: Sequence[Priced], elsewhere: Elsewhere, names: Sequence[str]
) -> tuple[Alternative, ...]:
    """Price what was read on each other model.

    Args:
        priced: what was read.
        elsewhere: the other models.
        names: as they were asked for, in the same order.
    """
    return tuple(_alternative(priced, elsewhere, at, name) for at, name in enumerate(names))


def _alternative(priced: Sequence[Priced], elsewhere: Elsewhere, at: int, name: str) -> Alternative:
    costs: list[Decimal] = []
    compared: list[tuple[Decimal, Decimal]] = []
    misfits: Counter[str] = Counter()
    troubles: Counter[str] = Counter()
    only_here = 0
    for each in priced:
        requests = each.sums.requests
        misfits.update(dict.fromkeys(each.cell.misfits[at], requests))
        slot = each.cell.elsewhere[at]
        assert slot is not None  # noqa: S101 - the model is known, and the standard tier never fails
        try:
            rates = elsewhere.tariff(at, each.cell.tier).rates(slot)
            cost = charge(rates, each.sums.counts, requests)
        except UnpricedError as error:
            troubles[error.message] += requests
            continue
        costs.append(cost)
        if each.cost is None:
            only_here += requests
        else:
            compared.append((each.cost, cost))
    model = elsewhere.models[at]
    return Alternative(
        name,
        model.id,
        add_up(costs) if costs else None,
        add_up(before for before, _ in compared) if compared else None,
        add_up(after for _, after in compared) if compared else None,
        tuple(sorted(misfits.items())),
        _unpriced(troubles, some=bool(costs)),
        model.period_on()[1],
        only_here,
    )


def _unpriced(troubles: Counter[str], *, some: bool) -> str | None:
    """Why requests have no price there, and where others have one, how many those are."""
    told = [
        f"{message} ({count:,} request{'' if count == 1 else 's'})" if some else message
        for message, count in troubles.most_common()
    ]
    return "; ".join(told) or None
