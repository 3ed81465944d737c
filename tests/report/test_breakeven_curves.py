from __future__ import annotations

from typing import TYPE_CHECKING

from builders import model, when

from llmcost.cost.estimate import Terms
from llmcost.market.breakeven import breakeven
from llmcost.market.cost_axis import RequestShape
from llmcost.report.breakeven_curves import curves_of

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.report.figure import Curves

A = model("acme/a", input="1", output="4", facts={"context": 100})
B = model("acme/b", input="2", output="1", facts={"context": 100})


def curves(first: Model, second: Model, over: str, use: RequestShape) -> Curves | None:
    return curves_of(breakeven((first, second), over, use, Terms()), (first, second))


def drawn(first: Model, second: Model, over: str, use: RequestShape) -> list[str]:
    """Each stretch of the first curve, then each crossing."""
    found = curves(first, second, over, use)
    assert found is not None
    first_curve = [
        f"{start[0]:f},{start[1]:f} {end[0]:f},{end[1]:f}" for start, end in found.curves[0].stretches
    ]
    return first_curve + [f"x {at:f},{cost:f}: {label}" for at, cost, label in found.crossings]


def test_a_cost_over_a_ratio_is_straight() -> None:
    assert drawn(A, B, "ratio", RequestShape()) == ["0,4 10,14", "x 3,7: 3 in per out"]


def test_only_sizes_are_whole() -> None:
    shape = RequestShape(10, 1)
    found = [curves(A, B, over, shape) for over in ("ratio", "cached", "size")]
    assert [each and each.is_whole for each in found] == [False, False, True]


def test_the_dearest_hour_changes_where_its_costs_bend() -> None:
    timed = model("acme/t", when(utc="01:00-04:00", input="0.5", output="5"), input="2", output="3")
    late = model("acme/l", when(utc="01:00-04:00", input="0.5", output="99"), input="2", output="3")
    assert drawn(timed, A, "cached", RequestShape(1_000_000, 1_000_000)) == ["0,5.5 100,5.5"]
    assert drawn(timed, B, "ratio", RequestShape()) == [
        "0,5 1.333333333333,5.666666666667",
        "1.333333333333,5.666666666667 20,43",
    ]
    assert drawn(late, B, "ratio", RequestShape())[0] == "0,99 20,109"


def test_a_cost_over_sizes_jumps_where_rates_change() -> None:
    steps = model("acme/s", when(above=50, input="3"), input="1", output="1", facts={"context": 60})
    assert drawn(steps, B, "size", RequestShape()) == [
        "1,0.000001 50,0.00005",
        "50,0.00015 60,0.00018",
        "x 51,0.000102: 51 tokens",
    ]


def test_a_jump_at_the_last_size_is_drawn() -> None:
    steps = model("acme/s", when(above=1, input="3"), input="1", output="1", facts={"context": 2})
    assert drawn(steps, B, "size", RequestShape()) == [
        "1,0.000001 1,0.000001",
        "1,0.000003 2,0.000006",
        "x 2,0.000004: 2 tokens",
    ]


def test_what_lies_beyond_the_range_is_not_drawn_and_that_is_said() -> None:
    long = model("acme/l", input="1", output="4", facts={"context": 1_000_000})
    short, use = model("acme/s", input="2", output="1.1"), RequestShape(None, 10)
    assert drawn(long, short, "size", use) == ["1,0.000041 1000,0.00104", "x 29,0.000069: 29 tokens"]
    found = curves(long, short, "size", use)
    assert found is not None
    assert found.quantity == "Input tokens of one request, drawn up to 1,000 of 999,990"


def test_a_crossing_between_two_sizes_is_marked_at_the_latter() -> None:
    assert drawn(
        A, model("acme/b", input="2", output="1.05", facts={"context": 100}), "size", RequestShape(None, 10)
    ) == [
        "1,0.000041 90,0.00013",
        "x 30,0.00007: 30 tokens",
    ]


def test_a_share_is_marked_in_per_cent() -> None:
    cheap = model("acme/cheap", input="2", output="4", cache_read="0.5")
    assert drawn(A, cheap, "cached", RequestShape(100, 10))[-1] == "x 66.666666666667,0.00014: ~66.67 %"


def test_costs_that_only_touch_are_no_crossing() -> None:
    assert drawn(A, model("acme/same", input="2", output="4"), "ratio", RequestShape()) == ["0,4 20,24"]


def test_where_all_is_free_there_is_nothing_to_draw() -> None:
    free = model("acme/a:free", input="0", output="0")
    assert curves(free, free._replace(id="acme/b:free"), "ratio", RequestShape()) is None


def test_a_single_size_is_no_curve() -> None:
    assert curves(A, B, "size", RequestShape(None, 99)) is None
