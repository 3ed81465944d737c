"""What a grouped query found, put together as a reading of logs gives it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from llmcost.catalog.names import LONGEST
from llmcost.cost.cell import Cell, Sums, total_of
from llmcost.cost.spending import MISSING
from llmcost.cost.tally import Tally
from llmcost.cost.usage import Counts
from llmcost.money import ZERO, add_up
from llmcost.printable import printable
from llmcost.records.oddities import Sighting
from llmcost.records.question import DERIVED
from llmcost.records.zone import zone_of
from llmcost.sql.grouped import COUNTED, OUTSIDE, UNTIMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from llmcost.cost.tariff import Tariff
    from llmcost.records.question import Question
    from llmcost.sql.engine import Found
    from llmcost.sql.price_rows import PriceRow


def model_of(name: str | None, question: Question) -> str | None:
    """The model that a row means by a name as an engine gives it, which leaves some blanks around it."""
    return ((name or "").strip() or question.model or "")[:LONGEST] or None


class Gathered:
    """The cells and counts of a reading."""

    def __init__(
        self,
        question: Question,
        found: Found,
        rows: Sequence[PriceRow],
        tariff_of: Callable[[str | None, str], Tariff],
        step: int,
    ) -> None:
        """Begin with nothing.

        Args:
            question: what is asked.
            found: the table that was read.
            rows: the price rows, by their numbers.
            tariff_of: the schedule of a model as the table names it, at a service tier.
            step: seconds of a bucket of time.
        """
        self._question = question
        self._found = found
        self._rows = rows
        self._tariff_of = tariff_of
        self._step = step
        self._zone = zone_of(question.zone)
        self._sums: dict[Cell, list[Sums]] = {}
        self._charged: dict[Cell, list[Decimal | None]] = {}
        self._read = 0
        self._kinds: Counter[str] = Counter()
        self._odd: Counter[str] = Counter()

    def take(self, columns: Sequence[str], groups: Iterable[Sequence[Any]]) -> None:
        """Take in what the query found.

        Args:
            columns: of ``grouped.Grouped``.
            groups: its rows.
        """
        for each in groups:
            group = dict(zip(columns, each, strict=True))
            kind = group["of_kind"]
            self._read += int(group["rows"])
            self._kinds[kind] += int(group["records" if kind == OUTSIDE else "rows"])
            for column, times in group.items():
                if column.startswith("odd_") and times:
                    self._odd[column.removeprefix("odd_")] += int(times)
            if kind == COUNTED:
                self._add(group)

    def _add(self, group: Mapping[str, Any]) -> None:
        cell = self._cell(group)
        counts = Counts(**{name: int(group.get(f"sum_{name}") or 0) for name in Counts._fields})
        stated = group.get("sum_stated")
        sums = Sums(int(group["sum_requests"]), counts, ZERO if stated is None else stated)
        self._sums.setdefault(cell, []).append(sums)
        self._charged.setdefault(cell, []).append(None if group["uncosted"] else group["sum_cost"])

    def _cell(self, group: Mapping[str, Any]) -> Cell:
        name, tier, place = group["of_name"], group["of_tier"], group["of_place"]
        model = model_of(name, self._question)
        bucket = group.get("of_bucket")
        moment = None if bucket is None else datetime.fromtimestamp(int(bucket) * self._step, self._zone)
        return Cell(
            model,
            tier,
            # What can't be priced at all has rows, too, where it is told under another name.
            None if place is None or self._tariff_of(model, tier).trouble else self._rows[int(place)].slot,
            None if moment is None else moment.toordinal(),
            tuple(
                self._value(name, group[f"of_asked_{at}"], moment)
                for at, name in enumerate(self._question.by)
            ),
            "bill" if group.get("of_billed") else "",
            searched=bool(group.get("of_searched")),
        )

    def _value(self, name: str, value: str | None, moment: datetime | None) -> str:
        if name in DERIVED:
            return ""
        if name == "hour":
            return MISSING if moment is None else f"{moment:%Y-%m-%d %H}:00"
        if name == "file":
            return MISSING if value is None else self._found.shown.get(value) or printable(value)
        return ((value or "").strip() or MISSING)[:LONGEST]

    @property
    def cells(self) -> dict[Cell, Sums]:
        """What each cell comes to, those of the most requests first: engines give them in any order."""
        cells = {cell: total_of(sums) for cell, sums in self._sums.items()}
        ranked = sorted(cells.items(), key=lambda each: (-each[1].requests, repr(each)))
        return {cell: sums for cell, sums in ranked if sums.requests}

    @property
    def charged(self) -> dict[Cell, Decimal | None]:
        """What the engine reckons that each cell costs in USD; None: it lacks a rate for some of it."""
        return {
            cell: add_up(cost for cost in costs if cost is not None) if None not in costs else None
            for cell, costs in self._charged.items()
        }

    def tally(self, unread: int) -> Tally:
        """How many rows there were, and what became of them.

        Args:
            unread: rows that could not be read at all.
        """
        kinds = self._kinds
        return Tally(
            files=self._found.files,
            read=self._read + unread,
            counted=sum(sums.requests for sums in self.cells.values()),
            duplicates=kinds["duplicate"],
            malformed=kinds["bad_count"] + unread,
            without_usage=kinds["no_usage"],
            outside=kinds[OUTSIDE] + kinds[UNTIMED],
            bytes=self._found.size,
        )

    def odd(self, unread: int) -> dict[str, Sighting]:
        """What was odd, and how often.

        Args:
            unread: rows that could not be read at all.
        """
        times = {
            "malformed": self._kinds["bad_count"] + unread,
            "no_time_in_range": self._kinds[UNTIMED],
            **self._odd,
        }
        return {code: Sighting(count, ()) for code, count in times.items() if count}
