"""Where one of two models becomes cheaper, in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import clock
from llmcost.report.breakeven_units import UNITS, decimal_of
from llmcost.report.payload import CURRENCY, SCHEMA_VERSION, notes_payload, prices_payload

if TYPE_CHECKING:
    from fractions import Fraction

    from llmcost.catalog.model import Model
    from llmcost.market.breakeven import Breakeven, Contest, Point
    from llmcost.market.interval import Crossing, Interval

    Pair = tuple[Model, Model]


def breakeven_payload(breakeven: Breakeven) -> dict[str, Any]:
    """What `llmcost breakeven A B --json` prints."""
    terms = breakeven.terms
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(breakeven.provenance, breakeven.today, breakeven.overrides),
        "date": terms.as_of,
        "at": None if terms.minute is None else clock(terms.minute),
        "models": [
            {"model": model.id, "notes": notes_payload(notes)}
            for model, notes in zip(breakeven.models, breakeven.notes, strict=True)
        ],
        "assumed": list(breakeven.assumed),
        "breakeven": [_contest(contest, breakeven.models) for contest in breakeven.contests],
        "warnings": notes_payload(breakeven.warnings),
    }


def _contest(contest: Contest, models: Pair) -> dict[str, Any]:
    return {
        "over": contest.over,
        "unit": UNITS[contest.over],
        "input": contest.use.input,
        "output": None if contest.over == "ratio" else contest.use.output,
        "cached": None if contest.over == "cached" else contest.use.cached,
        "fits": list(contest.fits),
        "intervals": [_interval(each, models) for each in contest.intervals],
        "crossings": [_crossing(each) for each in contest.crossings],
        "points": [_point(each, models) for each in contest.points],
        "notes": notes_payload(contest.notes),
    }


def _interval(interval: Interval, models: Pair) -> dict[str, Any]:
    return {
        "from": decimal_of(interval.start),
        "from_fraction": _exact(interval.start),
        "to": None if interval.end is None else decimal_of(interval.end),
        "to_fraction": None if interval.end is None else _exact(interval.end),
        "cheaper": None if interval.cheaper is None else models[interval.cheaper].id,
        "saving_pct_least": decimal_of(interval.least * 100),
        "saving_pct_most": decimal_of(interval.most * 100),
    }


def _crossing(crossing: Crossing) -> dict[str, Any]:
    return {
        "at": decimal_of(crossing.at),
        "at_fraction": _exact(crossing.at),
        "kind": crossing.kind,
        "cost": decimal_of(crossing.cost),
    }


def _point(point: Point, models: Pair) -> dict[str, Any]:
    return {
        "at": decimal_of(point.at),
        "at_fraction": _exact(point.at),
        "costs": [decimal_of(cost) for cost in point.costs],
        "cheaper": None if point.cheaper is None else models[point.cheaper].id,
        "crossing": point.crossing,
    }


def _exact(number: Fraction) -> str:
    """A fraction in lowest terms: ``7/2``, ``20``."""
    return str(number)
