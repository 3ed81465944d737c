"""The first file works as it stands, and once each of its comments is taken away."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from llmcost.cost.cap import KINDS
from llmcost.cost.check import check
from llmcost.reading.project_file import WORKLOAD
from llmcost.sources.layers import load_catalog
from llmcost.workload.starter import starter_text
from llmcost.workload.tables import SCENARIO_READERS
from llmcost.workload.workload_file import read_workload

if TYPE_CHECKING:
    from llmcost.cost.workload import Workload

TODAY = date(2026, 11, 23)


def read(text: str) -> Workload:
    return read_workload(text.encode(), "llmcost.toml", in_pyproject=False, may_override=True)


def uncommented() -> str:
    """All lines that are only commented out come to life."""
    return re.sub(r"^# (?=\[|[a-z_0-9]+ = )", "", starter_text(), flags=re.MULTILINE)


def test_it_prices_its_scenario_within_its_limits() -> None:
    catalog = load_catalog(environ={})
    checked = check(read(starter_text()), catalog, TODAY)

    assert ["support-chat"] == [row.planned.scenario.name for row in checked.rows]
    assert ["ok", "ok", "ok"] == [judged.verdict for _, judged in checked.all_judged]
    assert ("ok", ()) == (checked.outcome, checked.unplanned)


def test_what_it_comments_out_works_too() -> None:
    catalog = load_catalog(environ={})
    checked = check(read(uncommented()), catalog, TODAY)

    assert ["support-chat", "nightly-summary"] == [row.planned.scenario.name for row in checked.rows]
    assert () == checked.unplanned
    assert set(KINDS) == {cap.kind for cap in read(uncommented()).caps}


def test_it_names_every_key() -> None:
    words = set(re.findall(r"[a-z_0-9]+", starter_text()))

    assert not {*SCENARIO_READERS, *WORKLOAD, *KINDS} - words


def test_it_fits_on_a_screen_or_two() -> None:
    lines = starter_text().splitlines()

    assert max(map(len, lines)) < 80
    assert len(lines) < 60
