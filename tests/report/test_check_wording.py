from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from checks import cap, checked, past_of, scenario

from llmcost.cost.cap import judge_amount, judge_growth
from llmcost.cost.loosened import Loosened
from llmcost.cost.usage import Usage
from llmcost.report.check_wording import (
    judged_in_words,
    limit_in_words,
    loosened_in_words,
    percent,
    repinned_in_words,
    signed_usd,
    used_in_words,
    verdict_in_words,
    why_unjudged,
)

if TYPE_CHECKING:
    from llmcost.cost.cap import Cap
    from llmcost.cost.checked import Row

SMALL = Usage(input=100_000)


def row(**more: Any) -> Row:
    return checked(scenario("chat", usage=SMALL, **more)).rows[0]


@pytest.mark.parametrize(
    ("kind", "limit", "value", "words"),
    [
        ("per_request", "0.05", "0.06", "chat costs $0.06 per request, $0.01 above its limit of $0.05"),
        ("per_day", "10", "8.5", "chat costs $8.50 per day, 85.0 % of its limit of $10.00"),
        ("per_month", "500", "612", "chat costs $612.00 per month, $112.00 above its limit of $500.00"),
        ("per_month", "500", "500.004", "chat costs $500.00 per month, $0.004 above its limit of $500.00"),
        ("per_month", "0", "0", "chat costs $0 per month, within its limit of $0.00"),
        ("total", "100", "120", "chat costs $120.00 in all, $20.00 above its limit of $100.00"),
    ],
)
def test_a_scenarios_cost_is_told_beside_its_limit(kind: str, limit: str, value: str, words: str) -> None:
    assert words == judged_in_words(row(), judge_amount(cap(kind, limit), Decimal(value)), "")


def test_the_wholes_cost_is_told_beside_its_limit() -> None:
    judged = judge_amount(cap("per_month", "500"), Decimal(612))
    assert "all scenarios cost $612.00 per month, $112.00 above their limit of $500.00" == judged_in_words(
        None, judged, ""
    )
    once = judge_amount(cap("total", "30"), Decimal(36))
    assert "the one-off scenarios cost $36.00 in all, $6.00 above their limit of $30.00" == judged_in_words(
        None, once, ""
    )
    dearest = judge_amount(cap("per_request", "0.05"), Decimal("0.06"), "chat")
    assert "a request of chat costs $0.06, $0.01 above the limit of $0.05" == judged_in_words(
        None, dearest, ""
    )


@pytest.mark.parametrize(
    ("limit", "before", "after", "words"),
    [
        ("10%", "100", "122.4", "chat grew by 22.4 % against main, above its limit of 10 %"),
        ("10%", "10000", "11000.01", "chat grew by 10.0001 % against main, above its limit of 10 %"),
        ("10%", "0", "5", "chat grew from $0 against main, above its limit of 10 %"),
        ("10%", "100", "109", "chat grew by 9.0 % against main, 90.0 % of its limit of 10 %"),
        ("10%", "100", "95", "chat fell by 5.0 % against main, within its limit of 10 %"),
        ("50", "100", "160", "chat grew by $60.00 per month against main, $10.00 above its limit of $50.00"),
        ("50", "100", "70", "chat fell by $30.00 per month against main, within its limit of $50.00"),
    ],
)
def test_a_growth_is_told_beside_its_limit(limit: str, before: str, after: str, words: str) -> None:
    judged = judge_growth(cap("growth", limit), Decimal(before), Decimal(after))
    assert words == judged_in_words(row(), judged, "main")


def test_what_has_no_period_grows_in_all() -> None:
    judged = judge_growth(cap("growth", "5"), Decimal(1), Decimal(9))
    assert "chat grew by $8.00 in all against main, $3.00 above its limit of $5.00" == judged_in_words(
        row(per=None), judged, "main"
    )


@pytest.mark.parametrize(
    ("limit", "value", "used"),
    [
        ("3", "1", "33.3 %"),
        ("3", "2", "66.7 %"),
        ("1", "0.99999", "100.0 %"),
        ("1", "1", "100.0 %"),
        ("1", "1.00001", "100.001 %"),
        ("1", "12345", "1,234,500.0 %"),
        ("1", "-5", "fell"),
        ("0", "1", ""),
        ("1", None, ""),
    ],
)
def test_a_share_is_above_100_where_the_limit_is_broken_and_only_there(
    limit: str, value: str | None, used: str
) -> None:
    amount = None if value is None else Decimal(value)
    assert used == used_in_words(judge_amount(cap("growth", limit), amount))


