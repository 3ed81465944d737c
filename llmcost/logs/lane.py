"""The fast lane: plain chat completions, read block by block through structs or patterns."""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

from llmcost.cost.tariff import DAY, QUARTER
from llmcost.cost.usage import Counts
from llmcost.logs.distinct import PARTS, SIGNED
from llmcost.logs.fingerprint import fingerprints
from llmcost.logs.flavour import Found
from llmcost.logs.formats.openai_response import tier_of
from llmcost.logs.remainder import Remainder
from llmcost.logs.rows import rows_of
from llmcost.logs.shape import KIND, shape_of
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from llmcost.cost.tariff import Tariff
    from llmcost.logs.account import Account
    from llmcost.logs.rows import Rows
    from llmcost.logs.shape import Shape

    Entry = tuple[tuple[int, ...], list[int]]
    Key = tuple[bytes | str, bytes | str | None, int]
    Source = Callable[[bytes, int], tuple[Rows, list[int]]]

FLAVOUR = "openai-chat"
_SHAPES = 12
"""So many shapes are tried on a line; those that most lines had lately."""
_TRIES = 64
"""Lines in all that may be looked at in vain for a shape."""
_ROOM = 20_000
"""Cells that are remembered by model, tier and time."""
_MISSES = 3
"""After so many blocks in a row with few lines that the structs fit, msgspec isn't asked any more."""
_PART = PARTS - 1


