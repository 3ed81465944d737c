"""OpenRouter's answer to ``GET /api/v1/models`` -> models with prices in USD per million tokens."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.catalog.model import Model, Period
from llmcost.reading.fields import COMMAND, UNPRINTABLE
from llmcost.sources.pricing import BadRow, of_tokens, read_count, read_pricing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sized

SOURCE = "https://openrouter.ai/api/v1/models"

FEATURES = ("logprobs", "prediction", "reasoning", "structured_outputs", "tools")
"""Of the supported parameters, those by which a model is chosen."""

MODALITIES = ("text", "image", "file", "audio", "video")

_INDEX = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,12})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CONTROL = re.compile(f"{UNPRINTABLE.pattern}+")
_ID = re.compile(r"~?[A-Za-z0-9][\w.+-]{0,39}/[\w.+:@-]{1,150}", re.ASCII)
_LONGEST_NAME = 200


class Skipped(NamedTuple):
    """A row that could not be used."""

    id: str
    """Its id, or its place in the list where it has none."""
    reason: str


TOLERATED = 5
"""One row in so many may be malformed; with more the whole answer is."""


def too_many(skipped: Sized, rows: Sized) -> bool:
    """Whether so many rows of an answer had to be skipped that none of it can be believed."""
    return len(skipped) * TOLERATED > len(rows)


class Converted(NamedTuple):
    """What a list held."""

    models: dict[str, Model]
    """By id, in order of id."""
    skipped: tuple[Skipped, ...]


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
        except BadRow as error:
            reason = COMMAND.sub(" ", str(error))
            skipped.append(Skipped(read_name(_object(row).get("id")) or f"row {place}", reason))
            continue
        if model.id in models:
            skipped.append(Skipped(model.id, "the id is listed twice"))
        models.setdefault(model.id, model)
    return Converted(dict(sorted(models.items())), tuple(skipped))


def _model(row: Any, seen: date) -> Model:
    if not isinstance(row, dict):
        raise BadRow("not an object")
    model_id = row.get("id")
    if not isinstance(model_id, str) or not _is_id(model_id):
        raise BadRow("no usable id")
    architecture = _object(row.get("architecture"))
    provider = _object(row.get("top_provider"))
    index = _object(_object(row.get("benchmarks")).get("artificial_analysis")).get("intelligence_index")
    price = read_pricing(of_tokens(row.get("pricing"), seen), model_id)
    parameters = {*_words(row.get("supported_parameters")), *(["reasoning"] if row.get("reasoning") else [])}
    return Model(
        id=model_id,
        current=Period(price, seen, seen),
        name=read_name(row.get("name")),
        snapshot=_snapshot(row.get("canonical_slug")),
        released=_released(row.get("created")),
        context=read_count(row.get("context_length")) or read_count(provider.get("context_length")),
        max_output=read_count(provider.get("max_completion_tokens")),
        input=_modalities(architecture.get("input_modalities")),
        output=_modalities(architecture.get("output_modalities")),
        features=tuple(feature for feature in FEATURES if feature in parameters),
        tokenizer=read_name(architecture.get("tokenizer")),
        knowledge_cutoff=_day(row.get("knowledge_cutoff")),
        intelligence=_index(index),
        expires=_day(row.get("expiration_date")),
        alias_of=_snapshot(_object(row.get("alias_target")).get("slug")),
    )


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> tuple[str, ...]:
    words = value if isinstance(value, list) else []
    return tuple(word for word in words if isinstance(word, str) and re.fullmatch(r"[a-z_0-9]{1,40}", word))


def _modalities(value: Any) -> tuple[str, ...]:
    """In one order, so that a list that shuffles them changes nothing."""
    words = set(_words(value))
    return (*(word for word in MODALITIES if word in words), *sorted(words.difference(MODALITIES)))


def read_name(value: Any) -> str | None:
    """A name on one line, without what a terminal or a log takes for a command; None where there is none."""
    if not isinstance(value, str):
        return None
    return COMMAND.sub(" ", _CONTROL.sub(" ", value)).strip()[:_LONGEST_NAME] or None


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None and COMMAND.search(text) is None


def _snapshot(value: Any) -> str | None:
    return value if isinstance(value, str) and _is_id(value) else None


def _released(value: Any) -> date | None:
    latest = 4102444800  # 2100-01-01
    if type(value) is not int or not 0 < value < latest:
        return None
    return datetime.fromtimestamp(value, UTC).date()


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
