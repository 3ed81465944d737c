from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from spent import MIXED, NO_MODEL, SONNET, UNKNOWN, days, group, spending, whole

from llmcost.cost.spending import Forecast
from llmcost.cost.tally import Tally
from llmcost.report.usage_wording import (
    basis_in_words,
    cache_in_words,
    forecast_in_words,
    group_name,
    heading,
    strict_in_words,
    tally_in_words,
    unpriced_reasons,
    usage_title,
    verdict_in_words,
)

PRICED = spending(whole(group("acme/x", requests=2, cost="5")), days=days("5"))


def test_a_title_says_first_that_it_is_of_a_part() -> None:
    assert [
        "$5.00 for 2 requests on 2026-10-01",
        "Partial, reading was broken off: $5.00 for 2 requests on 2026-10-01",
        (
            "Partial, reading was broken off: at least $1,234.57 for 200,000 requests "
            "from 2026-10-01 to 2026-10-03"
        ),
        "Partial, reading was broken off: no price for 1 request",
    ] == [
        usage_title(PRICED),
        usage_title(PRICED._replace(partial=True)),
        usage_title(MIXED._replace(partial=True)),
        usage_title(spending(group(), days=(), partial=True)),
    ]
    assert "Partial, reading was broken off: nothing was read yet" == usage_title(
        spending(group(requests=0), days=(), partial=True)
    )


def test_a_cost_without_what_could_not_be_read_is_a_lower_bound() -> None:
    assert "At least $5.00 for 2 requests on 2026-10-01" == usage_title(
        PRICED._replace(tally=Tally(malformed=1))
    )


@pytest.mark.parametrize(
    ("limit", "cost", "unpriced", "expected"),
    [
        ("10", "5", 0, "Within budget: the cost keeps the limit of $10.00."),
        ("4.5", "5", 0, "Over budget: the cost is $0.50 above the limit of $4.50."),
        ("4.5", "5", 1, "Over budget: the cost is at least $0.50 above the limit of $4.50."),
        ("10", "5", 1, "Budget not kept: 1 request has no price to hold to the limit of $10.00."),
        ("0", None, 2, "Budget not kept: 2 requests have no price to hold to the limit of $0.00."),
    ],
)
def test_a_limit_is_told_in_full(limit: str, cost: str | None, unpriced: int, expected: str) -> None:
    found = spending(group(requests=3, cost=cost, unpriced=unpriced), limit=Decimal(limit))
    assert expected == verdict_in_words(found)


def test_a_forecast_says_what_it_rests_on() -> None:
    first = date(2026, 11, 1)
    found = Forecast("2026-11", Decimal(3), Decimal("2.5"), Decimal(75), first, first, 29, first)
    assert (
        "Forecast: 2026-11: $3.00 up to 2026-11-01, about $75.00 by its end: $2.50 a day, that of 2026-11-01."
    ) == forecast_in_words(found)


@pytest.mark.parametrize(
    ("begins", "is_least", "expected"),
    [
        (
            10,
            False,
            (
                "Forecast: 2026-11: $5.36 from 2026-11-10 to 2026-11-15, about $26.80 in the whole month: "
                "$0.893 a day, the mean of 6 days (2026-11-10 to 2026-11-15), the 9 days before taken alike."
            ),
        ),
        (
            2,
            True,
            (
                "Forecast: 2026-11: at least $5.36 from 2026-11-02 to 2026-11-15, at least about $26.80 "
                "in the whole month: $0.893 a day, the mean of 6 days (2026-11-10 to 2026-11-15), "
                "the day before taken alike."
            ),
        ),
        (
            1,
            True,
            (
                "Forecast: 2026-11: at least $5.36 up to 2026-11-15, at least about $26.80 by its end: "
                "$0.893 a day, the mean of 6 days (2026-11-10 to 2026-11-15)."
            ),
        ),
    ],
)
def test_a_forecast_says_what_was_not_asked_for(
    begins: int,
    is_least: bool,  # noqa: FBT001
    expected: str,
) -> None:
    last = date(2026, 11, 15)
    found = Forecast(
        "2026-11",
        Decimal("5.36"),
        Decimal("0.893333333333"),
        Decimal("26.8"),
        date(2026, 11, 10),
        last,
        15,
        last,
        begins - 1,
    )
    assert expected == forecast_in_words(found, is_least=is_least)


