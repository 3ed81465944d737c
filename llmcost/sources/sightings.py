"""What two ledgers saw of the same models, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.sources.renewal import same_price

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.model import Model, Period
    from llmcost.sources.ledger import Ledger


def joined(newer: Ledger, older: Ledger) -> Ledger:
    """The newer ledger, with every price and absence that only the older one saw.

    So prices that a user's own refreshes saw outlive an upgrade that brings a newer ledger. Where both
    speak of the same day the newer one counts; facts are the newer one's.
    """
    models = dict(newer.models)
    for model_id, model in older.models.items():
        known = newer.models.get(model_id)
        if known is not None:
            models[model_id] = _joined(known, newer.as_of, model, older.as_of)
        else:
            models[model_id] = model._replace(retired=model.retired or newer.as_of)
    return newer._replace(models=dict(sorted(models.items())), listed=None)


def _joined(newer: Model, as_of: date, older: Model, older_as_of: date) -> Model:
    if (newer.past, newer.current, newer.retired) == (older.past, older.current, older.retired):
        return newer
    found = {**_sightings(older, older_as_of), **_sightings(newer, as_of)}
    if None in found or not any(found.values()):
        return newer
    periods: list[Period] = []
    retired = None
    for day, period in sorted(found.items()):
        if period is None:
            if retired is None:
                retired = day
        elif periods and retired is None and _continues(periods[-1], period):
            # What was seen counts more than what was inferred from it.
            inferred = tuple(name for name in periods[-1].inferred if name in period.inferred)
            periods[-1] = periods[-1]._replace(seen=day, inferred=inferred)
        else:
            if periods:
                periods[-1] = periods[-1]._replace(gone=retired)
            periods.append(period._replace(since=day, seen=day, gone=None))
            retired = None
    return newer._replace(past=tuple(periods[:-1]), current=periods[-1], retired=retired)


def _sightings(model: Model, as_of: date) -> dict[date | None, Period | None]:
    """Day -> the price seen, at the edges of each period; None where the model was found to be gone.

    The day None stands for a ledger of one's own that doesn't state when it saw a price.
    """
    found: dict[date | None, Period | None] = {}
    for period in (*model.past, model.current):
        found[period.since] = found[period.seen] = period
        if period.gone is not None:
            found[period.gone] = None
    if model.retired is not None:
        found[model.retired] = found[as_of] = None
    return found


def _continues(last: Period, period: Period) -> bool:
    return same_price(last.price, period.price)
