"""A request that one line states twice counts once."""

from __future__ import annotations

from typing import Any

import pytest
from written import chat

from llmcost.logs.detector import Detector
from llmcost.logs.flavour import FileState
from llmcost.records.question import Question
from llmcost.records.record import Record

NAME = "chatcmpl-0000000001"
CHAT = chat(NAME, 1000, 100)
COPY = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
OTHER = {**COPY, "completion_tokens": 99, "total_tokens": 1099}


def ids(value: Any) -> list[str | None]:
    found = Detector(Question()).records(value, FileState())
    return [each.id for each in found if isinstance(each, Record)]


@pytest.mark.parametrize(
    "value",
    [
        {"time": "2026-09-21T10:00:00Z", "model": "acme/one", "response": CHAT, "metrics": COPY},
        {"metrics": COPY, "response": CHAT},
        {"metrics": {"tokens": COPY}, "response": {"body": CHAT}},
        {"calls": [{"response": CHAT, "metrics": COPY}]},
        {"calls": [CHAT], "total": COPY},
        {"response": CHAT, "metrics": COPY, "again": {"metrics": COPY}},
    ],
)
def test_counts_beside_a_response_are_a_copy_of_its_own(value: Any) -> None:
    assert ids(value) == [NAME]


@pytest.mark.parametrize(
    "value",
    [
        {"response": CHAT, "metrics": OTHER},
        {"response": CHAT, "metrics": {**COPY, "model": "acme/two"}},
        {"response": CHAT, "metrics": {"usage": COPY, "model": "acme/two"}},
        {"response": CHAT, "calls": [COPY]},
        {"response": CHAT, "calls": [{"metrics": COPY}]},
        {"first": {"response": CHAT}, "calls": [[{"metrics": COPY}]]},
        [CHAT, COPY],
        [{"response": CHAT}, {"metrics": COPY}],
    ],
)
def test_what_is_more_or_an_element_of_a_list_is_a_request_of_its_own(value: Any) -> None:
    assert sorted(map(str, ids(value))) == ["None", NAME]


def test_counts_beside_counts_are_no_copies_of_each_other() -> None:
    assert ids({"response": {**CHAT, "id": None}, "metrics": COPY}) == [None, None]


def test_what_can_t_be_is_no_copy() -> None:
    wrong = {**COPY, "prompt_tokens": -1}
    [record, refused] = Detector(Question()).records({"response": CHAT, "metrics": wrong}, FileState())
    assert isinstance(record, Record)
    assert str(refused) == "prompt_tokens is -1, but can't be negative"
