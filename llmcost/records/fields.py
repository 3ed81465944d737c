"""The fields of a record in rows and objects, the names that people give to them, and what ``--map`` says."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "model": ("model", "model_name", "model_id"),
        # A column "input" beside "input_tokens" holds what was said.
        "input": ("input_tokens", "prompt_tokens", "input", "tokens_in", "tokens_input", "tokens_prompt"),
        "output": (
            *("output_tokens", "completion_tokens", "output", "tokens_out", "tokens_output"),
            "tokens_completion",
        ),
        "cache_read": (
            *("cache_read", "cache_read_input_tokens", "cache_read_tokens", "cached_input_tokens"),
            *("cached_tokens", "input_cached_tokens", "tokens_cached", "cached"),
        ),
        "cache_write": (
            *("cache_write", "cache_creation_input_tokens", "cache_write_tokens", "cache_creation_tokens"),
            *("cache_write_input_tokens", "cache_creation"),
        ),
        "cache_write_1h": ("cache_write_1h", "cache_write_1h_tokens", "ephemeral_1h_input_tokens"),
        "image_input": ("image_input", "image_input_tokens", "input_image_tokens"),
        "audio_input": ("audio_input", "audio_input_tokens", "input_audio_tokens"),
        "audio_cache_read": ("audio_cache_read", "audio_cache_read_tokens"),
        "reasoning": (
            *("reasoning", "reasoning_tokens", "reasoning_output_tokens", "output_reasoning_tokens"),
            *("thinking_tokens", "tokens_reasoning"),
        ),
        "image_output": ("image_output", "image_output_tokens", "output_image_tokens"),
        "audio_output": ("audio_output", "audio_output_tokens", "output_audio_tokens"),
        "web_search": ("web_search", "web_searches", "web_search_requests", "searches"),
        "total": ("total_tokens", "total", "tokens_total"),
        "cost": ("cost", "total_cost", "cost_usd", "total_cost_usd", "cost_total", "spend"),
        "time": (
            *("time", "timestamp", "created_at", "datetime", "date_time", "start_time", "started_at"),
            *("created", "ts", "date", "day"),
        ),
        "id": ("id", "request_id", "response_id", "generation_id"),
        "session": ("session", "session_id", "conversation_id", "thread_id"),
        "user": ("user", "user_id", "end_user", "customer"),
        "requests": ("requests", "request_count", "num_requests", "n_requests", "calls", "n"),
        "tier": ("tier", "service_tier"),
        "batch": ("batch", "is_batch"),
        "provider": ("provider", "provider_name"),
    }
)
"""Field -> the names under which it is found without being told, by preference; case, spaces and underscores
don't matter. ``--map`` takes the fields."""

_KEPT = 1024
_EXAMPLE = "--map input=prompt_tok,output=compl_tok"


def bare(name: str) -> str:
    """A column's name without what people write in different ways."""
    return "".join(filter(str.isalnum, name)).lower()


_ALIASES = {field: tuple(bare(name) for name in names) for field, names in FIELDS.items()}


@lru_cache(maxsize=_KEPT)
def fields_of(names: tuple[str, ...]) -> Mapping[str, str]:
    """Field -> the key or column that holds it, of those there are."""
    known = {bare(name): name for name in reversed(names)}
    found = (
        (field, next((known[a] for a in aliases if a in known), None)) for field, aliases in _ALIASES.items()
    )
    return MappingProxyType({field: name for field, name in found if name is not None})


def parse_map(texts: Iterable[str]) -> dict[str, str]:
    """Read what ``--map`` says: ``input=prompt_tok,output=compl_tok``.

    Args:
        texts: what was typed for it, each time.

    Returns:
        Field -> column.

    Raises:
        UsageError: for what isn't ``FIELD=COLUMN``, an unknown field, or one that is given twice.
    """
    given: dict[str, str] = {}
    for part in (part for text in texts for part in text.split(",")):
        field, equals, column = (each.strip() for each in part.partition("="))
        if not (field and equals and column):
            raise UsageError(f"--map: {part.strip()!r} is not FIELD=COLUMN", hint=f"write it like {_EXAMPLE}")
        if field not in FIELDS:
            raise UsageError(f"--map: {field!r} is no field", hint=_meant_field(field))
        if field in given:
            raise UsageError(f"--map: {field} is given twice", hint="name one column for it")
        given[field] = column
    return given


def _meant_field(field: str) -> str:
    from difflib import get_close_matches

    meant = next((name for name, others in FIELDS.items() if bare(field) in map(bare, others)), None)
    meant = meant or next(iter(get_close_matches(field[:60], FIELDS, n=1)), None)
    return f"did you mean {meant}?" if meant else f"there are {', '.join(FIELDS)}"
