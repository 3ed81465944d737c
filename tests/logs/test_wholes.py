"""Sessions that state their parts and their whole."""

from __future__ import annotations

import pytest

from llmcost.cost.cell import Cell, Sums
from llmcost.cost.usage import Counts
from llmcost.logs.wholes import counted_once


def cell(model: str, *, part_of: str | None = None, whole_of: str | None = None) -> Cell:
    return Cell(model, "", None, None, (), "", part_of=part_of, whole_of=whole_of)


def tokens(total: int) -> Sums:
    return Sums(1, Counts(total - 1, 1))


@pytest.mark.parametrize(("stated", "counts"), [(9, "parts"), (10, "whole"), (11, "whole")])
def test_of_a_session_the_larger_counts_and_a_whole_wins_where_they_agree(stated: int, counts: str) -> None:
    cells = {
        cell("part one", part_of="s"): tokens(6),
        cell("part two", part_of="s"): tokens(4),
        cell("whole one", whole_of="s"): tokens(stated - 5),
        cell("whole two", whole_of="s"): tokens(5),
        cell("other part", part_of="t"): tokens(2),
        cell("other whole", whole_of="u"): tokens(2),
        cell("alone"): tokens(2),
    }

    left = {str(each.model) for each in counted_once(cells).cells}

    others = {"other part", "other whole", "alone"}
    assert left - others == ({"part one", "part two"} if counts == "parts" else {"whole one", "whole two"})
    assert others <= left


@pytest.mark.parametrize(
    ("lines", "stated", "left", "outweighed"),
    [
        (None, None, {"event"}, 0),
        (None, 1, {"whole"}, 0),
        # The requests of the session's own log are more than its result says: a part of it was another run.
        (8, 7, {"line"}, 1),
        (8, 9, {"whole"}, 0),
        (8, None, {"event", "line"}, 0),
    ],
)
def test_provisional_figures_give_way_to_the_whole(
    lines: int | None, stated: int | None, left: set[str], outweighed: int
) -> None:
    cells = {cell("event", part_of="s/events"): tokens(50)}
    if lines is not None:
        cells[cell("line", part_of="s")] = tokens(lines)
    if stated is not None:
        cells[cell("whole", whole_of="s")] = tokens(stated)

    found = counted_once(cells)

    assert ({str(each.model) for each in found.cells}, found.outweighed) == (left, outweighed)
