"""What each row of the table of a check holds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from checks import cap, checked, past_of, scenario

from llmcost.report.check_rows import entries, models_in_short, tightness
from llmcost.report.footnotes import Footnotes

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked
    from llmcost.report.check_rows import Entry


def rows(found: Checked) -> list[Entry]:
    return list(entries(found, Footnotes()))


def test_a_scenario_with_a_period_has_no_total_and_one_without_has_nothing_else() -> None:
    recurring, once, whole = rows(checked(scenario(), scenario("import", per=None)))
    assert (Decimal(10), None) == (recurring.month, recurring.total)
    assert (None, Decimal(10)) == (once.month, once.total)
    assert (Decimal(10), Decimal(10), True) == (whole.month, whole.total, whole.is_total)


def test_a_sum_of_nothing_is_empty() -> None:
    (_, month), (_, total) = (
        rows(checked(scenario(per=per), caps=(cap("per_request", "9"),))) for per in ("month", None)
    )
    assert (Decimal(10), None, None, Decimal(10)) == (month.month, month.total, total.month, total.total)


def test_the_tightest_limit_stands_beside_its_scenario_and_the_others_below() -> None:
    found = rows(checked(scenario("chat", cap("per_request", "5"), cap("per_month", "12"))))
    assert [("chat", "per_month"), ("", "per_request")] == [
        (each.name, each.judged.cap.kind) for each in found if each.judged
    ][:2]


@pytest.mark.parametrize(
    ("looser", "tighter"),
    [
        (("over", Decimal(3), True), ("over", Decimal(2), False)),
        (("unjudged", None, False), ("over", Decimal(2), True)),
        (("warn", Decimal("0.9"), False), ("unjudged", None, True)),
        (("ok", Decimal("0.1"), False), ("warn", Decimal("0.9"), True)),
        (("new", None, False), ("ok", Decimal("0.1"), False)),
        (("over", Decimal(2), False), ("over", Decimal(3), False)),
    ],
)
def test_what_fails_is_tightest_then_what_is_broken_or_not_judged_then_what_is_used_most(
    looser: tuple[str, Decimal | None, bool], tighter: tuple[str, Decimal | None, bool]
) -> None:
    first, second = (
        tightness(verdict, share, warn_only=warn_only) for verdict, share, warn_only in (tighter, looser)
    )
    assert first < second


def test_rows_that_matter_have_the_lowest_rank() -> None:
    found = rows(
        checked(
            scenario("same"),
            scenario("more", requests=20),
            scenario("broken", cap("per_month", "1")),
            scenario("near", cap("per_month", "11")),
            past=past_of(scenario("same"), scenario("more"), scenario("broken"), scenario("near")),
        )
    )
    assert [("same", 4), ("more", 3), ("broken", 1), ("near", 2), ("Total", 0)] == [
        (each.name, each.rank) for each in found
    ]


def test_a_scenario_that_is_gone_has_a_row_that_says_so() -> None:
    kept, gone, _ = rows(checked(scenario(), past=past_of(scenario(), scenario("gone"))))
    assert (Decimal(0), "") == (kept.change, kept.verdict)
    assert ("gone", Decimal(-10), "-100.0 %", "removed") == (gone.name, gone.change, gone.ratio, gone.verdict)


def test_a_mix_names_two_models_and_the_number_of_the_others() -> None:
    one, two, more = checked(
        scenario("one"),
        scenario("two", models=("acme/one", "beta/old")),
        scenario("more", models=("acme/one", "beta/old", "beta/new", "acme/mini")),
    ).rows
    assert ("acme/one", "one 75 % + old 25 %", "one 50 % + old 16.7 % + 2 more") == (
        models_in_short(one.planned),
        models_in_short(two.planned),
        models_in_short(more.planned),
    )


def test_a_scenario_without_a_price_has_its_row_where_the_file_has_it_and_its_limits_below() -> None:
    unknown = ("acme/on", "acme/two", "acme/three", "acme/four")
    lost = scenario("typo", cap("per_month", "9"), cap("per_request", "1"), models=unknown)
    first, request, month, chat, whole = rows(checked(lost, scenario("chat")))
    assert ("typo", "acme/on + acme/two + 2 more", "unpriced", 1) == (
        first.name,
        first.model,
        first.verdict,
        first.rank,
    )
    assert [("per_request", "unjudged"), ("per_month", "unjudged")] == [
        (each.judged.cap.kind, each.judged.verdict) for each in (request, month) if each.judged
    ]
    assert ("chat", "Total (incomplete)") == (chat.name, whole.name)


def test_where_nothing_has_a_price_limits_of_the_whole_still_have_their_row() -> None:
    _, whole = rows(checked(scenario(models=("acme/on",)), caps=(cap("per_month", "9"),)))
    assert ("Total (incomplete)", None, None) == (whole.name, whole.month, whole.total)
