"""Counting with the vocabularies themselves: the one place that knows the package that holds them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from llmcost.tokens.normal_form import composed
from llmcost.tokens.piece import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    Encode = Callable[[str], list[int]]

Got = TypeVar("Got")

VOCABULARIES = (
    "o200k_base",
    "cl100k_base",
    "gemma3",
    "gemma4",
    "llama3",
    "deepseek_v3",
    "qwen3",
    "glm4",
    "mistral_v3",
    "kimi_k2",
)
"""Those that texts are counted with. Of all but gemma4 and kimi_k2 the counts were compared with those of the
tokenizer that the vendor publishes, on 6,947 texts and more on 2026-11-22: none differed. Of gemma3 it was
splintr's raw encoding that was compared; of the ordinary one, which is used here, 9 of 1,500 random mixes of
characters had a token more or less, around a ▁ that stood in the text."""
MOST_UNCUT = 4_000_000
"""Characters of a text without a place to cut: with more of them memory would be gone by the gigabyte."""
_SERIES = (0, 22)
"""The releases of splintr whose counts were compared: 0.22."""
_SYMBOL = re.compile(
    r"</?(?:table|caption|thead|tbody|tfoot|tr|th|td|h[1-6]|blockquote|strong|em|b|i|u|s|sub|sup|code|a|html|body"
    r"|img|span|bbox|ul|li|div|iframe|footer)>|<(?:start|end)_of_(?:turn|image)>|<mask>|\[multimodal\]"
    r"|<unused(?:\d|[1-9]\d{1,2}|[1-5]\d{3}|6[01]\d{2}|62[0-3]\d|624[01])>"
)
"""What Gemma 3's vocabulary takes for one token wherever it stands, before anything else is looked at."""


class VocabularyFailed(Exception):  # noqa: N818 - a signal: who asked makes an estimate instead
    """A vocabulary that can't be counted with; ``str()`` says why."""


def is_installed() -> bool:
    """Whether there are vocabularies to count with."""
    return missing() is None


@cache
def missing() -> str | None:
    """Why there are no vocabularies; None where there are.

    Another series than the one whose counts were compared is as good as none: a count by it would be called
    exact without anyone having looked.
    """
    try:
        from splintr import Tokenizer, __version__  # noqa: F401 - may be what is missing
    except ImportError as error:
        is_absent = isinstance(error, ModuleNotFoundError) and error.name == "splintr"
        return "splintr-rs is not installed" if is_absent else f"splintr-rs does not load: {error}"
    if _series(__version__) != _SERIES:
        return f"splintr-rs {__version__} is installed, not {'.'.join(map(str, _SERIES))}"
    return None


def count_with(vocabulary: str, text: str) -> int:
    """The tokens of a text, which is all taken as text: ``<|endoftext|>`` is seven or so of them.

    Only Gemma 3's own symbols, such as ``<start_of_turn>`` and ``<td>``, are a token each wherever they
    stand, in its vendor's tokenizer as here.

    Args:
        vocabulary: one of ``VOCABULARIES``.
        text: of any length; without lone surrogates. What is long is cut where no token can span.

    Raises:
        VocabularyFailed: none is installed, it failed, or there is a stretch of more than ``MOST_UNCUT``
            characters that can't be cut.
    """
    if vocabulary == "qwen3":
        # As the vocabulary's own tokenizer does first.
        text = composed(text)
    encode = _encode_of(vocabulary)
    tokens = 0
    for piece in pieces(text):
        if len(piece) > MOST_UNCUT:
            raise VocabularyFailed(f"a stretch of {len(piece):,} characters can't be cut")
        between, symbols = without_symbols(piece) if vocabulary == "gemma3" else ([piece], 0)
        tokens += symbols + sum(len(_called(encode, each)) for each in between if each)
    return tokens


def without_symbols(text: str) -> tuple[list[str], int]:
    """What lies between Gemma 3's symbols in a text, and how many of them there are, a token each."""
    between = _SYMBOL.split(text)
    return between, len(between) - 1


@cache
def _encode_of(vocabulary: str) -> Encode:
    why = missing()
    if why is not None:
        raise VocabularyFailed(why)
    from splintr import Tokenizer

    # `encode` and `encode_raw` take `<|im_start|>` and 53 more for tokens of their own, even where no vendor
    # does; the latter needs the square of the time for white space, too.
    return _called(Tokenizer.from_pretrained, vocabulary).encode_ordinary


def _called(function: Callable[[str], Got], given: str) -> Got:
    try:
        return function(given)
    except BaseException as error:
        # A panic of Rust's comes as a BaseException, whose class can't be imported.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise VocabularyFailed(f"splintr-rs failed: {type(error).__name__}") from error


def _series(version: str) -> tuple[int, ...]:
    parts = version.split(".")[:2]
    return tuple(int(part) for part in parts if part.isdecimal())
