"""Requests that may be written down more than once, in a few dozen bytes each."""

from __future__ import annotations

from decimal import Decimal
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.usage import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PARTS = 256
"""Into so many parts requests are spread by their fingerprint, each put in order by itself."""

TEXT = Struct("<QI4I")
"""Fingerprint, number of the cell, then ``TEXT_COUNTS``: all that most requests have."""
TEXT_COUNTS = ("input", "output", "cache_read", "reasoning")
SIGNED = Struct("<qI4I")
"""The same, of a fingerprint as ``fingerprints`` gives it."""
_FIGURES = Struct("<8xI4I")
"""The same without the fingerprint."""
_FULL = Struct("<QI12I")
"""With every count."""
_BILLED = Struct("<QI12I24s")
"""With what the request states as its cost, as text."""
_MARKS = {form: Struct(f"<Q{form.size - 8}x") for form in (TEXT, _FULL, _BILLED)}
"""The fingerprint alone of each form."""
_LONGEST = 24
_MOST = 2**32
_PLACES = tuple(Counts._fields.index(name) for name in TEXT_COUNTS)
_REASONING = 1 + Counts._fields.index("reasoning")
_REST = tuple(at for at in range(len(Counts._fields)) if at not in _PLACES)
_MANY = 1 << 18
"""Rows before it is first worth looking for repeats."""
_EVERY = 64
"""Calls after which it is worth counting the rows: they may be of a block each, or of one record."""

Rows = tuple[list[bytes], list[bytes], list[bytes], list[dict[int, "Request"]]]
"""All that was taken in, to be handed to another process."""


class Request(NamedTuple):
    """One way in which a request was written down."""

    cell: int
    counts: tuple[int, ...]
    stated: Decimal | None = None
    requests: int = 1
    """How many requests it sums up under one id."""


