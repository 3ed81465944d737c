"""Where one of two models becomes cheaper than the other."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.market.breakeven_notes import notes_on_contest, who_fits
from llmcost.market.cost_axis import PricedModel
from llmcost.market.interval import costs_at, crossings_of, intervals_of
from llmcost.market.quantity_range import samples, shown_end

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.estimate import Terms
    from llmcost.market.cost_axis import RequestShape
    from llmcost.market.cost_line import Segment
    from llmcost.market.interval import Crossing, Interval

    Segments = tuple[Segment, Segment]
    Pair = tuple[Model, Model]

ASSUMED_INPUT, ASSUMED_OUTPUT = 10_000, 1_000
"""Tokens of a request where nothing else is said."""

LARGEST = 1_000_000
"""Input tokens up to which sizes are compared where neither context window is known."""


class Point(NamedTuple):
    """Both costs at one quantity."""

    at: Fraction
    costs: tuple[Fraction, Fraction]
    """USD."""
    crossing: str | None
    """The kind of crossing that it is at, or beside; None: at none."""
    is_threshold: bool = False
    """Whether it is the first size with other rates."""

    @property
    def cheaper(self) -> int | None:
        """0 or 1; None where both cost the same."""
        first, second = self.costs
        return None if first == second else int(second < first)

    @property
    def is_breakeven(self) -> bool:
        """Whether another becomes the cheaper one there."""
        return self.crossing in {"crossing", "jump"}


class Contest(NamedTuple):
    """Two models over one quantity."""

    over: str
    """``ratio`` (input tokens for each output token; USD per million output tokens), ``cached`` (the share of
    the input; USD per request) or ``size`` (input tokens, whole; USD per request)."""
    use: RequestShape
    """What stays the same."""
    segments: tuple[Segments, ...] = ()
    """Both costs, part by part. Empty: there is no quantity that both can take."""
    intervals: tuple[Interval, ...] = ()
    """Which is cheaper where, exhausting the axis."""
    crossings: tuple[Crossing, ...] = ()
    points: tuple[Point, ...] = ()
    """Both costs at round quantities and at the crossings, ascending."""
    shown: Fraction = Fraction(1)
    """Up to which quantity it is drawn."""
    notes: tuple[Note, ...] = ()
    limits: tuple[int | None, int | None] = (None, None)
    """Of sizes, the most input tokens that each can take beside the output; None: not known."""
    fits: tuple[bool, bool] = (True, True)
    """Which can take such a request, as far as it is known. Who is cheaper goes by the price alone."""

    @property
    def is_whole(self) -> bool:
        """Whether the quantity is a whole number of tokens."""
        return self.over == "size"


class Breakeven(NamedTuple):
    """What `llmcost breakeven` found out."""

    models: Pair
    notes: tuple[tuple[Note, ...], tuple[Note, ...]]
    """What has to be said of each model."""
    contests: tuple[Contest, ...]
    assumed: tuple[str, ...]
    """Which of ``input``, ``output`` and ``cached`` nobody stated."""
    terms: Terms
    provenance: Provenance
    today: date
    warnings: tuple[Note, ...] = ()

    @property
    def both(self) -> tuple[PricedModel, PricedModel]:
        """Both models with the rates that count."""
        return _priced(self.models, self.terms)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates that can have gone into the figures."""
        names = ("input", "output", "cache_read", "request")
        now = [priced.model for priced in self.both if priced.period is priced.model.current]
        return self.provenance.used({(model.id, name) for model in now for name in names})


def breakeven(models: Pair, over: str, use: RequestShape, terms: Terms) -> Contest:
    """Two models over one quantity: who is cheaper where, exactly.

    Args:
        models: two different ones.
        over: ``ratio``, ``cached`` or ``size``.
        use: what stays the same; for ``cached`` with an input, for ``size`` without.
        terms: the day and the minute whose prices count.

    Raises:
        UnpricedError: for a model without a price then.
    """
    first, second = both = _priced(models, terms)
    limits: tuple[int | None, int | None] = (None, None)
    if over == "size":
        limits = _most(models[0], use), _most(models[1], use)
        segments = _size_segments(
            first, second, use, min((each for each in limits if each is not None), default=LARGEST)
        )
    elif over == "cached":
        segments = ((first.cached(use), second.cached(use)),)
    else:
        segments = ((first.ratio(use), second.ratio(use)),)
    asked = Contest(over, use, segments, limits=limits)
    judged = _judged(asked._replace(fits=who_fits(asked, both)))
    return judged._replace(notes=notes_on_contest(judged, both))


def check_different(names: Sequence[str], ids: Sequence[str]) -> None:
    """Refuse a comparison of a model with itself.

    Raises:
        UsageError: when both names mean the same.
    """
    if ids[0] == ids[1]:
        told = f"{names[0]!r} and {names[1]!r} are both" if names[0] != names[1] else "named twice:"
        raise UsageError(f"{told} {ids[0]}", hint="name two different models")


def _priced(models: Pair, terms: Terms) -> tuple[PricedModel, PricedModel]:
    first, second = models
    return PricedModel(first, terms), PricedModel(second, terms)


def _most(model: Model, use: RequestShape) -> int | None:
    """The most input tokens that a request can have beside its output; None: not known."""
    return None if model.context is None else max(0, model.context - use.output)


def _size_segments(
    first: PricedModel, second: PricedModel, use: RequestShape, end: int
) -> tuple[Segments, ...]:
    """Both costs over each part of the axis on which no rate of either changes."""
    if end < 1:
        return ()
    thresholds = sorted({each for priced in (first, second) for each in priced.thresholds if 0 < each < end})
    return tuple(
        (first.size(use, below + 1, upto), second.size(use, below + 1, upto))
        for below, upto in pairwise((0, *thresholds, end))
    )


def _judged(asked: Contest) -> Contest:
    if not asked.segments:
        return asked
    intervals = intervals_of(asked.segments, whole=asked.is_whole)
    crossings = crossings_of(asked.segments, intervals, whole=asked.is_whole)
    shown = shown_end(asked.over, asked.segments, crossings)
    points = tuple(
        Point(at, costs_at(asked.segments, at), kind, is_threshold)
        for at, kind, is_threshold in samples(asked.over, asked.segments, crossings, shown)
    )
    return asked._replace(intervals=intervals, crossings=crossings, points=points, shown=shown)
