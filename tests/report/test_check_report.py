# ruff: noqa: E501 - tables are as wide as they are
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attached import attached
from checks import cap, checked, past_of, scenario

from llmcost.catalog.note import Note
from llmcost.cost.usage import Usage
from llmcost.report.check import check_report, check_sheet
from llmcost.report.look import Look
from llmcost.report.markdown import COMMENT
from llmcost.report.plain import plain_text
from llmcost.report.render import render
from llmcost.report.table import table_text

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked

SMALL = Usage(input=100_000)
PRICES = """\
Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled.
Estimate only: the bill varies by provider and caching.
"""


def told(found: Checked) -> str:
    return plain_text(check_sheet(found), unicode=True)


def lines(found: Checked) -> list[str]:
    """What stands between the table and the fine print."""
    return list(check_sheet(found).notes)


def test_a_scenario_without_a_limit_is_a_row_without_a_total() -> None:
    assert (
        """\
$1.00 a month: no limit is set

Scenario  Model     Per request  Per day  Per month  Per year
chat      acme/one        $0.10  $0.0329      $1.00    $12.00

"""
        + PRICES
        == told(checked(scenario(usage=SMALL)))
    )


def test_each_limit_has_a_row_and_a_verdict_the_tightest_first() -> None:
    found = checked(
        scenario("chat", cap("per_request", "2"), cap("per_month", "8")),
        scenario(
            "search", cap("per_month", "5", warn_only=True), models=("acme/one", "beta/old"), usage=SMALL
        ),
        caps=(cap("per_request", "1.1"), cap("per_month", "20")),
    )
    assert (
        """\
$11.25 a month: 1 of 5 limits is broken (chat per month); 1 is nearly used up

Scenario  Model                Per request  Per day  Per month  Per year  Limit    Allowed     Used              Verdict  Note
chat      acme/one                  $1.000  $0.3288     $10.00   $120.00  month      $8.00  125.0 %  ██████████  over     1
                                                                          request    $2.00   50.0 %  █████       ok
search    one 75 % + old 25 %       $0.125  $0.0411      $1.25    $15.00  month      $5.00   25.0 %  ██▌         ok       2
Total                                       $0.3699     $11.25   $135.00  request    $1.10   90.9 %  █████████   warn
                                                                          month     $20.00   56.2 %  █████▋      ok

Over: chat costs $10.00 per month, $2.00 above its limit of $8.00.
Near: a request of chat costs $1.00, 90.9 % of the limit of $1.10.
[1] 1,000,000 tokens a request; its context window holds 200,000
[2] beta/old: no longer listed since 2026-10-01; last price, seen None
"""
        + PRICES
        == told(found)
    )


def test_a_change_against_the_baseline_is_told_with_its_parts() -> None:
    found = checked(
        scenario("import", cap("total", "15"), per=None, usage=SMALL, requests=100),
        scenario("chat", usage=SMALL),
        scenario("fresh", usage=SMALL),
        caps=(cap("growth", "10%"),),
        past=past_of(
            scenario("import", per=None, usage=SMALL, requests=90),
            scenario("chat", models=("acme/mini",), usage=SMALL),
            scenario("gone", usage=SMALL, requests=30),
        ),
    )
    assert (
        """\
$2.00 a month plus $10.00 once, -37.5 % a month and +$1.00 once against main: both limits are kept

Scenario  Model     Per request  Per day  Per month  Per year   Total  Change  Change %  By volume  By model  Limit   Allowed    Used              Verdict
import    acme/one        $0.10                                $10.00  +$1.00   +11.1 %     +$1.00        $0  in all   $15.00  66.7 %  ██████▋     ok
chat      acme/one        $0.10  $0.0329      $1.00    $12.00          +$0.80  +400.0 %         $0    +$0.80
fresh     acme/one        $0.10  $0.0329      $1.00    $12.00          +$1.00       new
gone      acme/one                                                     -$3.00  -100.0 %                                                            removed
Total                            $0.0658      $2.00    $24.00  $10.00  -$1.20   -37.5 %         $0    +$0.80  growth     10 %    fell              ok

Against main, at the same prices: -$1.20 a month (-37.5 %): model +$0.80, new scenarios +$1.00, removed scenarios -$3.00.
Against main, of what has no period: +$1.00 in all: volume +$1.00.
Growth of all scenarios covers only what recurs; limit the others by total.
Change: per month; of what has no period, in all, and not in the total.
"""
        + PRICES
        == told(found)
    )


