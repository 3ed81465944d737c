"""The words of a list of models: what is listed, in which order, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.printable import printable
from llmcost.report.wording import LEFT_OUT, overridden_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.market.alias_row import AliasList
    from llmcost.market.author import Authors
    from llmcost.market.listing import Listing, Wanted
    from llmcost.market.search import Search

UNKNOWN = "unknown"
"""What stands for a fact that is not known: an empty cell may be taken for a no or for a 0."""
NONE = "none"
"""What stands for something that is not there: a rate that upstream does not list."""
MIX = "3 tokens in to 1 out"
"""What a blended rate is of."""

_LEFT_OUT = {
    **LEFT_OUT,
    "alias": "aliases, see --aliases",
    "retired": "retired, see --retired",
    "listed": "still listed",
    "unpriced": "no price",
    "not_free": "not free",
    "released_since": "released or first seen earlier, or it is not known when",
    "changed_since": "no change of price since then",
    "authors_top": "authors further down, see --top",
}

ORDERS = {
    "released": "newest first",
    "price": "cheapest first by blended rate",
    "output": "cheapest output first",
    "intelligence": "most intelligent first",
    "context": "largest context window first",
    "changed": "latest change of price first",
    "name": "by id",
}
"""Order of models -> how a title says it."""


def left_out_in_words(left_out: Iterable[tuple[str, int]]) -> str:
    """Why models are not in a list, and how many; empty where none was left out."""
    return "; ".join(f"{_LEFT_OUT[code]} ({count:,})" for code, count in left_out)


def list_remarks(found: Listing | Authors | AliasList) -> Iterator[str]:
    """What stands below a list, a line each: what was left out, and overridden rates."""
    left_out = left_out_in_words(found.left_out)
    if left_out:
        yield f"Left out: {left_out}."
    yield from overridden_in_words(found.overrides)


def number_of(count: int, one: str, several: str) -> str:
    """So many of something: 1 model, 1,126 models."""
    return f"{count:,} {one if count == 1 else several}"


def kind_of(wanted: Wanted) -> tuple[str, str]:
    """What is listed, as one and as several: retired model, retired models."""
    kind = "retired " if wanted.selection.retired else ""
    noun = ("batch row", "batch rows") if wanted.selection.batch else ("model", "models")
    return f"{kind}{noun[0]}", f"{kind}{noun[1]}"


def for_words(search: Search) -> str:
    """What was looked for: ` for "claude sonnet"`; empty where nothing was."""
    return f' for "{printable(search.text)}"' if search.words else ""
