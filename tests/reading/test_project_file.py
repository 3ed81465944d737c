"""Each key of a project's file is for one reader."""

from __future__ import annotations

from llmcost.reading.project_file import LIMITS, OVERRIDES, WORKLOAD
from llmcost.workload.tables import SCENARIO_READERS


def test_no_key_is_both_a_price_and_a_workload() -> None:
    assert set() == set(OVERRIDES) & set(WORKLOAD)


def test_limits_are_those_of_the_file_and_of_a_scenario() -> None:
    assert set(LIMITS) == set(WORKLOAD) & SCENARIO_READERS.keys()
