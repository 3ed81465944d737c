from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import period, routed
from traits_told import of, told

from llmcost.market.move_trait import move_traits

if TYPE_CHECKING:
    from llmcost.catalog.model import Period

EMPTY: dict[str, str] = {}


def past(*rates: str) -> tuple[Period, ...]:
    """A period a month from May 2025 on."""
    return tuple(
        period(f"2025-{month:02}-01", f"2025-{month:02}-20", input=rate, output=rate)
        for month, rate in enumerate(rates, start=5)
    )


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("3", {"fell": "price is 33.3 % below its first (2025-05-01)"}),
        ("1.5", {"-rose": "price is 33.3 % above its first (2025-05-01)"}),
        ("2.222", EMPTY),
        ("2.2223", {"fell": "price is 10.0 % below its first (2025-05-01)"}),
        ("1.82", EMPTY),
        ("0", EMPTY),
    ],
)
def test_a_price_that_moved_is_held_against_the_first_that_was_seen(
    before: str, expected: dict[str, str]
) -> None:
    assert expected == told(move_traits(of("acme/own", past=past(before))))


def test_a_tenth_is_worth_a_word() -> None:
    own = of("acme/own", rate="1.8", past=past("2"))
    assert told(move_traits(own)) == {"fell": "price is 10.0 % below its first (2025-05-01)"}


@pytest.mark.parametrize(
    ("before", "code", "expected"),
    [
        (("4", "1"), "fell", "50.0 % below its first (2025-05-01), but last it rose by 100.0 % (2026-01-01)"),
        (
            ("1", "3"),
            "-rose",
            "100.0 % above its first (2025-05-01), but last it fell by 33.3 % (2026-01-01)",
        ),
        (
            ("4", "1", "2"),
            "fell",
            "50.0 % below its first (2025-05-01), but last it rose by 100.0 % (2025-07-01)",
        ),
        (("5", "4"), "fell", "60.0 % below its first (2025-05-01)"),
        (("4", "1.99"), "fell", "50.0 % below its first (2025-05-01)"),
    ],
)
def test_where_it_went_last_is_said_where_that_is_the_other_way(
    before: tuple[str, ...], code: str, expected: str
) -> None:
    assert {code: f"price is {expected}"} == told(move_traits(of("acme/own", past=past(*before))))


def test_steps_that_are_too_small_to_tell_have_no_way() -> None:
    steps = [f"{2.3 - step / 100:.2f}" for step in range(29)]
    small = tuple(period("2025-05-01", "2025-05-01", input=rate, output=rate) for rate in steps)
    assert told(move_traits(of("acme/own", past=small))) == {
        "fell": "price is 13.0 % below its first (2025-05-01)"
    }


def test_of_what_is_no_longer_listed_it_is_told_in_the_past() -> None:
    own = of("acme/own", past=past("4"))
    retired = own._replace(retired=own.current.seen)
    assert told(move_traits(retired)) == {"fell": "price was 50.0 % below its first (2025-05-01)"}


@pytest.mark.parametrize("name", ["input", "output"])
def test_a_price_is_not_held_against_one_that_was_inferred(name: str) -> None:
    (first,) = past("4")
    assert told(move_traits(of("acme/own", past=(first._replace(inferred=(name,)),)))) == {}
    seen = first._replace(inferred=("cache_read",))
    assert [*told(move_traits(of("acme/own", past=(seen,))))] == ["fell"]


@pytest.mark.parametrize(
    ("model_id", "facts"),
    [
        ("acme/own", {"past": past("4"), "overridden": ("input",)}),
        ("acme/own", {"past": (period(None, None, input="4", output="4"),)}),
        ("acme/own", {"past": past("4"), "rates": {"input": "1"}}),
        ("~acme/latest", {"past": past("4"), "alias_of": "acme/own"}),
    ],
)
def test_a_price_stated_by_hand_undated_halved_or_of_an_alias_did_not_move(
    model_id: str, facts: dict[str, Any]
) -> None:
    assert told(move_traits(of(model_id, **facts))) == {}


def test_without_a_price_nothing_moved() -> None:
    assert told(move_traits(routed("acme/any"))) == {}
