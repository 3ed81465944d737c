"""What has to be true of a usage, and how it is told apart by class."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from llmcost.cost.usage import Usage
from llmcost.errors import UsageError

EVERYTHING = Usage(
    input=1000,
    output=500,
    cache_read=100,
    cache_write=50,
    cache_write_1h=40,
    reasoning=200,
    image_input=30,
    image_output=20,
    audio_input=10,
    audio_output=5,
    audio_cache_read=1,
    web_search=3,
)


def test_a_usage_is_nothing_unless_it_is_stated() -> None:
    assert not Usage().billed()
    expected = {"input": 0, "output": 0}
    assert expected == Usage().stated()


def test_what_is_billed_counts_no_token_twice() -> None:
    expected = {
        "input": 769,
        "output": 275,
        "cache_read": 100,
        "cache_write": 50,
        "cache_write_1h": 40,
        "image_input": 30,
        "audio_input": 10,
        "audio_cache_read": 1,
        "reasoning": 200,
        "image_output": 20,
        "audio_output": 5,
        "web_search": 3,
    }
    assert expected == EVERYTHING.billed()


def test_what_is_stated_keeps_the_totals() -> None:
    expected = {
        "input": 1000,
        "output": 500,
        "cache_read": 100,
        "cache_write": 50,
        "cache_write_1h": 40,
        "image_input": 30,
        "audio_input": 10,
        "audio_cache_read": 1,
        "reasoning": 200,
        "image_output": 20,
        "audio_output": 5,
        "web_search": 3,
    }
    assert expected == EVERYTHING.stated()


def test_the_plain_rest_is_what_no_special_class_claims() -> None:
    expected = (769, 275)
    assert expected == (EVERYTHING.plain_input, EVERYTHING.plain_output)


def test_a_usage_can_be_all_cached() -> None:
    expected = {"cache_read": 10}
    assert expected == Usage(input=10, cache_read=10).billed()


def test_what_is_billed_is_worked_out_once_and_can_not_be_changed() -> None:
    billed: Any = Usage(input=5).billed()
    with pytest.raises(TypeError):
        billed["input"] = 0
    assert billed is Usage(input=5).billed()


def test_many_requests_use_each_class_many_times() -> None:
    expected = Usage(input=3000, output=30, cache_read=2700, web_search=6)
    assert expected == Usage(input=1000, output=10, cache_read=900, web_search=2).times(3)


@pytest.mark.parametrize("name", list(EVERYTHING.stated()))
def test_a_count_can_not_be_negative(name: str) -> None:
    with pytest.raises(UsageError) as error:
        Usage(**{name: -1})
    expected = (f"{name} is -1, but can't be negative", "give 0 or more")
    assert expected == (error.value.message, error.value.hint)


@pytest.mark.parametrize("count", [1.0, True, "5", None])
def test_a_count_is_a_whole_number(count: Any) -> None:
    with pytest.raises(UsageError) as error:
        Usage(input=5, output=count)
    expected = (f"output is {count!r}, not a whole number of tokens", "give an int")
    assert expected == (error.value.message, error.value.hint)


@pytest.mark.parametrize(
    ("counts", "message", "hint"),
    [
        (
            {"input": 9000, "cache_read": 9001},
            "cache_read 9,001 is more than input 9,000",
            "input is the total, these included",
        ),
        (
            {"input": 10, "cache_read": 5, "cache_write": 5, "audio_input": 1},
            "cache_read 5 + cache_write 5 + audio_input 1 is more than input 10",
            "input is the total, these included",
        ),
        (
            {"input": 10, "output": 1, "reasoning": 2},
            "reasoning 2 is more than output 1",
            "output is the total, these included",
        ),
    ],
)
def test_parts_can_not_be_more_than_their_total(counts: dict[str, int], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        Usage(**counts)
    assert (message, hint) == (error.value.message, error.value.hint)


def test_a_usage_is_checked_however_it_is_made() -> None:
    expected = Usage(input=10, cache_read=5)
    assert expected == Usage(input=6, cache_read=5)._replace(input=10)
    with pytest.raises(UsageError, match="cache_read 5 is more than input 4"):
        expected._replace(input=4)


def test_a_usage_can_be_copied_and_pickled() -> None:
    copies = [copy.copy(EVERYTHING), copy.deepcopy(EVERYTHING), pickle.loads(pickle.dumps(EVERYTHING))]  # noqa: S301 - our own
    expected = [EVERYTHING, EVERYTHING, EVERYTHING]
    assert expected == copies
