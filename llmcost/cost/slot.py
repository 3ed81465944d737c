"""Where a logged request stands in the schedule of a model's rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from llmcost.catalog.price import Moment


class Slot(NamedTuple):
    """A place in a model's schedule, within which all rates are the same."""

    period: int
    """Position in the tariff's schedule; -1 where no price is known for that day."""
    size: int | None
    """How many size conditions it is above. None: no request size is known, so base rates hold."""
    moment: Moment | None
    """The stretch of the week, by its first moment; None where the hour isn't known or doesn't matter."""
    remark: str = ""
    """Code of what ``Model.period_on`` says of the day, such as ``between_sightings``, or empty."""
