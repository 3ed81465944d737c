"""Small cells of logs, for tests of what they cost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.cost.cell import Cell, Sums
from llmcost.cost.elsewhere import Elsewhere
from llmcost.cost.priced import price_cells
from llmcost.cost.tariff import Tariff
from llmcost.cost.usage import Counts

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.priced import Priced
    from llmcost.cost.slot import Slot

ROUND = Counts(input=1_000_000, output=1_000_000)


def at(text: str) -> int:
    """Seconds since 1970 of a time such as ``2026-11-09 13:30``, in UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


class Log:
    """Requests put into cells by one catalogue."""

    def __init__(self, catalog: Catalog, *others: str) -> None:
        """Begin with none; ``others`` are the ids of other models."""
        self.catalog = catalog
        self.cells: dict[Cell, Sums] = {}
        self.elsewhere = Elsewhere(catalog, others)
        self._tariffs: dict[tuple[str | None, str], Tariff] = {}

    def tariff(self, name: str | None, tier: str = "") -> Tariff:
        """The schedule of a model; resolved once."""
        return self._tariffs.setdefault((name, tier), Tariff(self.catalog, name, tier))

    def add(
        self,
        name: str | None = "acme/one",
        counts: Counts = ROUND,
        *,
        time: str | None = "2026-11-09 12:00",
        tier: str = "",
        bill: str | None = None,
        basis: str = "bill",
        requests: int = 1,
        **cell: Any,
    ) -> Log:
        """Take in requests of one cell; gives itself."""
        seconds = None if time is None else at(time)
        day = None if time is None else date.fromisoformat(time[:10]).toordinal()
        size = counts.input if requests == 1 else None
        slots, misfits = self.elsewhere.place(counts, tier, seconds, size)
        slot: Slot | None = self.tariff(name, tier).slot(seconds, size)
        key = Cell(
            name,
            tier,
            slot,
            day,
            cell.pop("key", ("",)),
            "" if bill is None else basis,
            slots,
            misfits,
            counts.web_search > 0,
            **cell,
        )
        assert key not in self.cells
        self.cells[key] = Sums(requests, counts, Decimal(bill or 0))
        return self

    def priced(self, basis: str = "best") -> tuple[Priced, ...]:
        """All cells with their costs."""
        return tuple(price_cells(self.cells, self.tariff, basis))
