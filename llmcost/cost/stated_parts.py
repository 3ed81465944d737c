"""The token classes that are stated of a whole which is only known when it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.price import OUTPUT_CLASSES
from llmcost.quantity import parse_count_or_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from llmcost.cost.measured import Parts

    Stated = tuple[str, str, str]
    """A flag or key, its token class, and the count or share of the whole that was typed."""


def stated_parts(
    stated: Iterable[Stated],
    input: int,  # noqa: A002
    output: int,
    rest: Mapping[str, int] | None = None,
) -> Parts:
    """The classes at any size that a whole may have: shares are shares of it, counts are what they are.

    Args:
        stated: of which classes, in which words.
        input: the most input tokens that there may be, which counts are held to: at the low end of an
            estimate such a part may be more than the whole, which is then raised to it.
        output: likewise.
        rest: classes and charges that are certain.

    Returns:
        What gives the classes; it raises a QuantityError for a count or share that is none, or too much.
    """
    stated = tuple(stated)

    def parts(input_now: int, output_now: int) -> Mapping[str, int]:
        found = dict(rest or {})
        for name, token_class, text in stated:
            whole, most = (output_now, output) if token_class in OUTPUT_CLASSES else (input_now, input)
            found[token_class] = parse_count_or_share(text, whole if text.endswith("%") else most, name)
        return found

    return parts
