"""One model's identity, its periods and their prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, period, routed

from llmcost.catalog.note import Note
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

FIRST = period("2024-01-10", "2024-02-01", input="9")
SECOND = period("2024-03-01", "2024-04-01", input="5", output="15")
DATED = model(
    "acme/one",
    since="2024-06-01",
    seen="2026-11-10",
    facts={"past": (FIRST, SECOND), "released": date(2024, 1, 1)},
)
NOW = DATED.current


@pytest.mark.parametrize(
    ("model_id", "author", "variant", "is_alias"),
    [
        ("acme/one", "acme", "", False),
        ("acme/one:free", "acme", "free", False),
        ("~acme/one-latest", "acme", "", True),
        ("private", "private", "", False),
    ],
)
def test_an_id_tells_author_variant_and_whether_it_is_an_alias(
    model_id: str, author: str, variant: str, *, is_alias: bool
) -> None:
    each = model(model_id)
    assert (author, variant, is_alias) == (each.author, each.variant, each.is_alias)


@pytest.mark.parametrize(
    ("each", "is_free", "zero_is_meant"),
    [
        (model("acme/one"), False, False),
        (model("acme/one:free"), True, True),
        (model("acme/one:batch"), False, False),
        (model("openrouter/free"), True, True),
        (model("acme/one", facts={"overridden": ("input",)}), False, False),
        (model("acme/one", facts={"overridden": ("output", "cache_read", "input")}), False, True),
    ],
)
def test_a_price_of_0_is_meant_by_the_id_or_by_an_override_which_makes_no_model_free(
    each: Model, *, is_free: bool, zero_is_meant: bool
) -> None:
    assert (is_free, zero_is_meant) == (each.is_free, each.zero_is_meant(each.current))


@pytest.mark.parametrize(
    ("each", "day", "listed"),
    [
        (DATED, date(2024, 1, 9), False),
        (DATED, date(2024, 1, 10), True),
        (DATED, date(2024, 2, 15), True),
        (model(since="2024-06-01"), date(2024, 5, 31), False),
        (model(since="2024-06-01"), date(2024, 6, 1), True),
        (model(), date(1999, 1, 1), True),
        (model(facts={"retired": date(2025, 1, 1)}), date(2024, 12, 31), True),
        (model(facts={"retired": date(2025, 1, 1)}), date(2025, 1, 1), False),
    ],
)
def test_a_model_is_listed_from_its_first_sighting_until_it_is_retired(
    each: Model, day: date, *, listed: bool
) -> None:
    assert listed == each.listed_on(day)


@pytest.mark.parametrize(
    ("each", "seen", "appeared"),
    [
        (DATED, date(2024, 1, 10), date(2024, 1, 1)),
        (DATED._replace(released=None), date(2024, 1, 10), date(2024, 1, 10)),
        (model(since="2024-06-01"), date(2024, 6, 1), date(2024, 6, 1)),
        (model(facts={"released": date(2024, 1, 1)}), None, date(2024, 1, 1)),
        (model(), None, None),
    ],
)
def test_a_first_sighting_stands_in_for_a_date_of_release(
    each: Model, seen: date | None, appeared: date | None
) -> None:
    assert (seen, appeared) == (each.first_seen, each.appeared)


def test_the_price_of_now_needs_no_remark() -> None:
    expected = (NOW, ())
    assert expected == DATED.period_on()


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        (
            {"retired": date(2025, 1, 1)},
            Note("retired", "no longer listed since 2025-01-01; last price, seen 2024-12-30"),
        ),
        ({"expires": date(2027, 1, 1)}, Note("expires", "upstream announced its end for 2027-01-01")),
    ],
)
def test_a_model_that_goes_or_is_gone_says_so(facts: dict[str, date], note: Note) -> None:
    leaving = model(since="2024-06-01", seen="2024-12-30", facts=facts)
    expected = (leaving.current, (note,))
    assert expected == leaving.period_on()


def test_a_model_of_one_day_was_not_gone_before_it_was_seen() -> None:
    brief = model(since="2025-01-01", seen="2025-01-01", facts={"retired": date(2025, 1, 1)})
    note = Note("retired", "listed on 2025-01-01 and gone on the same day; its price of then")
    assert (brief.current, (note,)) == brief.period_on()


BEFORE_FIRST = Note("before_first_sighting", "first seen 2024-01-10; that price is used for 2024-01-05")
IN_THE_GAP = Note(
    "between_sightings", "price last seen 2024-02-01; the next one was seen later than 2024-02-20"
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 1, 5), (FIRST, (BEFORE_FIRST,))),
        (date(2024, 1, 10), (FIRST, ())),
        (date(2024, 2, 1), (FIRST, ())),
        (date(2024, 2, 20), (FIRST, (IN_THE_GAP,))),
        (date(2024, 3, 1), (SECOND, ())),
        (date(2024, 6, 1), (NOW, ())),
        (date(2030, 1, 1), (NOW, ())),
    ],
)
def test_a_day_has_the_price_last_seen_on_it_or_before(day: date, expected: object) -> None:
    assert expected == DATED.period_on(day)


def test_a_day_on_which_a_model_was_retired_says_so() -> None:
    gone = model(since="2024-06-01", seen="2024-12-30", facts={"retired": date(2025, 1, 1)})
    note = Note("retired", "no longer listed since 2025-01-01; last price, seen 2024-12-30")
    between = Note(
        "between_sightings", "price last seen 2024-12-30; it was found to be gone later than 2024-12-31"
    )
    expected = {
        date(2024, 12, 30): (gone.current, ()),
        date(2024, 12, 31): (gone.current, (between,)),
        date(2025, 1, 1): (gone.current, (note,)),
    }
    assert expected == {day: gone.period_on(day) for day in expected}


AWAY = model(
    "acme/one",
    since="2024-06-01",
    seen="2026-11-10",
    facts={"past": (FIRST._replace(gone=date(2024, 2, 10)),)},
)
BEFORE_AWAY = Note(
    "between_sightings", "price last seen 2024-02-01; the next one was seen later than 2024-02-09"
)
NOT_LISTED = Note("not_listed", "not listed on 2024-02-10; last price before, seen 2024-02-01, is used")


@pytest.mark.parametrize(
    ("day", "listed", "notes"),
    [
        (date(2024, 2, 1), True, ()),
        (date(2024, 2, 9), True, (BEFORE_AWAY,)),
        (date(2024, 2, 10), False, (NOT_LISTED,)),
    ],
)
def test_a_model_that_was_away_is_priced_by_what_it_cost_before(
    day: date, notes: tuple[Note, ...], *, listed: bool
) -> None:
    assert (AWAY.past[0], notes) == AWAY.period_on(day)
    assert listed == AWAY.listed_on(day)


def test_a_model_that_came_back_is_listed_again() -> None:
    assert (AWAY.current, ()) == AWAY.period_on(date(2024, 6, 1))
    assert (False, True) == (AWAY.listed_on(date(2024, 5, 31)), AWAY.listed_on(date(2024, 6, 1)))


def test_a_price_of_unknown_beginning_holds_on_any_day() -> None:
    private = model()
    expected = (private.current, ())
    assert expected == private.period_on(date(1999, 1, 1))


@pytest.mark.parametrize("released", [None, date(2024, 1, 6)])
def test_a_day_that_may_be_before_the_release_is_unpriced(released: date | None) -> None:
    young = model("acme/young", since="2024-01-10", facts={"released": released})
    with pytest.raises(UnpricedError) as error:
        young.period_on(date(2024, 1, 5))
    expected = (
        "no price of acme/young is known for 2024-01-05; first seen 2024-01-10",
        "before_release",
        None,
    )
    assert expected == (error.value.message, error.value.reason, error.value.hint)


@pytest.mark.parametrize(
    "each",
    [
        model(),
        model(input="1"),
        model(output="1"),
        model(input="0", output="0.1"),
        model("acme/one:free", input="0", output="0"),
        model("openrouter/free", input="0", output="0"),
        model(input="0", output="0", facts={"overridden": ("input", "output")}),
    ],
)
def test_a_price_that_is_known_is_given(each: Model) -> None:
    assert each.current.price == each.price_in(each.current)


def test_a_past_price_of_0_is_not_meant_by_an_override_of_today() -> None:
    past = period("2024-01-10", "2024-02-01", input="0", output="0")
    own = model("acme/one", input="0", facts={"past": (past,), "overridden": ("input", "output")})
    with pytest.raises(UnpricedError, match="acme/one is listed at 0 but is not free"):
        own.price_in(past)
    assert (False, True) == (own.zero_is_meant(past), own.zero_is_meant(own.current))


@pytest.mark.parametrize(
    ("each", "rates", "is_price"),
    [
        (model(), {"input": Decimal(0), "output": Decimal(0)}, False),
        (model(), {"cache_read": Decimal(1)}, False),
        (model(), {"input": Decimal(1)}, True),
        (model(), {"input": Decimal(0), "output": Decimal(1)}, True),
        (model("acme/one:free"), {"input": Decimal(0), "output": Decimal(0)}, True),
    ],
)
def test_rates_that_are_both_0_are_a_price_only_where_that_is_meant(
    each: Model, rates: dict[str, Decimal], *, is_price: bool
) -> None:
    assert is_price == each.is_price(rates, each.current)


def test_a_price_that_varies_is_unpriced() -> None:
    router = routed("openrouter/auto")
    with pytest.raises(UnpricedError) as error:
        router.price_in(router.current)
    expected = (
        "the price of openrouter/auto varies with the model that it routes to",
        "varies",
        "price the model that you expect it to choose",
    )
    assert expected == (error.value.message, error.value.reason, error.value.hint)


@pytest.mark.parametrize(
    "each",
    [model(input="0", output="0"), model("acme/one:batch", input="0"), model(output="0", web_search="1")],
)
def test_a_price_of_0_that_is_not_meant_is_unpriced(each: Model) -> None:
    with pytest.raises(UnpricedError) as error:
        each.price_in(each.current)
    expected = (
        f"{each.id} is listed at 0 but is not free: it is charged in a way that isn't listed",
        "zero",
        None,
    )
    assert expected == (error.value.message, error.value.reason, error.value.hint)
