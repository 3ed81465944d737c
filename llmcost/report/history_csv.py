"""The prices of models over time as CSV, a row a period, exact decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.history import BLEND
from llmcost.catalog.price import RATE_NAMES
from llmcost.money import plain
from llmcost.report.csv_text import csv_text
from llmcost.report.payload import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.history import Histories, Stage
    from llmcost.catalog.price import Condition

HEADER = (
    "model",
    "since",
    "seen",
    "gone",
    "retired",
    "blended",
    "change_pct",
    *(f"rate_{name}" for name in RATE_NAMES),
    "unpriced",
    "inferred",
    "conditions",
    "notes",
    "currency",
    "prices_source",
    "prices_as_of",
    "prices_layer",
)


def history_csv(histories: Histories) -> str:
    """A row for each period, under ``HEADER``."""
    prices = histories.provenance
    tail = (CURRENCY, prices.source, prices.as_of, prices.layer)
    rows = [
        (
            history.model.id,
            stage.period.since,
            stage.period.seen,
            stage.until if stage.unlisted else None,
            history.model.retired,
            *_figures(stage),
            "; ".join(note.message for note in history.notes),
            *tail,
        )
        for history in histories.histories
        for stage in history.stages
    ]
    return csv_text(HEADER, rows)


def _figures(stage: Stage) -> Iterator[Any]:
    price = stage.period.price if stage.unpriced is None else None
    yield stage.rate(BLEND)
    yield stage.change
    for name in RATE_NAMES:
        yield price and price.rates.get(name)
    yield stage.unpriced and stage.unpriced.reason
    yield "; ".join(stage.period.inferred)
    yield "; ".join(map(condition_text, price.when)) if price else ""


def condition_text(condition: Condition) -> str:
    """A condition and the exact rates under it, for one cell."""
    return (
        f"{condition.words}: {', '.join(f'{name} {plain(rate)}' for name, rate in condition.rates.items())}"
    )
