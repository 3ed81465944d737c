from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attached import attached
from builders import catalog, model, routed
from checks import checked
from checks import scenario as with_files

from llmcost.cost.cap import Cap
from llmcost.cost.check import check
from llmcost.cost.choices import Choices
from llmcost.cost.past import Past
from llmcost.cost.plan import Planned, Unplanned
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario, Workload
from llmcost.report.check_findings import check_findings
from llmcost.report.finding import Finding

CATALOG = catalog(
    model("acme/one", input="1", output="4"),
    model("acme/small", input="1", output="4", facts={"context": 500_000}),
    model("acme/old", input="1", output="4", facts={"retired": date(2026, 9, 1)}),
    model("acme/ending", input="1", output="4", facts={"expires": date(2026, 12, 24)}),
    routed("acme/auto"),
    aliases={"mine": "acme/one"},
)
TODAY = date(2026, 11, 22)


def scenario(
    name: str = "chat", *caps: Cap, models: tuple[str, ...] = ("acme/one",), **more: Any
) -> Scenario:
    """A million input tokens a request, 10 requests a month: $10.00."""
    weighted = tuple((each, Decimal(1)) for each in models)
    stated: dict[str, Any] = {"requests": 10, "per": "month", "line": 3} | more
    return Scenario(name, weighted, Usage(input=1_000_000), caps=caps, **stated)


def cap(kind: str = "per_month", amount: str = "8", **more: Any) -> Cap:
    return Cap(kind, Decimal(amount), **({"line": 7} | more))


def past_of(*scenarios: Scenario, caps: tuple[Cap, ...] = (), exists: bool = True) -> Past:
    outcomes = [Choices(CATALOG).plan(each) for each in scenarios]
    planned = {each.scenario.name: each for each in outcomes if isinstance(each, Planned)}
    unplanned = tuple(each for each in outcomes if isinstance(each, Unplanned))
    return Past("main", planned, unplanned, caps, exists=exists)


def everything(
    *scenarios: Scenario, caps: tuple[Cap, ...] = (), past: Past | None = None
) -> tuple[Finding, ...]:
    workload = Workload(scenarios, "app/llmcost.toml", caps)
    return check_findings(check(workload, CATALOG, TODAY, past=past))


def findings(
    *scenarios: Scenario, caps: tuple[Cap, ...] = (), past: Past | None = None
) -> tuple[Finding, ...]:
    """All but that it has a price."""
    return tuple(each for each in everything(*scenarios, caps=caps, past=past) if each.code != "priced")


def test_a_scenario_with_a_price_passes() -> None:
    assert everything(scenario()) == (
        Finding(
            "priced",
            "pass",
            "chat: priced",
            "a request costs $1.00",
            "chat",
            "app/llmcost.toml",
            3,
            "price",
        ),
    )


def test_a_scenario_without_a_price_is_an_error_where_it_stands() -> None:
    unknown, unhinted = everything(scenario(models=("acme/on",)), scenario("bot", batch=True))
    assert unknown == Finding(
        "unknown_model",
        "error",
        "chat: no price",
        "no model 'acme/on'; did you mean acme/one?",
        "chat",
        "app/llmcost.toml",
        3,
        "price",
    )
    told = ("no_batch_row", "error", "bot: no price", "acme/one has no batch price")
    assert told == unhinted[:4]


@pytest.mark.parametrize(
    ("amount", "code", "level", "title", "message"),
    [
        (
            "8",
            "over_limit",
            "error",
            "over the",
            "chat costs $10.00 per month, $2.00 above its limit of $8.00",
        ),
        (
            "12",
            "near_limit",
            "warning",
            "close to the",
            "chat costs $10.00 per month, 83.3 % of its limit of $12.00",
        ),
        (
            "20",
            "limit_kept",
            "pass",
            "within the",
            "chat costs $10.00 per month, 50.0 % of its limit of $20.00",
        ),
    ],
)
def test_a_limit_is_found_broken_nearly_so_or_kept(
    amount: str, code: str, level: str, title: str, message: str
) -> None:
    (found,) = findings(scenario("chat", cap(amount=amount)))
    told = f"chat: {title} limit per month"
    assert found == Finding(code, level, told, message, "chat", "app/llmcost.toml", 7, "limit per month")


