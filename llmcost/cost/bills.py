"""Bills that logs state beside list prices, and the likely reason where they differ."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.cell import total_of
from llmcost.cost.charge import charge
from llmcost.cost.spending import Bill
from llmcost.errors import UnpricedError
from llmcost.money import EXACT, ROUNDED, add_up

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.cost.priced import Priced
    from llmcost.cost.slot import Slot
    from llmcost.cost.tariff import Tariff
    from llmcost.cost.usage import Counts

_DUST = Decimal("0.000000001")
"""USD by which sums of binary fractions may differ from the exact cost."""
_DUST_SHARE = Decimal("0.000001")
_FEES = (Decimal("1.055"), Decimal("1.05"), Decimal("1.1"))
"""OpenRouter's fee on credits and on the user's own keys; Anthropic's and Google's factor for a region."""
_SHARES = (Decimal("0.5"), Decimal("0.25"), Decimal("0.75"), Decimal("0.9"))
"""What batches, flex processing and off-peak hours cost of the list price."""
_FAR = Decimal(4)
"""Times that another endpoint's price is apart at most; further apart there is something else in the bill."""
_ALSO = {"qwen": "alibaba"}
"""Author -> its own endpoint, where that has another name."""

REASONS = {
    "agrees": "",
    "zero": "billed at 0: free, or from a gateway's own cache",
    "byok": "by the user's own key: what the provider behind the gateway bills",
    "price_changed": "the list price of another day",
    "discount": "a discount, as on batches, flex or off-peak hours",
    "fee": "a fee or a regional factor on top",
    "charges": "searches or tools that are charged each",
    "other_endpoint": "another endpoint than the listed one served it",
    "higher": "charges that the log doesn't show, such as tools or calls of other models",
    "lower": "a discount that the log doesn't show, or another endpoint",
    "unpriced": "no list price is known",
}
"""Why a bill differs from list prices -> in words."""
_RECKONED = {"zero": "reckoned at 0: free, or whoever reckoned it knows no price"}
"""The same where it is said otherwise of what a client or gateway merely reckons."""


class Stated(NamedTuple):
    """A bill as a record states it."""

    amount: Decimal
    byok: bool = False
    provider: str | None = None
    requests: int = 1
    """How many requests it is for."""


def reason(tariff: Tariff, stated: Stated, counts: Counts, time: int | None, size: int | None) -> str:
    """The code of why a bill differs from list prices, one of ``REASONS``.

    Args:
        tariff: the schedule of the model.
        stated: the bill.
        counts: what was used.
        time: when, in seconds since 1970.
        size: input tokens of the request; None where it is not one.
    """
    slot = tariff.slot(time, size)
    tokens = counts._replace(web_search=0)
    computed = None if slot is None else _computed(tariff, slot, counts, stated)
    alone = computed if slot is None or tokens == counts else _computed(tariff, slot, tokens, stated)
    if computed is not None and _same(stated.amount, computed):
        return "agrees"
    if not stated.amount:
        return "zero"
    if alone is None:
        return "unpriced"
    if computed is None and (_same(stated.amount, alone) or stated.amount > alone):
        # All but the searches has a price.
        return "charges"
    others = (_computed(tariff, other, counts, stated) for other in tariff.other_slots(time, size))
    if any(each is not None and _same(stated.amount, each) for each in others):
        return "price_changed"
    return _by_ratio(stated, alone if computed is None else computed, alone, tariff)


def _computed(tariff: Tariff, slot: Slot, counts: Counts, stated: Stated) -> Decimal | None:
    try:
        return charge(tariff.rates(slot), counts, stated.requests)
    except UnpricedError:
        return None


def _by_ratio(stated: Stated, computed: Decimal, alone: Decimal, tariff: Tariff) -> str:
    """By how many times the computed cost a bill is; ``alone`` is that of the tokens without searches."""
    if stated.byok:
        return "byok"
    if any(_same(stated.amount, EXACT.multiply(computed, share)) for share in _SHARES):
        return "discount"
    if any(_same(stated.amount, EXACT.multiply(computed, fee)) for fee in _FEES):
        return "fee"
    if alone != computed and (stated.amount > computed or _same(stated.amount, alone)):
        return "charges"
    is_near = computed <= EXACT.multiply(stated.amount, _FAR) and stated.amount <= EXACT.multiply(
        computed, _FAR
    )
    if is_near and stated.provider is not None and not _is_own(stated.provider, tariff):
        return "other_endpoint"
    return "higher" if stated.amount > computed else "lower"


def _is_own(provider: str, tariff: Tariff) -> bool:
    """Whether a provider is the model's author: ``Google AI Studio`` is google."""
    served, author = _bare(provider), _bare(tariff.label.partition("/")[0])
    return not served or served.startswith((author, _ALSO.get(author, author))) or author.startswith(served)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _same(stated: Decimal, computed: Decimal) -> bool:
    difference = abs(ROUNDED.subtract(stated, computed))
    return difference <= _DUST or difference <= ROUNDED.multiply(computed, _DUST_SHARE)


def bills_of(priced: Iterable[Priced]) -> tuple[Bill, ...]:
    """What the log states beside what it comes to, by model, reason and who says so; the largest first."""
    groups: defaultdict[tuple[str, str, bool], list[Priced]] = defaultdict(list)
    for each in priced:
        if each.cell.basis:
            groups[each.label, each.cell.verdict, each.cell.basis == "estimate"].append(each)
    found = []
    for (model, verdict, estimated), members in groups.items():
        sums = total_of(each.sums for each in members)
        known = [each.computed for each in members if each.computed is not None]
        whole = add_up(known) if len(known) == len(members) else None
        message = _RECKONED.get(verdict, REASONS[verdict]) if estimated else REASONS[verdict]
        found.append(Bill(model, verdict, message, sums.requests, sums.stated, whole, estimated))
    return tuple(sorted(found, key=lambda bill: (-bill.stated, bill.model, bill.reason, bill.estimated)))
