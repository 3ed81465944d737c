"""Sessions that state their parts and their whole: one of both counts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.cost.cell import Cell, Sums


class CountedOnce(NamedTuple):
    """Cells of which none repeats what another holds."""

    cells: dict[Cell, Sums]
    outweighed: int
    """Wholes that state fewer tokens than their parts, and so don't count."""


def counted_once(cells: Mapping[Cell, Sums]) -> CountedOnce:
    """Leave out the cells that repeat what others hold.

    Of each whole, such as a session, either its parts count or what sums them up, whichever states more
    tokens: a summary knows of requests that no line shows, and lines go on after a summary. Parts whose own
    figures are provisional, as a slash in ``part_of`` tells, give way to the whole in any case.
    """
    parts: defaultdict[str, int] = defaultdict(int)
    wholes: defaultdict[str, int] = defaultdict(int)
    for cell, sums in cells.items():
        tokens = sums.counts.input + sums.counts.output
        if cell.part_of is not None and "/" not in cell.part_of:
            parts[cell.part_of] += tokens
        if cell.whole_of is not None:
            wholes[cell.whole_of] += tokens
    outweighed = {name for name, tokens in wholes.items() if name in parts and parts[name] > tokens}

    def counts(cell: Cell) -> bool:
        if cell.whole_of is not None:
            return cell.whole_of not in outweighed
        if cell.part_of is None:
            return True
        whole, slash, _ = cell.part_of.partition("/")
        return whole not in wholes or (whole in outweighed and not slash)

    return CountedOnce({cell: sums for cell, sums in cells.items() if counts(cell)}, len(outweighed))
