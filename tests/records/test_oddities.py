"""What is odd about logs, and about what they are asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import llmcost
from llmcost.cost.cell import Cell, Sums
from llmcost.cost.spending import MISSING
from llmcost.cost.tally import LEFT_OUT, Oddity
from llmcost.cost.usage import Counts
from llmcost.records.oddities import ODD, UNTOLD, unstated
from llmcost.records.question import Question

SUMS = Sums(7, Counts(1))


def cells(*keys: tuple[str, ...]) -> dict[Cell, Sums]:
    return {Cell("m", "", None, None, key, ""): SUMS for key in keys}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dya", "no record states dya; did you mean day?"),
        ("team", "no record states team; there are id, ob\\nject"),
        ("session", "no record states session"),
        ("x\x1b", "no record states x\\x1b; there are id, ob\\nject"),
    ],
)
def test_what_no_record_states_is_told_with_what_may_have_been_meant(name: str, said: str) -> None:
    found = unstated(Question(("model", name)), cells(("", MISSING)), ("id", "ob\nject"))

    assert found == (Oddity("no_key", said, 7, ()),)


def test_without_keys_nothing_is_offered() -> None:
    [found] = unstated(Question(("team",)), cells((MISSING,)), ())

    assert found.message == "no record states team"


def test_what_some_record_states_or_needs_no_stating_is_nothing_odd() -> None:
    asked = Question(("team", "day", "hour", "month", "model"))

    assert unstated(asked, cells((MISSING, "", MISSING, "", ""), ("a", "", MISSING, "", "")), ()) == ()
    assert unstated(asked, {}, ()) == ()


def test_every_code_is_listed_for_scripts() -> None:
    path = Path(llmcost.__file__).parent / "report" / "schema.json"
    items = json.loads(path.read_text(encoding="utf-8"))["$defs"]["usage"]["properties"]["oddities"]["items"]

    assert set(items["properties"]["code"]["examples"]) == (ODD.keys() - UNTOLD) | {"no_key"}
    assert LEFT_OUT < ODD.keys()
