"""What one request uses on one model, where its tokens were counted rather than given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.cost.counted import given
from llmcost.cost.estimate import estimate
from llmcost.cost.span import span_of
from llmcost.cost.usage import Usage
from llmcost.errors import UnpricedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.cost.counted import Count
    from llmcost.cost.estimate import Estimate, Terms

    Parts = Callable[[int, int], Mapping[str, int]]
    """Gives the special classes of a usage for so many input and output tokens."""


class Measured(NamedTuple):
    """A usage with its bounds, and how each side of it was counted."""

    usage: Usage
    """As well as can be told."""
    low: Usage
    """What it may be as well, at least. The same as ``usage`` where nothing is estimated."""
    high: Usage
    """What it may be as well, at most."""
    input: Count
    output: Count
    notes: tuple[Note, ...] = ()
    """What has to be said of the counts."""
    images: Count = given(0)
    """The part of ``input`` that is counted pictures."""
    parts: Parts | None = None
    """The classes that were given; None where nothing is estimated."""
    stated: tuple[int, int] = (0, 0)
    """The tokens of ``input`` and of ``output`` that the user stated."""

    @property
    def is_certain(self) -> bool:
        """Whether nothing in it is estimated."""
        return self.low == self.usage == self.high


if TYPE_CHECKING:
    Demand = Callable[[Model], Measured]
    """What a request uses on a model; raises an UnpricedError where that can't be told."""


def measured_usage(
    input: Count,  # noqa: A002
    output: Count,
    parts: Parts,
    *,
    image_input: Count,
    notes: tuple[Note, ...] = (),
) -> Measured:
    """The usage of one request whose tokens were counted.

    What was given counts first: vendors cache pictures as they cache text, so that tokens read from the cache
    may be those of pictures. Of the counted pictures so many are image input as have room beside the given
    parts of the input, whether they have a rate of their own or not.

    Args:
        input: all input tokens.
        output: all output tokens.
        parts: the classes that were given, those that are shares of what was counted among them; see
            ``stated_parts``.
        image_input: the input tokens that are counted pictures, those that are cached among them.
        notes: what has to be said of the counts.

    Raises:
        UnpricedError: for given parts that are more than the whole can be.
    """
    try:
        usage, low, high = (
            _usage(sides, parts, (input.high, output.high))
            for sides in zip(input[:3], output[:3], image_input[:3], strict=True)
        )
    except UsageError as error:
        raise UnpricedError(error.message, reason="part_of_input", hint=error.hint) from None
    measured = Measured(usage, low, high, input, output, notes)
    return measured if measured.is_certain else measured._replace(images=image_input, parts=parts)


def _usage(counts: tuple[int, int, int], parts: Parts, most: tuple[int, int]) -> Usage:
    """A usage at one end of what was counted, or between; a whole is never less than its given parts."""
    whole, answer, images = counts
    special = dict(parts(whole, answer))
    inside = [sum(special.get(name, 0) for name in names) for names in (INPUT_CLASSES, OUTPUT_CLASSES)]
    whole, answer = (min(max(pair), end) for *pair, end in zip((whole, answer), inside, most, strict=True))
    special["image_input"] = special.get("image_input", 0) + min(images, max(0, whole - inside[0]))
    return Usage(input=whole, output=answer, **special)


def estimate_measured(model: Model, measured: Measured, terms: Terms | None = None) -> Estimate:
    """Price a request whose tokens were counted: the cost, and between which two it lies.

    The bounds are priced as requests of their own size, and so is every size between them from which on other
    rates hold.

    Raises:
        UnpricedError: as for ``estimate``.
    """
    row = estimate(model, measured.usage, terms)
    span = None
    if not measured.is_certain:
        turns = _turns(model, measured, None if terms is None else terms.as_of)
        # Where nothing but text is estimated, most of them are the same.
        usages = dict.fromkeys((measured.low, *turns, measured.high))
        span = span_of(row.total, (estimate(model, usage, terms).total for usage in usages))
    said = (_hedged(note, measured) for note in row.notes)
    notes = (*measured.notes, *said, *_may_not_fit(row, measured))
    return row._replace(measured=measured, span=span, notes=notes)


def _hedged(note: Note, measured: Measured) -> Note:
    """A note that tells a size, marked where that is an estimate."""
    is_estimated = {
        "over_context": not measured.is_certain,
        "over_max_output": measured.output.low != measured.output.high,
    }
    if is_estimated.get(note.code):
        return note._replace(message=f"~{note.message}")
    if note.code == "long_context" and measured.input.low != measured.input.high:
        return note._replace(message=f"by the estimate {note.message}")
    return note


def _may_not_fit(row: Estimate, measured: Measured) -> Iterator[Note]:
    """That a request fits by its estimate, but not for certain."""
    window = row.model.context
    size = measured.usage.input + measured.usage.output
    most = measured.high.input + measured.high.output
    if window is not None and size <= window < most:
        message = f"up to {most:,} tokens a request; its context window holds {window:,}"
        yield Note("may_exceed_context", message)


def _turns(model: Model, measured: Measured, as_of: date | None) -> Iterator[Usage]:
    """The usages on either side of each threshold that lies between the bounds."""
    price = model.price_in(model.period_on(as_of)[0])
    for threshold in price.thresholds:
        if measured.low.input <= threshold < measured.high.input:
            for size in (threshold, threshold + 1):
                yield from _of_size(measured, size)


def _of_size(measured: Measured, size: int) -> Iterator[Usage]:
    """What a request of so many input tokens may use: the corners of it, of which one costs most, one least.

    None where no request of that size has room for its parts.
    """
    assert measured.parts is not None  # noqa: S101 - not certain
    images, whole = measured.images, measured.input
    # What is no picture is text, which has bounds of its own.
    most = min(images.high, size - (whole.low - images.low))
    least = max(images.low, size - (whole.high - images.high))
    for answer in (measured.output.low, measured.output.high):
        given_parts = sum(measured.parts(size, answer).get(name, 0) for name in INPUT_CLASSES)
        if given_parts <= size:
            for pictures in (least, most):
                yield _usage((size, answer, pictures), measured.parts, (whole.high, measured.output.high))
