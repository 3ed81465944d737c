"""How many tokens things have on each of several models: the result that reports render."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.counted import add_counts
from llmcost.money import ROUNDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cost.counted import Count

KINDS = ("file", "stdin", "text", "messages", "image", "pages")
"""What can be counted: files, standard input, texts of the command line, chats, pictures, pages of PDF."""

SHOWN = 20
"""Things that people are shown unless they ask for more."""

_PLACES = 4
"""Decimals of a share; a smaller one has two digits."""


class Counted(NamedTuple):
    """One thing with its counts."""

    shown: str
    """A path as it was typed or below what was typed, or another name; on one line."""
    kind: str
    """One of ``KINDS``."""
    size: int | None
    """Bytes of a file or text. None: it has none, as a picture that only its measures are known of."""
    counts: tuple[Count, ...]
    """One a model, in their order."""


class Skipped(NamedTuple):
    """A file that was met and has no count."""

    shown: str
    code: str
    """``not_text``, or ``unreadable``."""
    message: str
    """Why, in a clause."""


class Uncounted(NamedTuple):
    """A model that was asked for and that something can't be counted for: it has no counts at all."""

    model: str
    """Its id."""
    code: str
    """The reason, such as ``not_exact`` or ``no_image_rule``."""
    message: str
    hint: str | None = None


class Whole(NamedTuple):
    """All things together on one model."""

    model: Model
    total: Count

    @property
    def share(self) -> Decimal | None:
        """The part of the context window, to four decimals and two digits; None where that isn't known."""
        if not self.model.context:
            return None
        exact = ROUNDED.divide(Decimal(self.total.tokens), Decimal(self.model.context))
        places = max(_PLACES, 1 - exact.adjusted()) if exact else _PLACES
        return exact.quantize(Decimal(1).scaleb(-places), context=ROUNDED)

    @property
    def fits(self) -> bool | None:
        """Whether the context window holds it; None where that isn't known, or depends on the bound."""
        window = self.model.context
        if window and self.total.high <= window:
            return True
        return False if window and self.total.low > window else None


class Counting(NamedTuple):
    """What was counted."""

    models: tuple[Model, ...]
    """Those that everything could be counted for, in the order in which they were asked for."""
    counted: tuple[Counted, ...]
    """The most tokens on the first model first."""
    skipped: tuple[Skipped, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    top: int | None = None
    """How many things are told one by one; 0: all. None: nobody said, see ``SHOWN``."""
    by_default: bool = False
    """Whether nobody said which models."""
    warnings: tuple[Note, ...] = ()
    """What was odd about names, price files and texts."""

    @property
    def wholes(self) -> tuple[Whole, ...]:
        """Everything together, a model each."""
        return tuple(Whole(model, add_counts(self._of(at))) for at, model in enumerate(self.models))

    def _of(self, at: int, start: int = 0) -> Iterable[Count]:
        return (each.counts[at] for each in self.counted[start:])

    def told(self, unless_said: int = 0) -> tuple[Counted, ...]:
        """The things that are told one by one.

        Args:
            unless_said: how many where nobody said; 0: all.
        """
        return self.counted[: self._most(unless_said)]

    def rest(self, unless_said: int = 0) -> tuple[int, tuple[Count, ...]]:
        """How many things are not, and their counts together, one a model; none where there are none."""
        start = self._most(unless_said)
        left = len(self.counted) - start
        if not left:
            return 0, ()
        return left, tuple(add_counts(self._of(at, start)) for at in range(len(self.models)))

    def _most(self, unless_said: int) -> int:
        most = unless_said if self.top is None else self.top
        return min(most or len(self.counted), len(self.counted))


def skipped_in_short(skipped: Sequence[Skipped]) -> str:
    """The first of them with its reason, and how many more: ``a.bin: binary, and 2 more``; else nothing."""
    told = "".join(f"{each.shown}: {each.message}" for each in skipped[:1])
    return f"{told}, and {len(skipped) - 1:,} more" if len(skipped) > 1 else told


def largest_first(counted: Iterable[Counted]) -> tuple[Counted, ...]:
    """The things by their tokens on the first model; those of as many stay in their order."""
    return tuple(sorted(counted, key=lambda each: -sum(count.tokens for count in each.counts[:1])))
