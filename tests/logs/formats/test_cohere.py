"""Cohere's responses become records of what is billed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState, Found
from llmcost.logs.formats.cohere import COHERE
from llmcost.records.record import Record

BILLED = {"input_tokens": Decimal("2400.0"), "output_tokens": 20}
USAGE = {
    "billed_units": BILLED,
    "tokens": {"input_tokens": 2900, "output_tokens": 25},
    "cached_tokens": 2800,
}


def test_what_is_billed_counts_and_not_what_was_processed() -> None:
    body = {"id": "c14c80c3-0000-4000", "finish_reason": "COMPLETE", "usage": USAGE}
    around = {"request_model": "command-a-03-2025", "ts": 1_791_194_400, "user": "u-7", "session_id": "s-1"}

    assert read_all(body, COHERE, trail=(around,)) == [
        Record(
            "cohere",
            "command-a-03-2025",
            Counts(2400, 20),
            time=1_791_194_400,
            id="c14c80c3-0000-4000",
            session="s-1",
            user="u-7",
        )
    ]


def test_version_one_writes_it_under_meta() -> None:
    body = {
        "generation_id": "g-00000000000001",
        "text": "words",
        "meta": {"api_version": {"version": "1"}, "billed_units": BILLED},
    }

    assert read_all(body, COHERE) == [Record("cohere", None, Counts(2400, 20), id="g-00000000000001")]


def test_an_id_beside_the_usage_alone_may_be_that_of_a_session() -> None:
    body = {"id": "c14c80c3-0000-4000", "model": "m", "time": 1_791_194_400, "usage": USAGE}

    [record] = read_all(body, COHERE)

    assert record.id == "c14c80c3-0000-4000 1791194400 m 2400"


def test_the_last_event_of_a_stream_has_the_id() -> None:
    event = {"type": "message-end", "id": "c14c80c3-0000-4000", "delta": {"usage": USAGE}}

    assert read_all(event["delta"], COHERE, trail=(event,)) == [  # type: ignore[arg-type]
        Record("cohere", None, Counts(2400, 20), id="c14c80c3-0000-4000")
    ]


def test_a_copy_of_the_usage_alone_has_no_id() -> None:
    assert read_all(USAGE, COHERE, trail=({"id": "a-row-of-a-log"},)) == [
        Record("cohere", None, Counts(2400, 20))
    ]


def test_images_of_embeddings_are_input_too() -> None:
    body = {"embeddings": {}, "meta": {"billed_units": {"input_tokens": 5, "image_tokens": 700, "images": 1}}}

    assert read_all(body, COHERE) == [Record("cohere", None, Counts(705, image_input=700))]


def test_an_estimate_of_a_gateway_is_no_bill() -> None:
    record = read_all({"usage": {**USAGE, "pydantic_ai_gateway": {"cost_estimate": Decimal("0.5")}}}, COHERE)[
        0
    ]

    assert (record.stated, record.estimated) == (Decimal("0.5"), True)


def test_search_units_are_no_tokens_and_no_searches_of_the_web() -> None:
    assert read_all({"results": [], "meta": {"billed_units": {"search_units": 1}}}, COHERE) == []


@pytest.mark.parametrize("body", [{"usage": "none"}, {"usage": {"billed_units": None}}, {"meta": {}}, {}])
def test_other_objects_are_not_claimed(body: dict[str, Any]) -> None:
    assert read_all(body, COHERE) == []
    assert list(COHERE.read(Found(body), FileState())) == []
