"""Usage that a log line states a second time, beside the response that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.logs.envelope import MODELS
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.logs.flavour import Found
    from llmcost.records.record import BadRecord

    Read = tuple[Found, Record | BadRecord]

_OF_ITS_OWN = frozenset({"id", "usage", *MODELS})
"""Keys of what is more than a copy of the counts."""


def without_copies(read: Sequence[Read]) -> Iterator[Record | BadRecord]:
    """The records of one value, each request once.

    Loggers that keep a response may keep its counts in an object of their own besides. Such an object, which
    has neither id nor model, is the copy of a response with an id in the same object, however deep, when both
    state as much input and output. Elements of lists are requests of their own.

    Args:
        read: the records, each with what it was read of.
    """
    stated = {
        (id(holder), *_size(record))
        for found, record in read
        if isinstance(record, Record) and record.id is not None
        for holder in found.trail
    }
    for found, record in read:
        is_copy = (
            isinstance(record, Record)
            and record.id is None
            and _OF_ITS_OWN.isdisjoint(found.body)
            and not stated.isdisjoint((id(holder), *_size(record)) for holder in _holders(found))
        )
        if not is_copy:
            yield record


def _size(record: Record) -> tuple[int, int]:
    return record.counts.input, record.counts.output


def _holders(found: Found) -> Iterator[object]:
    """The objects around it, from the inside out, up to where a list or text lies between."""
    inside = found.body
    for holder in reversed(found.trail):
        if not any(each is inside for each in holder.values()):
            return
        yield holder
        inside = holder
