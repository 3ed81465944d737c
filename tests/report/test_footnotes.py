from __future__ import annotations

from llmcost.catalog.note import Note
from llmcost.report.footnotes import Footnotes

ONE, TWO, SAME = Note("one", "first"), Note("two", "second"), Note("other", "first")


def test_remarks_are_numbered_in_order_and_a_shared_one_has_one_number() -> None:
    footnotes = Footnotes()
    marks = [footnotes.mark(notes) for notes in ((), (ONE,), (TWO, SAME), iter((TWO,)))]
    assert (["", "1", "2,1", "2"], ("[1] first", "[2] second")) == (marks, footnotes.lines)
