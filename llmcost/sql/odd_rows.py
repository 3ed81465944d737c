"""What is odd about the rows of a usage table, as conditions; see ``records.oddities`` for what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.records.question import TOMORROW
from llmcost.sql.counted import counted, own, parts_of
from llmcost.sql.expression import HOLDS, Binary, Column, IsNull, Not, Number, Text, both, equal
from llmcost.sql.row_columns import SECOND

if TYPE_CHECKING:
    from llmcost.records.question import Question
    from llmcost.sql.expression import Expression
    from llmcost.sql.usage_table import UsageTable

LACKS_ZONE = Column(own("lacks_zone"))


def odd_rows(usage: UsageTable, question: Question) -> dict[str, Expression]:
    """The code of each oddity that rows may have -> which have it, of those that are asked for.

    Args:
        usage: the table, whose step before has ``LACKS_ZONE``.
        question: what is asked.
    """
    odd: dict[str, Expression] = {}
    for code, whole, inside in (
        ("cached_over_input", "input", "inside"),
        ("reasoning_over_output", "output", "outside"),
    ):
        if parts_of(usage, whole):
            odd[code] = Binary(">", counted(inside), counted(whole))
    if parts_of(usage, "input"):
        odd["additive_assumed"] = equal(counted("assumed"), Text("additive_assumed"))
    if "time" not in usage.fields:
        return {**odd, "no_time": HOLDS}
    return {
        **odd,
        "no_time": IsNull(SECOND),
        "bad_time": both(Column(own("has_time")), IsNull(SECOND)),
        "no_zone": both(Not(IsNull(SECOND)), LACKS_ZONE),
        "future_time": Binary(">=", SECOND, Number(question.now + TOMORROW)),
    }
