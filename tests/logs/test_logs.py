"""Logs read from end to end, and what is said when there is nothing in them."""

from __future__ import annotations

import gzip
import io
from multiprocessing import active_children
from typing import TYPE_CHECKING, Any

import pytest
from written import ASKED, CATALOG, NOW, THEN, chat, lines_of, log, rollout

from llmcost.cost.spending import KNOWN
from llmcost.cost.tally import Oddity
from llmcost.errors import NothingToReadError, UsageError
from llmcost.logs.files import LogFile, find_logs
from llmcost.logs.logs import read_logs
from llmcost.records.question import Question

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cost.spend import Logged

SESSION = "0199f000-0000-7aaa-8bbb-000000000001"
THREAD = (
    {"type": "thread.started", "thread_id": SESSION},
    {"type": "turn.completed", "usage": {"input_tokens": 900, "output_tokens": 100}},
)


def chats(first: int, count: int, **more: Any) -> list[dict[str, Any]]:
    return [chat(f"chatcmpl-{at:020}", at, **more) for at in range(first, first + count)]


def told(logged: Logged) -> tuple[Any, ...]:
    return logged.cells, logged.tally, logged.oddities, logged.partial


def test_a_reading_is_tallied(tmp_path: Path) -> None:
    text = lines_of(*chats(0, 3), *chats(0, 2), {"level": "info"}, chat("old", at=THEN - 10**7)) + b"{torn"
    files = [log(tmp_path / "a.jsonl", text), log(tmp_path / "b.jsonl", lines_of(*chats(2, 2)))]

    logged = read_logs(files, ASKED._replace(since=THEN), CATALOG)

    assert logged.tally == (2, 10, 4, 3, 1, 1, 1, sum(file.size or 0 for file in files))
    assert sum(sums.requests for sums in logged.cells.values()) == 4
    assert logged.tariff_of("acme/two", "").trouble is None
    assert not logged.partial


def test_standard_input_is_read_by_one_process_whatever_is_asked(tmp_path: Path) -> None:
    files = [LogFile(None, "-"), log(tmp_path / "a.jsonl", lines_of(*chats(0, 2)))]

    logged = read_logs(files, ASKED, CATALOG, jobs=4, stdin=io.BytesIO(lines_of(*chats(1, 2))))

    assert (logged.tally.counted, logged.tally.duplicates) == (3, 1)


def test_sessions_that_state_their_whole_count_once(tmp_path: Path) -> None:
    parts = log(tmp_path / "rollout.jsonl", lines_of(*rollout(SESSION, 3)))
    whole = log(tmp_path / "exec.jsonl", lines_of(*THREAD))

    logged = read_logs([parts, whole], ASKED, CATALOG)

    [sums] = logged.cells.values()
    assert sums.counts.input == 900
    assert [each.code for each in logged.oddities] == ["no_time"]
    # Each count of the rollout stands twice, which its format knows; its three requests are in the whole.
    assert (logged.tally.counted, logged.tally.duplicates) == (1, 3)


def test_a_session_that_states_less_than_its_requests_is_told(tmp_path: Path) -> None:
    parts = log(tmp_path / "rollout.jsonl", lines_of(*rollout(SESSION, 30)))
    whole = log(tmp_path / "exec.jsonl", lines_of(*THREAD))

    logged = read_logs([parts, whole], ASKED, CATALOG)

    assert [each.code for each in logged.oddities] == ["no_time", "whole_below_parts"]
    assert logged.oddities[1][2:] == (1, ())
    assert sum(sums.counts.input for sums in logged.cells.values()) == 3000


