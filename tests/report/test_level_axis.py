from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from llmcost.money import plain
from llmcost.report.level_axis import level_axis

if TYPE_CHECKING:
    from llmcost.report.level_axis import LevelAxis

LEVELS = st.decimals(0, 1000, places=2)


def ticks(axis: LevelAxis) -> list[str]:
    """What is told beside each row, from the bottom on."""
    told = [axis.tick(row) for row in range(axis.rows)]
    return ["" if tick is None else plain(tick) for tick in told]


def test_it_ends_at_what_is_shown_with_one_row_above_for_a_name() -> None:
    axis = level_axis(Decimal(8), Decimal(63), 14)
    assert (["10", "", "20", "", "30", "", "40", "", "50", "", "60", "", "70"], [0, 10, 11]) == (
        ticks(axis),
        [axis.row(Decimal(level)) for level in ("8", "59.5", "63")],
    )


def test_ticks_are_round_and_need_not_be_whole() -> None:
    assert ["1", "", "", "", "1.5", "", "", "", "2", "", ""] == ticks(
        level_axis(Decimal(1), Decimal("2.1"), 12)
    )


@given(LEVELS, st.decimals("0.01", 1000, places=2), st.integers(12, 30))
def test_there_is_a_tick_and_everything_shown_has_a_row_below_the_uppermost(
    least: Decimal, span: Decimal, height: int
) -> None:
    axis = level_axis(least, least + span, height)
    assert height / 2 <= axis.rows <= height
    assert (0, axis.rows - 2) == (axis.row(least), axis.row(least + span))
    assert [*filter(None, ticks(axis))]
