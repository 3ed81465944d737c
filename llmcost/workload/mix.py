"""The models of a scenario: one, or several with weights."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from llmcost.errors import QuantityError
from llmcost.money import EXACT, ZERO, add_up, plain
from llmcost.reading.fields import shown, spelled
from llmcost.workload.values import read_percent, read_told

Models = tuple[tuple[str, Decimal], ...]

# So wide that a weighted cost stays exact, however wide its prices are.
_MOST, _LEAST = 10**6, Decimal(1).scaleb(-6)
_ALL = Decimal(100)
_FORM = 'write it like models = { "gpt-5" = 90, "claude-haiku-4.5" = 10 }, or with "90%" and "10%"'


def read_model(value: Any, what: str) -> Models:
    """The only model."""
    return ((read_told(value, what), Decimal(1)),)


def read_models(value: Any, what: str) -> Models:
    """Several, with weights that are all numbers or all per cent; the latter sum up to 100.

    Raises:
        QuantityError: for what is no such table.
    """
    if not isinstance(value, dict):
        raise QuantityError(f"{what}: {shown(value)} is not a table", hint=_FORM)
    if not value:
        raise QuantityError(f"{what}: it is empty", hint=_FORM)
    shares = [isinstance(weight, str) for weight in value.values()]
    if any(shares) and not all(shares):
        raise QuantityError(f"{what}: some weights are in per cent and some are not", hint=_FORM)
    models = tuple((read_told(name, what), _weight(name, weight, what)) for name, weight in value.items())
    total = add_up(weight for _, weight in models)
    if all(shares) and total != _ALL:
        raise QuantityError(f"{what}: the weights come to {plain(total)}%", hint="make it 100%")
    return models


def _weight(name: str, value: Any, what: str) -> Decimal:
    if isinstance(value, dict):
        # models = { gpt-4.1 = 90 } states gpt-4, and 1 in it.
        raise QuantityError(
            f"{what}.{spelled(name)}: {shown(value)} is not a weight",
            hint='a name with a dot in it needs quotes, as in { "gpt-4.1" = 90 }',
        )
    what = f"{what}.{spelled(name)}"
    if isinstance(value, str):
        weight = read_percent(value, what).scaleb(2, EXACT)
    else:
        is_plain = type(value) is int or isinstance(value, Decimal)
        weight = Decimal(value) if is_plain and 0 < value <= _MOST else ZERO
        if EXACT.remainder(weight, _LEAST):
            weight = ZERO
    if not weight:
        raise QuantityError(
            f"{what}: {shown(value)} is not a weight",
            hint=f"give a number above 0, up to {_MOST:,} and with up to 6 decimals, or a percentage",
        )
    return weight
