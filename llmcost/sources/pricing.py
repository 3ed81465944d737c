"""What upstream states under ``pricing`` -> a price in USD per million tokens."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.catalog.price import CHARGES, WEEKDAYS, Condition, Price, parse_weekdays
from llmcost.money import EXACT, ZERO, parse_usd, plain
from llmcost.reading.fields import MOST_CONDITIONS, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

RATE_KEYS = {
    "prompt": "input",
    "completion": "output",
    "input_cache_read": "cache_read",
    "input_cache_write": "cache_write",
    "input_cache_write_1h": "cache_write_1h",
    "internal_reasoning": "reasoning",
    "image": "image_input",
    "image_output": "image_output",
    "audio": "audio_input",
    "audio_output": "audio_output",
    "input_audio_cache": "audio_cache_read",
    "web_search": "web_search",
    "request": "request",
}
"""OpenRouter's key -> the ledger's. Per token there, per million tokens here; charges each in both."""

IMAGE_TOKENS_SINCE = date(2026, 1, 1)
"""All rows since state ``image`` for each image token, those of 2025 for each image."""

_CONDITION_KEYS = frozenset({"min_prompt_tokens", "utc_start", "utc_end", "utc_days", *RATE_KEYS})

_AMOUNT = re.compile(r"-?(?:0|[1-9][0-9]{0,4})(?:\.[0-9]{1,30})?(?:[eE]-[0-9]{1,2})?", re.ASCII)
_MINUTES = 60


class BadRow(Exception):  # noqa: N818 - a signal between the readers of upstream's answers
    """A row that can't be used; ``str()`` says why."""


def of_tokens(pricing: Any, seen: date) -> Any:
    """Without prices per image, which lists before 2026 state under the key of image tokens."""
    if seen >= IMAGE_TOKENS_SINCE or not isinstance(pricing, dict):
        return pricing
    return {key: value for key, value in pricing.items() if key not in {"image", "image_output"}}


def read_pricing(raw: Any, model_id: str) -> Price | None:
    """What stands under ``pricing`` of a model; None where it varies.

    Raises:
        BadRow: when it can't be used.
    """
    if not isinstance(raw, dict):
        raise BadRow("no pricing")
    amounts = _amounts(raw)
    if "input" not in amounts or "output" not in amounts:
        raise BadRow("no prompt or completion price")
    if amounts["input"] < 0 or amounts["output"] < 0:
        return None
    if any(amount < 0 for amount in amounts.values()):
        raise BadRow("a negative price")
    overrides = raw.get("overrides") or []
    if not isinstance(overrides, list):
        raise BadRow("overrides is not a list")
    if len(overrides) > MOST_CONDITIONS:
        raise BadRow(f"{len(overrides)} overrides, where nobody has more than {MOST_CONDITIONS}")
    conditions = [_condition(entry) for entry in overrides]
    if model_id.startswith(_ADDED) and 0 < amounts.get("cache_write", ZERO) < amounts["input"]:
        amounts, conditions = _with_input_added(amounts, conditions)
    rates = {name: rate for name, rate in amounts.items() if not (name in _ZERO_MEANS_ABSENT and rate == 0)}
    if rates.get("reasoning") == rates["output"]:
        del rates["reasoning"]
    return Price(rates, tuple(conditions))


_ADDED = ("google/", "~google/")
"""Whose cache writes come on top of the input rate."""

# The lists of 2025 state 0 for every charge that a model doesn't have.
_ZERO_MEANS_ABSENT = frozenset(RATE_KEYS.values()) - {"input", "output"}


def _with_input_added(
    amounts: Mapping[str, Decimal], conditions: list[Condition]
) -> tuple[dict[str, Decimal], list[Condition]]:
    """Google's cache writes: five minutes of storage on top of the input rate, here told as one rate."""
    storage = amounts["cache_write"]
    told = []
    for condition in conditions:
        rates = dict(condition.rates)
        if "input" in rates or "cache_write" in rates:
            rates["cache_write"] = EXACT.add(
                rates.get("input", amounts["input"]), rates.get("cache_write", storage)
            )
        told.append(Condition(rates, condition.above, condition.start, condition.end, condition.days))
    return {**amounts, "cache_write": EXACT.add(amounts["input"], storage)}, told


def _amounts(raw: Mapping[str, Any]) -> dict[str, Decimal]:
    return {name: _amount(key, raw[key]) for key, name in RATE_KEYS.items() if raw.get(key) is not None}


def _amount(key: str, value: Any) -> Decimal:
    # Some lists state amounts as JSON numbers; they are decoded as Decimal or int.
    text = str(value) if type(value) in {int, float, Decimal} else value
    if not isinstance(text, str) or not _AMOUNT.fullmatch(text):
        raise BadRow(f"{key} is {shown(value)}")
    amount = Decimal(text)
    if amount < 0:
        return amount
    if RATE_KEYS[key] not in CHARGES:
        amount = amount.scaleb(6, EXACT)
    try:
        return parse_usd(plain(amount))
    except ValueError:
        raise BadRow(f"{key} is {shown(value)}, which no ledger can hold") from None


def _condition(entry: Any) -> Condition:
    if not isinstance(entry, dict):
        raise BadRow("an override is not an object")
    above = entry.get("min_prompt_tokens")
    start, end = entry.get("utc_start"), entry.get("utc_end")
    days = entry.get("utc_days") or []
    strange = [
        key
        for key, value in entry.items()
        if key not in _CONDITION_KEYS and not isinstance(value, str | None)
    ]
    if strange:
        # An amount of a new kind can be passed over; a condition can't, since all of an entry must hold.
        raise BadRow(f"an override with {strange[0][:40]!r}, which may be a condition")
    if above is None and start is None and end is None and not days:
        raise BadRow("an override without a known condition")
    if above is not None and read_count(above) != above:
        raise BadRow(f"min_prompt_tokens is {shown(above)}")
    if not isinstance(days, list) or any(day not in WEEKDAYS for day in days):
        raise BadRow(f"utc_days is {shown(days)}")
    amounts = _amounts(entry)
    if any(amount < 0 for amount in amounts.values()):
        raise BadRow("a negative price in an override")
    if (start is None) != (end is None):
        raise BadRow("an override with half a time window")
    if start is not None:
        start, end = _minutes(start, 2359), _minutes(end, 2400)
        if start == end:
            raise BadRow("an override with an empty time window")
    return Condition(amounts, above, start, end, parse_weekdays(days))


def _minutes(hhmm: Any, last: int) -> int:
    """A time of day written as the number HHMM; 2400 is the end of the day."""
    if type(hhmm) is not int or not 0 <= hhmm <= last or hhmm % 100 >= _MINUTES:
        raise BadRow(f"utc time is {shown(hhmm)}")
    return hhmm // 100 * _MINUTES + hhmm % 100


def read_count(value: Any) -> int | None:
    """A whole number above 0; None for anything else."""
    most = 10**12
    return value if type(value) is int and 0 < value <= most else None
