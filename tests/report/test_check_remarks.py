# ruff: noqa: E501 - lines are as long as they are
"""What stands below the table of a check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attached import attached
from builders import PROVENANCE
from checks import cap, checked, past_of, scenario

from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.cost.usage import Usage
from llmcost.cost.variance import Variance
from llmcost.report.check_remarks import check_fine_print, check_remarks

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked

SMALL = Usage(input=100_000)


def lines(found: Checked) -> list[str]:
    return list(check_remarks(found, ()))


def test_footnotes_stand_behind_what_is_of_the_whole() -> None:
    found = checked(scenario(usage=SMALL), past=past_of(scenario(usage=SMALL)))
    assert ["Against main, at the same prices: no change.", "[1] a note"] == list(
        check_remarks(found, ["[1] a note"])
    )


def test_what_had_no_price_before_is_not_compared_and_holds_nothing_up() -> None:
    found = checked(
        scenario("chat", cap("growth", "10%"), usage=SMALL),
        caps=(cap("growth", "10%"),),
        past=past_of(scenario("chat", models=("acme/zero",))),
    )
    assert [
        "Not compared: chat has no price in main: no model 'acme/zero'",
        "Warning: growth is not told: 1 scenario of main had no price.",
    ] == lines(found)


def test_limits_that_nothing_can_be_held_to_are_told_by_reason() -> None:
    growing = [scenario(f"s{number}", cap("growth", "10%"), usage=SMALL) for number in range(5)]
    assert [
        (
            "Not judged: growth of s0, growth of s1, growth of s2 and 2 more: there is nothing to compare with; "
            "give --against or --baseline."
        ),
        "Not judged: total of all scenarios: there is no such cost.",
    ] == lines(checked(*growing, caps=(cap("total", "5"),)))
    assert [
        "Unpriced: typo: no model 'acme/on' (did you mean acme/one?)",
        "Not judged: all scenarios per month: no price for typo.",
    ] == lines(checked(scenario("typo", models=("acme/on",)), caps=(cap("per_month", "5"),)))


def test_broken_limits_stand_before_those_that_only_warn_and_these_before_near_ones() -> None:
    found = checked(
        scenario("near", cap("per_month", "1.1"), usage=SMALL),
        scenario("soft", cap("per_month", "0.5", warn_only=True), usage=SMALL),
        scenario("hard", cap("per_month", "0.4"), usage=SMALL),
    )
    assert [
        "Over: hard costs $1.00 per month, $0.60 above its limit of $0.40.",
        "Over (warn only): soft costs $1.00 per month, $0.50 above its limit of $0.50.",
        "Near: near costs $1.00 per month, 90.9 % of its limit of $1.10.",
    ] == lines(found)


def test_limits_that_were_loosened_are_named() -> None:
    before = scenario("chat", cap("per_month", "3"), cap("total", "1", warn_only=True), usage=SMALL)
    found = checked(
        scenario("chat", cap("per_month", "8"), usage=SMALL),
        caps=(cap("growth", "50"),),
        past=past_of(before, caps=(cap("per_day", "7"), cap("growth", "10%"))),
    )
    assert [
        "Against main, at the same prices: no change.",
        "Loosened: all scenarios per day was $7.00 in main, now none.",
        "Loosened: growth of all scenarios was 10 % in main, now $50.00.",
        "Loosened: chat per month was $3.00 in main, now $8.00.",
        "Loosened: total of chat (warn only) was $1.00 in main, now none.",
    ] == lines(found)


def test_other_warnings_are_not_repeated_here() -> None:
    stale = Note("stale", "prices are old")
    found = checked(scenario(usage=SMALL), past=past_of(scenario(usage=SMALL)), warnings=(stale,))
    assert ["Against main, at the same prices: no change."] == lines(found)


def test_a_baseline_at_other_prices_says_so() -> None:
    past = past_of(scenario("chat", usage=SMALL), as_of=date(2026, 10, 1))
    assert ["Against main, which is at prices of 2026-10-01: no change."] == lines(
        checked(scenario("chat", usage=SMALL), past=past)
    )


def test_cheaper_models_are_told_with_what_they_save() -> None:
    found = checked(
        scenario("chat", usage=SMALL),
        scenario("import", usage=SMALL, per=None, models=("acme/mini",), min_intelligence=Decimal(30)),
        scenario("new", models=("beta/new",), usage=SMALL),
        scenario("least", models=("acme/nano",), usage=SMALL),
        scenario("open", models=("beta/new",), usage=SMALL, min_intelligence=Decimal(41)),
        suggest=True,
    )
    assert [
        "Cheaper for chat ($1.00 a month), with text, intelligence 40 or more, context 200k or more:",
        "  acme/nano $0.10, saves $0.90 a month (intelligence 40, context 1M)",
        "  acme/mini $0.20, saves $0.80 a month (intelligence 41.5, context 200k)",
        "Cheaper for import ($0.20), with text, intelligence 30 or more, context 200k or more:",
        "  acme/nano $0.10, saves $0.10 (intelligence 40, context 1M)",
        "Cheaper for new: not looked for: the intelligence of beta/new isn't known; state min_intelligence",
        "Cheaper for least: none found with text, intelligence 40 or more, context 1M or more",
        "Cheaper for open ($3.00 a month), with intelligence 41 or more:",
        "  acme/mini $0.20, saves $2.80 a month (intelligence 41.5, context 200k)",
    ] == lines(found)


def test_a_price_that_is_another_is_one_that_somebody_overrode() -> None:
    before = past_of(scenario("chat", usage=SMALL))
    found = checked(scenario("chat", usage=SMALL), past=before)
    moved = Variance(Decimal(2), Decimal(1), Decimal(0), Decimal(0), Decimal(-1))
    found = found._replace(variance=moved, rows=(found.rows[0]._replace(variance=moved),))
    assert [
        "Against main, at the same prices but for overrides: -$1.00 a month (-50.0 %): price -$1.00."
    ] == (lines(found))


def test_of_many_lines_of_a_kind_the_first_are_told_and_the_others_counted() -> None:
    over = [scenario(f"s{number:02}", cap("per_month", "0.5"), usage=SMALL) for number in range(20)]
    worst = scenario("worst", cap("per_month", "0.01"), usage=SMALL)
    zero = scenario("zero", cap("per_month", "0"), usage=SMALL)
    lost = [scenario(f"t{number:02}", models=("acme/on",)) for number in range(1020)]
    told = lines(checked(*over, worst, zero, *lost, caps=(cap("per_request", "0.09"),)))
    assert [
        "Over: s16 costs $1.00 per month, $0.50 above its limit of $0.50.",
        "Over: worst costs $1.00 per month, $0.99 above its limit of $0.01.",
        "Over: zero costs $1.00 per month, $1.00 above its limit of $0.00.",
        "Over: a request of s00 costs $0.10, $0.01 above the limit of $0.09.",
        "Over: and 3 more.",
        "Unpriced: t00: no model 'acme/on' (did you mean acme/one?)",
    ] == told[16:22]
    assert [
        "Unpriced: t19: no model 'acme/on' (did you mean acme/one?)",
        "Unpriced: and 1,000 more.",
    ] == told[40:42]


def test_overridden_rates_and_a_pinned_day_are_told() -> None:
    mine = Override("acme/one", "input", Decimal(1), "llmcost.toml")
    provenance = PROVENANCE._replace(overrides=(mine, mine._replace(model="acme/two")))
    found = checked(scenario(usage=SMALL), as_of=date(2026, 11, 1), provenance=provenance)
    assert ["Overridden: acme/one input $1.00 /1M (llmcost.toml)"] == lines(found)
    assert [
        "At prices of 2026-11-01.",
        "Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled.",
        "Estimate only: the bill varies by provider and caching.",
    ] == list(check_fine_print(found))


def test_what_has_no_period_is_compared_in_a_line_of_its_own() -> None:
    before = past_of(scenario("chat", usage=SMALL))
    once = scenario("import", per=None, usage=SMALL)
    told = [
        "Against main, at the same prices: no change.",
        "Against main, of what has no period: +$1.00 in all: new scenarios +$1.00.",
    ]
    both = "Change: per month; of what has no period, in all, and not in the total."
    assert [*told, both] == lines(checked(scenario("chat", usage=SMALL), once, past=before))
    growth = "Growth of all scenarios covers only what recurs; limit the others by total."
    found = checked(scenario("chat", usage=SMALL), once, caps=(cap("growth", "10%"),), past=before)
    assert [*told, growth, both] == lines(found)
    same = checked(once, past=past_of(once))
    assert [] == lines(same)


def test_a_limit_of_growth_against_no_workload_is_warned_of() -> None:
    found = checked(scenario(usage=SMALL), caps=(cap("growth", "10%"),), past=past_of(exists=False))
    assert [
        "Against main: it has no workload, so everything is new.",
        "Warning: growth is not told: main has no workload.",
    ] == lines(found)


def test_a_pinned_day_that_moved_is_told() -> None:
    found = checked(
        scenario(usage=SMALL),
        past=past_of(scenario(usage=SMALL), pinned=date(2026, 10, 1)),
        as_of=date(2026, 11, 1),
    )
    assert "Pinned: prices were pinned to 2026-10-01 in main, now pinned to 2026-11-01." in lines(found)


def test_how_input_files_were_counted_is_told_for_each_model() -> None:
    files: dict[str, Any] = {"usage": Usage(input=55, output=100), "attached": attached(1_000)}
    mix = scenario("mix", models=("acme/one", "beta/new"), **files)
    assert [
        "Tokens: chat: input 55 given + 1,000, counted exactly, letters (prompt.md)",
        "Tokens: mix on acme/one: input 55 given + 1,000, counted exactly, letters (prompt.md)",
        "Tokens: mix on beta/new: input 55 given + ~1,200 (±50 %), estimated, words (prompt.md)",
    ] == lines(checked(scenario("chat", **files), mix))


def test_of_many_counts_the_first_are_told() -> None:
    many = [scenario(f"s{at}", usage=Usage(), attached=attached(5)) for at in range(22)]
    found = lines(checked(*many))
    assert (len(found), found[-1]) == (21, "Tokens: and 2 more.")


def test_a_saving_against_an_estimate_is_none_to_rely_on() -> None:
    rough = scenario(
        models=("beta/new",), usage=Usage(), attached=attached(100_000), min_intelligence=Decimal(41)
    )
    assert [
        "Tokens: chat: input ~120,000 (±50 %), estimated, words (prompt.md)",
        "Cheaper for chat (~$3.60 ($1.80 to $5.40) a month), with intelligence 41 or more:",
        "  acme/mini $0.20, saves ~$3.40 a month (intelligence 41.5, context 200k)",
    ] == lines(checked(rough, suggest=True))
