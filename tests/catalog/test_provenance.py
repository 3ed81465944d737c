"""How old prices are, and what to do about it."""

from __future__ import annotations

from datetime import date

import pytest
from builders import PROVENANCE

from llmcost.catalog.note import Note


@pytest.mark.parametrize(
    ("today", "days"), [(date(2026, 11, 10), 0), (date(2026, 12, 10), 30), (date(2026, 11, 1), 0)]
)
def test_age_counts_days_since_the_prices_were_compared_and_never_less_than_0(today: date, days: int) -> None:
    assert days == PROVENANCE.age_days(today)


@pytest.mark.parametrize("today", [date(2026, 11, 9), date(2026, 11, 10), date(2026, 12, 10)])
def test_prices_of_today_of_tomorrow_and_of_up_to_30_days_need_no_remark(today: date) -> None:
    assert PROVENANCE.stale(today) is None


@pytest.mark.parametrize(
    ("layer", "renewal"),
    [
        ("given", "renew models.toml"),
        ("bundled", "run `llmcost refresh`"),
        ("refreshed", "run `llmcost refresh`"),
    ],
)
def test_older_prices_are_remarked_on_with_the_remedy_of_their_layer(layer: str, renewal: str) -> None:
    origin = PROVENANCE._replace(layer=layer)
    note = Note("stale", f"prices are of 2026-11-10, 31 days old; {renewal}")
    assert (renewal, note) == (origin.renewal, origin.stale(date(2026, 12, 11)))


def test_prices_of_a_day_that_is_yet_to_come_are_remarked_on() -> None:
    # A day ahead may be a matter of the time zone.
    message = "prices are of 2026-11-10, which is yet to come; check this machine's clock"
    assert Note("future", message) == PROVENANCE.stale(date(2026, 11, 8))


def test_remarks_are_those_on_the_files_and_then_on_the_age() -> None:
    odd = Note("odd", "something odd")
    origin = PROVENANCE._replace(warnings=(odd,))
    assert (odd,) == origin.remarks(origin.as_of)
    assert ["odd", "stale"] == [note.code for note in origin.remarks(date(2026, 12, 31))]
