"""A ledger renewed by a list: what is new, gone or costs something else, and all that was before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from llmcost.catalog.model import Period
from llmcost.catalog.schedule import differences

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from llmcost.catalog.model import Model
    from llmcost.catalog.price import Price
    from llmcost.sources.ledger import Ledger

_KEPT = (
    "name",
    "snapshot",
    "released",
    "context",
    "input",
    "output",
    "features",
    "tokenizer",
    "knowledge_cutoff",
    "intelligence",
)
"""Facts that stay known when a list leaves them out. The others are promises of a day, such as an announced
end or the longest answer of whoever serves it first: what is not stated of them no longer holds."""


def renewed(ledger: Ledger, listed: Mapping[str, Model], day: date, unread: Collection[str] = ()) -> Ledger:
    """The ledger after a list was seen on ``day``.

    A changed price closes the period of the old one and opens its own; a second list of the same day replaces
    the first. A model that is not on the list keeps its table and is marked retired, one that comes back is
    revived.

    Args:
        ledger: what is known, up to a day not after ``day``.
        listed: the models of the list, as ``convert`` makes them.
        day: when the list was fetched.
        unread: ids on the list whose rows could not be used; nothing is concluded about them.
    """
    models = dict(listed)
    for model_id, known in ledger.models.items():
        fresh = listed.get(model_id)
        if fresh is not None:
            models[model_id] = _seen_again(known, fresh, day, ledger.as_of)
        elif known.retired is None and model_id not in unread:
            models[model_id] = _gone(known, day, ledger.as_of)
        else:
            models[model_id] = known
    models = dict(sorted(models.items()))
    return ledger._replace(models=models, as_of=day, warnings=(), listed=None)


def confirmed(ledger: Ledger, day: date) -> Ledger:
    """The ledger after the server said on ``day`` that the list it was made from still holds."""
    models = {
        model_id: model._replace(current=model.current._replace(seen=day))
        if model.retired is None and model.current.seen == ledger.as_of
        else model
        for model_id, model in ledger.models.items()
    }
    return ledger._replace(models=models, as_of=day, warnings=(), listed=None)


def same_price(one: Price | None, other: Price | None) -> bool:
    """Whether every request costs the same at both, at any size and hour; two that vary are the same."""
    if one is None or other is None:
        return one is other
    return one == other or not differences(one, other)


def _seen_again(known: Model, fresh: Model, day: date, as_of: date) -> Model:
    past, current = _periods(known, fresh.current.price, day, as_of)
    facts = {key: getattr(fresh, key) or getattr(known, key) for key in _KEPT}
    return fresh._replace(past=past, current=current, extra=known.extra, **facts)


def _periods(known: Model, price: Price | None, day: date, as_of: date) -> tuple[tuple[Period, ...], Period]:
    """Past and current periods, after ``price`` was seen on ``day``."""
    past, current, today = known.past, known.current, Period(price, day, day)
    if known.retired is not None and known.retired < day:
        return _until_gone(known, known.retired, as_of), today
    # A ledger of one's own need not state dates.
    seen = current.seen or as_of
    since = current.since or seen
    if same_price(current.price, price):
        # Where the hour matters a list states that hour's price as the base, so each fetch looks different.
        form = current.price if price is not None and price.is_timed else price
        return past, Period(form, since, day)
    if since < day:
        return (*past, current._replace(since=since, seen=min(seen, _day_before(day)))), today
    return _periods(_before(known), price, day, as_of) if past else (past, today)


def _until_gone(known: Model, gone: date, as_of: date) -> tuple[Period, ...]:
    """All periods of a model that was found to be gone on ``gone``."""
    seen = min(known.current.seen or as_of, _day_before(gone))
    since = known.current.since or seen
    if since <= seen:
        return (*known.past, known.current._replace(since=since, seen=seen, gone=gone))
    # Its price was seen only on that day, on an earlier list.
    return _until_gone(_before(known), known.past[-1].gone or gone, as_of) if known.past else ()


def _gone(known: Model, day: date, as_of: date) -> Model:
    """The model after it was not on the list of ``day``."""
    if known.past and known.current.since == day:
        known = _before(known)
    # It was not seen on the day itself, even where the ledger is of that day already.
    seen = known.current.seen or min(as_of, _day_before(day))
    current = known.current._replace(since=known.current.since or seen, seen=seen)
    return known._replace(current=current, retired=known.retired or day)


def _before(known: Model) -> Model:
    """The model as it was before its price was first seen."""
    *past, last = known.past
    return known._replace(past=tuple(past), current=last._replace(gone=None), retired=last.gone)


def _day_before(day: date) -> date:
    # A file may hold the first day that there is.
    return date.fromordinal(max(day.toordinal() - 1, date.min.toordinal()))
