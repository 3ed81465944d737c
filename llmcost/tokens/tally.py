"""Things counted one after another on several models, and all their counts together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.counting import Counted, Counting, Uncounted, largest_first, skipped_in_short
from llmcost.errors import NothingToReadError, UnpricedError
from llmcost.tokens.prompt import count_prompt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cost.counted import Count
    from llmcost.cost.counting import Skipped
    from llmcost.tokens.prompt import Prompt

_HINTS = {
    "no_image_rule": "leave the picture out, or give its tokens with `estimate --image-input`",
    "no_page_rule": "leave the pages out, or give their tokens with `estimate -i`",
}
"""Reasons whose remedy is a flag of `estimate`, which takes counts that somebody else made."""


class _Part(NamedTuple):
    """One thing and its counts by model."""

    shown: str
    kind: str
    size: int | None
    counts: dict[str, Count]


class Tally:
    """Counts one thing after another for all models, and keeps nothing of them but their counts."""

    def __init__(self, models: Iterable[Model], *, exact: bool = False, by_vocabulary: bool = True) -> None:
        """Begin.

        Args:
            models: none twice.
            exact: whether an estimate is refused.
            by_vocabulary: whether vocabularies that are installed are used.
        """
        self._models = {model.id: model for model in models}
        self._exact = exact
        self._by_vocabulary = by_vocabulary
        self._parts: list[_Part] = []
        self._uncounted: list[Uncounted] = []
        self._notes: dict[Note, dict[str, None]] = {}
        """Each with the models that it is about; none where it is about none in particular."""

    def count(self, shown: str, kind: str, size: int | None, prompt: Prompt) -> None:
        """Count a thing. What can't be counted for a model ends all counting for that model.

        Args:
            shown: its name, on one line.
            kind: one of ``KINDS``.
            size: its bytes; None where it has none.
            prompt: that alone.
        """
        part = _Part(shown, kind, size, {})
        self._parts.append(part)
        for model in tuple(self._models.values()):
            try:
                found = count_prompt(prompt, model, exact=self._exact, by_vocabulary=self._by_vocabulary)
            except UnpricedError as error:
                del self._models[model.id]
                hint = _HINTS.get(error.reason, error.hint)
                self._uncounted.append(Uncounted(model.id, error.reason, error.message, hint))
                continue
            part.counts[model.id] = found.input
            for note in found.notes:
                self._notes.setdefault(note, {})[model.id] = None

    def note(self, note: Note) -> None:
        """Something odd that is not about a model."""
        self._notes.setdefault(note, {})

    def found(self, *, top: int | None, by_default: bool, skipped: Sequence[Skipped] = ()) -> Counting:
        """All that was counted.

        Args:
            top: how many things are told one by one; None where nobody says.
            by_default: whether nobody said which models.
            skipped: what was met and has no count.

        Raises:
            NothingToReadError: where there is nothing.
        """
        if not self._parts:
            raise NothingToReadError(
                f"nothing that could be counted: {skipped_in_short(skipped) or 'no files'}",
                hint="name files that hold text",
            )
        counted = (
            Counted(part.shown, part.kind, part.size, tuple(part.counts[each] for each in self._models))
            for part in self._parts
        )
        return Counting(
            tuple(self._models.values()),
            largest_first(counted),
            tuple(skipped),
            tuple(self._uncounted),
            top,
            by_default,
            tuple(self._told()),
        )

    def _told(self) -> Iterator[Note]:
        """The notes, each once, with the model or the number of models that it is about."""
        for note, models in self._notes.items():
            if not models or any(each in note.message for each in models):
                yield note
            else:
                whose = next(iter(models)) if len(models) == 1 else f"on {len(models)} models"
                yield note._replace(message=f"{whose}: {note.message}")
