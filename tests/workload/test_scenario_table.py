"""A scenario takes from the defaults what it doesn't state itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.catalog.note import Note
from llmcost.cost.cap import Cap
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import ConfigError
from llmcost.workload.workload_file import read_workload

DEFAULTS = """\
[defaults]
model = "gpt-5"
input = 1000
cached = "50%"
requests = 10
limits = { per_request = 1, per_day = 2, total = 3 }
warn_limits.growth = 4

[[scenarios]]
name = "a"
"""


def scenario(more: str) -> Scenario:
    text = (DEFAULTS + more).encode()
    (found,) = read_workload(text, "llmcost.toml", in_pyproject=False, may_override=False).scenarios
    return found


GROWTH = Cap("growth", Decimal(4), warn_only=True)
PER_REQUEST = Cap("per_request", Decimal(1))
INHERITED = Scenario(
    "a",
    (("gpt-5", Decimal(1)),),
    Usage(input=1000, cache_read=500),
    10,
    None,
    caps=(PER_REQUEST, Cap("total", Decimal(3)), GROWTH),
    line=9,
)


def test_all_but_the_name_is_inherited_and_a_limit_that_can_not_hold_is_left_out() -> None:
    assert INHERITED == scenario("")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('model = "gpt-4"', INHERITED._replace(models=(("gpt-4", Decimal(1)),))),
        ("models = { a = 1, b = 3 }", INHERITED._replace(models=(("a", Decimal(1)), ("b", Decimal(3))))),
        ("input = 10", INHERITED._replace(usage=Usage(input=10, cache_read=5))),
        ("cached = 0", INHERITED._replace(usage=Usage(input=1000))),
        (
            'per = "week"',
            INHERITED._replace(per="week", caps=(PER_REQUEST, Cap("per_day", Decimal(2)), GROWTH)),
        ),
        (
            "limits = { per_request = 9 }",
            INHERITED._replace(
                caps=(Cap("per_request", Decimal(9), line=11), Cap("total", Decimal(3)), GROWTH)
            ),
        ),
        (
            'warn_limits.growth = "5%"',
            INHERITED._replace(
                caps=(
                    PER_REQUEST,
                    Cap("total", Decimal(3)),
                    Cap("growth", Decimal("0.05"), is_share=True, warn_only=True, line=11),
                )
            ),
        ),
    ],
    ids=["model", "mix", "whole", "part", "period", "limit", "warning"],
)
def test_what_is_stated_replaces_what_is_inherited_key_by_key(more: str, expected: Scenario) -> None:
    assert expected == scenario(more)


@pytest.mark.parametrize(
    ("limits", "more", "message"),
    [
        (
            "limits.per_month = 5",
            "",
            "limits.per_month of the defaults does not hold here: there is no period",
        ),
        (
            "limits = { per_month = 5, per_day = 1, growth = 1 }",
            "",
            "limits.per_month and limits.per_day of the defaults do not hold here: there is no period",
        ),
        (
            "warn_limits.total = 5",
            'per = "week"',
            "warn_limits.total of the defaults does not hold here: it recurs every week",
        ),
        ("limits.per_month = 5", 'per = "week"', None),
        ("limits.total = 5", "", None),
        # What it has instead stands in for it.
        ("limits = { per_month = 5, total = 9 }", "", None),
        ("limits = { per_month = 5, total = 9 }", 'per = "week"', None),
        ("limits.per_month = 5", "limits.total = 9", None),
        ("limits.total = 5", 'per = "day"\nlimits.per_day = 9', None),
    ],
)
def test_an_inherited_limit_that_can_not_hold_is_told(limits: str, more: str, message: str | None) -> None:
    text = f'[defaults]\nmodel = "b"\noutput = 1\n{limits}\n[[scenarios]]\nname = "x"\nrequests = 1\n{more}'
    workload = read_workload(text.encode(), "llmcost.toml", in_pyproject=False, may_override=False)
    assert ([] if message is None else [Note("limit_not_held", message)]) == list(workload.scenarios[0].notes)


@pytest.mark.parametrize("defaults_first", [True, False])
def test_an_inherited_limit_has_no_line_of_its_own_wherever_the_defaults_stand(
    *, defaults_first: bool
) -> None:
    defaults = '[defaults]\nmodel = "b"\nlimits.per_request = 1\n'
    chat = '[[scenarios]]\nname = "x"\noutput = 1\nrequests = 1\n'
    text = f"{defaults}{chat}" if defaults_first else f"{chat}{defaults}"
    (found,) = read_workload(text.encode(), "llmcost.toml", in_pyproject=False, may_override=False).scenarios
    assert [None] == [cap.line for cap in found.caps]


def test_a_model_replaces_a_mix() -> None:
    text = b'[defaults]\nmodels = { a = 1 }\n[[scenarios]]\nname = "x"\nmodel = "b"\noutput = 1\nrequests = 1'
    (found,) = read_workload(text, "llmcost.toml", in_pyproject=False, may_override=False).scenarios

    assert (("b", Decimal(1)),) == found.models


def test_what_is_wrong_only_together_is_told_at_the_scenario() -> None:
    text = '[defaults]\ncached = 20\n[[scenarios]]\nname = "x"\nmodel = "b"\ninput = 10\nrequests = 1'
    with pytest.raises(ConfigError) as refused:
        read_workload(text.encode(), "llmcost.toml", in_pyproject=False, may_override=False)

    message = "llmcost.toml:3: scenario 'x': cached: 20 is more than the 10 that it is part of"
    assert message == refused.value.message


def test_a_limit_of_nothing_is_a_limit() -> None:
    assert Cap("per_request", Decimal(0), line=11) in scenario("limits.per_request = 0").caps


@pytest.mark.parametrize(
    ("when", "window"),
    [("02:30", (150, 150)), ("22:00-04:00", (1320, 240)), ("22:00-00:00", (1320, 0))],
)
def test_hours_may_be_one_minute_or_cross_midnight(when: str, window: tuple[int, int]) -> None:
    assert window == scenario(f'when = "{when}"').window


def test_needing_nothing_is_not_the_same_as_not_saying() -> None:
    assert (None, ()) == (scenario("").needs, scenario("needs = []").needs)