CASES: list[tuple[dict[str, bytes], str]] = [
    ({"a.jsonl": lines_of({"level": "info"}, 17)}, "a.jsonl: no usage found in 2 lines"),
    ({"a.jsonl": lines_of(17)}, "a.jsonl: no usage found in 1 line"),
    ({"a.txt": b"words\n"}, "a.txt: no usage found in 1 line"),
    ({"a.jsonl": b"", "b.jsonl": b"\n"}, "2 files: nothing stands in them"),
    (
        {"a.jsonl": b'{"a": 1}\n{"b": \n{"b"\n'},
        "a.jsonl: no usage found; 2 of 3 lines can't be read, such as a.jsonl:2: not JSON: Expecting value",
    ),
    (
        {"a.jsonl": lines_of(chat("x", usage={"prompt_tokens": -1}), {"level": "info"})},
        (
            "a.jsonl: no usage found; 1 of 2 lines can't be read, such as a.jsonl:1: prompt_tokens is -1, "
            "but can't be negative"
        ),
    ),
    ({"a.bin": b"\x7fELF\0\1"}, "a.bin: the file is no log: no text"),
    (
        {"a.bin": b"\x7fELF\0\1", "b.bin": b"\0\0", "c.jsonl": b"\n"},
        "a.bin: the file is no log: no text, and 1 more like that",
    ),
    (
        {"a.gz": gzip.compress(b"x" * 999)[:12]},
        "a.gz: the rest of the file can't be read: its gzip data breaks off",
    ),
]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("files", "said"), CASES)
def test_it_is_said_why_nothing_was_found(
    tmp_path: Path, files: dict[str, bytes], said: str, jobs: int
) -> None:
    logs = [log(tmp_path / name, data) for name, data in files.items()]

    with pytest.raises(NothingToReadError) as refused:
        read_logs(logs, ASKED, CATALOG, jobs=jobs)

    assert refused.value.message == said
    assert refused.value.hint


def test_where_wildcards_meet_no_log_the_first_is_told(tmp_path: Path) -> None:
    log(tmp_path / "a.txt", b"words\n")
    log(tmp_path / "b.txt", b"more words\n")
    texts = find_logs(["*.txt"], cwd=tmp_path)
    log(tmp_path / "c.csv", b"day,colour,size\n1,red,2\n")
    tables = find_logs(["*.csv"], cwd=tmp_path)

    said = []
    for files in (texts, tables):
        with pytest.raises(NothingToReadError) as refused:
            read_logs(files, ASKED, CATALOG)
        said.append(refused.value.message)

    assert said == [
        "a.txt: the file is no log: text without JSON in its first 64 KiB, and 1 more like that",
        "c.csv: the file is no log: no column holds the model or the input or output tokens",
    ]


def test_where_one_format_is_asked_for_it_is_said_to_leave_that_out(tmp_path: Path) -> None:
    files = [log(tmp_path / "a.jsonl", lines_of(*chats(0, 3)))]

    with pytest.raises(NothingToReadError) as refused:
        read_logs(files, ASKED._replace(flavour="gemini"), CATALOG)

    assert refused.value.message == "a.jsonl: no usage found in 3 lines"
    assert (refused.value.hint or "").startswith("leave --flavour out")


def test_it_is_said_that_all_lies_outside_the_range(tmp_path: Path) -> None:
    files = [log(tmp_path / "a.jsonl", lines_of(*chats(0, 1200)) + b"{torn")]

    with pytest.raises(NothingToReadError) as refused:
        read_logs(files, ASKED._replace(since=THEN + 1), CATALOG)

    assert refused.value.message == "a.jsonl: none of 1,200 records lies within --since and --until"


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("asked", "said"), [({"flavour": "x"}, "--flavour: "), ({"zone": "x"}, "--tz: ")])
def test_a_question_that_can_t_be_answered_is_refused(
    tmp_path: Path, asked: dict[str, Any], said: str, jobs: int
) -> None:
    with pytest.raises(UsageError, match=said):
        read_logs([log(tmp_path / "a.jsonl", b"{}\n")], ASKED._replace(**asked), CATALOG, jobs=jobs)


