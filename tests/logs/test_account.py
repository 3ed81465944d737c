"""What was read, each request once, within the time that is asked for, and what was odd."""

from __future__ import annotations

import gc
import tracemalloc
from decimal import Decimal
from typing import Any

import pytest
from written import CATALOG, NOW, THEN

from llmcost.cost.tally import Oddity, Place
from llmcost.cost.usage import Counts
from llmcost.logs.account import PLACES, Account
from llmcost.logs.sorter import Sorter
from llmcost.records.oddities import ODD
from llmcost.records.question import Question
from llmcost.records.record import REMARKS, Record

COUNTS = Counts(10, 5)


def account(**asked: Any) -> Account:
    question = Question(**{"now": NOW, **asked})
    return Account(question, Sorter(question, CATALOG))


def record(**more: Any) -> Record:
    return Record("plain", **{"model": "acme/two", "counts": COUNTS, "time": THEN, **more})


def taken(*records: Record, **asked: Any) -> Account:
    found = account(**asked)
    for line, each in enumerate(records, 1):
        found.add(each, "a.jsonl", line)
    return found


def requests(found: Account) -> int:
    return sum(sums.requests for sums in found.settle().values())


@pytest.mark.parametrize(
    ("since", "until", "inside"),
    [
        (None, None, True),
        (THEN, None, True),
        (THEN + 1, None, False),
        (None, THEN, False),
        (None, THEN + 1, True),
        (THEN, THEN + 1, True),
        (THEN, NOW + 10**9, True),
    ],
)
def test_a_range_holds_its_first_second_and_not_its_last(
    since: int | None,
    until: int | None,
    inside: bool,  # noqa: FBT001
) -> None:
    found = taken(record(), since=since, until=until)

    assert (requests(found), found.outside) == (int(inside), int(not inside))
    assert found.is_plain(THEN) is inside


@pytest.mark.parametrize("sooner", [5, 6, 7])
def test_of_a_request_on_both_sides_of_a_range_s_end_one_side_counts_all(sooner: int) -> None:
    halves = [
        record(id="x" * 20, counts=Counts(10, output), time=time)
        for output, time in ((sooner, THEN), (6, THEN + 86_400))
    ]
    for records in (halves, halves[::-1]):
        before = taken(*records, until=THEN + 86_400)
        after = taken(*records, since=THEN + 86_400)
        [whole] = taken(*records).settle().values()
        sums = [*before.settle().values(), *after.settle().values()]

        assert sums == [whole]
        assert sorted((before.outside, after.outside)) == [0, 1]
        assert before.distinct.repeats == after.distinct.repeats == 1


def test_what_has_no_time_counts_unless_one_is_asked_for() -> None:
    counted, left_out = taken(record(time=None)), taken(record(time=None), until=NOW)

    assert counted.oddities() == (Oddity("no_time", ODD["no_time"], 1, (Place("a.jsonl", 1, ""),)),)
    assert requests(counted) == 1
    assert [each.code for each in left_out.oddities()] == ["no_time_in_range"]
    assert (requests(left_out), left_out.outside) == (0, 1)


def test_a_time_in_the_future_is_told_where_the_record_counts() -> None:
    ahead = NOW + 86_400
    found = taken(record(time=ahead), record(time=ahead - 1))

    assert found.odd["future_time"].times == 1
    assert found.odd["future_time"].places == (Place("a.jsonl", 1, "2026-11-19"),)
    assert requests(found) == 2
    assert not found.is_plain(ahead)
    assert taken(record(time=ahead), until=ahead).odd == {}


def test_the_first_places_of_what_is_odd_are_kept_and_what_is_left_out_comes_first() -> None:
    found = taken(*[record(remarks=("no_zone", "bad_time"))] * 5)
    found.note("malformed", Place("b", 7, "torn"))

    assert [(each.code, each.times, len(each.places)) for each in found.oddities()] == [
        ("malformed", 1, 1),
        ("bad_time", 5, PLACES),
        ("no_zone", 5, PLACES),
    ]
    assert [place.line for place in found.odd["no_zone"].places] == [1, 2, 3]
    assert REMARKS.keys() < ODD.keys()


