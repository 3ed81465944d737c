"""Where one of two models becomes cheaper as CSV, a row a quantity, exact decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.market.interval import saving
from llmcost.report.breakeven_units import UNITS, decimal_of
from llmcost.report.csv_text import csv_text
from llmcost.report.payload import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from llmcost.market.breakeven import Breakeven, Contest

HEADER = (
    "over",
    "input",
    "output",
    "cached",
    "at",
    "at_fraction",
    "model_a",
    "cost_a",
    "fits_a",
    "model_b",
    "cost_b",
    "fits_b",
    "unit",
    "cheaper",
    "saving_pct",
    "crossing",
    "notes",
    "currency",
    "prices_source",
    "prices_as_of",
    "prices_layer",
)


def breakeven_csv(breakeven: Breakeven) -> str:
    """A row for each quantity at which both costs are told, the crossings among them, under ``HEADER``."""
    prices = breakeven.provenance
    tail = (CURRENCY, prices.source, prices.as_of, prices.layer)
    rows = ((*row, *tail) for contest in breakeven.contests for row in _rows(contest, breakeven))
    return csv_text(HEADER, rows)


def _rows(contest: Contest, breakeven: Breakeven) -> Iterator[tuple[Any, ...]]:
    ids = [model.id for model in breakeven.models]
    use = contest.use
    notes = [
        f"{model}: {note.message}" for model, told in zip(ids, breakeven.notes, strict=True) for note in told
    ]
    notes += [note.message for note in contest.notes]
    for point in contest.points:
        first, second = point.costs
        yield (
            contest.over,
            use.input,
            None if contest.over == "ratio" else use.output,
            None if contest.over == "cached" else use.cached,
            decimal_of(point.at),
            str(point.at),
            ids[0],
            decimal_of(first),
            contest.fits[0],
            ids[1],
            decimal_of(second),
            contest.fits[1],
            UNITS[contest.over],
            None if point.cheaper is None else ids[point.cheaper],
            decimal_of(saving(first, second) * 100),
            point.crossing,
            "; ".join(notes),
        )