def test_a_limit_that_only_warns_is_a_warning_and_another_subject() -> None:
    kept, broken = cap(amount="20"), cap(warn_only=True)
    found = findings(scenario("chat", kept, broken))
    assert [
        ("over_limit", "warning", "chat: over the warning limit per month", "warning limit per month"),
        ("limit_kept", "pass", "chat: within the limit per month", "limit per month"),
    ] == [(each.code, each.level, each.title, each.subject) for each in found]


def test_a_limit_of_the_whole_is_of_all_scenarios() -> None:
    caps = (cap("per_request", "0.5"), cap("per_month", "15", line=None))
    found = findings(scenario(), scenario("bot"), caps=caps)
    assert [
        (
            "all scenarios: over the limit per request",
            "a request of chat costs $1.00, $0.50 above the limit of $0.50",
        ),
        (
            "all scenarios: over the limit per month",
            "all scenarios cost $20.00 per month, $5.00 above their limit of $15.00",
        ),
    ] == [(each.title, each.message) for each in found]
    assert [("all scenarios", 7), ("all scenarios", None)] == [(each.group, each.line) for each in found]


def test_a_limit_without_a_line_is_found_at_its_scenario() -> None:
    scenarios = [scenario(name, cap(line=None), line=line) for name, line in (("chat", 5), ("bot", 9))]
    assert [5, 9] == [each.line for each in findings(*scenarios)]
    assert [None] == [each.line for each in findings(scenario("chat", cap(line=None), line=None))]


def test_a_growth_is_held_to_what_was_before() -> None:
    now = scenario("chat", cap("growth", "0.1", is_share=True))
    (found,) = findings(now, past=past_of(scenario(requests=8)))
    assert ("over_limit", "chat: over the growth limit") == (found.code, found.title)
    assert "chat grew by 25.0 % against main, above its limit of 10 %" == found.message


def test_a_growth_of_what_is_new_is_noted() -> None:
    now = scenario("chat", cap("growth", "0.1", is_share=True))
    (found,) = findings(now, past=past_of(scenario("bot")))
    assert ("new", "note", "chat: new, so not held to the growth limit") == found[:3]
    assert "there was no such scenario in main to tell a growth from" == found.message


def test_a_growth_since_there_was_no_workload_is_warned_of() -> None:
    own, whole = findings(
        scenario("chat", cap("growth", "5")), caps=(cap("growth", "5"),), past=past_of(exists=False)
    )
    for found in (own, whole):
        assert ("new", "warning") == found[:2]
        assert "there was no workload in main to tell a growth from" == found.message


def test_a_pinned_day_that_moved_is_warned_of() -> None:
    workload = Workload((scenario(),), "app/llmcost.toml", (), date(2026, 11, 1))
    past = past_of(scenario())._replace(pinned=date(2026, 10, 1))
    first, *_ = check_findings(check(workload, CATALOG, TODAY, past=past))
    assert first == Finding(
        "prices_repinned",
        "warning",
        "all scenarios: prices of another day",
        "prices were pinned to 2026-10-01 in main, now pinned to 2026-11-01",
        "all scenarios",
        "app/llmcost.toml",
        None,
        "pinned day",
    )


def test_a_growth_without_a_baseline_could_not_be_judged() -> None:
    (found,) = findings(scenario("chat", cap("growth", "0.1", is_share=True)))
    assert ("not_judged", "error", "chat: nothing to hold to the growth limit") == found[:3]
    why = "there is nothing to compare with; give --against or --baseline"
    assert f"the limit of 10 % could not be judged: {why}" == found.message


def test_a_limit_that_only_warns_and_could_not_be_judged_is_a_warning() -> None:
    (found,) = findings(scenario("chat", cap("growth", "5", warn_only=True)))
    assert ("not_judged", "warning") == found[:2]