def test_what_cannot_be_priced_is_no_row_of_0() -> None:
    found = checked(scenario("chat", usage=SMALL), scenario("typo", models=("acme/on",)))
    assert (
        """\
At least $1.00 a month: 1 scenario can't be priced; no limit is set

Scenario            Model     Per request  Per day  Per month  Per year  Verdict
chat                acme/one        $0.10  $0.0329      $1.00    $12.00
typo                acme/on                                              unpriced
Total (incomplete)                         $0.0329      $1.00    $12.00

Unpriced: typo: no model 'acme/on' (did you mean acme/one?)
"""
        + PRICES
        == told(found)
    )


def test_where_nothing_has_a_price_there_is_no_amount() -> None:
    assert (
        """\
No cost: 1 scenario can't be priced; no limit is set

Scenario  Model    Verdict
typo      acme/on  unpriced

Unpriced: typo: no model 'acme/on' (did you mean acme/one?)
"""
        + PRICES
        == told(checked(scenario("typo", models=("acme/on",))))
    )


def test_what_has_no_period_has_a_total_and_no_month() -> None:
    assert (
        """\
$1.00 in all: no limit is set

Scenario  Model     Per request  Total
import    acme/one        $0.10  $1.00

"""
        + PRICES
        == told(checked(scenario("import", per=None, usage=SMALL)))
    )


def test_a_total_of_what_has_no_period_has_no_month_either() -> None:
    found = checked(scenario("import", per=None, usage=SMALL), caps=(cap("total", "5"),))
    assert "Total                            $1.00  in all    $5.00  20.0 %  ██          ok" in told(found)


def test_a_workload_that_was_none_before_is_all_new() -> None:
    found = checked(
        scenario("chat", cap("growth", "10%"), cap("growth", "5", warn_only=True), usage=SMALL),
        caps=(cap("growth", "7%"),),
        past=past_of(exists=False),
    )
    assert (
        """\
$1.00 a month: no limit applies yet

Scenario  Model     Per request  Per day  Per month  Per year  Limit   Allowed  Verdict
chat      acme/one        $0.10  $0.0329      $1.00    $12.00  growth     10 %  new
                                                               growth    $5.00  new
Total                            $0.0329      $1.00    $12.00  growth      7 %  new

Against main: it has no workload, so everything is new.
Warning: growth is not told: main has no workload.
"""
        + PRICES
        == told(found)
    )


@pytest.mark.parametrize("models", [("acme/one",), ("acme/one", "acme/mini")])
def test_what_has_to_be_said_of_a_scenario_is_a_note_on_its_row(models: tuple[str, ...]) -> None:
    note = Note("limit_not_held", "limits.per_month of the defaults does not hold here: there is no period")
    each = (
        scenario("import", models=models, usage=SMALL, per=None, notes=(note,)),
        scenario("export", usage=SMALL, per=None, notes=(note,)),
    )
    assert [f"[1] {note.message}"] == lines(checked(*each))


def test_a_change_that_could_not_be_split_has_a_note() -> None:
    past = past_of(scenario("chat", models=("acme/mini",), usage=SMALL), then=lambda _: None)
    assert [
        "Against main, at the same prices: +$0.80 a month (+400.0 %): model +$0.80.",
        "[1] the model has no price of then: acme/one was not known",
    ] == lines(checked(scenario("chat", usage=SMALL), past=past))


def test_a_limit_of_0_has_no_share() -> None:
    free = checked(scenario("chat", cap("growth", "0"), usage=SMALL), past=past_of(scenario(usage=SMALL)))
    row = dict(
        zip((column.heading for column in check_sheet(free).columns), check_sheet(free).rows[0], strict=True)
    )
    assert ("growth", "$0.00", "ok") == (row["Limit"], row["Allowed"], row["Verdict"])
    assert "Used" not in row


def test_many_models_are_told_in_short() -> None:
    mixed = checked(scenario(models=("acme/one", "acme/mini", "beta/old", "beta/new"), usage=SMALL))
    assert "one 50 % + mini 16.7 % + 2 more" in told(mixed)


def test_a_name_is_data() -> None:
    found = checked(scenario("a\x1b[31m|b", cap("per_month", "0.5"), usage=SMALL))
    assert "\x1b" not in told(found)
    assert r"a\x1b[31m|b per month" in check_sheet(found).title


def test_a_narrow_terminal_keeps_the_limits_and_the_verdicts() -> None:
    found = checked(
        scenario("a-scenario-of-a-long-name", cap("per_month", "0.5"), usage=SMALL),
        scenario("chat", cap("per_month", "5", warn_only=True), usage=SMALL),
        past=past_of(scenario("chat", usage=SMALL)),
    )
    assert (
        """\
$2.00 a month, +100.0 % against main: 1 of 2 limits is
  broken (a-scenario-of-a-long-name per month)

Scenario                  Per month  Limit     Used  Verdict
────────────────────────────────────────────────────────────
a-scenario-o…a-long-name      $1.00  month  200.0 %  over
chat                          $1.00  month   20.0 %  ok
Total                         $2.00
"""
        == table_text(check_sheet(found), Look(width=60)).partition("\n\nOver")[0] + "\n"
    )


