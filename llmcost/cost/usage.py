"""How much of a model is used: token classes and charges, and what has to be true of them."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, NoReturn, Self

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Counts(NamedTuple):
    """The counts of a usage, unchecked."""

    input: int = 0
    """All input tokens."""
    output: int = 0
    """All output tokens."""
    cache_read: int = 0
    """Input tokens read from the cache."""
    cache_write: int = 0
    """Input tokens written to the cache for the default time (5 minutes where there is a choice)."""
    cache_write_1h: int = 0
    """Input tokens written to the cache for an hour."""
    image_input: int = 0
    """Input tokens that are images."""
    audio_input: int = 0
    """Input tokens that are audio."""
    audio_cache_read: int = 0
    """Audio input tokens read from the cache; not counted in ``cache_read`` or ``audio_input`` again."""
    reasoning: int = 0
    """Output tokens spent on thinking."""
    image_output: int = 0
    """Output tokens that are images."""
    audio_output: int = 0
    """Output tokens that are audio."""
    web_search: int = 0
    """Searches."""


class Usage(Counts):
    """Tokens and charges. ``input`` and ``output`` are totals that include their special classes.

    That is how OpenAI, OpenRouter and Gemini count: a request with 10,000 input tokens, 9,000 of them
    cached, is ``Usage(input=10_000, cache_read=9_000)``. Anthropic's API counts cached tokens beside the
    input; add them first.

    Raises:
        UsageError: for a negative count, or special classes that are more than the total they are part of.
    """

    __slots__ = ()

    def __new__(  # noqa: D102 - described by the class
        cls,
        *,
        input: int = 0,  # noqa: A002
        output: int = 0,
        cache_read: int = 0,
        cache_write: int = 0,
        cache_write_1h: int = 0,
        image_input: int = 0,
        audio_input: int = 0,
        audio_cache_read: int = 0,
        reasoning: int = 0,
        image_output: int = 0,
        audio_output: int = 0,
        web_search: int = 0,
    ) -> Self:
        inside_input = (cache_read, cache_write, cache_write_1h, image_input, audio_input, audio_cache_read)
        inside_output = (reasoning, image_output, audio_output)
        counts = (input, output, *inside_input, *inside_output, web_search)
        usage = super().__new__(cls, *counts)
        if set(map(type, counts)) != {int} or min(counts) < 0:
            usage._refuse_count()
        if sum(inside_input) > input or sum(inside_output) > output:
            usage._refuse_parts()
        return usage

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, int]]:
        """Copies and pickles are made again by keyword, and so checked."""
        return (), self._asdict()

    @classmethod
    def _make(cls, iterable: Iterable[int]) -> Self:  # type: ignore[override]
        """Checked as well, so that ``_replace`` can't make what could not be made."""
        return cls(**dict(zip(cls._fields, iterable, strict=True)))

    def _refuse_count(self) -> NoReturn:
        stated = self._asdict().items()
        name, count = next((name, count) for name, count in stated if type(count) is not int or count < 0)
        if type(count) is not int:
            raise UsageError(f"{name} is {count!r}, not a whole number of tokens", hint="give an int")
        raise UsageError(f"{name} is {count}, but can't be negative", hint="give 0 or more")

    def _refuse_parts(self) -> NoReturn:
        total, parts = ("input", INPUT_CLASSES) if self.plain_input < 0 else ("output", OUTPUT_CLASSES)
        special = {name: getattr(self, name) for name in parts if getattr(self, name)}
        stated = " + ".join(f"{name} {count:,}" for name, count in special.items())
        raise UsageError(
            f"{stated} is more than {total} {getattr(self, total):,}",
            hint=f"{total} is the total, these included",
        )

    @property
    def plain_input(self) -> int:
        """Input tokens of no special class."""
        special: int = sum(getattr(self, name) for name in INPUT_CLASSES)
        return self.input - special

    @property
    def plain_output(self) -> int:
        """Output tokens of no special class."""
        special: int = sum(getattr(self, name) for name in OUTPUT_CLASSES)
        return self.output - special

    @lru_cache(maxsize=64)  # noqa: B019 - immutable and few: a comparison asks the same of 400 models
    def billed(self) -> Mapping[str, int]:
        """The count of each class that is billed on its own, none twice; classes of 0 are left out."""
        counts = {**self._in_order(), "input": self.plain_input, "output": self.plain_output}
        return MappingProxyType({name: count for name, count in counts.items() if count})

    def stated(self) -> dict[str, int]:
        """The counts as given: totals with their parts inside; parts of 0 are left out."""
        return {name: n for name, n in self._in_order().items() if n or name in {"input", "output"}}

    def _in_order(self) -> dict[str, int]:
        """Every count as given, the parts behind the total that they are part of."""
        names = ("input", *INPUT_CLASSES, "output", *OUTPUT_CLASSES, "web_search")
        return {name: getattr(self, name) for name in names}

    def times(self, requests: int) -> Usage:
        """The usage of that many such requests."""
        return Usage._make(count * requests for count in self)
