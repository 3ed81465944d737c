"""All that was read so far: the sums of each cell, each request once, and what was odd."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.cell import Cell, Sums
from llmcost.cost.spending import MISSING
from llmcost.cost.tally import Place
from llmcost.cost.usage import Counts
from llmcost.logs.distinct import Distinct, Request
from llmcost.logs.fingerprint import fingerprint
from llmcost.money import EXACT, ZERO
from llmcost.records.oddities import Sighting, oddities
from llmcost.records.question import TOMORROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from llmcost.cost.tally import Oddity
    from llmcost.logs.distinct import Rows
    from llmcost.logs.sorter import Alike, Sorter
    from llmcost.records.question import Question
    from llmcost.records.record import Record

_ROOM = 20_000
"""Records of so many kinds are known by their cell."""
_OFTEN = 2**13
"""Records between two looks at how many there are: there are many parts to look at."""
_BEFORE, _AFTER = (Cell(None, "", None, None, (), where) for where in ("before", "after"))
"""The cells of requests outside the range of time."""
_OUTSIDE = (_BEFORE, _AFTER)
_LAST_DAY = 10**7
"""Behind every day that has an ordinal."""
PLACES = 3
"""So many places of each oddity are kept."""


class State(NamedTuple):
    """All of an account, to be handed to another process."""

    cells: tuple[Cell, ...]
    sums: tuple[Sums, ...]
    rows: Rows
    repeats: int
    odd: Mapping[str, Sighting]
    figures: tuple[int, ...]
    met: tuple[str, ...]


class Account:
    """What was read, for one question."""

    def __init__(self, question: Question, sorter: Sorter) -> None:
        """Begin with nothing.

        Args:
            question: what is asked.
            sorter: which cell a record belongs to.
        """
        self.sorter = sorter
        self.question = question
        self.distinct = Distinct(self._rank)
        self.read = self.malformed = self.without_usage = self.outside = self.records = self.bytes = 0
        self.lines = 0
        """Lines of the part that is being read, or was read last."""
        self.odd: dict[str, Sighting] = {}
        self.met: tuple[str, ...] = ()
        """Keys of the first object that stated usage, where keys are asked by."""
        self._due = _OFTEN
        """Records from which on it is worth to look for repeats again."""
        self._numbers: dict[Cell, int] = {}
        self._alike: dict[Alike, int] = {}
        self._cells: list[Cell] = []
        self._piles: list[list[int]] = []
        self._stated: list[Decimal] = []
        self._is_limited = question.since is not None or question.until is not None
        self._since = 0 if question.since is None else question.since
        tomorrow = question.now + TOMORROW
        self._until = tomorrow if question.until is None else min(question.until, tomorrow)

    def _rank(self, number: int) -> tuple[object, ...]:
        """What says most about a request comes first, then the earliest day."""
        cell = self._cells[number]
        if cell in _OUTSIDE:
            return 0, 0 if cell == _BEFORE else _LAST_DAY, ""
        lacking = (cell.model, cell.slot, cell.day).count(None) + cell.key.count(MISSING)
        return lacking, cell.day or 0, repr(cell)

    def number(self, cell: Cell) -> int:
        """The number of a cell, a new one where it is new."""
        found = self._numbers.get(cell)
        if found is None:
            found = len(self._cells)
            self._stated.append(ZERO)
            self._piles.append([0] * (1 + len(Counts._fields)))
            self._cells.append(cell)
            # Last: an interrupt leaves no number without a cell.
            self._numbers[cell] = found
        return found

    def add(self, record: Record, file: str, line: int) -> None:
        """Take in a record.

        Args:
            record: of the log.
            file: it stands in, as it is shown.
            line: from 1.
        """
        if not self._is_asked_for(record, file, line):
            self._leave_out(record)
            return
        if record.whole_of is not None and record.requests is None and self._is_limited:
            self.note("whole_in_range", Place(file, line, ""))
        for remark in record.remarks:
            self.note(remark, Place(file, line, ""))
        self._count(record, self._number_of(record, file))

    def _leave_out(self, record: Record) -> None:
        """Leave out what lies outside of the range, unless a copy of it may lie inside."""
        if record.id is None or record.time is None:
            self.outside += 1
        else:
            self._count(record, self.number_outside(record.time))

    def number_outside(self, time: int) -> int:
        """The number of the cell of requests that lie outside of the range and have an id, by their side."""
        return self.number(_BEFORE if time < self._since else _AFTER)

    def _count(self, record: Record, number: int) -> None:
        self.records += 1
        requests = record.requests or 1
        if record.id is None:
            self._pile(number, requests, record.counts, record.stated)
        else:
            mark = fingerprint(record.id.encode("utf-8", "surrogatepass"))
            self.distinct.add(mark, Request(number, record.counts, record.stated, requests))

    def _number_of(self, record: Record, file: str) -> int:
        """The number of a record's cell; most records have the cell of an earlier one."""
        alike = self.sorter.alike(record, file)
        if alike is None:
            return self.number(self.sorter.cell(record, file))
        number = self._alike.get(alike)
        if number is None:
            if len(self._alike) >= _ROOM:
                self._alike.clear()
            number = self._alike[alike] = self.number(self.sorter.cell(record, file))
        return number

    def _is_asked_for(self, record: Record, file: str, line: int) -> bool:
        """Whether a record lies in the range of time; what is odd about its time is noted."""
        asked, time = self.question, record.time
        if time is None:
            self.note("no_time_in_range" if self._is_limited else "no_time", Place(file, line, ""))
            return not self._is_limited
        if self.is_outside(time):
            return False
        if time >= asked.now + TOMORROW:
            day = datetime.fromtimestamp(time, UTC).date()
            self.note("future_time", Place(file, line, day.isoformat()))
        return True

    def is_plain(self, time: int) -> bool:
        """Whether a record of that time needs no second look: inside the range and not in the future."""
        return self._since <= time < self._until

    def is_outside(self, time: int) -> bool:
        """Whether a record of that time is left out, and nothing about that is odd."""
        until = self.question.until
        return time < self._since or (until is not None and time >= until)

    def _pile(self, number: int, requests: int, counts: Iterable[int], stated: Decimal | None) -> None:
        pile = self._piles[number]
        pile[0] += requests
        for at, count in enumerate(counts, 1):
            pile[at] += count
        if stated is not None:
            self._stated[number] = EXACT.add(self._stated[number], stated)

    def note(self, code: str, place: Place, times: int = 1) -> None:
        """Remember something odd; the first places of it are kept."""
        self._see(code, Sighting(times, (place,)))

    def _see(self, code: str, sighting: Sighting) -> None:
        known = self.odd.get(code, Sighting(0, ()))
        self.odd[code] = Sighting(known.times + sighting.times, (*known.places, *sighting.places)[:PLACES])

    def oddities(self) -> tuple[Oddity, ...]:
        """What was odd: first what was left out, and that by its code."""
        return oddities(self.odd)

    def make_room(self) -> None:
        """Drop repeats if that may be worth it; called as often as one likes."""
        if self.records >= self._due:
            self._due = self.records + _OFTEN
            self.distinct.make_room()

    def state(self) -> State:
        """All of it, to be handed to another process."""
        figures = (self.read, self.malformed, self.without_usage, self.outside, self.records, self.bytes)
        sums = tuple(map(self._sums, range(len(self._cells))))
        distinct = self.distinct
        return State(tuple(self._cells), sums, distinct.rows(), distinct.repeats, self.odd, figures, self.met)

    def absorb(self, state: State, *, lines_before: Mapping[str, int]) -> None:
        """Take in all of another account of the same question.

        Args:
            state: what its ``state`` gave.
            lines_before: by file the lines that stand before the part which the other one read.
        """
        numbers = [self.number(cell) for cell in state.cells]
        for number, sums in zip(numbers, state.sums, strict=True):
            self._pile(number, sums.requests, sums.counts, sums.stated)
        self.distinct.absorb(state.rows, numbers)
        self.distinct.repeats += state.repeats
        for code, sighting in state.odd.items():
            places = tuple(
                place
                if place.line is None
                else place._replace(line=place.line + lines_before.get(place.file, 0))
                for place in sighting.places
            )
            self._see(code, Sighting(sighting.times, places))
        self.met = self.met or state.met
        read, malformed, without_usage, outside, records, size = state.figures
        self.read += read
        self.malformed += malformed
        self.without_usage += without_usage
        self.outside += outside
        self.records += records
        self.bytes += size

    def _sums(self, number: int) -> Sums:
        requests, *counts = self._piles[number]
        return Sums(requests, Counts(*counts), self._stated[number])

    def settle(self) -> dict[Cell, Sums]:
        """What each cell comes to, each request counted once. Nothing can be taken in after that."""
        for cell, counts, stated, requests in self.distinct.each(self._piles):
            self._pile(cell, requests, counts, stated)
        sums = {cell: self._sums(number) for cell, number in self._numbers.items()}
        self.outside += sum(sums.pop(cell).requests for cell in _OUTSIDE if cell in sums)
        return {cell: each for cell, each in sums.items() if each.requests}
