"""Small models and prices, written by hand, for tests to say only what matters to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Condition, Price
from llmcost.catalog.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVENANCE = Provenance("https://prices.test/models", date(2026, 11, 10), "bundled", "models.toml")

VARIES = "varies"


def rates(**stated: str) -> dict[str, Decimal]:
    """Rates by name, in USD per million tokens or each, from text."""
    return {name: Decimal(rate) for name, rate in stated.items()}


def when(
    *, above: int | None = None, utc: str | None = None, days: tuple[int, ...] = (), **stated: str
) -> Condition:
    """A condition; ``utc`` is a window such as ``01:00-04:00``."""
    start, end = (_minute(clock) for clock in utc.split("-")) if utc else (None, None)
    return Condition(rates(**stated), above, start, end, days)


def price(*conditions: Condition, **stated: str) -> Price:
    """A price of the stated rates; ``input`` 1 and ``output`` 4 unless one of them is stated."""
    if not {"input", "output"} & stated.keys():
        stated = {"input": "1", "output": "4", **stated}
    return Price(rates(**stated), conditions)


def period(since: str | None, seen: str | None, *, inferred: tuple[str, ...] = (), **stated: str) -> Period:
    """A past price and the days on which it was first and last seen."""
    return Period(price(**stated), _day(since), _day(seen), inferred)


def model(
    model_id: str = "acme/one",
    /,
    *conditions: Condition,
    since: str | None = None,
    seen: str | None = None,
    facts: Mapping[str, Any] | None = None,
    **stated: str,
) -> Model:
    """A model at the price of ``price``; ``facts`` are further fields of ``Model``."""
    current = Period(price(*conditions, **stated), _day(since), _day(seen))
    return Model(model_id, current, **(facts or {}))


def routed(model_id: str) -> Model:
    """A model whose price varies with whatever it routes to."""
    return Model(model_id, Period(None, None, None))


def catalog(*models: Model, aliases: Mapping[str, str] | None = None) -> Catalog:
    """A catalogue of the models."""
    return Catalog({each.id: each for each in models}, PROVENANCE, aliases or {})


def named(*ids: str, aliases: Mapping[str, str] | None = None) -> Catalog:
    """A catalogue of models of which only the ids matter."""
    return catalog(*(model(model_id) for model_id in ids), aliases=aliases)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
