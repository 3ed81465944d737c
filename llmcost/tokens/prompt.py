"""A prompt with everything in it, and its tokens on a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.counted import add_counts, given
from llmcost.errors import UnpricedError
from llmcost.tokens.encoding import encoding_of
from llmcost.tokens.passage import vocabulary_failed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cost.counted import Count
    from llmcost.tokens.conversation import Conversation
    from llmcost.tokens.passage import Passage
    from llmcost.tokens.picture import Picture


class Prompt(NamedTuple):
    """One request, as far as its tokens go."""

    texts: tuple[Passage, ...] = ()
    """Each counted for itself: where two meet, a token may be saved."""
    conversations: tuple[Conversation, ...] = ()
    pictures: tuple[Picture, ...] = ()
    pages: int = 0
    """Of PDF files."""
    answers: tuple[Passage, ...] = ()
    """Texts of which an answer is expected to consist."""
    input: int = 0
    """Input tokens that were given, beside what is counted."""
    output: int = 0
    """Output tokens that were given."""


class PromptCount(NamedTuple):
    """The tokens of a prompt on one model."""

    input: Count
    """All of them, those of pictures included."""
    images: Count
    """Those of pictures alone."""
    output: Count
    notes: tuple[Note, ...] = ()


def count_prompt(
    prompt: Prompt, model: Model, *, exact: bool = False, by_vocabulary: bool = True
) -> PromptCount:
    """Count a prompt as a model does.

    Args:
        prompt: of one request.
        model: from a catalogue.
        exact: whether an estimate is refused.
        by_vocabulary: whether vocabularies that are installed are used. Without them the figures are the same
            on every machine.

    Raises:
        UnpricedError: for pictures or pages where no rule is published for the model, and with ``exact``
            where anything would be estimated; see its ``reason``.
    """
    # Nothing given has no say in how the rest was counted, not even of an empty text.
    inputs = [given(prompt.input)] if prompt.input else []
    inputs += (each.count(model, by_vocabulary=by_vocabulary) for each in prompt.texts)
    images = []
    notes: list[Note] = []
    for conversation in prompt.conversations:
        from llmcost.tokens.chat import count_conversation

        counted = count_conversation(conversation, model, by_vocabulary=by_vocabulary)
        inputs.append(counted.text)
        images.append(counted.images)
        notes += counted.notes
    if prompt.pictures:
        from llmcost.tokens.vision import count_picture, picture_notes

        images += (count_picture(picture, model) for picture in prompt.pictures)
        notes += (note for picture in prompt.pictures for note in picture_notes(picture, model))
    if prompt.pages:
        from llmcost.tokens.pages import count_pages

        inputs.append(count_pages(prompt.pages, model))
    outputs = [
        given(prompt.output),
        *(each.count(model, by_vocabulary=by_vocabulary) for each in prompt.answers),
    ]
    if by_vocabulary:
        texts = (*prompt.texts, *prompt.answers)
        notes += (vocabulary_failed(each.shown, why) for each in texts if (why := each.failure(model)))
    count = PromptCount(
        add_counts([*inputs, *images]), add_counts(images), add_counts(outputs), tuple(dict.fromkeys(notes))
    )
    if exact:
        _refuse_estimates(count, model)
    return count


def _refuse_estimates(count: PromptCount, model: Model) -> None:
    sides = [name for name, each in _sides(count) if each.is_estimate]
    if sides:
        raise UnpricedError(
            f"the {' and '.join(sides)} tokens of {model.id} can only be estimated here",
            reason="not_exact",
            hint=_way_out(count, model),
        )


def _way_out(count: PromptCount, model: Model) -> str:
    """What to do where a count that was to be exact is an estimate."""
    from llmcost.tokens.vocabulary import missing

    if encoding_of(model).method == "estimate":
        return "leave out --exact, or count for a model whose encoding is published"
    if (why := missing()) is not None:
        return f"{why}: `pip install 'llmcost-cli[tokens]'` counts text exactly; or leave out --exact"
    failed = next((note.message for note in count.notes if note.code == "vocabulary_failed"), None)
    said = failed or "text can be counted exactly here, the rest of it can't"
    return f"leave out --exact: {said}"


def _sides(count: PromptCount) -> Iterator[tuple[str, Count]]:
    yield "input", count.input
    yield "output", count.output
