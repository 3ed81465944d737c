"""When models appeared, in words: when they were released, else when they were first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.catalog.model import Model


def appeared_in_words(model: Model | None) -> str:
    """The day of its release; ``seen 2026-10-05`` where only the first sighting is known; ``unknown``."""
    if model is None or model.appeared is None:
        return "unknown"
    return f"seen {model.appeared}" if _is_only_seen(model) else model.appeared.isoformat()


def appearance_remarks(heading: str, models: Iterable[Model | None]) -> Iterator[str]:
    """What ``seen`` means in the column of that heading, where one of its models is told so."""
    if any(model is not None and _is_only_seen(model) for model in models):
        yield f"{heading}: seen DATE where only the first sighting is known."


def _is_only_seen(model: Model) -> bool:
    return model.released is None and model.first_seen is not None
