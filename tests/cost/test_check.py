"""Workloads held to their limits, and compared with what they were."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attached import attached, by_letters
from builders import PROVENANCE, catalog, model

from llmcost.cost.cap import Cap
from llmcost.cost.check import check
from llmcost.cost.checked import Whole
from llmcost.cost.choices import Choices
from llmcost.cost.loosened import Loosened
from llmcost.cost.past import Past
from llmcost.cost.plan import Planned
from llmcost.cost.suggestion import Advisor
from llmcost.cost.usage import Usage
from llmcost.cost.variance import Variance
from llmcost.cost.workload import Scenario, Workload
from llmcost.errors import ConfigError, NothingToCheckError

if TYPE_CHECKING:
    from llmcost.cost.cap import Judged
    from llmcost.cost.checked import Checked

MARKET = catalog(
    model("acme/one", facts={"intelligence": Decimal(1)}),
    model("acme/two", input="3"),
    model("beta/rough"),
    model("acme/cheap", input="0.5", output="0.5", facts={"intelligence": Decimal(1)}),
    model("acme/free:free", input="0", output="0"),
)
NEW, UNJUDGED = "new", "unjudged"


def cap(kind: str, amount: str, *, warn_only: bool = False) -> Cap:
    """A limit; in per cent it is a share."""
    number = Decimal(amount.rstrip("%"))
    is_share = amount.endswith("%")
    return Cap(kind, number / 100 if is_share else number, is_share, warn_only)


def use(name: str = "chat", of: str = "acme/one", /, *caps: Cap, **facts: Any) -> Scenario:
    """One request a month of a million tokens."""
    stated = {"usage": Usage(input=1_000_000), "requests": 1, "per": "month", **facts}
    return Scenario(name, ((of, Decimal(1)),), caps=caps, **stated)


def work(*scenarios: Scenario, caps: tuple[Cap, ...] = ()) -> Workload:
    return Workload(scenarios, "llmcost.toml", caps)


def checked(*scenarios: Scenario, caps: tuple[Cap, ...] = (), **asked: Any) -> Checked:
    return check(work(*scenarios, caps=caps), MARKET, PROVENANCE.as_of, **asked)


def past(*scenarios: Scenario, caps: tuple[Cap, ...] = (), **facts: Any) -> Past:
    outcomes = [Choices(MARKET).plan(each) for each in scenarios]
    planned = {each.scenario.name: each for each in outcomes if isinstance(each, Planned)}
    lost = tuple(each for each in outcomes if not isinstance(each, Planned))
    return Past("main", planned, lost, caps, **facts)


def verdicts(judged: tuple[Judged, ...]) -> list[tuple[str, str]]:
    return [(each.cap.kind, each.verdict) for each in judged]


def change(*parts: int) -> Variance:
    """A change by its parts in their order, those that are left out 0."""
    fields = zip(Variance._fields, (*parts, *[0] * (7 - len(parts))), strict=False)
    return Variance(**{name: Decimal(part) for name, part in fields})  # type: ignore[arg-type]


def only(found: Checked) -> str:
    """The verdict on the only limit of the whole."""
    ((_, verdict),) = verdicts(found.judged)
    return verdict


def test_a_gate_never_passes_on_nothing() -> None:
    with pytest.raises(NothingToCheckError) as refusal:
        checked(caps=(cap("per_month", "5"),))
    assert (refusal.value.message, refusal.value.hint) == (
        "llmcost.toml: no scenario found",
        "write one under [[scenarios]]; the README shows the form",
    )


def test_without_limits_everything_that_has_a_price_is_ok() -> None:
    found = checked(use(), use("twice", requests=2))
    assert [row.planned.total for row in found.rows] == [Decimal(1), Decimal(2)]
    assert (found.outcome, found.judged, found.past, found.variance) == ("ok", (), None, None)
    assert [(row.variance, row.is_new, row.advice) for row in found.rows] == [(None, False, None)] * 2
    assert found.whole == Whole(Decimal("0.0986301369863"), Decimal(3), Decimal(36), Decimal(0))


def test_each_limit_of_a_scenario_is_held_to_its_own_amount_in_a_fixed_order() -> None:
    caps = (
        cap("growth", "10%"),
        cap("total", "9"),
        cap("per_month", "60", warn_only=True),
        cap("per_month", "100"),
        cap("per_day", "1.9"),
        cap("per_request", "1"),
    )
    row, _ = checked(use("chat", "acme/one", *caps, requests=61), use("other")).rows
    assert [(each.cap.kind, each.cap.warn_only, each.verdict) for each in row.judged] == [
        ("per_request", False, "warn"),
        ("per_day", False, "over"),
        ("per_month", False, "ok"),
        ("per_month", True, "over"),
        ("total", False, UNJUDGED),
        ("growth", False, UNJUDGED),
    ]


def test_what_has_no_period_is_held_to_its_total() -> None:
    caps = (cap("total", "1"), cap("per_day", "9"))
    (row,) = checked(use("chat", "acme/one", *caps, per=None)).rows
    assert verdicts(row.judged) == [("per_day", UNJUDGED), ("total", "warn")]


WHOLE = (cap("per_request", "3"), cap("per_day", "1"), cap("per_month", "4"), cap("total", "2"))


def test_the_dearest_request_and_the_sums_are_held_to_the_limits_of_the_whole() -> None:
    each = (use(), use("dear", "acme/two"), use("dear too", "acme/two", per=None))
    found = checked(*each, caps=WHOLE)
    assert [(judged.verdict, judged.value, judged.subject) for judged in found.judged] == [
        ("warn", Decimal(3), "dear"),
        ("ok", Decimal("0.1315068493151"), ""),
        ("warn", Decimal(4), ""),
        ("over", Decimal(3), ""),
    ]


@pytest.mark.parametrize(
    ("per", "expected"), [("month", ["ok", "ok", "ok", UNJUDGED]), (None, ["ok", UNJUDGED, UNJUDGED, "ok"])]
)
def test_a_limit_that_nothing_can_be_held_to_is_not_kept(per: str | None, expected: list[str]) -> None:
    found = checked(use(per=per), caps=WHOLE)
    assert [judged.verdict for judged in found.judged] == expected
    assert found.outcome == "unpriced"


def test_of_an_incomplete_sum_a_limit_is_broken_or_not_judged() -> None:
    caps = (cap("per_request", "0.9"), cap("per_month", "1"), cap("growth", "900%"))
    found = checked(use(), use("lost", "acme/oen"), caps=caps, past=past(use()))
    assert verdicts(found.judged) == [
        ("per_request", "over"),
        ("per_month", UNJUDGED),
        ("growth", UNJUDGED),
    ]
    assert (found.outcome, found.variance, found.removed) == ("over", None, ())
    assert [each.scenario.name for each in found.unplanned] == ["lost"]


def test_where_nothing_has_a_price_nothing_is_kept() -> None:
    found = checked(use("lost", "acme/oen"), caps=WHOLE)
    assert {judged.verdict for judged in found.judged} == {UNJUDGED}
    assert (found.outcome, found.rows) == ("unpriced", ())


def test_a_warning_fails_nothing() -> None:
    soft = cap("per_month", "0.5", warn_only=True)
    found = checked(use("chat", "acme/one", soft), caps=(soft, cap("total", "1", warn_only=True)))
    assert [judged.verdict for _, judged in found.all_judged] == ["over", "over", UNJUDGED]
    assert found.outcome == "ok"


GROWTH = cap("growth", "10%")


def test_a_change_is_split_and_held_to_the_limits_of_growth() -> None:
    before = past(use(), use("other", requests=9))
    found = checked(use("chat", "acme/two", GROWTH, requests=2), use("other", requests=9), past=before)
    first, second = found.rows
    assert first.variance == change(1, 6, 1, 4, 0)
    assert second.variance == change(9, 9, 0, 0, 0)
    assert found.variance == change(10, 15, 1, 4, 0, 0, 0)
    assert (first.judged[0].verdict, first.judged[0].value) == ("over", Decimal(5))
    assert [row.is_new for row in found.rows] == [False, False]


@pytest.mark.parametrize(
    ("limit", "requests", "verdict"),
    [("50%", 15, "warn"), ("49%", 15, "over"), ("5", 15, "warn"), ("4.99", 15, "over"), ("0", 10, "ok")],
)
def test_the_growth_of_the_whole_is_that_of_all_that_recurs(limit: str, requests: int, verdict: str) -> None:
    before = past(use(requests=10), use("once", per=None))
    each = (use(requests=requests), use("once", per=None, requests=99))
    assert verdict == only(checked(*each, caps=(cap("growth", limit),), past=before))


def test_a_scenario_of_another_name_is_one_that_went_and_one_that_came() -> None:
    before = past(use("old", requests=10))
    found = checked(use("new", "acme/one", GROWTH, requests=11), caps=(GROWTH,), past=before)
    (row,) = found.rows
    assert (row.is_new, row.variance, row.judged[0].verdict) == (True, None, NEW)
    assert [each.scenario.name for each in found.removed] == ["old"]
    assert found.variance == change(10, 11, 0, 0, 0, 11, -10)
    assert (only(found), found.outcome) == ("warn", "ok")


@pytest.mark.parametrize(("was", "now"), [("month", None), (None, "month")])
def test_a_scenario_that_got_or_lost_its_period_is_another_one(was: str | None, now: str | None) -> None:
    found = checked(use("chat", "acme/one", GROWTH, per=now), past=past(use(per=was)))
    (row,) = found.rows
    assert (row.is_new, row.variance) == (True, None)
    assert [each.scenario.per for each in found.removed] == [was]
    came, went = change(0, 1, 0, 0, 0, 1, 0), change(1, 0, 0, 0, 0, 0, -1)
    assert (found.variance, found.once) == ((came, went) if now else (went, came))


@pytest.mark.parametrize(("was", "now"), [("month", None), (None, "month")])
def test_a_scenario_that_got_or_lost_its_period_escapes_no_limit_of_growth(
    was: str | None, now: str | None
) -> None:
    turned, other = use("chat", "acme/one", GROWTH, per=now), use("other")
    found = checked(turned, other, caps=(GROWTH,), past=past(use(per=was), other))
    assert ([row.judged and row.judged[0].verdict for row in found.rows], only(found)) == (
        [UNJUDGED, ()],
        UNJUDGED,
    )
    assert (found.turned, found.outcome) == (("chat",), "unpriced")


def test_what_has_no_period_is_compared_beside_what_has() -> None:
    before = past(use("chat"), use("import", per=None), use("gone", per=None))
    found = checked(use("chat"), use("import", per=None, requests=4), use("new", per=None), past=before)
    assert found.variance == change(1, 1)
    assert found.once == change(2, 5, 3, 0, 0, 1, -1)
    assert (checked(use(), past=past(use())).once, checked(use(per=None)).once) == (None, None)


@pytest.mark.parametrize("per", ["day", "week", "month", "year"])
def test_a_growth_of_exactly_its_limit_is_kept_though_months_are_rounded(per: str) -> None:
    double = cap("growth", "100%")
    facts = {"usage": Usage(input=1234), "per": per}
    names = [f"s{number}" for number in range(7)]
    before = past(*(use(name, requests=997, **facts) for name in names))
    now = (use(name, "acme/one", double, requests=2 * 997, **facts) for name in names)
    found = checked(*now, caps=(double,), past=before)
    judged = [*found.judged, *(each for row in found.rows for each in row.judged)]
    assert {(each.verdict, each.value, each.share) for each in judged} == {("warn", Decimal(1), Decimal(1))}


def test_a_sum_of_exactly_its_limit_is_kept_though_its_parts_are_rounded() -> None:
    sixths = [use(f"s{number}", usage=Usage(input=1_000_000), requests=2, per="year") for number in range(6)]
    found = checked(*sixths, caps=(cap("per_month", "1"), cap("per_month", "0.999999999999", warn_only=True)))
    assert found.whole.month == Decimal("1.000000000002")
    assert [(each.verdict, each.value) for each in found.judged] == [
        ("warn", Decimal(1)),
        ("over", Decimal("1.000000000002")),
    ]


def test_the_dearest_request_is_judged_by_its_exact_cost() -> None:
    third = use("chat")._replace(models=(("acme/one", Decimal(2)), ("acme/cheap", Decimal(1))))
    found = checked(third, caps=(cap("per_request", "0.833333333333"),))
    assert [(each.verdict, each.value) for each in found.judged] == [("over", Decimal("0.833333333334"))]


@pytest.mark.parametrize(
    ("was", "now", "is_repinned"),
    [
        (None, None, False),
        (date(2026, 1, 2), date(2026, 1, 2), False),
        (date(2026, 1, 1), date(2026, 1, 2), True),
        (date(2026, 1, 1), None, True),
        (None, date(2026, 1, 2), True),
    ],
)
def test_a_pinned_day_that_moved_is_known(was: date | None, now: date | None, *, is_repinned: bool) -> None:
    workload = work(use())._replace(as_of=now)
    for before, expected in (
        (past(use(), pinned=was), is_repinned),
        (past(pinned=was, exists=False), False),
        (None, False),
    ):
        assert expected == check(workload, MARKET, PROVENANCE.as_of, past=before).is_repinned


def test_a_limit_of_growth_against_no_workload_is_told() -> None:
    note = ["growth is not told: main has no workload"]
    nothing = past(exists=False)
    assert note == untold(checked(use(), caps=(GROWTH,), past=nothing))
    assert note == untold(checked(use("chat", "acme/one", GROWTH), past=nothing))
    assert [] == untold(checked(use(), past=nothing))


def untold(found: Checked) -> list[str]:
    return [note.message for note in found.warnings if note.code == "growth_untold"]


def test_a_change_that_gives_a_price_to_what_had_none_is_not_held_up() -> None:
    before = past(use("chat", "acme/oen"), use("other"))
    found = checked(use("chat", "acme/one", GROWTH), use("other"), caps=(GROWTH,), past=before)
    (row, _) = found.rows
    assert (row.is_new, row.variance, row.judged[0].verdict) == (False, None, NEW)
    assert (only(found), found.variance, found.removed, found.outcome) == (NEW, None, (), "ok")
    assert untold(found) == ["growth is not told: 1 scenario of main had no price"]


def test_a_change_that_takes_out_what_had_no_price_is_not_held_up() -> None:
    before = past(use("chat", "acme/oen"), use("talk", "acme/oen"))
    found = checked(use("once", per=None), caps=(GROWTH,), past=before)
    assert (only(found), found.variance, found.removed, found.outcome) == (NEW, None, (), "ok")
    assert untold(found) == ["growth is not told: 2 scenarios of main had no price"]
    assert untold(checked(use(), past=before)) == []


def test_what_had_no_price_hides_no_growth_of_the_others() -> None:
    before = past(use("chat", "acme/oen"), use("other"))
    more = use("other", requests=1000)
    found = checked(use("chat"), more, caps=(GROWTH,), past=before)
    assert (only(found), found.outcome) == ("over", "over")
    assert untold(found) == ["growth is told of the others: 1 scenario of main had no price"]


def test_a_day_that_hides_a_price_of_then_lets_no_growth_pass() -> None:
    before = past(use("chat", "acme/oen"))._replace(hidden=frozenset({"chat"}))
    found = checked(use("chat", "acme/one", GROWTH), caps=(GROWTH,), past=before)
    assert (found.rows[0].judged[0].verdict, only(found), found.outcome) == (UNJUDGED, UNJUDGED, "unpriced")


def test_what_has_no_price_now_either_holds_a_growth_up() -> None:
    lost = use("chat", "acme/oen")
    found = checked(use(), lost, caps=(GROWTH,), past=past(use(), lost))
    assert (only(found), found.outcome, untold(found)) == (UNJUDGED, "unpriced", [])


def test_where_there_was_no_workload_everything_is_new() -> None:
    before = past(caps=(cap("per_month", "1"),), exists=False)
    found = checked(use("chat", "acme/one", GROWTH), caps=(GROWTH,), past=before)
    assert (found.rows[0].judged[0].verdict, only(found), found.loosened) == (NEW, NEW, ())
    assert found.variance == change(0, 1, 0, 0, 0, 1, 0)


def test_from_nothing_any_rise_is_over_a_share() -> None:
    assert only(checked(use(), caps=(GROWTH,), past=past(use("chat", "acme/free:free")))) == "over"
    assert (
        only(checked(use(), caps=(cap("growth", "1"),), past=past(use("chat", "acme/free:free")))) == "warn"
    )


def test_without_a_baseline_and_where_nothing_recurs_no_growth_is_kept() -> None:
    assert only(checked(use(), caps=(GROWTH,))) == UNJUDGED
    once = use(per=None)
    assert only(checked(once, caps=(GROWTH,), past=past(once))) == UNJUDGED
    assert only(checked(once, caps=(GROWTH,), past=past(once, use("gone")))) == "ok"


def test_limits_that_were_tighter_are_told() -> None:
    found = checked(use(), past=past(use(), caps=(GROWTH,)))
    assert found.loosened == (Loosened(None, GROWTH, None),)


def test_cheaper_models_are_named_where_they_are_asked_for() -> None:
    (row,) = checked(use(), advisor=Advisor(MARKET.values())).rows
    assert row.advice is not None
    assert [each.model.id for each in row.advice.found] == ["acme/cheap"]


def test_what_no_model_can_is_refused_where_it_is_needed() -> None:
    able = catalog(model("acme/one", facts={"features": ("tools", "vision")}))
    first, second = use(needs=("tools",), line=3), use("talk", needs=("vision", "tolls"), line=9)
    with pytest.raises(ConfigError) as refused:
        check(work(first, second, use("last", needs=("tols",), line=12)), able, PROVENANCE.as_of)
    assert ("llmcost.toml:9: scenario 'talk': needs: no model has 'tolls'", "did you mean tools?") == (
        refused.value.message,
        refused.value.hint,
    )
    with pytest.raises(ConfigError, match=r"^llmcost\.toml: scenario 'chat': needs: no model has 'xyz'$"):
        check(work(use(needs=("xyz",))), able, PROVENANCE.as_of)
    assert check(work(first, use("free", needs=())), able, PROVENANCE.as_of).outcome == "ok"


def test_prices_of_a_day_to_come_are_not_known() -> None:
    today = PROVENANCE.as_of
    pinned = work(use())._replace(as_of=today)
    assert check(pinned, MARKET, today).outcome == "ok"
    with pytest.raises(ConfigError) as refused:
        check(pinned, MARKET, today - timedelta(days=1))
    assert ("llmcost.toml: as_of 2026-11-10 lies in the future", "its prices are not known yet") == (
        refused.value.message,
        refused.value.hint,
    )


def test_the_age_of_the_prices_is_remarked_on() -> None:
    later = PROVENANCE.as_of.replace(year=2027)
    found = check(work(use()), MARKET, later)
    assert [note.code for note in found.warnings] == ["stale"]


def counted(*scenarios: Scenario, caps: tuple[Cap, ...] = (), **asked: Any) -> Checked:
    return checked(*scenarios, caps=caps, measure=by_letters, **asked)


def prompt(name: str = "chat", of: str = "beta/rough", /, *caps: Cap, **facts: Any) -> Scenario:
    """One request a month of a million letters: on beta/rough $1.20, between $0.60 and $1.80."""
    return use(name, of, *caps, usage=Usage(), attached=attached(), **facts)


@pytest.mark.parametrize("kind", ["per_request", "per_month"])
def test_a_limit_is_kept_for_certain_or_not_at_all(kind: str) -> None:
    found = counted(prompt("chat", "beta/rough", cap(kind, "1.79"), cap(kind, "1.8", warn_only=True)))
    assert [(each.verdict, each.value, each.over_by, each.at_most) for each in found.rows[0].judged] == [
        ("over", Decimal("1.8"), Decimal("0.01"), True),
        ("warn", Decimal("1.8"), None, True),
    ]


def test_a_limit_in_all_is_held_to_the_most_too() -> None:
    found = counted(prompt("chat", "beta/rough", cap("total", "1.5"), per=None), caps=(cap("total", "1.5"),))
    assert ["over", "over"] == [judged.verdict for _, judged in found.all_judged]


def test_limits_of_the_whole_are_held_to_the_most_that_it_can_come_to() -> None:
    caps = (cap("per_request", "1.7"), cap("per_month", "2.5"))
    found = counted(prompt(), use("sure"), caps=caps)
    assert [(each.verdict, each.value, each.subject, each.at_most) for each in found.judged] == [
        ("over", Decimal("1.8"), "chat", True),
        ("over", Decimal("2.8"), "", True),
    ]
    assert found.whole.month == Decimal("2.2")
    assert found.bounds is not None
    assert [each.month for each in found.bounds] == [Decimal("1.6"), Decimal("2.8")]


def test_what_is_certain_has_no_bounds() -> None:
    found = counted(prompt("chat", "acme/one", cap("per_month", "1")), caps=(cap("per_month", "1"),))
    assert (found.bounds, [judged.at_most for _, judged in found.all_judged]) == (None, [False, False])


def test_one_that_is_uncertain_leaves_the_sums_of_others_certain() -> None:
    once = prompt("once", per=None)
    found = counted(once, use("sure"), caps=(cap("per_month", "1"), cap("total", "1.5")))
    assert [(each.verdict, each.at_most) for each in found.judged] == [("warn", False), ("over", True)]


def test_growth_compares_both_sides_as_well_as_can_be_told() -> None:
    choices = Choices(MARKET, measure=by_letters)
    outcome = choices.plan(prompt())
    assert isinstance(outcome, Planned)
    before = Past("main", {"chat": outcome})
    longer = prompt("chat", "beta/rough", cap("growth", "10%"))._replace(attached=attached(1_100_000))
    found = counted(longer, past=before, caps=(cap("growth", "9%"),))
    assert [(each.verdict, each.value, each.at_most) for _, each in found.all_judged] == [
        ("warn", Decimal("0.1"), False),
        ("over", Decimal("0.1"), False),
    ]


def test_files_that_nobody_counts_fail_the_check() -> None:
    found = checked(prompt())
    assert (found.outcome, [each.code for each in found.unplanned]) == ("unpriced", ["not_counted"])
