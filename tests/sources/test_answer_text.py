"""An answer is read as JSON, or refused by the name of its source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.errors import SourceError
from llmcost.sources.answer_text import parse_answer


def test_an_answer_is_read_with_exact_decimals() -> None:
    assert {"data": [Decimal("0.10"), 1]} == parse_answer(b'{"data": [0.10, 1]}', "list.json")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"", "empty"),
        (b"<html>", "a page of HTML"),
        (b"[NaN]", "NaN is no number of JSON"),
        (b"[" * 100_000, "nested too deeply"),
    ],
    ids=["empty", "HTML", "NaN", "nested"],
)
def test_what_is_no_json_is_refused(body: bytes, complaint: str) -> None:
    with pytest.raises(SourceError) as refused:
        parse_answer(body, "list.json")

    assert (
        f"list.json: {complaint}",
        "what is there is not a price list; check the URL or the file",
        None,
    ) == (refused.value.message, refused.value.hint, refused.value.status)
