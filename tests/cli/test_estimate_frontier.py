from __future__ import annotations

from decimal import Decimal

import builders
import pytest
from answers import answered

from llmcost.cli.console import Console
from llmcost.cli.estimate_frontier import on_frontier

CHEAP = builders.model("acme/cheap", facts={"intelligence": Decimal(10)})
DULL = builders.model("acme/dull", input="2", output="8", facts={"intelligence": Decimal(5)})
UNKNOWN = builders.model("acme/unknown")


def test_the_answer_has_what_is_on_the_frontier_and_fails_where_nothing_is() -> None:
    console = Console({})
    found, report = on_frontier(answered(DULL, CHEAP), (), console, form="table")
    nothing, _ = on_frontier(answered(UNKNOWN), (), console, form="table")
    assert (["acme/cheap"], "ok", "unpriced", "estimate") == (
        [row.model.id for row in found.comparison.estimates],
        found.outcome,
        nothing.outcome,
        report.command,
    )


NOTHING = "unpriced: no model here has both a price for this and a known intelligence\n"
UNPLACED = "note: not placed, since no intelligence is known: acme/unknown\n"


@pytest.mark.parametrize(
    ("form", "said"), [("table", ""), ("markdown", ""), ("json", NOTHING), ("csv", NOTHING + UNPLACED)]
)
def test_what_stdout_has_no_room_for_is_told_on_stderr(
    form: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    on_frontier(answered(UNKNOWN), (), Console({}), form=form)
    assert said == capsys.readouterr().err
