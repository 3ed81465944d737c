"""What a check came to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import PROVENANCE, model

from llmcost.catalog.provenance import Override
from llmcost.cost.cap import Cap, Judged
from llmcost.cost.checked import Checked, Row, Whole, whole_of
from llmcost.cost.plan import Choice, Unplanned, plan
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario, Workload

if TYPE_CHECKING:
    from llmcost.cost.plan import Planned

HARD = Cap("per_month", Decimal(1))
SOFT = HARD._replace(warn_only=True)
LOST = Unplanned(Scenario("lost", (("x", Decimal(1)),), Usage(), 1, None), "unknown_model", "no model 'x'")


def planned(**facts: Any) -> Planned:
    stated = {"usage": Usage(input=1_000_000), "requests": 12, "per": "month", **facts}
    return plan(Scenario("chat", (("acme/one", Decimal(1)),), **stated), [Choice(model(), Decimal(1))])


def checked(own: tuple[Judged, ...] = (), whole: tuple[Judged, ...] = (), **facts: Any) -> Checked:
    rows, lost = (Row(planned(), own),), facts.pop("unplanned", ())
    provenance = facts.pop("provenance", PROVENANCE)
    sums = whole_of([row.planned for row in rows])
    return Checked(Workload((), "llmcost.toml"), rows, lost, sums, whole, provenance, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("own", "whole", "unplanned", "outcome"),
    [
        ((), (), (), "ok"),
        ((Judged(HARD, "ok"),), (Judged(HARD, "warn"), Judged(HARD, "new")), (), "ok"),
        ((Judged(HARD, "over"),), (), (), "over"),
        ((), (Judged(HARD, "over"),), (), "over"),
        ((Judged(SOFT, "over"),), (Judged(SOFT, "over"),), (), "ok"),
        ((Judged(SOFT, "unjudged"),), (Judged(SOFT, "unjudged"),), (), "ok"),
        ((Judged(HARD, "unjudged"),), (), (), "unpriced"),
        ((), (Judged(HARD, "unjudged"),), (), "unpriced"),
        ((), (), (LOST,), "unpriced"),
        ((Judged(SOFT, "over"),), (), (LOST,), "unpriced"),
        ((Judged(HARD, "over"),), (Judged(HARD, "unjudged"),), (LOST,), "over"),
    ],
)
def test_a_broken_limit_wins_over_what_has_no_price_and_a_warning_fails_nothing(
    own: tuple[Judged, ...], whole: tuple[Judged, ...], unplanned: tuple[Unplanned, ...], outcome: str
) -> None:
    found = checked(own, whole, unplanned=unplanned)
    assert outcome == found.outcome
    assert found.all_judged == (*((found.rows[0], each) for each in own), *((None, each) for each in whole))


def test_the_overridden_rates_are_those_on_which_a_figure_rests() -> None:
    used = Override("acme/one", "input", Decimal(1), "llmcost.toml")
    under = used._replace(condition="over 200,000 input tokens")
    unused = (used._replace(rate="output"), used._replace(model="acme/two"))
    provenance = PROVENANCE._replace(overrides=(used, *unused, under))
    assert checked(provenance=provenance).overrides == (used, under)
    assert checked().overrides == ()


def test_whether_there_is_a_sum_at_all_depends_on_what_has_a_period() -> None:
    recurring, once = checked(), checked()._replace(rows=(Row(planned(per=None)),))
    both, none = checked()._replace(rows=(*recurring.rows, *once.rows)), checked()._replace(rows=())
    assert [(True, False), (False, True), (True, True), (False, False)] == [
        (each.recurs, each.ends) for each in (recurring, once, both, none)
    ]


def test_what_recurs_and_what_does_not_are_summed_apart() -> None:
    found = whole_of([planned(), planned(requests=365, per="year"), planned(per=None), planned(per=None)])
    assert found == Whole(Decimal("1.394520547945"), Decimal("42.416666666667"), Decimal(509), Decimal(24))
    assert whole_of([]) == Whole(*([Decimal(0)] * 4))
