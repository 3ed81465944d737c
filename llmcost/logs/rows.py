"""What lines of one shape state, column by column."""

from __future__ import annotations

from itertools import compress
from operator import add, ge
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    T = TypeVar("T")


class Rows(NamedTuple):
    """Chat completions, a list for each column."""

    at: Sequence[int]
    """Where the lines stand in their block."""
    ids: Sequence[bytes]
    times: Sequence[int]
    """Seconds since 1970."""
    models: Sequence[bytes | str]
    tiers: Sequence[bytes | str | None]
    """As text or as in JSON; None or 0 where none is stated."""
    prompts: Sequence[int]
    outputs: Sequence[int]
    totals: Sequence[int]
    cached: Sequence[int]
    reasoning: Sequence[int]

    def only(self, chosen: Sequence[bool]) -> Rows:
        """Those rows that are chosen."""

        def kept(column: Sequence[T]) -> list[T]:
            return list(compress(column, chosen))

        return Rows(
            kept(self.at),
            kept(self.ids),
            kept(self.times),
            kept(self.models),
            kept(self.tiers),
            kept(self.prompts),
            kept(self.outputs),
            kept(self.totals),
            kept(self.cached),
            kept(self.reasoning),
        )

    def are_sound(self) -> bool:
        """Whether all of them are, as by ``sound``, in as few steps as possible."""
        return (
            all(self.totals)
            and list(map(add, self.prompts, self.outputs)) == self.totals
            and all(map(ge, self.prompts, self.cached))
            and all(map(ge, self.outputs, self.reasoning))
        )

    def sound(self) -> list[bool]:
        """Of each whether it used something, its total is the sum, and no part is more than its whole."""
        figures = zip(self.prompts, self.outputs, self.totals, self.cached, self.reasoning, strict=True)
        return [
            total == prompt + output > 0 and cached <= prompt and reasoning <= output
            for prompt, output, total, cached, reasoning in figures
        ]


def rows_of(stated: Mapping[str, Sequence[bytes]], at: Sequence[int]) -> Rows:
    """The rows of lines of a shape.

    Args:
        stated: what they state, by column.
        at: where they stand in their block.
    """
    none = (b"0",) * len(at)
    return Rows(
        at,
        stated["id"],
        list(map(int, stated["created"])),
        stated["model"],
        stated.get("tier", none),
        list(map(int, stated["prompt"])),
        list(map(int, stated["completion"])),
        list(map(int, stated["total"])),
        list(map(int, stated.get("cached", none))),
        list(map(int, stated.get("reasoning", none))),
    )
