"""A whole list becomes models; a part of one, or something else, is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ledgers import DAY, priced, row

from llmcost.errors import SourceError
from llmcost.sources import price_list
from llmcost.sources.convert import Converted, Skipped, convert
from llmcost.sources.price_list import read_list

ROWS = [row(f"acme/m{number}") for number in range(5)]
HINT = "check the URL or the file; the prices at hand stay as they are"


def read(answer: Any) -> Converted:
    return read_list(json.dumps(answer).encode(), "list.json", DAY)


def complaint_about(answer: Any) -> str:
    with pytest.raises(SourceError) as refused:
        read(answer)
    assert HINT == refused.value.hint
    return refused.value.message


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"a_key_of_next_month": [{}]},
        {"total_count": 5},
        {"total_count": 4},
        {"total_count": True},
        {"total_count": "many"},
        {"links": {"next": None, "self": "https://openrouter.ai/api/v1/models"}},
        {"links": "none"},
    ],
    ids=str,
)
def test_a_whole_list_is_read(more: dict[str, Any]) -> None:
    assert convert(ROWS, DAY) == read({"data": ROWS} | more)


def test_amounts_that_are_numbers_are_read_exactly() -> None:
    body = b'{"data": [{"id": "acme/one", "pricing": {"prompt": 0.000001, "completion": 2e-6}}]}'

    assert convert([row()], DAY) == read_list(body, "list.json", DAY)


@pytest.mark.parametrize(
    "answer", [[], ROWS, "data", None, {}, {"models": ROWS}, {"data": None}, {"data": {"acme/one": {}}}]
)
def test_another_schema_is_refused(answer: Any) -> None:
    assert "list.json: no list of models under 'data'" == complaint_about(answer)


def test_an_empty_list_is_refused() -> None:
    assert "list.json: an empty list" == complaint_about({"data": []})


@pytest.mark.parametrize(
    ("more", "whole"),
    [
        ({"total_count": 6}, "6"),
        ({"total_count": 465, "links": {"next": "/api/v1/models?offset=5"}}, "465"),
        ({"links": {"next": "/api/v1/models?offset=5"}}, "more"),
        ({"total_count": True, "links": {"next": "/api/v1/models?offset=5"}}, "more"),
    ],
)
def test_a_page_of_a_list_is_refused(more: dict[str, Any], whole: str) -> None:
    assert f"list.json: a part of a list: 5 rows of {whole}" == complaint_about({"data": ROWS} | more)


def test_one_row_in_five_may_be_malformed() -> None:
    found = read({"data": [*ROWS[:4], priced(prompt="NaN")]})

    assert Converted(convert(ROWS[:4], DAY).models, (Skipped("acme/one", "prompt is 'NaN'"),)) == found


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ([priced(prompt="free")], "1 of 4 rows can't be used; acme/one: prompt is 'free'"),
        ([None, {}], "2 of 5 rows can't be used; row 4: not an object"),
        (ROWS[:1], "1 of 4 rows can't be used; acme/m0: the id is listed twice"),
    ],
)
def test_more_malformed_rows_refuse_the_whole(bad: list[Any], told: str) -> None:
    assert f"list.json: {told}" == complaint_about({"data": ROWS[:3] + bad})


def test_more_rows_than_any_list_has_are_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = "list.json: 50,001 rows, where no list has more than 50,000"
    assert told == complaint_about({"data": [0] * 50_001})
    monkeypatch.setattr(price_list, "MOST_ROWS", 5)
    assert convert(ROWS, DAY) == read({"data": ROWS})


@pytest.mark.parametrize(("count", "told"), [(125, None), (126, "2,016 overrides")])
def test_more_overrides_than_any_list_has_are_refused(count: int, told: str | None) -> None:
    pricing = priced(overrides=[{"min_prompt_tokens": 1}] * 16)["pricing"]
    varying = row("acme/auto", {"prompt": "-1", "completion": "-1"})
    data = {"data": [varying, *(row(f"acme/m{number}", pricing) for number in range(count))]}
    if told is None:
        assert count + 1 == len(read(data).models)
    else:
        assert f"list.json: {told}, where no list has more than 2,000" == complaint_about(data)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^list\.json: a page of HTML$"):
        read_list(b"<html>", "list.json", DAY)
