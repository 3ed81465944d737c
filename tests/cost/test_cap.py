"""Holding amounts and growths to limits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from llmcost.cost.cap import Cap, Judged, judge_amount, judge_growth

LIMIT = Cap("per_month", Decimal(500))
TENTH = Cap("growth", Decimal("0.1"), is_share=True)


@pytest.mark.parametrize(
    ("limit", "value", "verdict", "share", "over_by"),
    [
        ("500", "0", "ok", "0.0000", None),
        ("500", "399.999999999999999999999999", "ok", "0.8000", None),
        ("500", "400", "warn", "0.8000", None),
        ("500", "500", "warn", "1.0000", None),
        ("500", "500.000000000000000000000001", "over", "1.0000", "0.000000000000000000000001"),
        ("500", "-100", "ok", "-0.2000", None),
        ("0", "0", "ok", None, None),
        ("0", "-1", "ok", None, None),
        ("0", "0.01", "over", None, "0.01"),
    ],
)
def test_an_amount_is_warned_of_from_eighty_per_cent_and_over_only_above_the_limit(
    limit: str, value: str, verdict: str, share: str | None, over_by: str | None
) -> None:
    judged = judge_amount(LIMIT._replace(amount=Decimal(limit)), Decimal(value), "chat")
    assert (verdict, Decimal(value), "chat", False) == judged[1:]
    assert (share and Decimal(share), over_by and Decimal(over_by)) == (judged.share, judged.over_by)


def test_what_is_not_there_is_not_judged() -> None:
    judged = judge_amount(LIMIT, None)
    assert judged == Judged(LIMIT, "unjudged")
    assert (judged.share, judged.over_by, judged.fails) == (None, None, False)


@pytest.mark.parametrize(("warn_only", "fails"), [(False, True), (True, False)])
def test_a_broken_limit_fails_unless_it_is_for_warning_only(*, warn_only: bool, fails: bool) -> None:
    cap = LIMIT._replace(warn_only=warn_only)
    assert fails == judge_amount(cap, Decimal(501)).fails
    assert not judge_amount(cap, Decimal(500)).fails


@pytest.mark.parametrize(
    ("limit", "before", "after", "verdict", "value"),
    [
        ("0.1", "100", "110", "warn", "0.1"),
        ("0.1", "100", "108", "warn", "0.08"),
        ("0.1", "100", "107.99", "ok", "0.0799"),
        ("0.1", "100", "110.0000000000000000000001", "over", "0.100000000001"),
        ("0.1", "100", "50", "ok", "-0.5"),
        ("0.1", "3", "3.1", "ok", "0.033333333"),
        ("0.03", "3", "3.1", "over", "0.033333333"),
        ("0.0333333333333333333", "3", "3.1", "over", "0.0333333333334"),
        ("0.0333333333333333334", "3", "3.1", "warn", "0.033333333"),
        ("0", "100", "100", "ok", "0"),
        ("0", "100", "99", "ok", "-0.01"),
        ("0", "100", "100.01", "over", "0.0001"),
        ("0.1", "0", "0", "ok", "0"),
        ("0.1", "0", "0.01", "over", None),
        ("9", "0", "0.01", "over", None),
    ],
)
def test_a_growth_in_per_cent_is_held_to_the_exact_share_of_before(
    limit: str, before: str, after: str, verdict: str, value: str | None
) -> None:
    cap = TENTH._replace(amount=Decimal(limit))
    judged = judge_growth(cap, Decimal(before), Decimal(after))
    assert (cap, verdict, value and Decimal(value)) == judged[:3]
    assert (verdict == "over" and value is not None) == bool(judged.over_by)


@pytest.mark.parametrize(
    ("before", "after", "verdict", "value"),
    [
        ("0", "5", "warn", "5"),
        ("0", "3.9", "ok", "3.9"),
        ("100", "105.01", "over", "5.01"),
        ("100", "90", "ok", "-10"),
    ],
)
def test_a_growth_in_dollars_is_an_amount(before: str, after: str, verdict: str, value: str) -> None:
    cap = Cap("growth", Decimal(5))
    assert judge_growth(cap, Decimal(before), Decimal(after)) == Judged(cap, verdict, Decimal(value))


def test_a_limit_and_a_cost_as_wide_as_can_be_are_held_to_each_other_exactly() -> None:
    dust = Decimal(1).scaleb(-44)
    before = Decimal(10) ** 36 + dust
    share = Decimal(10) ** 11 + Decimal(1).scaleb(-24)
    cap = Cap("growth", share, is_share=True)
    after = Decimal(10) ** 36 * 2
    assert judge_growth(cap, before, after).verdict == "ok"
    assert judge_growth(cap._replace(amount=1 - dust.scaleb(20)), before, after).verdict == "over"


@pytest.mark.parametrize(
    ("value", "exact", "verdict", "told"),
    [
        ("1.000000000002", "1", "warn", "1"),
        ("0.999999999999", "1", "warn", "0.999999999999"),
        ("0.999999999999", "1.0000000000004", "over", "1.000000000001"),
        ("1.000000000002", "1.000000000001", "over", "1.000000000002"),
        ("0.5", "5", "ok", "0.5"),
    ],
)
def test_an_amount_close_to_its_limit_is_judged_as_it_is_before_rounding(
    value: str, exact: str, verdict: str, told: str
) -> None:
    cap = LIMIT._replace(amount=Decimal(1))
    judged = judge_amount(cap, Decimal(value), "", lambda: Fraction(exact))
    assert Judged(cap, verdict, Decimal(told)) == judged


def test_what_is_settled_keeps_its_digits_however_small() -> None:
    cap = LIMIT._replace(amount=Decimal("0.00000000000000033333333333333"))
    third = Fraction(1, 3 * 10**15)
    judged = judge_amount(cap, Decimal("0.000000000000000333333333333"), "", lambda: third)
    assert Judged(cap, "over", Decimal("0.000000000000000333333333334")) == judged


@pytest.mark.parametrize(
    ("cap", "value"), [(TENTH._replace(amount=Decimal(1)), "1"), (Cap("growth", Decimal(1)), "1")]
)
def test_a_growth_of_exactly_its_limit_is_kept_whatever_rounding_made_of_it(cap: Cap, value: str) -> None:
    sides = (Fraction(1, 3) * 3, Fraction(2, 3) * 3)
    judged = judge_growth(cap, Decimal("0.999999999999"), Decimal("2.000000000001"), lambda: sides)
    assert Judged(cap, "warn", Decimal(value)) == judged
    assert (judged.share, judged.over_by) == (Decimal(1), None)
