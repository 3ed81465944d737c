"""The plain form."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.plain import PLAIN, PLAIN_ROW, mapped
from llmcost.records.fields import FIELDS
from llmcost.records.record import BadRecord, Record


def test_a_row_of_all_fields_is_read() -> None:
    row = {
        "model": "gpt-4o",
        "input": "1000",
        "output": "300",
        "cache_read": "100",
        "cache_write": "20",
        "cache_write_1h": "30",
        "image_input": "40",
        "audio_input": "50",
        "audio_cache_read": "60",
        "reasoning": "70",
        "image_output": "80",
        "audio_output": "90",
        "web_search": "2",
        "total": "1300",
        "cost": "0.125",
        "time": "2026-11-02T08:30:00Z",
        "id": "7",
        "session": "s",
        "user": "u",
        "requests": "3",
        "tier": "flex",
        "provider": "acme",
    }
    assert set(row) == set(FIELDS) - {"batch"}
    assert read_all(row, PLAIN) == [
        Record(
            "plain",
            "gpt-4o",
            Counts(1_000, 300, 100, 20, 30, 40, 50, 60, 70, 80, 90, 2),
            1_793_608_200,
            "7 1793608200 gpt-4o 1000",
            "flex",
            Decimal("0.125"),
            provider="acme",
            session="s",
            user="u",
            requests=3,
        )
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"model": "m", "input": 5, "output": 2},
        {"Model": "m", "Input Tokens": "5", "Output Tokens": "2"},
        {"modelName": "m", "promptTokens": 5, "completionTokens": Decimal("2.0")},
        {"model": "m", "input_tokens": "5.0", "output_tokens": "2", "input": "Say hi", "output": "Hi"},
    ],
)
def test_names_are_known_in_every_spelling(row: dict[str, Any]) -> None:
    assert read_all(row, PLAIN) == [Record("plain", "m", Counts(input=5, output=2))]


def test_fields_may_have_names_of_the_users_own() -> None:
    row = {"engine": "m", "prompt_tok": 5, "compl_tok": 2, "input": "Say hi"}
    flavour = mapped({"model": "engine", "input": "prompt_tok", "output": "compl_tok"})
    again = pickle.loads(pickle.dumps(flavour))  # noqa: S301 - between processes of the same run
    assert not PLAIN.claims(row, ())
    for each in (flavour, again):
        assert read_all(row, each) == [Record("plain", "m", Counts(input=5, output=2))]
    assert read_all({"prompt_tok": 3}, flavour) == [Record("plain", None, Counts(input=3))]
    assert not flavour.claims({"engine": "m", "prompt_tok": "many"}, ())


def test_more_cached_than_input_stands_beside_it() -> None:
    [record] = read_all({"model": "m", "input": 5, "cached": 50}, PLAIN)
    assert (record.counts, record.remarks) == (Counts(input=55, cache_read=50), ("additive_assumed",))


def test_a_time_without_zone_is_remarked() -> None:
    [record] = read_all({"model": "m", "input": 5, "date": "2026-11-02"}, PLAIN)
    assert (record.time, record.remarks) == (1_793_577_600, ("no_zone",))


@pytest.mark.parametrize(("stated", "tier"), [("true", "batch"), (True, "batch"), ("no", "priority")])
def test_a_batch_is_a_tier(stated: Any, tier: str) -> None:
    [record] = read_all({"model": "m", "input": 5, "batch": stated, "tier": "priority"}, PLAIN)
    assert record.tier == tier


def test_a_number_may_be_a_name() -> None:
    [record] = read_all({"model": "m", "input": 5, "user": 17, "session": ""}, PLAIN)
    assert (record.user, record.session) == ("17", None)


def test_a_row_of_nothing_is_no_request_unless_it_cost() -> None:
    nothing = {"model": "m", "input": 0, "output": 0, "requests": 0}
    assert read_all(nothing, PLAIN) == []
    assert read_all(nothing | {"cost": "0.5", "requests": 1}, PLAIN) == [
        Record("plain", "m", Counts(), stated=Decimal("0.5"))
    ]


def test_tokens_of_no_request_are_refused() -> None:
    with pytest.raises(BadRecord, match="requests is 0, but there are tokens"):
        read_all({"model": "m", "input": 5, "n": 0}, PLAIN)


@pytest.mark.parametrize(
    "other",
    [
        {"model": "m", "input": "Say hi"},
        {"model": "m", "input": [1]},
        {"model": 4, "input": 5},
        {"input": 5, "output": 2},
        {"model": "m", "level": "info"},
        {"model": "m", "input": 5, **{f"k{number}": 1 for number in range(300)}},
    ],
)
def test_what_only_looks_similar_is_left_to_others(other: dict[str, Any]) -> None:
    assert not PLAIN.claims(other, ())


@pytest.mark.parametrize(
    ("more", "claimed"),
    [
        ({"total_cost": "0.1"}, True),
        ({"n": 4}, True),
        ({"session": "s"}, False),
        ({"cost": 1, "cache_read_input_tokens": 2}, False),
        ({"cost": 1, "usage": {}}, False),
    ],
)
def test_a_row_that_states_more_than_usage_is_no_bare_usage(more: dict[str, Any], claimed: bool) -> None:  # noqa: FBT001
    row = {"model": "m", "prompt_tokens": 5, "completion_tokens": 2, **more}
    assert PLAIN_ROW.claims(row, ()) is claimed