class Interrupted:
    """Ctrl-C as soon as so many bytes of a file were read."""

    def __init__(self, shown: str, after: int) -> None:
        self.shown, self.after = shown, after

    def __call__(self, file: LogFile, position: int) -> None:
        if file.shown == self.shown and position >= self.after:
            raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_an_interrupted_reading_counts_what_was_read(tmp_path: Path, jobs: int) -> None:
    files = [
        log(tmp_path / "a.jsonl", lines_of(*chats(0, 50))),
        log(tmp_path / "b.jsonl", lines_of(*chats(25, 3000))),
    ]
    watch = Interrupted("b.jsonl", 100_000)

    logged = read_logs(files, ASKED, CATALOG, jobs=jobs, watch=watch, part=50_000)

    tally = logged.tally
    assert logged.partial
    assert 50 < tally.counted < 3025
    assert sum(sums.requests for sums in logged.cells.values()) == tally.counted
    assert tally.counted + tally.duplicates == tally.read
    assert tally.duplicates == 25
    assert tally.bytes < sum(file.size or 0 for file in files)
    assert active_children() == []


def test_an_interrupt_before_all_else_leaves_nothing_but_that(tmp_path: Path) -> None:
    file = log(tmp_path / "a.jsonl", b"\n")

    logged = read_logs([file], ASKED, CATALOG, watch=Interrupted("a.jsonl", 0))

    assert told(logged)[:2] == ({}, (1, 0, 0, 0, 0, 0, 0, 1))
    assert logged.partial


def test_logs_that_go_on_from_line_to_line_are_all_found_in_one_go(tmp_path: Path) -> None:
    names = [f"0199f000-0000-7aaa-8bbb-00000000000{at}" for at in range(4)]
    files = [log(tmp_path / f"{name}.jsonl", lines_of(*rollout(name, 20))) for name in names]
    files.append(log(tmp_path / "z.jsonl", lines_of(*chats(0, 40))))
    seen: list[str] = []

    logged = read_logs(
        files, ASKED, CATALOG, jobs=2, part=2000, watch=lambda file, _: seen.append(file.shown)
    )

    assert told(logged) == told(read_logs(files, ASKED, CATALOG))
    assert seen.count(files[0].shown) == 1 + len(range(0, files[0].size or 0, 2000))


def test_a_folder_may_hold_anything(tmp_path: Path) -> None:
    log(tmp_path / "a.jsonl", lines_of(*chats(0, 3)))
    log(tmp_path / "README.md", b"# Logs\n")
    log(tmp_path / "notes.txt", b"call Ada\n")
    log(tmp_path / "people.csv", b"name,age,town\nAda,36,London\n")
    log(tmp_path / "core.log", b"\x7fELF\0\1")
    log(tmp_path / "settings.json", b'{\n "a": 1\n}\n')

    logged = read_logs(find_logs(["."], cwd=tmp_path), ASKED, CATALOG)

    assert logged.tally.counted == 3
    assert [(odd.code, [place.file for place in odd.places]) for odd in logged.oddities] == [
        ("no_log", ["./core.log", "./people.csv"])
    ]
    assert logged.tally.without_usage == 1


@pytest.mark.parametrize("by", [("file",), ("team",), ("user", "hour")])
def test_many_values_are_told_apart(tmp_path: Path, by: tuple[str, ...]) -> None:
    records = [{**chat(None, at=THEN + 60 * at), "team": f"t{at}", "user": f"u{at}"} for at in range(500)]
    files = [log(tmp_path / f"{at}.jsonl", lines_of(each)) for at, each in enumerate(records)]

    logged = read_logs(files, ASKED._replace(by=by), CATALOG)

    assert len({cell.key for cell in logged.cells}) == 500


def test_keys_are_what_isn_t_known_by_name() -> None:
    assert Question((*KNOWN, "team", "app"), NOW).keys == ("team", "app")


@pytest.mark.parametrize("jobs", [1, 2])
def test_keys_of_a_record_are_offered(tmp_path: Path, jobs: int) -> None:
    record = {"staff": "web", "response": chat("chatcmpl-00000000000001")}
    files = [log(tmp_path / "a.jsonl", lines_of(record))]

    logged = read_logs(files, ASKED._replace(by=("team", "staff")), CATALOG, jobs=jobs)

    assert logged.oddities == (Oddity("no_key", "no record states team; there are staff, response", 1, ()),)
