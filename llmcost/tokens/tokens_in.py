"""The tokens in a text, for Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.tokens.passage import Passage
from llmcost.tokens.prompt import Prompt, count_prompt

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.cost.counted import Count


def tokens_in(text: str, model: Model, *, exact: bool = False, by_vocabulary: bool = True) -> Count:
    """Count the tokens of a text on a model, offline.

    Args:
        text: as it will be sent; lone surrogates are taken for U+FFFD, marks such as ``<|endoftext|>`` for
            text.
        model: from a catalogue.
        exact: whether an estimate is refused.
        by_vocabulary: whether vocabularies that are installed (``llmcost-cli[tokens]``) are used. Without
            them the figures are the same on every machine.

    Returns:
        The tokens with the method by which they were counted and, of an estimate, its bounds. Framing of
        messages, hidden system text and reasoning are not in them.

    Raises:
        UnpricedError: with ``exact``, where the tokens can only be estimated.
    """
    prompt = Prompt(texts=(Passage(text),))
    return count_prompt(prompt, model, exact=exact, by_vocabulary=by_vocabulary).input