@pytest.mark.parametrize(
    ("asked", "more", "told"),
    [
        ({"since": THEN}, {}, 1),
        ({"until": NOW}, {}, 1),
        ({}, {}, 0),
        ({"since": THEN}, {"requests": 1}, 0),
        ({"since": THEN}, {"whole_of": None}, 0),
    ],
)
def test_the_sum_of_a_session_may_reach_beyond_a_range(
    asked: dict[str, Any], more: dict[str, Any], told: int
) -> None:
    whole = {"id": "x" * 20, "requests": None, "whole_of": "s"}
    found = taken(record(**{**whole, **more}), **asked)

    places = [each.places for each in found.oddities() if each.code == "whole_in_range"]
    assert places == [(Place("a.jsonl", 1, ""),)] * told


@pytest.mark.parametrize(("several", "counted"), [(1, 1), (12, 12), (None, 1), (0, 1)])
def test_a_record_of_several_requests_counts_them_once(several: int | None, counted: int) -> None:
    bill = Decimal("0.5")
    named = [record(requests=several, id="x" * 20, stated=bill)] * 2
    nameless = [record(requests=several, stated=bill)] * 2

    for records, times in ((named, 1), (nameless, 2)):
        [sums] = taken(*records).settle().values()
        assert sums.requests == counted * times
        assert (sums.counts.input, sums.stated) == (10 * times, bill * times)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({}, {"model": None}),
        ({}, {"model": "lost"}),
        ({}, {"time": None}),
        ({"session": "s"}, {}),
        ({}, {"time": THEN + 86_400}),
        ({"model": "acme/one"}, {}),
    ],
)
def test_of_two_equal_records_the_one_that_says_more_counts_else_the_earlier(
    more: dict[str, Any], less: dict[str, Any]
) -> None:
    better, worse = record(id="x" * 20, **more), record(id="x" * 20, **less)
    [cell] = taken(better, by=("session",)).settle()

    for records in ([better, worse], [worse, better]):
        assert list(taken(*records, by=("session",)).settle()) == [cell]


def test_a_state_brings_all_with_it_and_its_lines_behind_those_before() -> None:
    first, second = taken(record(id="x" * 20)), taken(record(id="x" * 20), record(time=None), record())
    second.met = ("id", "team")
    second.read, second.malformed, second.without_usage, second.outside, second.bytes = 1, 2, 3, 4, 5
    second.note("damaged", Place("a.jsonl", None, "cut"))
    second.note("malformed", Place("b.jsonl", 2, "torn"))

    first.absorb(second.state(), lines_before={"a.jsonl": 40})

    assert requests(first) == 3
    assert (first.distinct.repeats, first.records, first.met) == (1, 4, ("id", "team"))
    assert (first.read, first.malformed, first.without_usage, first.outside, first.bytes) == (1, 2, 3, 4, 5)
    places = {code: sighting.places[0] for code, sighting in first.odd.items()}
    assert places == {
        "no_time": Place("a.jsonl", 42, ""),
        "damaged": Place("a.jsonl", None, "cut"),
        "malformed": Place("b.jsonl", 2, "torn"),
    }


def test_cells_that_are_alike_are_found_again_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [record(time=THEN + 3600 * at) for at in range(30)]
    whole = taken(*records, *records).settle()

    monkeypatch.setattr("llmcost.logs.account._ROOM", 2)

    assert taken(*records, *records).settle() == whole


def test_an_id_may_be_any_text() -> None:
    assert requests(taken(record(id="\ud800"), record(id="é"), record(id=""))) == 3


def test_an_account_does_not_grow_with_what_it_takes_in() -> None:
    found = account(by=("model", "day"))
    plain, odd = record(remarks=("no_zone",)), record(time=None, id="x" * 20)
    gc.disable()
    tracemalloc.start()
    for line in range(20_000):
        if line == 2000:
            before, _ = tracemalloc.get_traced_memory()
        found.add(plain, "a.jsonl", line)
        found.note("malformed", Place("a.jsonl", line, "torn"))
        if line < 2000:
            found.add(odd, "a.jsonl", line)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.enable()

    assert after - before < 10_000
