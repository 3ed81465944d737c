from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from checks import cap, checked, past_of, scenario

from llmcost.cost.usage import Usage
from llmcost.report.check_title import check_title

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked

SMALL = Usage(input=100_000)
CHAT = scenario("chat", usage=SMALL)
ONCE = scenario("import", per=None, usage=SMALL)
TYPO = scenario("typo", models=("acme/on",))


def limited(*limits: str, warn_only: bool = False) -> tuple[Checked, ...]:
    return tuple(
        checked(scenario("chat", cap("per_month", limit, warn_only=warn_only), usage=SMALL))
        for limit in limits
    )


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (checked(CHAT), "$1.00 a month: no limit is set"),
        (limited("5")[0], "$1.00 a month: the limit is kept"),
        (limited("1")[0], "$1.00 a month: the limit is kept; it is nearly used up"),
        (limited("0.5")[0], "$1.00 a month: the limit is broken (chat per month)"),
        (
            limited("0.5", warn_only=True)[0],
            "$1.00 a month: a warn-only limit is broken (chat per month)",
        ),
        (
            checked(CHAT, scenario("typo", cap("per_month", "1"), models=("acme/on",))),
            "At least $1.00 a month: 1 scenario can't be priced; the limit is not judged",
        ),
        (
            checked(CHAT, TYPO),
            "At least $1.00 a month: 1 scenario can't be priced; no limit is set",
        ),
        (
            checked(TYPO, TYPO._replace(name="typo2"), caps=(cap("per_month", "1"),)),
            "No cost: 2 scenarios can't be priced; the limit is not judged",
        ),
        (
            checked(CHAT, caps=(cap("per_day", "9"), cap("per_month", "9"), cap("per_request", "9"))),
            "$1.00 a month: all 3 limits are kept",
        ),
        (
            checked(CHAT, caps=(cap("per_day", "9"), cap("growth", "9%"), cap("growth", "9"))),
            "$1.00 a month: 2 of 3 limits are not judged",
        ),
        (
            checked(
                CHAT,
                caps=(
                    cap("per_request", "0.01"),
                    cap("per_day", "0.01"),
                    cap("per_month", "0.01"),
                    cap("per_day", "0.001", warn_only=True),
                    cap("per_month", "0.02"),
                ),
            ),
            (
                "$1.00 a month: 4 of 5 limits are broken (all scenarios per request, all scenarios per day, "
                "all scenarios per month and 1 more); a warn-only limit is broken "
                "(all scenarios per day)"
            ),
        ),
        (checked(CHAT, past=past_of(CHAT)), "$1.00 a month, unchanged against main: no limit is set"),
        (
            checked(CHAT, past=past_of()),
            "$1.00 a month, +$1.00 against main: no limit is set",
        ),
        (
            checked(CHAT, past=past_of(CHAT._replace(requests=1))),
            "$1.00 a month, +900.0 % against main: no limit is set",
        ),
        (
            checked(CHAT._replace(requests=10_000), past=past_of(CHAT._replace(requests=10_001))),
            "$1,000.00 a month, -$0.10 against main: no limit is set",
        ),
        (checked(CHAT, past=past_of(exists=False)), "$1.00 a month: no limit is set"),
        (
            checked(CHAT, ONCE, past=past_of(CHAT)),
            "$1.00 a month plus $1.00 once, unchanged a month and +$1.00 once against main: no limit is set",
        ),
        (
            checked(CHAT, past=past_of(CHAT._replace(requests=5), ONCE)),
            "$1.00 a month, +100.0 % a month and -$1.00 once against main: no limit is set",
        ),
    ],
)
def test_one_sentence_tells_the_cost_the_change_and_the_verdict(found: Checked, title: str) -> None:
    assert title == check_title(found)
