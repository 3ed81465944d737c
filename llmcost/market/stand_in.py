"""An alias with what is known of the model that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from llmcost.catalog.model import Model

BORROWED = ("input", "output", "features", "context", "max_output", "knowledge_cutoff", "intelligence")
"""What an alias has of the model that it stands for, where upstream does not tell it of the alias itself."""


def completed(model: Model, models: Mapping[str, Model]) -> tuple[Model, tuple[str, ...]]:
    """A model with what isn't known of it taken from the one that it stands for, and what was taken.

    The release is that one's in any case: an alias has only the day on which it was set up. Of a model that
    is no alias, or of which no one knows what it stands for, nothing is taken.
    """
    target = models.get(model.alias_of or "")
    if target is None:
        return model, ()
    taken = {
        name: getattr(target, name) for name in BORROWED if not getattr(model, name) and getattr(target, name)
    }
    if target.released is not None:
        taken["released"] = target.released
    return model._replace(**taken), tuple(taken)


def is_dated(model: Model, models: Iterable[Model]) -> bool:
    """Whether the day of a model is its own; that of an alias says nothing of the model behind it.

    Args:
        model: an alias as ``completed`` left it, or any other model.
        models: all models of a catalogue.
    """
    return not model.is_alias or any(
        each.id == model.alias_of and each.released is not None for each in models
    )
