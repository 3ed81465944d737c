"""OpenAI's two rules for the tokens of a picture: patches times a multiplier, and tiles on a base."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.counted import between, up
from llmcost.tokens.vision_rules import fitted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.cost.counted import Count
    from llmcost.tokens.vision_rules import Size

PATCH = 32
"""Pixels along a side of a patch."""

MOST_PATCHES = 30_000
"""Of a picture of more of them the request is refused."""

_TILE, _TILED_SIDE, _TILED_SHORT, _MOST_TILES = 512, 2048, 768, 8


class Sizing(NamedTuple):
    """What a picture is shrunk to before it is covered with patches."""

    side: int
    """The longest that a side may be, in pixels."""
    budget: int | None = None
    """The most patches; at least as many as lie along ``side``. None: there is no such limit."""

    @property
    def most(self) -> int:
        """The most patches of any picture that is not refused."""
        return min(up(self.side, PATCH) ** 2, MOST_PATCHES if self.budget is None else self.budget)

    def patches(self, size: Size) -> tuple[int, int, int]:
        """Patches of a picture: as the page has it, at least and at most.

        To which pixel either step rounds a side is not published.
        """
        found = [patches for each in fitted(size, self.side) for patches in self._within_budget(each)]
        return found[0], min(found), max(found)

    def _within_budget(self, size: Size) -> tuple[int, ...]:
        """Patches once no more are needed than there may be: with a side rounded down, and up."""
        width, height = size
        needed = up(width, PATCH) * up(height, PATCH)
        if self.budget is None or needed <= self.budget:
            return (needed,)
        # The published factor is sqrt(32² budget / (w h)), shrunk further until one side is whole patches and
        # the other fits. So the one is known, the other follows from the proportions, and no square root of a
        # fraction is left.
        across, down = isqrt(self.budget * width // height), isqrt(self.budget * height // width)
        if across * height <= down * width:
            whole, pixels, divisor = across, PATCH * across * height, width
        else:
            whole, pixels, divisor = down, PATCH * down * width, height
        sides = pixels // divisor, up(pixels, divisor)
        return tuple(min(self.budget, whole * up(side, PATCH)) for side in sides)


class Patches(NamedTuple):
    """Patches of 32 pixels times a multiplier, rounded up."""

    percent: int
    """Tokens for 100 patches."""
    sizings: Mapping[str, Sizing]
    """By detail, the default first."""

    @property
    def details(self) -> tuple[str, ...]:
        """Values of the parameter of that name."""
        return tuple(self.sizings)

    def reckon(self, size: Size | None, detail: str) -> Count:
        """The tokens of a picture; see ``Rule``."""
        sizing = self.sizings[detail]
        patches, least, most = (sizing.most, 1, sizing.most) if size is None else sizing.patches(size)
        # Rounding in the bill may make it one token more or less, the page says.
        low, high = self._tokens(least) - 1, self._tokens(most) + 1
        return between(self._tokens(patches), max(1, low), high)

    def _tokens(self, patches: int) -> int:
        return up(patches * self.percent, 100)


class Tiles(NamedTuple):
    """A base, and so many tokens for each tile of 512 pixels; at low detail the base alone."""

    base: int
    tile: int

    @property
    def details(self) -> tuple[str, ...]:
        """Values of the parameter of that name."""
        return "high", "low"

    def reckon(self, size: Size | None, detail: str) -> Count:
        """The tokens of a picture; see ``Rule``."""
        if detail == "low":
            return between(self.base, self.base, self.base)
        # To which pixel the first step rounds the shorter side is not published.
        found = [_MOST_TILES, 1]
        if size is not None:
            found = [tiles for each in fitted(size, _TILED_SIDE) for tiles in _tiles(each)]
        return between(*(self.base + self.tile * each for each in (found[0], min(found), max(found))))


def _tiles(size: Size) -> tuple[int, ...]:
    """Tiles of a picture that fits into 2,048 pixels; smaller ones are not enlarged, the page says.

    "Rounded down", it says of the longer side once the shorter one is shrunk; what is left of a pixel may
    be a row of tiles, so both ways are told.
    """
    long, short = max(size), min(size)
    if short <= _TILED_SHORT:
        return (up(long, _TILE) * up(short, _TILE),)
    longs = long * _TILED_SHORT // short, up(long * _TILED_SHORT, short)
    return tuple(up(each, _TILE) * up(_TILED_SHORT, _TILE) for each in longs)