class Lane:
    """Reads blocks of lines for an account, as far as they are ordinary.

    What it takes in is exactly what the long way would: of what is unusual it takes nothing, and says which
    lines have to be read that way.
    """

    def __init__(self, account: Account) -> None:
        """Begin without any shape.

        Args:
            account: that takes in what is read.
        """
        question = account.question
        self._account = account
        self._file = ""
        self._shapes: list[Shape] = []
        self._tries = _TRIES
        self._taken: dict[Shape, int] = {}
        """How many lines of a shape there were when it was last tried."""
        self._known: dict[Key, Entry] = {}
        self._by_day: dict[Key, Entry] = {}
        self._has_days = question.zone == "UTC" and "hour" not in question.by
        self._misses = 0
        """Blocks in a row in which msgspec found less than half of the lines."""
        asks_more = question.by_record or question.others or question.columns
        self.is_open = not asks_more and question.flavour in {None, FLAVOUR}
        """Whether there is anything for it to do."""

    def begin(self, file: str) -> None:
        """Go on to another file.

        Args:
            file: as it is shown.
        """
        if "file" in self._account.question.by:
            self._known.clear()
            self._by_day.clear()
        self._file = file

    def read(self, block: bytes, lines: int) -> Sequence[int]:
        """Take in a block.

        Args:
            block: whole lines, each with its end.
            lines: how many.

        Returns:
            The positions of lines in it that have to be read the long way, mostly none or all.
        """
        if KIND not in block:
            return range(lines)
        left, odd = Remainder(block, range(lines)), list[int]()
        source = _source() if self._misses < _MISSES else None
        if source is not None:
            odd += self._take_typed(left, source)
        if not (left.block.isascii() or _is_text(left.block)):
            return sorted((*odd, *left.places))
        for shape in self._tried(left) if left.block else ():
            stated, places = left.take_out(shape)
            self._taken[shape] = len(places)
            if places:
                odd += self._take(rows_of(stated, places))
            if not left.block:
                break
        self._shapes.sort(key=self._taken.__getitem__, reverse=True)
        return sorted((*odd, *left.places))

    def _take_typed(self, left: Remainder, source: Source) -> list[int]:
        """Take in the lines that msgspec takes for completions, and give the places of odd ones."""
        rows, others = source(left.block, len(left.places))
        self._misses = self._misses + 1 if len(others) > len(rows.at) else 0
        if self._misses == _MISSES:
            # So far shapes were looked for in what it left alone.
            self._tries = _TRIES
            return []
        if not rows.at:
            return []
        left.keep(others)
        return self._take(rows)

    def _tried(self, left: Remainder) -> Iterator[Shape]:
        """The shapes that are known, those of most lines first, then those of lines that are left."""
        yield from tuple(self._shapes)
        while self._tries:
            learned = self._learn(left.block)
            if learned is None:
                return
            self._shapes = [*self._shapes[: _SHAPES - 1], learned]
            yield learned

    def _learn(self, rest: bytes) -> Shape | None:
        """The shape of the first line that has one."""
        for line in rest.split(b"\n"):
            if KIND in line and self._tries:
                self._tries -= 1
                shape = shape_of(line)
                if shape is not None:
                    return shape
        return None

    def _take(self, rows: Rows) -> list[int]:
        """Take in lines of one shape, and give the places of those that aren't ordinary."""
        odd: list[int] = []
        is_plain = self._account.is_plain
        is_limited = not (is_plain(min(rows.times)) and is_plain(max(rows.times)))
        if is_limited or not rows.are_sound():
            rows, odd = self._ordinary(rows)
        cells = self._cells(rows)
        if cells and min(cells) < 0:
            odd += compress(rows.at, [cell < 0 for cell in cells])
            rows, cells = rows.only([cell >= 0 for cell in cells]), [cell for cell in cells if cell >= 0]
        if is_limited:
            cells = self._sided(cells, rows)
        store, marks = self._account.distinct.text, fingerprints(rows.ids)
        packed = map(SIGNED.pack, marks, cells, rows.prompts, rows.outputs, rows.cached, rows.reasoning)
        for mark, row in zip(marks, packed, strict=True):
            store[mark & _PART] += row
        self._account.records += len(cells)
        self._account.read += len(cells)
        return odd

    def _ordinary(self, rows: Rows) -> tuple[Rows, list[int]]:
        """Those that are, and the places of those that have to be read the long way."""
        is_plain, is_outside = self._account.is_plain, self._account.is_outside
        chosen = [
            fits and (is_plain(time) or is_outside(time))
            for fits, time in zip(rows.sound(), rows.times, strict=True)
        ]
        return rows.only(chosen), list(compress(rows.at, [not taken for taken in chosen]))

    def _sided(self, cells: list[int], rows: Rows) -> list[int]:
        """The cells, those of what lies outside of the time that is asked for exchanged for its own."""
        account = self._account
        return [
            account.number_outside(time) if account.is_outside(time) else cell
            for cell, time in zip(cells, rows.times, strict=True)
        ]

    def _cells(self, rows: Rows) -> list[int]:
        """The number of the cell of each, or -1 where that takes longer."""
        known, quarters = self._known, [time // QUARTER for time in rows.times]
        entries = [
            known.get(key) or self._entry(*key) for key in zip(rows.models, rows.tiers, quarters, strict=True)
        ]
        return [
            cells[bisect_left(sizes, prompt)] if sizes else cells[0]
            for (sizes, cells), prompt in zip(entries, rows.prompts, strict=True)
        ]

    def _entry(self, model: bytes | str, tier: bytes | str | None, quarter: int) -> Entry:
        """The sizes at which cells part, and the number of the cell of each size."""
        day = (model, tier, quarter * QUARTER // DAY)
        entry = self._by_day.get(day)
        if entry is None:
            name = model if isinstance(model, str) else model.decode()
            stated = json.loads(tier) if isinstance(tier, bytes) else tier
            level = tier_of(Found({"service_tier": stated}))
            tariff = self._account.sorter.tariff(name, level)
            entry = tariff.thresholds, self._numbers(tariff, name, level, quarter * QUARTER)
            if self._has_days and tariff.step == DAY:
                self._by_day[day] = entry
        if len(self._known) >= _ROOM:
            self._known.clear()
            self._by_day.clear()
        self._known[model, tier, quarter] = entry
        return entry

    def _numbers(self, tariff: Tariff, model: str, tier: str, time: int) -> list[int]:
        """The number of the cell of each size; -1 where it takes longer to tell."""
        sorter, sizes = self._account.sorter, (0, *(above + 1 for above in tariff.thresholds))
        if sorter.step(tariff) != QUARTER:
            return [-1] * len(sizes)
        records = (Record(FLAVOUR, model, Counts(input=size), time, tier=tier) for size in sizes)
        return [self._account.number(sorter.cell(record, self._file)) for record in records]


def _is_text(block: bytes) -> bool:
    """Whether a block is what a JSON parser takes for text."""
    try:
        block.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _source() -> Source | None:
    """What reads completions by msgspec; None where that isn't installed."""
    try:
        from llmcost.logs.completions import completions_in
    except ImportError:
        return None
    return completions_in
