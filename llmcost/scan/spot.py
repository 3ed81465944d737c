"""A place in a file that may name a model, before any catalogue was asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.spelling import AUTHORS, GATEWAYS

if TYPE_CHECKING:
    from collections.abc import Collection

_SHORT, _PLAIN = len("gpt-4"), 8
"""Shorter names are words with a number, unless they are of a family that everybody knows."""

TOKEN = r"[A-Za-z~][\w.:/@+-]{1,119}"  # noqa: S105 - a piece of text, no secret

# Words that nothing but a language model is named after, with a version behind them.
_FAMILY = re.compile(
    r"(?a)(?:[a-z0-9-]+\.)*(?:"
    r"(?:chatgpt|claude|codestral|devstral|gemini|gemma|gpt|grok|kimi|llama|magistral|ministral|mistral|mixtral"
    r"|pixtral|deepseek|glm|qwen|qwq|text-embedding)[0-9.]*-[\w.:@-]*|o[1-9]\b[\w.:@-]*)",
    re.IGNORECASE,
)
_PLATFORMS = frozenset({"openrouter", "publishers", *GATEWAYS, *AUTHORS, *AUTHORS.values()})

# LangChain and Pydantic AI put the provider before a colon.
_PROVIDERS = frozenset(
    {
        *("anthropic", "azure", "azure_ai", "azure_openai", "bedrock", "bedrock_converse", "cerebras"),
        *(
            "cohere",
            "deepseek",
            "fireworks",
            "gateway",
            "google",
            "google-gla",
            "google-vertex",
            "google_genai",
        ),
        *("google_vertexai", "groq", "mistral", "mistralai", "openai", "openai-chat", "openai-responses"),
        *("openrouter", "perplexity", "together", "xai"),
    }
)

MODEL_KEY = r"models?(?:[_-]?(?:name|id|slug))?"
"""The end of what a thing is called that holds a model's name, in any case."""


class Spot(NamedTuple):
    """A string at a line of a file."""

    line: int
    """From 1."""
    name: str
    found_in: str
    """``call``, ``key`` or ``text``, as of ``Mention``."""


class Found(NamedTuple):
    """What was found in one file."""

    spots: tuple[Spot, ...] = ()
    unnamed: tuple[int, ...] = ()
    """Lines of calls whose model only running them tells."""


class Looks:
    """Tells by its looks alone whether a string is worth asking a catalogue about."""

    def __init__(self, authors: Collection[str]) -> None:
        """Describe the catalogue.

        Args:
            authors: the first parts of its ids.
        """
        self._first = {*_PLATFORMS, *authors}

    def may_be_named(self, name: str) -> bool:
        """Of a string of which nothing says that it's a model: an id with its author, or a version.

        In lower case, as ids are, and neither ``auto`` nor ``o1``.
        """
        if len(name) < _SHORT or not name.islower():
            return False
        name = bare(name)
        author, slash, _ = name.partition("/")
        if slash:
            return author.lstrip("~") in self._first
        return "-" in name and _has_digit(name) and (len(name) >= _PLAIN or is_version_of_family(name))

    def may_be_keyed(self, name: str) -> bool:
        """Of the value of something that is called model."""
        return "-" in name or "/" in name or _has_digit(name)

    def is_worth_parsing(self, name: str) -> bool:
        """Of a quoted string: whether the code around it may be about models."""
        return self.may_be_named(name) or is_version_of_family(name)


def is_version_of_family(name: str) -> bool:
    """Whether it reads like a version of a well-known family, such as ``azure/gpt-9``; never ``user``."""
    slug = bare(name).rpartition("/")[2]
    return _has_digit(slug) and _FAMILY.fullmatch(slug) is not None


def bare(name: str) -> str:
    """The name without the provider that some clients want before a colon: ``openai:gpt-4o``."""
    provider, colon, rest = name.partition(":")
    return rest if colon and rest and provider.lower() in _PROVIDERS else name


def _has_digit(name: str) -> bool:
    return any(map(str.isdigit, name))
