"""The tokens of a whole chat on a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.cost.counted import add_counts
from llmcost.tokens.framing import count_frame
from llmcost.tokens.passage import vocabulary_failed
from llmcost.tokens.tool_rules import HOSTED, Share, count_share, count_tools
from llmcost.tokens.vision import count_picture, picture_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.model import Model
    from llmcost.cost.counted import Count
    from llmcost.tokens.conversation import Conversation
    from llmcost.tokens.passage import Passages

_SCHEMA = Share(100, 0, 160)
"""A schema of the answer is shown to some models, in whatever form; others are only held to it. No vendor
says which, or in how many tokens, as of 2026-11: it is taken for nothing at least, and for JSON that is
indented at most."""


class ConversationCount(NamedTuple):
    """The input tokens of a chat."""

    text: Count
    """Of all but pictures: words, marks around them, tools."""
    images: Count
    """Of its pictures."""
    notes: tuple[Note, ...] = ()
    """What has to be said of the counts."""


def count_conversation(
    conversation: Conversation, model: Model, *, by_vocabulary: bool = True
) -> ConversationCount:
    """Count a chat as a model does.

    Args:
        conversation: of one request.
        model: from a catalogue.
        by_vocabulary: whether vocabularies that are installed are used.

    Raises:
        UnpricedError: for pictures where no rule is published for the model.
    """
    texts = conversation.texts.count(model, by_vocabulary=by_vocabulary)
    frame = count_frame(conversation.messages, model)
    counts = [texts, frame]
    if conversation.tools:
        counts.append(
            count_tools(
                conversation.tools, model, is_forced=conversation.must_call, by_vocabulary=by_vocabulary
            )
        )
    counts.append(count_share(conversation.schema, _SCHEMA, model, by_vocabulary=by_vocabulary))
    doubtful = conversation.doubtful.count(model, by_vocabulary=by_vocabulary)
    if conversation.doubtful:
        doubtful = doubtful._replace(low=0, method="estimate")
    notes = list(_notes(conversation, frame))
    for picture in conversation.pictures:
        notes += picture_notes(picture, model)
    if by_vocabulary:
        told = (why for each in _texts(conversation) for why in each.failures(model))
        notes += (vocabulary_failed("the chat", why) for why in told)
    return ConversationCount(
        add_counts([*counts, doubtful]),
        add_counts(count_picture(picture, model) for picture in conversation.pictures),
        tuple(dict.fromkeys(notes)),
    )


def _texts(conversation: Conversation) -> Iterator[Passages]:
    yield from (conversation.texts, conversation.doubtful, conversation.schema)
    yield from (conversation.tools.lines, conversation.tools.rest, conversation.tools.whole)


def _notes(conversation: Conversation, frame: Count) -> Iterator[Note]:
    if frame.is_estimate:
        yield Note("chat_overhead", "what it puts around the messages of a chat is an estimate")
    if conversation.tools.whole:
        yield Note("tool_definitions", "what definitions of tools cost is an estimate")
    if hosted := conversation.tools.hosted:
        said = "a tool" if hosted == 1 else f"{hosted} tools"
        most = f"up to {HOSTED.high:,} tokens each"
        yield Note("hosted_tools", f"{said} that the provider describes itself: {most}")
    if conversation.schema:
        yield Note("answer_schema", "the schema of the answer may or may not be shown to it")
    if conversation.doubtful:
        yield Note("earlier_thinking", "earlier thinking may or may not be sent again")
