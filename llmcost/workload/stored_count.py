"""What a request used as the JSON of `check` holds it: as it was stated, or counted on each model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.counted import METHODS, Count, given
from llmcost.cost.measured import Measured
from llmcost.cost.usage import Usage
from llmcost.reading.fields import BadField

if TYPE_CHECKING:
    from llmcost.cost.measured import Demand
    from llmcost.reading.json_object import JsonObject


def read_usage(entry: JsonObject) -> Usage:
    """The usage out of its counts.

    Raises:
        BadField: when it is wrong, or holds what this version doesn't know.
    """
    for name in entry.keys:
        if name not in Usage._fields:
            # What is billed can't be left out of a cost.
            raise BadField(f"{entry.place(name)} is nothing that this version can price")
    return Usage(**{name: entry.count(name) for name in entry.keys})


def is_counted(entry: JsonObject) -> bool:
    """Whether input files of the scenario were counted, on each model for itself."""
    return "counted" in entry.keys


def read_demand(entry: JsonObject) -> Demand | None:
    """What a request used on each model, as it was counted then; None where that was stated.

    How far off a count may be is not taken over: it is the figures themselves that are compared.
    """
    if not is_counted(entry):
        return None
    stored = {each.text("model"): _measured(each) for each in entry.objects("models")}
    return lambda model: stored[model.id]


def _measured(entry: JsonObject) -> Measured:
    usage, counted = read_usage(entry.object("usage")), entry.object("counted").object("input")
    method = counted.one_of("method", METHODS)
    encoding = None if counted.is_null("encoding") else counted.text("encoding")
    count = Count(usage.input, usage.input, usage.input, method, encoding)
    return Measured(usage, usage, usage, count, given(usage.output))
