"""Whether a list can be believed: each rule looks at it beside the ledger that it would renew.

The bounds come from seven lists of May 2025 to November 2026: between two of them up to 63 % of the ids
vanished and single prices moved by factors from 0.0064 to 30, but the number of models moved by 0.92 to
1.25, the median ratio of prices was 1 every time, no price became 0, and the highest rate was $600.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import product
from statistics import median
from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.catalog.price import CHARGES
from llmcost.money import EXACT, ROUNDED, divide, format_rate, plain
from llmcost.sources.renewal import same_price

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from llmcost.catalog.model import Model
    from llmcost.sources.lists import Lists

FEWEST = Decimal("0.6")
"""Of the models that were listed before."""
LOWEST_MEDIAN, HIGHEST_MEDIAN = Decimal("0.5"), Decimal(2)
"""Of the ratios of new to old prices. A slip in the unit or the currency moves every price."""
JUDGED = ("input", "output", "cache_read")
"""Rates that so many models have that their median says something. Others come and go with one maker."""
ENOUGH = 20
"""Models with cache reads, or with prices under conditions, for a median to say something."""
FEWEST_KNOWN = Decimal("0.2")
"""Of the models that were listed before. The fewest seen: 0.28, after 15 months."""
MOST_UNPRICED = Decimal("0.5")
"""Of all models of a list. The most seen: 0.22, most of them free."""
MANY = Decimal("0.1")
"""A share of the prices that two lists have in common."""
HIGHEST_RATE = Decimal(10_000)
"""USD per million tokens."""
HIGHEST_CHARGE = Decimal(100)
"""USD each."""
JUMP = Decimal(3)
"""A single price that moves by more, up or down, is told."""
MANY_GONE = Decimal("0.25")
"""A share of the models that were listed before, within ``RECENT_DAYS``."""
RECENT_DAYS = 90
FAMILY = 5
"""Models of one author or variant that are worth a word when all of them vanish."""
_TOLD = 5


def reasons_to_refuse(lists: Lists) -> tuple[Note, ...]:
    """Why the list should not be believed, by rule; empty when nothing speaks against it."""
    return tuple(note for rule in REFUSE for note in rule(lists))


def remarks(lists: Lists) -> tuple[Note, ...]:
    """What somebody should have a look at."""
    return tuple(note for rule in WARN for note in rule(lists))


def too_few(lists: Lists) -> Iterator[Note]:
    """Less than ``FEWEST`` of the models that were listed before."""
    old, new = len(lists.before), len(lists.after)
    if new < FEWEST * old:
        yield Note("too_few", f"{new:,} models, where there were {old:,}")


def strangers(lists: Lists) -> Iterator[Note]:
    """Less than ``FEWEST_KNOWN`` of the models that were listed before are on the list, as if renamed."""
    old, known = len(lists.before), len(lists.before) - len(lists.gone())
    if known < FEWEST_KNOWN * old:
        yield Note("strangers", f"of {old:,} models that were listed {known:,} still are")


def mostly_unpriced(lists: Lists) -> Iterator[Note]:
    """More than ``MOST_UNPRICED`` of the list has no price, or 0 for input and output."""
    unpriced = 0
    for model in lists.after.values():
        price = model.current.price
        unpriced += price is None or not (price.rates.get("input") or price.rates.get("output"))
    if unpriced > MOST_UNPRICED * len(lists.after):
        yield Note("mostly_unpriced", f"{unpriced:,} of {len(lists.after):,} models have no price, or 0")


def median_moved(lists: Lists) -> Iterator[Note]:
    """The median ratio of a rate is outside of ``LOWEST_MEDIAN`` to ``HIGHEST_MEDIAN``.

    Each of ``JUDGED`` by itself, since input and output that were mixed up would make up for each other, and
    apart from those under conditions, behind which a bad list could hide. Of one model's conditions the one
    that moved furthest counts, or those that nobody meets could outnumber the one that everybody does.
    """
    for name, conditional in product(JUDGED, (False, True)):
        furthest: dict[str, Decimal] = {}
        for each in lists.prices:
            if each.name == name and bool(each.condition) == conditional and each.old and each.new:
                ratio = divide(each.new, each.old)
                furthest[each.id] = max(ratio, furthest.get(each.id, ratio), key=_far)
        few = (conditional or name not in {"input", "output"}) and len(furthest) < ENOUGH
        if not furthest or few or LOWEST_MEDIAN <= (middle := median(furthest.values())) <= HIGHEST_MEDIAN:
            continue
        further = "more" if middle > 1 else "less"
        which = f"{name} prices under conditions" if conditional else f"{name} prices"
        yield Note("median_moved", f"half of all {which} moved by x{_short(middle)} or {further}")


def many_zero(lists: Lists) -> Iterator[Note]:
    """More than ``MANY`` of the prices became 0, be it under one of their conditions."""
    paid = {(each.id, each.name) for each in lists.prices if each.old}
    zero: dict[tuple[str, str], str] = {}
    for each in lists.prices:
        if each.old and not each.new:
            zero.setdefault((each.id, each.name), each.told)
    if len(zero) > MANY * len(paid):
        yield Note("many_zero", f"{len(zero):,} of {len(paid):,} prices became 0: {_some([*zero.values()])}")


def many_vary(lists: Lists) -> Iterator[Note]:
    """More than ``MANY`` of the models that had a price are now said to vary."""
    priced = [(told, new) for told, old, new in lists.common() if old.current.price is not None]
    vary = [told for told, new in priced if new.current.price is None]
    if len(vary) > MANY * len(priced):
        yield Note("many_vary", f"{len(vary):,} of {len(priced):,} prices became 'varies': {_some(vary)}")


def absurd_price(lists: Lists) -> Iterator[Note]:
    """A rate above ``HIGHEST_RATE``, or a charge above ``HIGHEST_CHARGE``."""
    absurd = []
    for model_id, model in lists.after.items():
        price = model.current.price
        for rates in (price.rates, *(each.rates for each in price.when)) if price else ():
            absurd += [
                f"{model_id} {name} {format_rate(rate)}"
                for name, rate in rates.items()
                if rate > (HIGHEST_CHARGE if name in CHARGES else HIGHEST_RATE)
            ]
    if absurd:
        yield Note("absurd_price", f"more than anything costs: {_some(absurd)}")


def jumped(lists: Lists) -> Iterator[Note]:
    """Single prices that moved by more than ``JUMP``."""
    far = []
    for each in lists.prices:
        old, new = each.old, each.new
        # Compared as products: a third has no last digit.
        if old and new and max(old, new) > EXACT.multiply(JUMP, min(old, new)):
            ratio = divide(new, old)
            far.append((_far(ratio), f"{each.told} x{_short(ratio)}"))
    if far:
        told_far = [told for _, told in sorted(far, reverse=True)]
        yield Note("jumped", f"moved by more than x{JUMP}: {_some(told_far)}")


def turned_free(lists: Lists) -> Iterator[Note]:
    """Models that cost something and are now listed at 0."""
    free = [each.told for each in lists.prices if each.old and not each.new]
    if free:
        yield Note("turned_free", f"paid before, now listed at 0: {_some(free)}")


def watched_moved(lists: Lists) -> Iterator[Note]:
    """Models that the project's own files name and whose price changed, or who vanished."""
    gone = lists.gone().intersection(lists.watched)
    for model_id in sorted(gone):
        yield Note("watched_gone", f"{model_id}, which your files name, is no longer listed")
    for model_id, old, new in lists.common():
        if model_id in lists.watched and not same_price(old.current.price, new.current.price):
            yield Note("watched_changed", f"{model_id}, which your files name, has another price")


