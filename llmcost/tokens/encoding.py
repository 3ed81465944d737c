"""Which encoding a model counts its text with, and how sure that is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from llmcost.tokens.model_name import plain_id

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


class Encoding(NamedTuple):
    """What a count of a model's text stands on."""

    name: str | None
    """As it is told: ``o200k_base``, ``claude``. None where no tokenizer is known."""
    method: str
    """What a count with its vocabulary is: ``exact``, ``vocab`` or ``estimate``."""
    vocabulary: str | None
    """The one to count with, as llmcost.tokens.vocabulary names it. None where there is none."""
    family: str | None
    """The weights to estimate with; ``claude`` for those of any Claude. None where none were fitted: then any
    of all may come closest."""


UNKNOWN = Encoding(None, "estimate", None, None)

_NAMES = {"mistral_v3": "tekken"}
"""Vocabulary -> what its vendor calls it, where that is another name."""
_FAMILIES = {"gemma4": "gemma3"}
"""Vocabulary -> the weights that come nearest, where it has none of its own."""


def with_vocabulary(vocabulary: str, method: str = "estimate") -> Encoding:
    """The encoding of models that count with a vocabulary.

    Args:
        vocabulary: as llmcost.tokens.vocabulary names it.
        method: ``exact`` is a promise; ``estimate`` where it is no more than likely that they do, or where it
            is the nearest to theirs.
    """
    name = _NAMES.get(vocabulary, vocabulary)
    return Encoding(name, method, vocabulary, _FAMILIES.get(vocabulary, vocabulary))


_BY_TOKENIZER = {
    "GPT": "o200k_base",
    "Gemini": "gemma3",
    "Gemma": "gemma3",
    "Llama3": "llama3",
    "Llama4": "o200k_base",
    "Qwen": "qwen3",
    "Qwen3": "qwen3",
    "DeepSeek": "deepseek_v3",
}
"""Tokenizer as OpenRouter names it -> the nearest vocabulary. ``Mistral`` is two that have little in common,
and ``Claude`` three; the others are not known."""


def encoding_of(model: Model) -> Encoding:
    """The encoding of a model: by the table of its author, else the nearest to its tokenizer's name.

    An alias has that of the model that it stood for when it was seen, or else the nearest to its own name, as
    an estimate: it may have moved on. So is a model that only an overrides file knows: whoever wrote it
    chose the name, of which the tables can say nothing.
    """
    found = _encoding_by(plain_id(model), model.tokenizer, is_alias=model.is_alias)
    return found._replace(method="estimate") if model.is_alias or _is_private(model) else found


def _is_private(model: Model) -> bool:
    """Whether it was never seen upstream."""
    return model.current.since is None and (bool(model.overridden) or model.current.price is None)


@cache
def _encoding_by(name: str, tokenizer: str | None, *, is_alias: bool) -> Encoding:
    from llmcost.tokens.published import TABLES, claude_encoding

    author, _, slug = name.partition("/")
    if author == "anthropic":
        return claude_encoding(slug, is_alias=is_alias)
    for names, encoding in TABLES.get(author, ()):
        if names.fullmatch(slug):
            return encoding
    vocabulary = _BY_TOKENIZER.get(tokenizer or "")
    return UNKNOWN if vocabulary is None else with_vocabulary(vocabulary)
