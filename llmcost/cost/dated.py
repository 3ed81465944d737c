"""A period of a model's price, as part of a schedule that several models may share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from llmcost.catalog.model import Model, Period


class Dated(NamedTuple):
    """A period with the model that it is of, and the factor on its token rates."""

    model: Model
    factor: Decimal
    period: Period

    @property
    def turns(self) -> Iterator[date]:
        """The days on which it may begin or cease to hold, or what ``Model.period_on`` says of it changes."""
        seen = self.period.seen
        # Of a price that was seen a day is its own, of one that is only thought to have gone on the next.
        unseen = seen + timedelta(days=1) if seen is not None and seen < date.max else None
        days = (self.model.released, self.period.since, unseen, self.period.gone, self.model.retired)
        return (day for day in days if day is not None)