class Distinct:
    """Requests by fingerprint, of which the most complete record counts, in whatever order they come.

    Records are appended packed. Repeats are found part by part, when the rows have doubled and at the end.
    """

    def __init__(self, rank: Callable[[int], tuple[object, ...]]) -> None:
        """Begin with none.

        Args:
            rank: of the number of a cell, what decides between records that are equally complete: the least
                counts. It must not depend on the order in which cells were met.
        """
        self._rank = rank
        self.text = _buffers()
        """Rows of ``TEXT`` by the lowest byte of the fingerprint; the fast lane appends to them itself."""
        self._full = _buffers()
        self._billed = _buffers()
        self._rare: list[dict[int, Request]] = [{} for _ in range(PARTS)]
        """What fits no row: huge counts, long bills, and several requests under one id."""
        self._room = _MANY
        self._calls = 0
        self.repeats = 0
        """Records that were dropped so far."""

    def add(self, mark: int, request: Request) -> None:
        """Take in a record.

        Args:
            mark: the fingerprint of the request's id.
            request: what the record says.
        """
        part = mark % PARTS
        _, counts, stated, requests = request
        bill = b"" if stated is None else str(stated).encode()
        if requests != 1 or max(counts) >= _MOST or len(bill) > _LONGEST:
            self._keep(self._rare[part], mark, request)
        elif bill:
            self._billed[part] += _BILLED.pack(mark, request.cell, *counts, bill)
        elif any(counts[at] for at in _REST):
            self._full[part] += _FULL.pack(mark, request.cell, *counts)
        else:
            self.text[part] += TEXT.pack(mark, request.cell, *(counts[at] for at in _PLACES))

    def make_room(self) -> None:
        """Drop repeats if there are so many rows that it may be worth it; called as often as one likes."""
        self._calls += 1
        if not self._calls % _EVERY:
            self._drop_repeats()

    def _drop_repeats(self) -> None:
        if self._length() < self._room:
            return
        fresh = Distinct(self._rank)
        for part in range(PARTS):
            best = self._best(part)
            if best is None:
                continue
            for mark, request in best.items():
                fresh.add(mark, request)
            # In one go, so that an interrupt finds a part with all its requests.
            self.text[part], self._full[part], self._billed[part], self._rare[part] = fresh._of(part)
        self._room = max(_MANY, 2 * self._length())

    def _of(self, part: int) -> tuple[bytearray, bytearray, bytearray, dict[int, Request]]:
        return self.text[part], self._full[part], self._billed[part], self._rare[part]

    def _length(self) -> int:
        """How many rows there are."""
        stores = ((self.text, TEXT), (self._full, _FULL), (self._billed, _BILLED))
        return sum(sum(map(len, rows)) // form.size for rows, form in stores) + sum(map(len, self._rare))

    def each(self, piles: Sequence[list[int]]) -> Iterator[Request]:
        """The most complete record of each request, most of them summed up at once.

        Args:
            piles: by cell, the requests and each of their counts. Those that state nothing but
                ``TEXT_COUNTS`` are added here, the others given, where no request of their part is repeated.
        """
        for part in range(PARTS):
            best = self._best(part)
            if best is not None:
                yield from best.values()
                continue
            for cell, total, output, read, reasoning in _FIGURES.iter_unpack(self.text[part]):
                pile = piles[cell]
                pile[0] += 1
                pile[1] += total
                pile[2] += output
                pile[3] += read
                pile[_REASONING] += reasoning
            yield from (request for _, request in self._others(part))

    def _best(self, part: int) -> dict[int, Request] | None:
        """By fingerprint what counts of a part; None where nothing in it is repeated."""
        text, full, billed, rare = self._of(part)
        if not (full or billed or rare) and _are_apart(text):
            return None
        marks: set[tuple[int, ...]] = {(mark,) for mark in rare}
        rows = len(rare)
        for packed, form in ((text, TEXT), (full, _FULL), (billed, _BILLED)):
            marks.update(_MARKS[form].iter_unpack(packed))
            rows += len(packed) // form.size
        if len(marks) == rows:
            return None
        best: dict[int, Request] = {}
        for mark, request in self._rows(part):
            self._keep(best, mark, request)
        return best

    def _rows(self, part: int) -> Iterator[tuple[int, Request]]:
        for mark, cell, total, output, read, reasoning in TEXT.iter_unpack(self.text[part]):
            yield mark, Request(cell, (total, output, read, 0, 0, 0, 0, 0, reasoning, 0, 0, 0))
        yield from self._others(part)

    def _others(self, part: int) -> Iterator[tuple[int, Request]]:
        """Those that state more than ``TEXT`` has room for."""
        _, full, billed, rare = self._of(part)
        for mark, cell, *counts in _FULL.iter_unpack(full):
            yield mark, Request(cell, tuple(counts))
        for mark, cell, *counts, bill in _BILLED.iter_unpack(billed):
            yield mark, Request(cell, tuple(counts), Decimal(bill.rstrip(b"\0").decode()))
        yield from rare.items()

    def _keep(self, best: dict[int, Request], mark: int, request: Request) -> None:
        known = best.get(mark)
        if known is not None:
            self.repeats += 1
        if known is None or self._is_better(request, known):
            best[mark] = request

    def _is_better(self, one: Request, other: Request) -> bool:
        mine, theirs = _completeness(one), _completeness(other)
        if mine != theirs or one.cell == other.cell:
            return mine > theirs
        return self._rank(one.cell) < self._rank(other.cell)

    def rows(self) -> Rows:
        """All rows, for another process."""
        packed = [[bytes(part) for part in store] for store in (self.text, self._full, self._billed)]
        return packed[0], packed[1], packed[2], self._rare

    def absorb(self, rows: Rows, cells: Sequence[int]) -> None:
        """Take in the rows of another.

        Args:
            rows: what its ``rows`` gave.
            cells: by the other's number of a cell, the number here.
        """
        text, full, billed, rare = rows
        for part in range(PARTS):
            for form, store, theirs in (
                (TEXT, self.text, text),
                (_FULL, self._full, full),
                (_BILLED, self._billed, billed),
            ):
                mine = store[part]
                for mark, cell, *rest in form.iter_unpack(theirs[part]):
                    mine += form.pack(mark, cells[cell], *rest)
            for mark, request in rare[part].items():
                self._keep(self._rare[part], mark, request._replace(cell=cells[request.cell]))
        self._drop_repeats()


def _buffers() -> list[bytearray]:
    return [bytearray() for _ in range(PARTS)]


def _are_apart(text: bytearray) -> bool:
    """Whether all rows differ in the upper half of their fingerprint, which is quickly told and mostly so."""
    with memoryview(text) as view, view.cast("I") as words, words[1 :: TEXT.size // words.itemsize] as halves:
        return len(set(halves)) == len(halves)


def _completeness(request: Request) -> tuple[object, ...]:
    """The most output, then the most of all counts, then the most requests, then a bill."""
    counts, stated = request.counts, request.stated
    return counts[1], sum(counts), counts, request.requests, stated is not None, stated or 0
