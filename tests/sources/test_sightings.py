"""What two ledgers saw of the same models, each day of November."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import builders
import pytest

from llmcost.catalog.model import Model, Period
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.ledger import Ledger, Validator
from llmcost.sources.sightings import joined

if TYPE_CHECKING:
    from llmcost.catalog.price import Price

SOURCE = "https://prices.test/models"
A, B = builders.price(input="1", output="2"), builders.price(input="3", output="6")


def day(number: int) -> date:
    return date(2026, 11, number)


def period(price: Price | None, since: int, seen: int, gone: int | None = None, **more: Any) -> Period:
    return Period(price, day(since), day(seen), gone=None if gone is None else day(gone), **more)


def saw(*periods: Period, as_of: int, retired: int | None = None, **facts: Any) -> Ledger:
    """A ledger of one model."""
    *past, current = periods
    gone = None if retired is None else day(retired)
    model = Model("acme/one", current, past=tuple(past), retired=gone, **facts)
    return Ledger({model.id: model}, day(as_of), SOURCE)


def both(newer: Ledger, older: Ledger) -> Ledger:
    """The two joined, and found to be a ledger that can be kept, and joined again with itself."""
    found = joined(newer, older)
    assert found == read_ledger(write_ledger(found).encode(), "models.toml")._replace(warnings=())
    assert found == joined(found, found)
    return found


CASES = {
    "an earlier first sighting": (
        saw(period(A, 5, 9), as_of=9),
        saw(period(A, 1, 3), as_of=3),
        saw(period(A, 1, 9), as_of=9),
    ),
    "a price before the first sighting": (
        saw(period(A, 5, 9), as_of=9),
        saw(period(B, 1, 3), as_of=3),
        saw(period(B, 1, 3), period(A, 5, 9), as_of=9),
    ),
    "a price within a period": (
        saw(period(A, 1, 9), as_of=9),
        saw(period(B, 3, 5), as_of=5),
        saw(period(A, 1, 1), period(B, 3, 5), period(A, 9, 9), as_of=9),
    ),
    "a price within a gap": (
        saw(period(A, 1, 2), period(B, 8, 9), as_of=9),
        saw(period(None, 4, 5), as_of=5),
        saw(period(A, 1, 2), period(None, 4, 5), period(B, 8, 9), as_of=9),
    ),
    "when exactly a price changed": (
        saw(period(A, 1, 2), period(B, 8, 9), as_of=9),
        saw(period(A, 2, 5), period(B, 6, 6), as_of=6),
        saw(period(A, 1, 5), period(B, 6, 9), as_of=9),
    ),
    "another price on the same day": (
        saw(period(A, 5, 9), as_of=9),
        saw(period(B, 3, 5), as_of=5),
        saw(period(B, 3, 3), period(A, 5, 9), as_of=9),
    ),
    "an absence that the newer one missed": (
        saw(period(A, 1, 9), as_of=9),
        saw(period(A, 1, 1), as_of=5, retired=3),
        saw(period(A, 1, 1, gone=3), period(A, 9, 9), as_of=9),
    ),
    "an absence that had already ended": (
        saw(period(A, 1, 9), as_of=9),
        saw(period(A, 1, 1, gone=3), period(A, 5, 6), as_of=6),
        saw(period(A, 1, 1, gone=3), period(A, 5, 9), as_of=9),
    ),
    "when exactly it vanished": (
        saw(period(A, 1, 1), as_of=9, retired=8),
        saw(period(A, 1, 3), as_of=5, retired=5),
        saw(period(A, 1, 3), as_of=9, retired=5),
    ),
    "a return that the newer one missed": (
        saw(period(A, 1, 1), as_of=9, retired=3),
        saw(period(A, 1, 1), period(B, 5, 7), as_of=7),
        saw(period(A, 1, 1, gone=3), period(B, 5, 7), as_of=9, retired=9),
    ),
    "an absence on the same day": (
        saw(period(A, 1, 5), as_of=5),
        saw(period(A, 1, 1), as_of=5, retired=5),
        saw(period(A, 1, 5), as_of=5),
    ),
    "a sighting on the day of an absence": (
        saw(period(A, 1, 1), as_of=5, retired=5),
        saw(period(A, 1, 5), as_of=5),
        saw(period(A, 1, 1), as_of=5, retired=5),
    ),
    "an absence before the first sighting": (
        saw(period(A, 5, 9), as_of=9),
        saw(period(B, 3, 3), as_of=3, retired=3),
        saw(period(A, 5, 9), as_of=9),
    ),
    "only a morning, which the evening replaced": (
        saw(period(A, 5, 5), as_of=5, retired=5, name="One"),
        saw(period(A, 5, 5), as_of=5),
        saw(period(A, 5, 5), as_of=5, retired=5, name="One"),
    ),
    "nothing more": (
        saw(period(A, 1, 9), as_of=9),
        saw(period(A, 1, 5), as_of=5),
        saw(period(A, 1, 9), as_of=9),
    ),
    "the same rates, which it only inferred": (
        saw(period(A, 5, 9), as_of=9),
        saw(period(A, 1, 3, inferred=("cache_read",)), as_of=3),
        saw(period(A, 1, 9), as_of=9),
    ),
    "the same rates, which both inferred": (
        saw(period(A, 5, 9, inferred=("cache_write", "cache_read")), as_of=9),
        saw(period(A, 1, 3, inferred=("cache_read",)), as_of=3),
        saw(period(A, 1, 9, inferred=("cache_read",)), as_of=9),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_what_the_older_ledger_saw_is_kept(what: str) -> None:
    newer, older, expected = CASES[what]

    found = both(newer, older)

    assert expected == found
    assert expected == joined(found, older)


def test_a_model_that_only_the_older_ledger_knows_is_retired_since_the_newer_one() -> None:
    known = saw(period(A, 1, 3), as_of=3).models["acme/one"]
    older = Ledger(
        {"acme/gone": known._replace(id="acme/gone", retired=day(2)), "acme/one": known}, day(3), ""
    )
    newer = Ledger(
        {"acme/two": builders.model("acme/two", since="2026-11-09", seen="2026-11-09")}, day(9), SOURCE
    )

    found = both(newer, older)

    assert ["acme/gone", "acme/one", "acme/two"] == list(found.models)
    assert [day(2), day(9), None] == [model.retired for model in found.models.values()]


def test_facts_are_those_of_the_newer_ledger() -> None:
    newer = saw(period(A, 5, 9), as_of=9, name="One", extra={"licence": "MIT"})
    older = saw(period(B, 1, 3), as_of=3, name="Uno", context=1000, extra={"score": 1})

    found = both(newer, older).models["acme/one"]

    assert ("One", None, {"licence": "MIT"}) == (found.name, found.context, found.extra)


def test_what_the_newer_ledger_says_of_itself_stays() -> None:
    newer = saw(period(A, 5, 9), as_of=9)
    newer = newer._replace(validator=Validator(SOURCE, '"9"'), extra={"region": "eu"}, listed=["acme/one"])
    older = saw(period(A, 1, 3), as_of=3)._replace(
        source="https://old.test", validator=Validator("https://old.test", '"3"'), extra={"region": "us"}
    )

    assert newer._replace(models={}, listed=None) == joined(newer, older)._replace(models={})


@pytest.mark.parametrize("dated", ["newer", "older", "neither"])
def test_of_undated_prices_the_newer_one_counts(dated: str) -> None:
    undated = Ledger({"acme/one": builders.model(input="1", output="2")}, day(9), SOURCE)
    newer = saw(period(A, 5, 9), as_of=9) if dated == "newer" else undated
    older = saw(period(B, 1, 3), as_of=3) if dated == "older" else undated._replace(as_of=day(3))

    assert newer == joined(newer, older)


def test_a_ledger_joined_with_itself_is_itself() -> None:
    for newer, older, _ in CASES.values():
        assert [newer, older] == [joined(newer, newer), joined(older, older)]
