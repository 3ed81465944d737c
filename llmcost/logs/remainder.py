"""The lines of a block that nothing on the fast lane has taken yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.logs.shape import Shape


class Remainder:
    """They are taken out by shape, or by their place."""

    def __init__(self, block: bytes, places: Sequence[int]) -> None:
        """Begin with all of them.

        Args:
            block: whole lines, each with its end.
            places: where they stand in the block that was read.
        """
        self.block = block
        self.places = places

    def take_out(self, shape: Shape) -> tuple[dict[str, list[bytes]], Sequence[int]]:
        """What the lines of a shape state, by column, and where they stand."""
        stated, gaps = shape.part(self.block)
        if not any(gaps):
            own, self.places = self.places, ()
            self.block = b""
            return stated, own
        taken, left, at = list[int](), list[int](), 0
        for gap in gaps:
            if gap:
                lines = gap.count(b"\n")
                left += self.places[at : at + lines]
                at += lines
            taken += self.places[at : at + 1]
            at += 1
        self.block, self.places = b"".join(gaps), left
        return stated, taken

    def keep(self, others: Sequence[int]) -> None:
        """Keep these lines of a whole block and no others."""
        lines = self.block.split(b"\n") if others else []
        self.block = b"".join(lines[at] + b"\n" for at in others)
        self.places = others