@pytest.mark.parametrize(
    ("value", "words"),
    [("1", "ok"), ("9", "warn"), ("11", "over, warns"), (None, "not judged, warns")],
)
def test_a_verdict_that_fails_nothing_says_so(value: str | None, words: str) -> None:
    amount = None if value is None else Decimal(value)
    assert words == verdict_in_words(judge_amount(cap("per_day", "10", warn_only=True), amount))


SOFT = cap("per_day", "9", warn_only=True)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (cap("per_day", "9"), None, "chat per day was $9.00 in main, now none"),
        (SOFT, None, "chat per day (warn only) was $9.00 in main, now none"),
        (cap("per_day", "9"), cap("per_day", "10"), "chat per day was $9.00 in main, now $10.00"),
        (cap("growth", "10%"), cap("growth", "50"), "growth of chat was 10 % in main, now $50.00"),
        (cap("per_day", "9"), SOFT, "chat per day was $9.00 in main, now only warns at $9.00"),
        (SOFT, cap("per_day", "10"), "chat per day (warn only) was $9.00 in main, now fails at $10.00"),
    ],
)
def test_a_limit_that_was_tighter_is_told_each_side_in_its_unit(
    before: Cap, after: Cap | None, words: str
) -> None:
    assert words == loosened_in_words(Loosened("chat", before, after), "main")


def test_limits_and_amounts_are_told_with_their_units() -> None:
    assert ["12.5 %", "$0.00001", "$1,200.00"] == [
        limit_in_words(cap("growth", limit)) for limit in ("12.5%", "0.00001", "1200")
    ]
    assert ["+$1.00", "-$1.00", "$0"] == [signed_usd(Decimal(amount)) for amount in (1, -1, 0)]


@pytest.mark.parametrize(
    ("share", "limit", "words"),
    [
        ("12.3456", None, "1,234.6 %"),
        ("0.2505", None, "25.0 %"),
        ("0.2515", None, "25.2 %"),
        ("0.2505", "0.25", "25.05 %"),
        ("0.25", "0.25", "25.0 %"),
        ("0.0996", "0.0998", "9.96 %"),
        ("0.0004", "0", "0.04 %"),
        ("-0.0004", None, "-0.0 %"),
    ],
)
def test_a_share_is_rounded_to_the_even_tenth_and_to_no_other_side_of_its_limit(
    share: str, limit: str | None, words: str
) -> None:
    assert words == percent(Decimal(share), None if limit is None else Decimal(limit))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (None, date(2026, 11, 1), "prices were not pinned in main, now pinned to 2026-11-01"),
        (date(2026, 11, 1), None, "prices were pinned to 2026-11-01 in main, now not pinned"),
    ],
)
def test_a_pin_that_moved_is_told_by_both_days(was: date | None, now: date | None, said: str) -> None:
    assert said == repinned_in_words(checked(scenario(), past=past_of(scenario(), pinned=was), as_of=now))


@pytest.mark.parametrize(("was", "now", "verb"), [("month", None, "lost"), (None, "month", "got")])
def test_a_growth_of_what_got_or_lost_its_period_can_not_be_judged(
    was: str | None, now: str | None, verb: str
) -> None:
    ten = cap("growth", "10%")
    found = checked(
        scenario("chat", ten, per=now),
        scenario("other"),
        past=past_of(scenario("chat", per=was), scenario("other")),
    )
    assert f"it {verb} its period since main" == why_unjudged(found, found.rows[0], ten)
    assert "chat got or lost a period since main" == why_unjudged(found, None, ten)


def test_a_pinned_day_that_hides_a_price_is_told() -> None:
    ten = cap("growth", "10%")
    before = past_of(scenario("chat", models=("acme/on",)))._replace(hidden=frozenset({"chat"}))
    found = checked(scenario("chat", ten), past=before, as_of=date(2026, 6, 1))
    told = "main has no price on 2026-06-01, to which prices are pinned"
    assert told == why_unjudged(found, found.rows[0], ten) == why_unjudged(found, None, ten)
