"""What a chat costs beside its words: the marks around each message, and the beginning of the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from llmcost.tokens.model_name import claude_version, plain_id
from llmcost.tokens.reach import Reach, exactly, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.catalog.model import Model
    from llmcost.cost.counted import Count
    from llmcost.tokens.message import Message

_ROLES = frozenset({"system", "user", "assistant"})
"""Those that rules were checked with; a token each."""
_ABOVE = frozenset({"system", "developer"})
_OTHER_ROLE = Reach(0, 0, 3)
_FURTHER_PART = Reach(0, -1, 1)
"""Where two texts of a message meet, a token may be saved, or a mark be added."""
_CALL = Reach(12, 0, 40)
"""Nothing is published. A call is known by an id of up to some 30 tokens, which may or may not be shown to
the model."""
_RESULT = Reach(6, 0, 36)


class Framing(NamedTuple):
    """The tokens around the messages of a chat, roles included."""

    first: Reach
    """Of the first message and the beginning of the answer."""
    further: Reach
    """Of each message after it."""
    name: Reach = Reach(1, -1, 3)
    """Of a speaker's name, beside the name itself."""
    system: Reach | None = None
    """Of a system text, where it is no message like the others."""


_COOKBOOK = Framing(exactly(7), exactly(4), exactly(1))
_COOKBOOK_0301 = Framing(exactly(8), exactly(5), exactly(-1))
_OPENAI = Framing(Reach(7, 3, 11), Reach(4, 3, 5))
_GPT_OSS = Framing(Reach(68, 6, 110), Reach(4, 3, 6))
_CLAUDE = Framing(Reach(7, 6, 9), Reach(4, 2, 8), system=Reach(0, 0, 4))
_CLAUDE_4_7 = _CLAUDE._replace(first=Reach(11, 9, 13))
_CLAUDE_4_8 = _CLAUDE._replace(first=Reach(6, 5, 12))
_ANY_CLAUDE = _CLAUDE._replace(first=Reach(8, 4, 14))
"""Of those before 3, and of a name that states no version."""
_GEMINI = Framing(Reach(0, 0, 4), Reach(0, 0, 4), system=Reach(0, 0, 4))
_ANY = Framing(Reach(8, 1, 50), Reach(4, 0, 8))

_MORE_MARKS = (4, 7)

_FRAMINGS = (
    (r"openai/gpt-3\.5-turbo-0301", _COOKBOOK_0301),
    (r"openai/gpt-3\.5-turbo(-16k)?(-[0-9]{4})?", _COOKBOOK),
    (r"openai/gpt-4(-32k)?(-[0-9]{4})?", _COOKBOOK),
    (r"openai/gpt-4o(-mini)?(-20[0-9]{2}-[0-9]{2}-[0-9]{2})?", _COOKBOOK),
    (r"openai/gpt-oss.*", _GPT_OSS),
    (r"openai/.*", _OPENAI),
    (r"google/gemini-.*", _GEMINI),
)


def framing_of(model: Model) -> Framing:
    """The marks that a model's chats have, and how sure that is.

    - OpenAI's cookbook, "How to count tokens with tiktoken", gives the rule for gpt-3.5-turbo, gpt-4, gpt-4o
      and gpt-4o-mini: 3 a message and those of its role, 1 more for a name, 3 for the beginning of the
      answer. It was held to the API's own counts (129 and 124 tokens of one chat). gpt-3.5-turbo-0301 has 4 a
      message, and its names stand in the place of the role. For other models of OpenAI the same is an
      estimate, 1 a message and 3 a chat to either side.
    - gpt-oss is told by its format (harmony) who it is, before anything else: some 60 tokens.
    - Claude: 7 for one message up to 4.6, 11 in 4.7, 6 from 4.8 on, by recorded answers of count_tokens;
      Anthropic's example of 14 tokens is 7 and the words. What further messages cost is not published.
    - Gemini: Google's SDK bills no roles in its local counter; what the API does is not published.
    - Others: templates of open models have 0 to 8 a message, and up to 50 before the first, where a model is
      told its name and the day.

    As of 2026-11.
    """
    name = plain_id(model)
    author, _, slug = name.partition("/")
    if author == "anthropic":
        return _claude(slug)
    return next((framing for pattern, framing in _FRAMINGS if re.fullmatch(pattern, name)), _ANY)


def _claude(slug: str) -> Framing:
    version = claude_version(slug)
    if version is None:
        return _ANY_CLAUDE
    if version == _MORE_MARKS:
        return _CLAUDE_4_7
    return _CLAUDE if version < _MORE_MARKS else _CLAUDE_4_8


def count_frame(messages: Sequence[Message], model: Model) -> Count:
    """The tokens of a chat beside its words.

    Args:
        messages: at least one.
        model: from a catalogue.
    """
    return total(_reaches(messages, framing_of(model)))


def _reaches(messages: Sequence[Message], framing: Framing) -> Iterator[Reach]:
    above = [each for each in messages if framing.system is not None and each.role in _ABOVE]
    yield framing.first
    yield framing.further.times(max(len(messages) - len(above) - 1, 0))
    for message in messages:
        blocks = message.blocks
        yield (framing.name if message.has_name else exactly(0))
        yield (exactly(0) if message.role in _ROLES else _OTHER_ROLE)
        yield _FURTHER_PART.times(max(blocks.parts - 1, 0))
        yield _CALL.times(blocks.calls)
        yield _RESULT.times(blocks.results)
    if framing.system is not None:
        yield framing.system.times(len(above))
