"""Why a model is left out of a count is told in words wherever it can be."""

from __future__ import annotations

import re
from pathlib import Path

from llmcost import tokens
from llmcost.cost import measured
from llmcost.cost.comparison import UNCOUNTABLE
from llmcost.report.wording import LEFT_OUT


def test_every_reason_for_which_nothing_is_counted_is_told_in_words() -> None:
    folder = Path(tokens.__file__).parent
    found = {
        reason
        for file in [*folder.glob("*.py"), Path(measured.__file__)]
        for reason in re.findall(r'reason="(\w+)"', file.read_text(encoding="utf-8"))
    }
    assert found == UNCOUNTABLE <= LEFT_OUT.keys()
