"""When models appeared, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import model

from llmcost.report.appearance import appearance_remarks, appeared_in_words

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

UNKNOWN = model()
SEEN = model(since="2026-10-05")
RELEASED = model(since="2026-10-05", facts={"released": date(2026, 10, 1)})


@pytest.mark.parametrize(
    ("each", "told"),
    [(None, "unknown"), (UNKNOWN, "unknown"), (SEEN, "seen 2026-10-05"), (RELEASED, "2026-10-01")],
)
def test_a_first_sighting_is_told_as_one(each: Model | None, told: str) -> None:
    assert told == appeared_in_words(each)


def test_it_is_explained_where_there_is_one() -> None:
    remark = "Newest: seen DATE where only the first sighting is known."
    assert ([remark], []) == (
        [*appearance_remarks("Newest", (None, UNKNOWN, RELEASED, SEEN))],
        [*appearance_remarks("Newest", (None, UNKNOWN, RELEASED))],
    )
