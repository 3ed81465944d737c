"""What a page needs to price any use of the models of an answer: rates in force, limits, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES, PARENT, clock
from llmcost.cost import remarks
from llmcost.cost.period import DAYS
from llmcost.money import format_rate, plain
from llmcost.quantity import MAX_TOKENS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from llmcost.catalog.price import Moment, Price
    from llmcost.cost.answer import Answer
    from llmcost.cost.estimate import Estimate

OF_THE_USE = frozenset(
    {
        "hour",
        "request_charge",
        "one_request",
        "long_context",
        "over_context",
        "over_max_output",
        "conditions_unknown",
        "modality",
        "no_own_rate",
        "inferred",
        # It compares with a model that may not be in the answer.
        "batch_not_cheaper",
    }
)
"""Codes of notes that another use may not have; the others stay true whatever is typed."""


def calculator_data(answer: Answer) -> dict[str, Any]:
    """The models of an answer as the calculator's script reads them.

    Every amount and count is text, exact to the last digit: a number of JSON would become a float there.
    """
    terms = answer.terms
    comparison = answer.comparison
    rows = sorted(comparison.estimates, key=lambda row: row.model.id)
    stated = comparison.reference if comparison.reference_stated else None
    return {
        "markup": plain(terms.markup),
        "at": None if terms.minute is None else clock(terms.minute),
        "reference": stated and stated.model.id,
        "rules": {
            "most": str(MAX_TOKENS),
            "days": {name: [str(part) for part in length] for name, length in DAYS.items()},
            "parents": PARENT,
            "inside": {"input": INPUT_CLASSES, "output": OUTPUT_CLASSES},
            "own_rate_expected": remarks.OWN_RATE_EXPECTED,
        },
        "models": [_model(row) for row in rows],
    }


def _model(row: Estimate) -> dict[str, Any]:
    model, terms = row.model, row.terms
    period = model.period_on(terms.as_of)[0]
    price = model.price_in(period)
    moments = tuple(price.moments(terms.weekday, terms.minute)) if price.is_timed else (None,)
    charge = price.rates.get("request")
    return {
        "id": model.id,
        "context": _count(model.context),
        "max_output": _count(model.max_output),
        "reads": model.input,
        "writes": model.output,
        "zero_is_meant": model.zero_is_meant(period),
        "inferred": period.inferred,
        "notes": [note.message for note in row.notes if note.code not in OF_THE_USE],
        "charge": format_rate(charge) if charge else None,
        "unseen_above": _count(remarks.threshold_of_now(model, price)),
        "thresholds": [str(threshold) for threshold in price.thresholds],
        "is_timed": price.is_timed,
        "moments": [_moment(price, moment) for moment in moments],
    }


def _moment(price: Price, moment: Moment | None) -> dict[str, Any]:
    """The rates in force at a moment: up to the first threshold, then over each."""
    sizes = (None, *(threshold + 1 for threshold in price.thresholds))
    tiers = [_tier(price.at(size, moment)) for size in sizes]
    if moment is None:
        return {"when": "", "clock": "", "tiers": tiers}
    return {"when": remarks.moment_in_words(price, moment), "clock": clock(moment.minute), "tiers": tiers}


def _tier(rates: Mapping[str, Decimal]) -> dict[str, Any]:
    return {
        "rates": {name: plain(rate) for name, rate in rates.items()},
        "words": remarks.rates_in_words(rates),
    }


def _count(count: int | None) -> str | None:
    return None if count is None else str(count)