@pytest.mark.parametrize(
    ("basis", "bills", "reckoned", "expected"),
    [
        ("computed", 3, 2, "at the list prices in force when each request was made"),
        ("best", 0, 0, "at the list prices in force when each request was made"),
        (
            "best",
            0,
            2,
            (
                "at the list prices in force when each request was made; where none is known, "
                "what a client or gateway reckons (2 of 7 requests)"
            ),
        ),
        ("best", 3, 0, "the bill where the log states one (3 of 7 requests), else list prices at that time"),
        (
            "best",
            3,
            2,
            (
                "the bill where the log states one (3 of 7 requests), else list prices at that time; "
                "where none is known, what a client or gateway reckons (2 of 7 requests)"
            ),
        ),
        ("stated", 3, 0, "the bills that the log states, of 3 of 7 requests"),
        (
            "stated",
            3,
            2,
            "the bills that the log states, of 3 of 7 requests; 2 more by what a client or gateway reckons",
        ),
        ("stated", 0, 2, "what a client or gateway reckons, of 2 of 7 requests; the log states no bill"),
        ("stated", 0, 0, "the bills that the log states, of 0 of 7 requests"),
    ],
)
def test_what_the_cost_sums_is_told(basis: str, bills: int, reckoned: int, expected: str) -> None:
    total = group(requests=7, cost="1", billed=bills + reckoned, reckoned=reckoned)
    assert f"Cost: {expected}." == basis_in_words(spending(total, basis=basis))


def test_what_is_reckoned_but_not_summed_is_none_of_the_cost() -> None:
    total = group(requests=7, cost="1", billed=5, reckoned=2, taken=3)
    assert (
        "Cost: the bill where the log states one (3 of 7 requests), else list prices at that time."
    ) == basis_in_words(spending(total))


def test_what_strict_fails_for_is_counted() -> None:
    assert [
        "--strict: 1 record without a price",
        "--strict: 200 records without a price and 3 records that can't be read",
    ] == [strict_in_words(each) for each in (spending(group(unpriced=1)), MIXED)]


def test_each_reason_is_told_once_whatever_groups_it_stands_in() -> None:
    tier = NO_MODEL._replace(model="acme/x", message="no such tier", hint=None, requests=300)
    nameless = NO_MODEL._replace(model="", message="no model", hint=None, requests=1)
    found = MIXED._replace(unpriced=(nameless, NO_MODEL, tier, NO_MODEL._replace(key=("b",))))
    assert (
        "no model 'acme/unknown' (did you mean acme/known?)",
        "acme/x: no such tier",
        "no model",
    ) == unpriced_reasons(found)


@pytest.mark.parametrize(
    ("saving", "cached", "expected"),
    [
        (None, True, None),
        ("0", True, None),
        ("3", True, "Cache: 91.1 % of the input was read from it; it saved $3.00."),
        ("-3", True, "Cache: 91.1 % of the input was read from it; it cost $3.00 more than it saved."),
        ("-3", False, "Cache: it cost $3.00 more than it saved."),
    ],
)
def test_what_the_cache_did_is_told(saving: str | None, cached: bool, expected: str | None) -> None:  # noqa: FBT001
    counts = SONNET if cached else UNKNOWN
    assert expected == cache_in_words(spending(group(counts=counts, saving=saving)))


def test_what_was_read_is_told_with_its_size() -> None:
    assert "Read: 0 records, 138 MB: 0 requests counted." == tally_in_words(Tally(bytes=138_400_000))


def test_what_the_log_does_not_say_has_a_name() -> None:
    assert ["(no model)", "(no time)", "(none)", "(none)", "x"] == [
        group_name(*each)
        for each in (("", "model"), ("(none)", "day"), ("", "session"), ("(none)", "team"), ("x", "file"))
    ]


def test_keys_of_the_log_are_named_as_they_are() -> None:
    assert "Model, team" == heading(("model", "team"))
