"""How old prices are, and what to do about it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import PROVENANCE

from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.errors import StalePricesError


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


@pytest.mark.parametrize(
    ("today", "most"), [(date(2026, 11, 10), 0), (date(2026, 11, 9), 0), (date(2026, 12, 20), 40)]
)
def test_prices_as_old_as_allowed_pass(today: date, most: int) -> None:
    PROVENANCE.check_age(most, today)


@pytest.mark.parametrize(
    ("today", "layer", "message", "hint"),
    [
        (
            date(2026, 11, 16),
            "bundled",
            "prices are of 2026-11-10, 6 days old; --max-age allows 5",
            "run `llmcost refresh`",
        ),
        (
            date(2026, 12, 31),
            "given",
            "prices are of 2026-11-10, 51 days old; --max-age allows 5",
            "renew models.toml",
        ),
        (
            date(2026, 11, 8),
            "bundled",
            "prices are of 2026-11-10, which is yet to come; --max-age can't tell their age",
            "check this machine's clock",
        ),
    ],
)
def test_prices_older_than_allowed_or_yet_to_come_are_refused(
    today: date, layer: str, message: str, hint: str
) -> None:
    with pytest.raises(StalePricesError) as refused:
        PROVENANCE._replace(layer=layer).check_age(5, today)

    assert (message, hint) == (refused.value.message, refused.value.hint)


@pytest.mark.parametrize("today", [date(2026, 11, 8), date(2026, 11, 16)])
def test_a_refusal_names_what_asked_for_newer_prices(today: date) -> None:
    with pytest.raises(StalePricesError, match=r"; max_age (allows 5|can't tell their age)$"):
        PROVENANCE.check_age(5, today, "max_age")


def test_remarks_are_those_on_the_files_and_then_on_the_age() -> None:
    odd = Note("odd", "something odd")
    origin = PROVENANCE._replace(warnings=(odd,))
    assert (odd,) == origin.remarks(origin.as_of)
    assert ["odd", "stale"] == [note.code for note in origin.remarks(date(2026, 12, 31))]


def test_of_the_overridden_rates_those_are_told_that_were_used() -> None:
    base = Override("acme/one", "input", Decimal(1), "llmcost.toml")
    under = base._replace(condition="over 200,000 input tokens")
    others = (base._replace(rate="output"), base._replace(model="acme/two"))
    origin = PROVENANCE._replace(overrides=(base, *others, under))
    assert ((base, under), ()) == (
        origin.used({("acme/one", "input"), ("acme/two", "output")}),
        origin.used(set()),
    )
    assert ((base, others[0], under), ()) == (origin.overrides_of({"acme/one"}), origin.overrides_of(set()))
