"""What a reading can't be asked."""

from __future__ import annotations

import pytest

from llmcost.errors import UsageError
from llmcost.records.question import Question


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question(by=()), "--by: nothing is named"),
        (Question(by=("day", "day")), "--by: the same is named twice"),
        (Question(by=("a", "b", "c", "d", "e", "f", "g")), "--by: 7 levels; at most 6"),
        (Question(since=5, until=5), "--since lies behind --until"),
    ],
)
def test_what_can_not_be_answered_is_refused(question: Question, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        question.check("--")

    assert refused.value.message == said


def test_what_can_be_answered_is_let_through() -> None:
    Question(by=("model", "day"), since=5, until=6).check()
    Question(since=5).check()