def many_gone(lists: Lists) -> Iterator[Note]:
    """More than ``MANY_GONE`` of the models vanished within ``RECENT_DAYS``."""
    gone = lists.gone()
    if lists.days <= RECENT_DAYS and len(gone) > MANY_GONE * len(lists.before):
        yield Note("many_gone", f"{len(gone):,} of {len(lists.before):,} models are no longer listed")


def family_gone(lists: Lists) -> Iterator[Note]:
    """Every model of an author, or every row of a variant such as ``:batch``, vanished."""
    families: tuple[tuple[str, Callable[[Model], str]], ...] = (
        ("all {} :{} rows are gone", lambda model: model.variant),
        ("all {} models of {} are gone", lambda model: model.author),
    )
    gone = lists.gone()
    stay = [*lists.after.values(), *(model for key, model in lists.before.items() if key not in gone)]
    for told, family_of in families:
        left = {family_of(model) for model in stay}
        for family, count in sorted(Counter(map(family_of, lists.before.values())).items()):
            if family and family not in left and count >= FAMILY:
                yield Note("family_gone", told.format(count, family))


REFUSE: tuple[Callable[[Lists], Iterator[Note]], ...] = (
    too_few,
    strangers,
    mostly_unpriced,
    median_moved,
    many_zero,
    many_vary,
    absurd_price,
)
"""Rules that refuse a list."""

WARN: tuple[Callable[[Lists], Iterator[Note]], ...] = (
    watched_moved,
    family_gone,
    many_gone,
    jumped,
    turned_free,
)
"""Rules that only remark on it."""


def _some(told: list[str]) -> str:
    more = f" and {len(told) - _TOLD:,} more" if len(told) > _TOLD else ""
    return f"{', '.join(told[:_TOLD])}{more}"


def _far(ratio: Decimal) -> Decimal:
    """How far from 1, up or down."""
    return max(ratio, divide(Decimal(1), ratio))


def _short(ratio: Decimal) -> str:
    """A ratio to three digits."""
    places = max(0, 2 - ratio.adjusted())
    return plain(ratio.quantize(Decimal(1).scaleb(-places), context=ROUNDED))
