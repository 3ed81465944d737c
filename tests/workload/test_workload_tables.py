"""A key that means nothing here leads to the one that was meant."""

from __future__ import annotations

import pytest

from llmcost.reading.project_file import WORKLOAD
from llmcost.workload.tables import DEFAULTS_READERS, LIMIT_READERS, SCENARIO_READERS, unknown_key


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("inptu", "input"),
        ("warn_limit", "warn_limits"),
        ("cache_read", "cached"),
        ("web_search", "searches"),
        ("at", "when"),
        ("with", "needs"),
        ("period", "per"),
        ("volume", "requests"),
    ],
)
def test_a_likely_key_is_offered(key: str, meant: str) -> None:
    refusal = unknown_key(key, SCENARIO_READERS, "a key of a scenario")

    assert (f"{key} is not a key of a scenario", (key,)) == (str(refusal), refusal.keys)
    assert f"did you mean {meant}?" == refusal.hint


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("per_month", "a limit stands in a table, as in limits = { per_month = 5 }"),
        ("growth", "a limit stands in a table, as in limits = { growth = 5 }"),
        ("as_of", "as_of holds for the whole file: move it to the top, above every [table]"),
        ("scenarios", "scenarios holds for the whole file: move it to the top, above every [table]"),
    ],
)
def test_a_key_of_another_table_is_sent_there(key: str, hint: str) -> None:
    assert hint == unknown_key(key, SCENARIO_READERS, "a key of a scenario").hint


def test_where_nothing_is_alike_all_are_told() -> None:
    refusal = unknown_key("zzz", LIMIT_READERS, "a limit", "limits.")

    assert "limits.zzz is not a limit" == str(refusal)
    assert "there are per_request, per_day, per_month, total, growth" == refusal.hint


def test_a_scenario_and_its_defaults_share_every_key_but_the_name() -> None:
    assert {"name"} == SCENARIO_READERS.keys() - DEFAULTS_READERS.keys()
    assert not DEFAULTS_READERS.keys() - SCENARIO_READERS.keys()
    assert not set(WORKLOAD) - {"limits", "warn_limits"} & SCENARIO_READERS.keys()
