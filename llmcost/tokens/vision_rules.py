"""The rules by which vendors turn the size of a picture into tokens, in whole numbers: the common part.

Where a page leaves a rounding open, both ways are taken: what they give is the bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from llmcost.cost.counted import between, up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.cost.counted import Count

_VISUAL_TOKEN = 28
_CROP, _SMALL, _CROP_TOKENS, _MOST_CROPS = 768, 384, 258, 16


class Size(NamedTuple):
    """Of a picture, in pixels, 1 or more each."""

    width: int
    height: int


class Rule(Protocol):
    """How many tokens a picture is."""

    @property
    def details(self) -> tuple[str, ...]:
        """The levels of detail that it knows, the default first; none where it takes none."""

    def reckon(self, size: Size | None, detail: str) -> Count:
        """The tokens of a picture.

        Args:
            size: None where it isn't known: then they are the most that any picture has, with the least as
                the lower bound.
            detail: one of ``details``; anything where there are none.
        """


class VisualTokens(NamedTuple):
    """Anthropic: a token for each 28 by 28 pixels of the largest size that meets two limits."""

    side: int
    """The longest that a side may be, in pixels."""
    most: int
    """The most tokens of a picture."""

    @property
    def details(self) -> tuple[str, ...]:
        """None: there is no such setting."""
        return ()

    def reckon(self, size: Size | None, detail: str) -> Count:  # noqa: ARG002 - as any rule
        """The tokens of a picture; see ``Rule``."""
        if size is None:
            return between(self.most, 1, self.most)
        fits, above = 0, min(max(size), self.side) + 1
        while above - fits > 1:
            tried = (fits + above) // 2
            if _visual_tokens(size, tried) <= self.most:
                fits = tried
            else:
                above = tried
        tokens = _visual_tokens(size, fits)
        return between(tokens, tokens, tokens)


class Crops(NamedTuple):
    """Gemini before 3: one crop for a small picture, else as many as its proportions ask for.

    The page gives a "rough formula": a crop is two thirds of the shorter side. It also says that crops are
    768 pixels, and for 1.5 that they are 256 to 768: the one in the middle counts, and the bound covers all
    three, with one crop more for the whole picture. Pictures were said to be shrunk to 3,072 pixels, which
    are 16 crops.
    """

    whole: Mapping[str, int]
    """Tokens by the details at which nothing is cropped."""

    @property
    def details(self) -> tuple[str, ...]:
        """Media resolutions."""
        return ("high", *self.whole)

    def reckon(self, size: Size | None, detail: str) -> Count:
        """The tokens of a picture; see ``Rule``."""
        if (whole := self.whole.get(detail)) is not None:
            # What the one page gives as 256, the other one gives as 258.
            return between(whole, whole, whole + 2)
        if size is None:
            most = _CROP_TOKENS * (_MOST_CROPS + 1)
            return between(most, _CROP_TOKENS, most)
        if max(size) <= _SMALL:
            return between(_CROP_TOKENS, _CROP_TOKENS, _CROP_TOKENS)
        rough = max(1, min(size) * 2 // 3)
        found = [
            min(_MOST_CROPS, up(size.width, crop) * up(size.height, crop))
            for crop in (rough, _CROP, max(_CROP // 3, min(_CROP, rough)))
        ]
        least, middle, most = sorted(found)
        return between(*(_CROP_TOKENS * each for each in (middle, least, most + 1)))


class Allotment(NamedTuple):
    """Gemini 3: up to so many tokens by media resolution, whatever the size.

    How far below that a picture stays is not published. Whole patches in the proportions of a usual picture
    fill three quarters at least, so that is taken for the least.
    """

    most: Mapping[str, int]
    """The most tokens, by detail, the default first."""

    @property
    def details(self) -> tuple[str, ...]:
        """Media resolutions."""
        return tuple(self.most)

    def reckon(self, size: Size | None, detail: str) -> Count:  # noqa: ARG002 - as any rule
        """The tokens of a picture; see ``Rule``."""
        most = self.most[detail]
        return between(most, most * 3 // 4, most)


class Readings(NamedTuple):
    """Two versions of a page that disagree: the newer one counts, both are in the bound."""

    newer: Rule
    older: Rule

    @property
    def details(self) -> tuple[str, ...]:
        """Those that both know."""
        return self.newer.details

    def reckon(self, size: Size | None, detail: str) -> Count:
        """The tokens of a picture; see ``Rule``."""
        newer, older = (each.reckon(size, detail) for each in self)
        return between(newer.tokens, min(newer.low, older.low), max(newer.high, older.high))


def fitted(size: Size, side: int) -> tuple[Size, ...]:
    """A picture shrunk until no side is longer than ``side``: by the nearest pixel, rounded down and up."""
    long, short = max(size), min(size)
    if long <= side:
        return (size,)
    exact = side * short
    nearest = (2 * exact + long) // (2 * long)
    return tuple(Size(side, max(1, each)) for each in (nearest, exact // long, up(exact, long)))


def _visual_tokens(size: Size, long: int) -> int:
    """Tokens of a picture whose longer side is shrunk to ``long``; the other one rounds half to even."""
    short, rest = divmod(min(size) * long, max(size))
    short += 2 * rest > max(size) or (2 * rest == max(size) and short % 2)
    return up(long, _VISUAL_TOKEN) * up(max(1, short), _VISUAL_TOKEN)
