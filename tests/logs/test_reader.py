"""Whatever stands in a log, what can be read of it counts, and what can't is told with its place."""

from __future__ import annotations

import gc
import gzip
import io
import json
import os
import threading
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from written import (
    ASKED,
    CATALOG,
    chat,
    lines_of,
    log,
    message,
    read_through,
    rollout,
    stream,
)

from llmcost.errors import UsageError
from llmcost.logs.files import LogFile
from llmcost.logs.logs import read_logs
from llmcost.logs.reader import Part, Reader, unwatched

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.logs.account import Account

CHATS = [chat(f"chatcmpl-{at:020}", at) for at in range(1, 5)]
WRONG = chat("chatcmpl-wrong", usage={"prompt_tokens": -3})
ABSURD = chat("chatcmpl-absurd", usage={"completion_tokens": 10**15})


def told(account: Account) -> list[tuple[str, int, list[tuple[Any, ...]]]]:
    return [(odd.code, odd.times, [tuple(place) for place in odd.places]) for odd in account.oddities()]


def counted(account: Account) -> int:
    return sum(sums.requests for sums in account.settle().values())


def test_what_is_odd_is_told_by_its_line_and_the_rest_counts(tmp_path: Path) -> None:
    text = (
        lines_of(CHATS[0], WRONG)
        + b"\r\n\n"
        + lines_of(ABSURD, {"level": "info"}, end="\r\n")
        + b"words\n"
        + b"\0\0\0\n"
        + b'{"a":' * 5000
        + b"\n"
        + lines_of({"calls": [CHATS[1], WRONG, CHATS[2]]}, CHATS[0])
        + lines_of(CHATS[3])[:-5]
    )

    account = read_through([log(tmp_path / "a.jsonl", text)])

    assert account.odd["malformed"].times == 7
    assert told(account)[0][2] == [
        ("a.jsonl", 2, "prompt_tokens is -3, but can't be negative"),
        ("a.jsonl", 5, "completion_tokens is 1000000000000000, more than one record can hold"),
        ("a.jsonl", 7, "no JSON"),
    ]
    assert (account.read, account.malformed, account.without_usage, account.lines) == (10, 7, 1, 12)
    assert account.bytes == len(text)
    assert (counted(account), account.distinct.repeats) == (3, 1)


def test_a_parser_s_words_are_told_in_short(tmp_path: Path) -> None:
    text = b'{"level": 1}\n{"a" 1}\n' + b'{"a":' * 12_000 + b'\n{"b": "\xff"}\n'

    [malformed] = told(read_through([log(tmp_path / "a.jsonl", text)]))
    [torn] = told(read_through([log(tmp_path / "b.jsonl", b'{"level": 1}\n{"a": "torn\n')]))

    assert [said for _, _, said in malformed[2]] == [
        "not JSON: Expecting ':' delimiter",
        "not JSON: nested too deeply",
        "not JSON: 'utf-8' codec can't decode byte 0xff in position 7: invalid start byte",
    ]
    assert torn[2] == [("b.jsonl", 2, "not JSON: Unterminated string")]


def test_a_line_without_end_is_passed_over_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as out:
        out.write(lines_of(CHATS[0]) + b'{"x": "')
        for _ in range(64):
            out.write(b"x" * 2**20)
        out.write(b'"}\n' + lines_of(CHATS[1]))
    tracemalloc.start()
    account = read_through([LogFile(path, "a.jsonl", path.stat().st_size)], longest=2**21)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert told(account) == [("too_long", 1, [("a.jsonl", 2, "a line of 64 MiB; 2 MiB are read at most")])]
    assert (account.read, account.malformed, counted(account)) == (3, 1, 2)
    assert account.bytes == path.stat().st_size - 1
    assert peak < 2**24


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x7fELF\0\1\2\3" * 99, "no text"),
        ('{"a": 1}\n'.encode("utf-16"), "text in UTF-16 or UTF-32, where UTF-8 is read"),
    ],
)
def test_what_is_no_log_is_told_where_it_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    account = read_through([log(tmp_path / "a.log", data)])

    assert told(account) == [("no_log", 1, [("a.log", None, said)])]
    assert account.read == 0


def test_a_text_that_is_met_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    account = read_through([log(tmp_path / "README.txt", b"just words\n", is_named=False)])

    assert (told(account), account.read) == ([], 0)


