"""OpenRouter's answer to ``GET /api/v1/models`` -> models with prices in USD per million tokens."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import CHARGES, WEEKDAYS, Condition, Price
from llmcost.money import EXACT, ZERO, parse_usd, plain
from llmcost.sources.fields import UNPRINTABLE, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SOURCE = "https://openrouter.ai/api/v1/models"

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

_CONDITION_KEYS = frozenset({"min_prompt_tokens", "utc_start", "utc_end", "utc_days", *RATE_KEYS})

FEATURES = ("logprobs", "prediction", "reasoning", "structured_outputs", "tools")
"""Of the supported parameters, those by which a model is chosen."""

MODALITIES = ("text", "image", "file", "audio", "video")

_AMOUNT = re.compile(r"-?(?:0|[1-9][0-9]{0,4})(?:\.[0-9]{1,30})?(?:[eE]-[0-9]{1,2})?", re.ASCII)
_INDEX = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,12})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CONTROL = re.compile(f"{UNPRINTABLE.pattern}+")
_ID = re.compile(r"~?[A-Za-z0-9][\w.+-]{0,39}/[\w.+:@-]{1,150}", re.ASCII)
_LONGEST_NAME = 200
_MINUTES = 60


class Skipped(NamedTuple):
    """A row that could not be used."""

    id: str
    """Its id, or its place in the list where it has none."""
    reason: str


class Converted(NamedTuple):
    """What a list held."""

    models: dict[str, Model]
    """By id, in order of id."""
    skipped: tuple[Skipped, ...]


class _BadRow(Exception):  # noqa: N818 - a signal within this module
    pass


def convert(rows: Iterable[Any], seen: date) -> Converted:
    """Turn the rows under ``data`` into models whose price was seen on one day.

    Rows that can't be used are skipped and told; keys that aren't known are passed over. Rules of the source:
    a negative price varies with the routed model; Google's cache writes come on top of the input rate and are
    stored with it added; reasoning tokens are part of the output and get a rate only where it differs.

    Args:
        rows: decoded JSON objects, amounts as strings or as exact numbers.
        seen: the day on which the list was fetched.
    """
    models: dict[str, Model] = {}
    skipped = []
    for place, row in enumerate(rows, 1):
        try:
            model = _model(row, seen)
        except _BadRow as error:
            skipped.append(Skipped(_name(_object(row).get("id")) or f"row {place}", str(error)))
            continue
        if model.id in models:
            skipped.append(Skipped(model.id, "the id is listed twice"))
        models.setdefault(model.id, model)
    return Converted(dict(sorted(models.items())), tuple(skipped))


def _model(row: Any, seen: date) -> Model:
    if not isinstance(row, dict):
        raise _BadRow("not an object")
    model_id = row.get("id")
    if not isinstance(model_id, str) or not _ID.fullmatch(model_id):
        raise _BadRow("no usable id")
    architecture = _object(row.get("architecture"))
    provider = _object(row.get("top_provider"))
    index = _object(_object(row.get("benchmarks")).get("artificial_analysis")).get("intelligence_index")
    price = _price(row.get("pricing"), google=model_id.startswith(("google/", "~google/")))
    parameters = {*_words(row.get("supported_parameters")), *(["reasoning"] if row.get("reasoning") else [])}
    return Model(
        id=model_id,
        current=Period(price, seen, seen),
        name=_name(row.get("name")),
        snapshot=_snapshot(row.get("canonical_slug")),
        released=_released(row.get("created")),
        context=_count(row.get("context_length")) or _count(provider.get("context_length")),
        max_output=_count(provider.get("max_completion_tokens")),
        input=_modalities(architecture.get("input_modalities")),
        output=_modalities(architecture.get("output_modalities")),
        features=tuple(feature for feature in FEATURES if feature in parameters),
        tokenizer=_name(architecture.get("tokenizer")),
        knowledge_cutoff=_day(row.get("knowledge_cutoff")),
        intelligence=_index(index),
        expires=_day(row.get("expiration_date")),
        alias_of=_snapshot(_object(row.get("alias_target")).get("slug")),
    )


def _price(raw: Any, *, google: bool) -> Price | None:
    if not isinstance(raw, dict):
        raise _BadRow("no pricing")
    amounts = _amounts(raw)
    if "input" not in amounts or "output" not in amounts:
        raise _BadRow("no prompt or completion price")
    if amounts["input"] < 0 or amounts["output"] < 0:
        return None
    if any(amount < 0 for amount in amounts.values()):
        raise _BadRow("a negative price")
    overrides = raw.get("overrides") or []
    if not isinstance(overrides, list):
        raise _BadRow("overrides is not a list")
    conditions = [_condition(entry) for entry in overrides]
    if google and 0 < amounts.get("cache_write", ZERO) < amounts["input"]:
        amounts, conditions = _with_input_added(amounts, conditions)
    rates = {name: rate for name, rate in amounts.items() if not (name in _ZERO_MEANS_ABSENT and rate == 0)}
    if rates.get("reasoning") == rates["output"]:
        del rates["reasoning"]
    return Price(rates, tuple(conditions))


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
        raise _BadRow(f"{key} is {shown(value)}")
    amount = Decimal(text)
    if amount < 0:
        return amount
    if RATE_KEYS[key] not in CHARGES:
        amount = amount.scaleb(6, EXACT)
    try:
        return parse_usd(plain(amount))
    except ValueError:
        raise _BadRow(f"{key} is {shown(value)}, which no ledger can hold") from None


def _condition(entry: Any) -> Condition:
    if not isinstance(entry, dict):
        raise _BadRow("an override is not an object")
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
        raise _BadRow(f"an override with {strange[0][:40]!r}, which may be a condition")
    if above is None and start is None and end is None and not days:
        raise _BadRow("an override without a known condition")
    if above is not None and _count(above) != above:
        raise _BadRow(f"min_prompt_tokens is {shown(above)}")
    if not isinstance(days, list) or any(day not in WEEKDAYS for day in days):
        raise _BadRow(f"utc_days is {shown(days)}")
    amounts = _amounts(entry)
    if any(amount < 0 for amount in amounts.values()):
        raise _BadRow("a negative price in an override")
    if (start is None) != (end is None):
        raise _BadRow("an override with half a time window")
    if start is not None:
        start, end = _minutes(start, 2359), _minutes(end, 2400)
        if start == end:
            raise _BadRow("an override with an empty time window")
    return Condition(amounts, above, start, end, tuple(sorted({WEEKDAYS.index(day) for day in days})))


def _minutes(hhmm: Any, last: int) -> int:
    """A time of day written as the number HHMM; 2400 is the end of the day."""
    if type(hhmm) is not int or not 0 <= hhmm <= last or hhmm % 100 >= _MINUTES:
        raise _BadRow(f"utc time is {shown(hhmm)}")
    return hhmm // 100 * _MINUTES + hhmm % 100


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> tuple[str, ...]:
    words = value if isinstance(value, list) else []
    return tuple(word for word in words if isinstance(word, str) and re.fullmatch(r"[a-z_0-9]{1,40}", word))


def _modalities(value: Any) -> tuple[str, ...]:
    """In one order, so that a list that shuffles them changes nothing."""
    words = set(_words(value))
    return (*(word for word in MODALITIES if word in words), *sorted(words.difference(MODALITIES)))


def _name(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return _CONTROL.sub(" ", value).strip()[:_LONGEST_NAME] or None


def _snapshot(value: Any) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def _released(value: Any) -> date | None:
    latest = 4102444800  # 2100-01-01
    if type(value) is not int or not 0 < value < latest:
        return None
    return datetime.fromtimestamp(value, UTC).date()


def _count(value: Any) -> int | None:
    most = 10**12
    return value if type(value) is int and 0 < value <= most else None


def _day(value: Any) -> date | None:
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _index(value: Any) -> Decimal | None:
    """An intelligence index; the list states it as a JSON number."""
    usable = type(value) in {int, Decimal} and _INDEX.fullmatch(str(value))
    return Decimal(value) if usable else None
