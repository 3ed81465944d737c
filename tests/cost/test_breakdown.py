"""Priced requests in groups."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import catalog, model
from logged import ROUND, Log

from llmcost.cost.breakdown import break_down, unpriced_rows
from llmcost.cost.spending import Group, Unpriced
from llmcost.cost.usage import Counts
from llmcost.money import ZERO, add_up, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

CATALOG = catalog(
    model("acme/one", cache_read="0.5"),
    model("acme/two", input="0", output="2"),
    aliases={"a": "b", "b": "a"},
)


def log() -> Log:
    """Two models on two days in two sessions, 5 + 2 + 10 + 3; one request without a price."""
    return (
        Log(CATALOG)
        .add("acme/one", time="2026-11-02 10:00", key=("s1",))
        .add("acme/two", time="2026-11-02 11:00", key=("s2",))
        .add("one", time="2026-10-31 11:00", key=("s1",), bill="10", requests=2)
        .add("acme/one", time=None, key=("(none)",), bill="3", basis="bill")
        .add("nobody", time="2026-11-02 12:00", key=("s1",))
    )


def told(groups: Iterable[Group]) -> list[tuple[str, str, int]]:
    return [(group.key[-1], plain(group.cost or ZERO), group.requests) for group in groups]


def test_the_whole_holds_all_requests_and_the_cost_of_the_priced_ones() -> None:
    whole = break_down(log().priced(), ())
    counts = Counts(input=5_000_000, output=5_000_000)
    expected = Group((), 6, counts, Decimal(20), Decimal(17), Decimal(13), 3, Decimal(0), 1, None, (), 0, 3)
    assert expected == whole


def test_a_group_tells_all_of_its_own() -> None:
    counts = Counts(input=2_000_000, output=1_000_000, cache_read=1_000_000)
    found = Log(CATALOG).add("acme/one", counts).add("acme/two", bill="2.5", requests=4)
    one, two = break_down(found.priced(), ("model",)).groups
    assert (
        Group(
            ("acme/one",),
            1,
            counts,
            Decimal("5.5"),
            Decimal("5.5"),
            None,
            0,
            Decimal("0.5"),
            0,
            Decimal("0.6875"),
        ),
        Group(
            ("acme/two",),
            4,
            ROUND,
            Decimal("2.5"),
            Decimal(2),
            Decimal("2.5"),
            4,
            Decimal(0),
            0,
            Decimal("0.3125"),
            taken=4,
        ),
    ) == (one, two)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        # Two names of one model are one; the dearest first.
        ("model", [("acme/one", "18", 4), ("acme/two", "2", 1)]),
        ("day", [("(none)", "3", 1), ("2026-10-31", "10", 2), ("2026-11-02", "7", 2)]),
        ("month", [("(none)", "3", 1), ("2026-10", "10", 2), ("2026-11", "7", 2)]),
        ("session", [("s1", "15", 3), ("(none)", "3", 1), ("s2", "2", 1)]),
    ],
)
def test_groups_stand_by_cost_and_days_in_their_order(by: str, expected: list[tuple[str, str, int]]) -> None:
    assert expected == told(break_down(log().priced(), (by,)).groups)


def test_equally_dear_groups_stand_by_name() -> None:
    found = Log(CATALOG).add(key=("b",)).add(key=("a",))
    assert [("a", "5", 1), ("b", "5", 1)] == told(break_down(found.priced(), ("session",)).groups)


def test_groups_hold_groups() -> None:
    found = (
        Log(CATALOG)
        .add("acme/one", key=("", "s1"))
        .add("acme/two", key=("", "s1"))
        .add("acme/one", key=("", "s2"))
        .priced()
    )
    one, two = break_down(found, ("model", "session")).groups
    assert [("s1", "5", 1), ("s2", "5", 1)] == told(one.groups)
    assert [("acme/two", "s1")] == [group.key for group in two.groups]


@pytest.mark.parametrize(
    ("top", "expected", "others"),
    [
        (0, ["d", "c", "b", "a"], 0),
        (4, ["d", "c", "b", "a"], 0),
        (3, ["d", "c", "b", "(others)"], 1),
        (1, ["d", "(others)"], 3),
    ],
)
def test_only_the_dearest_are_shown_and_the_others_together(
    top: int, expected: list[str], others: int
) -> None:
    found = Log(CATALOG)
    for bill, name in enumerate("abcd", 1):
        found.add(key=(name,), bill=str(bill))
    whole = break_down(found.priced(), ("session",), top)
    assert (expected, others) == ([group.key[0] for group in whole.groups], whole.others)
    assert Decimal(10) == add_up(group.cost or ZERO for group in whole.groups)


def test_the_dearest_days_stand_in_the_order_of_time() -> None:
    found = Log(CATALOG)
    for day, bill in (("01", "1"), ("02", "9"), ("03", "2"), ("04", "8")):
        found.add(time=f"2026-11-{day} 10:00", bill=bill)
    whole = break_down(found.priced(), ("day",), 2)
    assert [("2026-11-02", "9", 1), ("2026-11-04", "8", 1), ("(others)", "3", 2)] == told(whole.groups)


def test_shares_sum_to_about_one_and_costs_to_the_last_digit() -> None:
    found = Log(CATALOG)
    for at in range(7):
        found.add(key=(str(at),), bill=f"0.{at + 1:017}")
    whole = break_down(found.priced(), ("session",))
    assert (
        Decimal("0.00000000000000028") == whole.cost == add_up(group.cost or ZERO for group in whole.groups)
    )
    assert abs(add_up(group.share or ZERO for group in whole.groups) - 1) < Decimal("0.00001")


def test_of_a_whole_that_cost_nothing_nothing_is_a_share() -> None:
    (group,) = break_down(Log(CATALOG).add(bill="0").priced(), ("model",)).groups
    assert (Decimal(0), None) == (group.cost, group.share)


def test_what_a_client_reckons_is_counted_beside_bills() -> None:
    log = Log(CATALOG).add(bill="1", requests=2).add(bill="1", basis="estimate", requests=3)
    whole = break_down(log.priced(), ())
    assert (5, 3, 2) == (whole.billed, whole.reckoned, whole.taken)


def test_where_nothing_has_a_price_there_is_no_cost() -> None:
    whole = break_down(Log(CATALOG).add("nobody", requests=3).priced(), ("model",))
    expected = Group((), 3, ROUND, None, None, None, 0, None, 3)
    assert expected == whole


def test_unpriced_requests_are_told_by_model_and_reason() -> None:
    searching = ROUND._replace(web_search=1)
    found = (
        Log(CATALOG)
        .add(None, requests=2)
        .add("acme/one", searching, key=("s1",), requests=3)
        .add("acme/one", searching, key=("s2",), requests=3)
        .add("acme/one", tier="priority")
        .add("acme/one", tier="provisioned")
        .add("a")
        .add("acme/two")
        .priced()
    )
    hint = 'state its rates under [models."acme/one:{}"] in llmcost.toml'
    message = "no price of acme/one is known for the service tier {}"
    no_search = "no price is known for web_search of acme/one"
    both = Counts(2_000_000, 2_000_000, web_search=2)
    assert (
        Unpriced(("acme/one",), "acme/one", "no_web_search_price", no_search, None, 6, both),
        Unpriced(
            ("",), "", "no_model", "the log names no model", "say which one with --model NAME", 2, ROUND
        ),
        Unpriced(
            ("a",),
            "a",
            "config",
            "the alias 'a' leads back to itself: a -> b -> a",
            "let one of them name a model",
            1,
            ROUND,
        ),
        *(
            Unpriced(
                ("acme/one",), "acme/one", "no_tier_price", message.format(tier), hint.format(tier), 1, ROUND
            )
            for tier in ("priority", "provisioned")
        ),
    ) == unpriced_rows(found, ("model",), 1)


def told_unpriced(log: Log, *by: str, top: int = 0) -> list[tuple[tuple[str, ...], int, int]]:
    return [(row.key, row.requests, row.others) for row in unpriced_rows(log.priced(), by, top)]


def test_unpriced_requests_keep_what_they_are_grouped_by() -> None:
    log = (
        Log(CATALOG)
        .add("x", key=("", "ann"), requests=2)
        .add("x", key=("", "bob"), requests=3)
        .add("x", key=("", "bob"), time="2026-11-02 10:00", requests=4)
        .add("y", key=("", "bob"), time=None, requests=9)
        .add("acme/one", key=("", "ann"))
    )
    assert [(("x", "bob"), 7, 0), (("x", "ann"), 2, 0)] == told_unpriced(log, "model", "user")[1:]
    assert [("x",), ("y",)] == [key for key, _, _ in told_unpriced(log, "model")]
    # Days stand in their order.
    assert [
        (("(none)", "y"), 9, 0),
        (("2026-11-02", "x"), 4, 0),
        (("2026-11-09", "x"), 5, 0),
    ] == told_unpriced(log, "day", "model")
    assert [((), 9, 0), ((), 9, 0)] == told_unpriced(log)


def test_of_many_unpriced_groups_the_smallest_are_put_together_by_model() -> None:
    log = Log(CATALOG).add("x", key=("(others)",), requests=9).add("x", key=("d",), requests=2)
    for name in "abc":
        log.add("x", key=(name,)).add("y", key=(name,))
    log.add("z", key=("e",))
    assert [
        (("(others)",), 9, 0),
        (("a",), 1, 0),
        (("a",), 1, 0),
        (("(others)",), 4, 3),
        (("(others)",), 2, 2),
        (("(others)",), 1, 1),
    ] == told_unpriced(log, "session", top=2)
    assert {0} == {others for _, _, others in told_unpriced(log, "session", top=6)}