@pytest.mark.parametrize(("form", "first"), [("json", "{"), ("csv", "k"), ("markdown", "$"), ("svg", "<")])
def test_a_report_has_every_format(form: str, first: str) -> None:
    assert first == render(check_report(checked(scenario())), form, Look())[0]


def test_a_report_has_its_findings() -> None:
    found = checked(scenario("chat", cap("per_month", "8")))
    assert "chat: over the limit per month" in {each.title for each in check_report(found).findings()}


def test_a_comment_keeps_to_its_budget_and_to_what_matters() -> None:
    many = [scenario(f"s{number:04}", cap("per_month", "5"), usage=SMALL) for number in range(1_000)]
    broken = scenario("the-broken-one", cap("per_month", "0.5"), usage=SMALL)
    text = render(check_report(checked(*many, broken, caps=(cap("per_day", "99"),))), "markdown", Look())
    assert len(text) <= COMMENT
    assert (True, True, True, False) == tuple(
        each in text for each in ("\n| the-broken-one |", "\n| Total |", "\n| s0000 |", "\n| s0999 |")
    )
    assert "rows are left out of the table: it would be too long." in text


def test_what_is_estimated_is_marked_and_told_with_its_bounds() -> None:
    files: dict[str, Any] = {"usage": Usage(output=100), "attached": attached(12_345)}
    found = checked(
        scenario("chat", cap("per_month", "0.5"), models=("beta/new",), **files),
        scenario("once", models=("acme/one", "beta/new"), per=None, **files),
        scenario("sure", **files),
        caps=(cap("per_request", "0.06"), cap("total", "0.3")),
        past=past_of(scenario("chat", models=("beta/new",), usage=Usage(), attached=attached(10_000))),
    )
    assert (
        """\
~$0.581 ($0.359 to $0.803) a month plus ~$0.209 ($0.153 to $0.264) once, +61.4 % a month and +$0.209 once against main: 2 of 3 limits are broken (chat per month, all scenarios per request); 1 is nearly used up

Scenario  Model                Per request    Per day                   Per month  Per year                       Total    Change  Change %  By volume  Limit    Allowed     Used              Verdict
chat      beta/new                ~$0.0453  ~$0.01491  ~$0.453 ($0.231 to $0.676)    ~$5.44                              +$0.0934   +26.0 %   +$0.0934  month      $0.50  135.1 %  ██████████  over
once      one 75 % + new 25 %     ~$0.0209                                                   ~$0.209 ($0.153 to $0.264)  +$0.2089       new
sure      acme/one                 $0.0127   $0.00419                      $0.127     $1.53                              +$0.1274       new
Total                                       ~$0.01910  ~$0.581 ($0.359 to $0.803)    ~$6.97  ~$0.209 ($0.153 to $0.264)  +$0.2209   +61.4 %   +$0.0934  request    $0.06  112.6 %  ██████████  over
                                                                                                                                                        in all     $0.30   88.2 %  ████████▊   warn

Over: chat costs up to $0.676 per month, $0.176 above its limit of $0.50.
Over: a request of chat costs up to $0.0676, $0.00756 above the limit of $0.06.
Near: the one-off scenarios cost up to $0.264 in all, 88.2 % of their limit of $0.30.
Tokens: chat: input ~14,814 (±50 %), estimated, words (prompt.md)
Tokens: once on acme/one: input 12,345, counted exactly, letters (prompt.md)
Tokens: once on beta/new: input ~14,814 (±50 %), estimated, words (prompt.md)
Tokens: sure: input 12,345, counted exactly, letters (prompt.md)
Against main, at the same prices: +$0.221 a month (+61.4 %): volume +$0.0934, new scenarios +$0.127.
Against main, of what has no period: +$0.209 in all: new scenarios +$0.209.
Change: per month; of what has no period, in all, and not in the total.
"""
        + PRICES
        == told(found)
    )


def test_what_is_estimated_once_leaves_the_month_certain() -> None:
    once = scenario("once", models=("beta/new",), per=None, usage=Usage(), attached=attached(10_000))
    assert (
        """\
$1.00 a month plus ~$0.36 ($0.18 to $0.54) once: no limit is set

Scenario  Model     Per request  Per day  Per month  Per year                    Total
once      beta/new      ~$0.036                                ~$0.36 ($0.18 to $0.54)
chat      acme/one       $0.100  $0.0329      $1.00    $12.00
Total                            $0.0329      $1.00    $12.00  ~$0.36 ($0.18 to $0.54)

Tokens: once: input ~12,000 (±50 %), estimated, words (prompt.md)
"""
        + PRICES
        == told(checked(once, scenario("chat", usage=SMALL)))
    )
