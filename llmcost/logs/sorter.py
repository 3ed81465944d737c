"""Which requests belong together: the cell of each record."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime
from typing import TYPE_CHECKING

from llmcost.cost.cell import Cell
from llmcost.cost.elsewhere import Elsewhere
from llmcost.cost.spending import MISSING
from llmcost.cost.tariff import QUARTER, Tariff
from llmcost.records.question import DERIVED
from llmcost.records.zone import zone_of

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.records.question import Question
    from llmcost.records.record import Record

    Alike = tuple[str | int | bool | None, ...]


class Sorter:
    """Puts records into cells, for one question and one catalogue."""

    def __init__(self, question: Question, catalog: Catalog) -> None:
        """Describe it.

        Args:
            question: what is asked.
            catalog: the prices.
        """
        self._question = question
        self._catalog = catalog
        self._zone = zone_of(question.zone)
        self._tariffs: dict[tuple[str | None, str], Tariff] = {}
        self._elsewhere = Elsewhere(catalog, question.others)
        self._stretches: dict[tuple[str | None, str], tuple[int, tuple[int, ...]]] = {}
        self._by_file = "file" in question.by
        self._looks_closer = question.by_record or question.reconcile or bool(question.others)

    def tariff(self, model: str | None, tier: str) -> Tariff:
        """The schedule of a model as the log names it; resolved once."""
        found = self._tariffs.get((model, tier))
        if found is None:
            found = self._tariffs[model, tier] = Tariff(self._catalog, model, tier)
        return found

    def step(self, tariff: Tariff) -> int:
        """Seconds that divide every stretch in which requests of one size belong to the same cell."""
        # Time zones differ from UTC by whole quarters of an hour, so days and hours begin with one.
        return min(tariff.step, self._elsewhere.step, QUARTER)

    def alike(self, record: Record, file: str) -> Alike | None:
        """What records of the same cell share, by few steps; None where that takes a closer look.

        Args:
            record: of the log.
            file: as it is shown.
        """
        if self._looks_closer:
            return None
        stretch = self._stretches.get((record.model, record.tier))
        if stretch is None:
            tariff = self.tariff(record.model, record.tier)
            stretch = self._stretches[record.model, record.tier] = self.step(tariff), tariff.thresholds
        step, sizes = stretch
        return (
            record.model,
            record.tier,
            None if record.time is None else record.time // step,
            bisect_left(sizes, record.counts.input) if record.requests == 1 else None,
            record.stated is None,
            record.estimated,
            record.counts.web_search > 0,
            record.part_of,
            record.whole_of,
            file if self._by_file else "",
        )

    def cell(self, record: Record, file: str) -> Cell:
        """The cell that a record belongs to.

        Args:
            record: of the log.
            file: as it is shown.
        """
        tariff = self.tariff(record.model, record.tier)
        size = record.counts.input if record.requests == 1 else None
        slots, misfits = self._elsewhere.place(record.counts, record.tier, record.time, size)
        moment = None if record.time is None else datetime.fromtimestamp(record.time, self._zone)
        basis = "" if record.stated is None else "estimate" if record.estimated else "bill"
        return Cell(
            record.model,
            record.tier,
            tariff.slot(record.time, size),
            None if moment is None else moment.toordinal(),
            tuple(self._value(name, record, moment, file) for name in self._question.by),
            basis,
            slots,
            misfits,
            record.counts.web_search > 0,
            self._verdict(record, tariff, size),
            record.part_of,
            record.whole_of,
        )

    def _verdict(self, record: Record, tariff: Tariff, size: int | None) -> str:
        """Why the bill of a record differs from list prices, where that is asked for."""
        if not self._question.reconcile or record.stated is None:
            return ""
        from llmcost.cost.bills import Stated, reason

        stated = Stated(record.stated, record.byok, record.provider, record.requests or 1)
        return reason(tariff, stated, record.counts, record.time, size)

    def _value(self, name: str, record: Record, moment: datetime | None, file: str) -> str:
        if name in DERIVED:
            return ""
        if name == "hour":
            return MISSING if moment is None else f"{moment:%Y-%m-%d %H}:00"
        if name == "file":
            return file
        if name in {"session", "user"}:
            return getattr(record, name) or MISSING
        return record.tags[self._question.keys.index(name)] or MISSING