def test_a_sum_that_lacks_a_scenario_could_not_be_judged() -> None:
    lost, found = findings(scenario(), scenario("bot", models=("acme/auto",)), caps=(cap(amount="80"),))
    assert ("varies", "not_judged") == (lost.code, found.code)
    assert "the limit of $80.00 could not be judged: no price for bot" == found.message


@pytest.mark.parametrize(
    ("scenarios", "caps", "group", "lost"),
    [
        ((scenario("chat", cap("growth", "5")),), (), "chat", "it"),
        ((scenario(),), (cap("growth", "5"),), "all scenarios", "chat"),
    ],
)
def test_a_growth_from_what_had_no_price_is_warned_of_and_fails_nothing(
    scenarios: tuple[Scenario, ...], caps: tuple[Cap, ...], group: str, lost: str
) -> None:
    (found,) = findings(*scenarios, caps=caps, past=past_of(scenario(models=("acme/auto",))))
    assert ("new", "warning", f"{group}: nothing to hold to the growth limit") == found[:3]
    assert f"there was no price for {lost} in main to tell a growth from" == found.message


def test_a_limit_for_what_there_is_not_could_not_be_judged() -> None:
    (found,) = findings(scenario("chat", cap("total", "5")))
    assert "the limit of $5.00 could not be judged: there is no such cost" == found.message


def test_limits_that_were_loosened_are_warned_of_where_they_stand_now() -> None:
    before = (
        scenario("chat", cap(amount="12"), cap("per_day", "1")),
        scenario("gone", cap()),
        scenario("bot", cap("per_day", "9", warn_only=True), line=None),
    )
    now = (scenario("chat", cap(amount="100")), scenario("bot", line=None))
    found = findings(*now, past=past_of(*before, caps=(cap(amount="90"),)), caps=())
    assert [
        (
            "all scenarios: no more limit per month",
            "all scenarios per month was $90.00 in main, now none",
            None,
        ),
        ("chat: no more limit per day", "chat per day was $1.00 in main, now none", 3),
        ("chat: looser limit per month", "chat per month was $12.00 in main, now $100.00", 7),
        ("bot: no more warning limit per day", "bot per day (warn only) was $9.00 in main, now none", None),
    ] == [(each.title, each.message, each.line) for each in found if each.code == "limit_loosened"]


def test_a_model_that_is_gone_or_going_or_too_small_is_told_of() -> None:
    mix = scenario(models=("mine", "acme/old", "acme/ending", "acme/small"))
    found = findings(mix)
    assert [
        ("retired", "warning", "chat: acme/old", "retired acme/old"),
        ("over_context", "warning", "chat: acme/small", "over_context acme/small"),
        ("expires", "note", "chat: acme/ending", "expires acme/ending"),
    ] == [(each.code, each.level, each.title, each.subject) for each in found]
    assert {3} == {each.line for each in found}


def test_the_worst_comes_first() -> None:
    scenarios = (
        scenario("kept", cap(amount="100")),
        scenario("near", cap(amount="12")),
        scenario("nearer", cap(amount="11")),
        scenario("over", cap(amount="9")),
        scenario("far", cap(amount="1")),
        scenario("free", cap(amount="0")),
        scenario("unpriced", models=("acme/auto",)),
        scenario("unjudged", cap("growth", "1")),
    )
    assert ["free", "far", "over", "unpriced", "unjudged", "nearer", "near", "kept"] == [
        each.group for each in findings(*scenarios)
    ]


def test_a_name_is_one_line() -> None:
    assert {r"a\nb"} == {each.group for each in everything(scenario("a\nb", cap()))}


def test_a_request_whose_tokens_are_estimated_costs_between_two_amounts() -> None:
    found = checked(with_files("chat", usage=Usage(), attached=attached(10_000), models=("beta/new",)))
    (priced,) = check_findings(found)
    assert priced.message == "a request costs ~$0.036 ($0.018 to $0.054)"
