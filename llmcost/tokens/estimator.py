"""How many tokens a text has, reckoned from what it is made of where no tokenizer can count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.counted import Count, up
from llmcost.tokens.features import LOOKED_AT, WILD
from llmcost.tokens.weights import WEIGHTS

if TYPE_CHECKING:
    from llmcost.tokens.features import Features

FAMILIES = tuple(WEIGHTS)
"""Families of tokenizers that were fitted."""
_CLAUDES = ("claude_v3", "claude_v47")

FEW, SOME = 50, 150
"""Tokens below which one odd word tells."""
PLAIN_BOUNDS, OTHER_BOUNDS = (60, 25, 16), (70, 46, 40)
"""Per cent that an estimate of few, of some and of more tokens is off by at most: of English and code, and of
any other text.

Chosen 2026-11-23 on 5,510 pieces of text, then checked on 2,458 others of the same sources (60 to 200,000
characters: source code, documents, data, manuals, messages, prose) that share next to nothing with those or
with what the weights were fitted to: in each class the bound held for at least 95 of 100, in every family.
Counts of Claude are a reconstruction's. Not so text of nothing but rules of marks or escapes (77 of 100 at
worst, Mistral), or Han drawn at random: that lies beyond."""
LEAST_BOUND = 5
"""Tokens that an estimate may be off by in any case."""

_UNLIKE = 10
"""Per cent that another vocabulary may be beyond all that are known."""
_FOREIGN, _ACCENTED, _DIGITS = 10, 200, 5
"""A text is plain up to a tenth of foreign words, a 200th of letters beyond ASCII, a fifth of digits."""
_DIGITS_AT = LOOKED_AT.index("digits")
_WILD_AT = tuple(index for index, name in enumerate(LOOKED_AT) if name in WILD)


def estimate_tokens(features: Features, family: str | None) -> Count:
    """Reckon the tokens of a text.

    The bound is a share of what the text comes to (``PLAIN_BOUNDS``, ``OTHER_BOUNDS``), plus all that base64,
    runs of one character, emoji and scripts without a fit can be at most, less what they can be at least.

    Args:
        features: of the text.
        family: one of ``FAMILIES``; None where no tokenizer is known: the median of all of them, between the
            lowest and the highest bound of any. ``claude``: the same of those of Claude.
    """
    if not features.characters:
        return Count(0, 0, 0, "estimate")
    if family in FAMILIES:
        return _estimate(features, family)
    each = sorted(_estimate(features, one) for one in (_CLAUDES if family == "claude" else FAMILIES))
    low, high = min(count.low for count in each), max(count.high for count in each)
    return Count(each[len(each) // 2].tokens, low, high, "estimate")


def assumed(tokens: int, features: Features) -> Count:
    """A real count by a vocabulary of which is only assumed that the model has it.

    The bound is how far apart the fitted families are for such a text, around their median, and a tenth more.
    """
    if not tokens:
        return Count(0, 0, 0, "estimate")
    each = sorted(_estimate(features, family).tokens for family in FAMILIES)
    lowest, middle, highest = each[0], each[len(each) // 2], each[-1]
    low, high = (
        tokens * lowest * (100 - _UNLIKE) // (100 * middle),
        up(tokens * highest * (100 + _UNLIKE), 100 * middle),
    )
    return Count(tokens, max(1, low), high, "estimate")


def _estimate(features: Features, family: str) -> Count:
    row = WEIGHTS[family]
    weighed = sum(map(int.__mul__, row, features.counts))
    wild = sum(row[at] * features.counts[at] for at in _WILD_AT)
    tokens, known = max(1, (weighed + 500) // 1000), max(0, (weighed - wild + 500) // 1000)
    off = max(LEAST_BOUND, known * _bound(features, tokens) // 100)
    low = max(1, known - off + features.wild_least)
    return Count(tokens, min(tokens, low), max(tokens, known + off + features.wild_most), "estimate")


def _bound(features: Features, tokens: int) -> int:
    """Per cent."""
    told_apart = (
        (features.foreign, _FOREIGN),
        (features.accented, _ACCENTED),
        (features.counts[_DIGITS_AT], _DIGITS),
    )
    plain = all(seen * part <= features.characters for seen, part in told_apart)
    few, some, more = PLAIN_BOUNDS if plain else OTHER_BOUNDS
    return few if tokens < FEW else some if tokens < SOME else more