@pytest.mark.parametrize(
    ("name", "is_named"), [("app.log", False), ("app.jsonl.1", False), ("app.txt", True), ("app", True)]
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_log_may_begin_with_much_text(tmp_path: Path, name: str, is_named: bool, jobs: int) -> None:  # noqa: FBT001
    text = b"starting up, as always\n" * 3000 + lines_of(*CHATS)
    file = log(tmp_path / name, text, is_named=is_named)

    tally = read_logs([file], ASKED, CATALOG, jobs=jobs, part=20_000).tally

    assert (tally.read, tally.without_usage, tally.malformed, tally.counted) == (3004, 3000, 0, 4)


def test_in_a_text_lines_of_words_are_nothing_odd(tmp_path: Path) -> None:
    text = b"starting\n[x] ready\n" + b"".join(b"INFO " + lines_of(each) for each in CHATS) + b'INFO {"torn\n'
    file = log(tmp_path / "app.log", text)

    account = read_through([file])

    assert told(account)[0][2] == [("app.log", 7, "not JSON: Unterminated string")]
    assert (account.read, account.without_usage, counted(account)) == (7, 2, 4)
    reader = Reader(ASKED, CATALOG)
    assert reader.read(Part(file, 2, 19), unwatched)
    assert (reader.account.read, reader.account.without_usage) == (1, 1)


def test_an_empty_log_is_read(tmp_path: Path) -> None:
    account = read_through([log(tmp_path / "a.jsonl", b""), log(tmp_path / "b.jsonl", b" \n\n")])

    assert (told(account), account.read, account.bytes) == ([], 0, 3)


@pytest.mark.parametrize("is_named", [True, False])
def test_a_log_that_went_away_is_told(tmp_path: Path, is_named: bool) -> None:  # noqa: FBT001
    gone = LogFile(tmp_path / "gone.jsonl", "gone.jsonl", 9, is_named)

    account = read_through([gone, log(tmp_path / "b.jsonl", lines_of(CHATS[0]))])

    assert told(account) == [("unreadable", 1, [("gone.jsonl", None, "No such file or directory")])]
    assert counted(account) == 1


def test_a_log_that_can_t_be_opened_is_refused_where_it_is_named(tmp_path: Path) -> None:
    folder = LogFile(tmp_path, "folder")

    with pytest.raises(UsageError, match="folder: Is a directory"):
        read_through([folder])

    assert told(read_through([folder._replace(is_named=False)])) == [
        ("unreadable", 1, [("folder", None, "Is a directory")])
    ]
    assert told(read_through([folder._replace(is_named=False, trouble="Permission denied")])) == [
        ("unreadable", 1, [("folder", None, "Permission denied")])
    ]


def test_of_a_damaged_log_counts_what_was_read(tmp_path: Path) -> None:
    many = [chat(f"chatcmpl-{at:020}", at) for at in range(5000)]
    packed = gzip.compress(lines_of(*many))

    account = read_through([log(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])])

    assert [each.code for each in account.oddities()] == ["damaged", "malformed"]
    assert 1000 < counted(account) < 4000


def test_pipes_and_standard_input_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")

    def write() -> None:
        (tmp_path / "pipe.jsonl").write_bytes(lines_of(CHATS[0]))

    writer = threading.Thread(target=write)
    writer.start()
    files = [LogFile(tmp_path / "pipe.jsonl", "pipe.jsonl"), LogFile(None, "-")]
    account = read_through(files, stdin=io.BytesIO(lines_of(CHATS[1], CHATS[0])))
    writer.join()

    assert (counted(account), account.distinct.repeats) == (2, 1)


@pytest.mark.parametrize(
    "events", [rollout("0199f000-0000-7aaa-8bbb-000000000001", 3), stream("msg_01" + "a" * 20)]
)
def test_a_log_that_goes_on_from_line_to_line_is_told_from_its_middle(
    tmp_path: Path, events: list[Any]
) -> None:
    text = lines_of(*events)
    file = log(tmp_path / "a.jsonl", text)

    assert Reader(ASKED, CATALOG).read(Part(file), unwatched)
    assert Reader(ASKED, CATALOG).read(Part(file, 0, 40), unwatched)
    assert not Reader(ASKED, CATALOG).read(Part(file, len(text) // 3), unwatched)


def test_events_of_a_stream_are_one_request(tmp_path: Path) -> None:
    text = b"".join(
        b"event: %s\ndata: %s\n\n" % (event["type"].encode(), json.dumps(event).encode())
        for event in stream("msg_01" + "a" * 20, 40)
    )

    account = read_through([log(tmp_path / "a.txt", text + b"data: [DONE]\n")])

    [sums] = account.settle().values()
    assert (sums.requests, sums.counts.input, sums.counts.output) == (1, 11, 40)
    assert account.malformed == 0


def test_whoever_watches_is_told_how_far_it_is(tmp_path: Path) -> None:
    many = lines_of(*(chat(f"chatcmpl-{at:020}", at) for at in range(2000)))
    table = b"model,input\n" + b"acme/two,5\n" * 30_000
    document = json.dumps(CHATS, indent=1).encode()
    files = [log(tmp_path / name, data) for name, data in
             (("a.jsonl", many), ("b.csv", table), ("c.json", document))]  # fmt: skip
    seen: list[tuple[str, int]] = []
    reader = Reader(ASKED, CATALOG)
    for file in files:
        reader.read(Part(file), lambda file, position: seen.append((file.shown, position)))

    for file in files:
        positions = [position for shown, position in seen if shown == file.shown]
        assert positions == sorted(positions)
        assert positions[-1] == file.size
        assert len(positions) > 2


def test_memory_does_not_grow_with_lines(tmp_path: Path) -> None:
    odd = (
        lines_of(WRONG, {"level": "info"}, {"x": [chat(None, at=0)]}, message("msg_01" + "a" * 20))
        + b"{torn\nwords\n"
    )
    small, large = (log(tmp_path / f"{times}.jsonl", odd * times) for times in (600, 2000))
    peaks = []
    # As in the program, whose garbage collector is switched off.
    gc.disable()
    read_through([small])
    for file in (small, large):
        tracemalloc.start()
        account = read_through([file])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    gc.enable()

    assert account.malformed == 3 * 2000
    assert account.lines == 6 * 2000
    assert peaks[1] - peaks[0] < 1400 * 34 + 100_000
