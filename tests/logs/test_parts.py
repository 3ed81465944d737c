"""Processes that read side by side come to what one comes to, to the last digit."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from written import ASKED, CATALOG, THEN, billed, chat, lines_of, log, message, rollout, stream

from llmcost.errors import UsageError
from llmcost.logs.files import LogFile, find_logs
from llmcost.logs.logs import read_logs
from llmcost.logs.parts import cut, read_in_parts, read_task
from llmcost.logs.reader import Part

if TYPE_CHECKING:
    from llmcost.cost.spend import Logged

SESSION = "0199f000-0000-7aaa-8bbb-000000000001"
OTHER = "0199f000-0000-7aaa-8bbb-000000000002"


def chats(first: int, count: int) -> list[dict[str, Any]]:
    return [chat(f"chatcmpl-{at:020}", at % 1500, at=THEN + 3600 * at) for at in range(first, first + count)]


@pytest.fixture
def mixed(tmp_path: Path) -> tuple[LogFile, ...]:
    """Logs of many kinds, of which some lines stand in several."""
    log(tmp_path / "a.jsonl", lines_of(*chats(0, 40), end="\r\n") + b"{torn\n" + lines_of(*chats(30, 20)))
    log(tmp_path / "b.jsonl", lines_of(*chats(45, 5), billed("gen-" + "1" * 20, "0.1"), {"level": "info"}))
    log(tmp_path / "c.jsonl", lines_of(*rollout(SESSION, 20)))
    log(tmp_path / "d.jsonl", lines_of(*(event for at in range(9) for event in stream(f"msg_01{at:022}"))))
    log(tmp_path / "e.jsonl.gz", gzip.compress(lines_of(*chats(0, 60))))
    rows = "".join(f"acme/two,{at},1,2026-09-21T10:00:00Z\n" for at in range(99))
    log(tmp_path / "f.csv", f"model,input,output,time\n{rows}acme/two,-1,1,\n".encode())
    log(tmp_path / "g.log", b"up\n" * 99 + b"".join(b"INFO " + lines_of(each) for each in chats(200, 20)))
    log(tmp_path / "h.json", json.dumps({"data": chats(300, 20)}, indent=1).encode())
    log(tmp_path / "i.jsonl", b"no json\n" + lines_of(*rollout(OTHER, 20), message("msg_01" + "9" * 22)))
    (tmp_path / "j.jsonl").write_bytes(b"")
    return find_logs([str(tmp_path)], cwd=tmp_path)


def told(logged: Logged) -> tuple[Any, ...]:
    return logged.cells, logged.tally, logged.oddities, logged.partial


@pytest.mark.parametrize("part", [300, 1500, 4000, 10**6])
def test_several_processes_come_to_the_same(mixed: tuple[LogFile, ...], part: int) -> None:
    one = read_logs(mixed, ASKED, CATALOG)

    assert told(read_logs(mixed, ASKED, CATALOG, jobs=2, part=part)) == told(one)
    assert (one.tally.malformed, one.tally.duplicates) == (3, 10 + 5 + 50)
    assert active_children() == []


def test_large_logs_of_lines_are_cut_and_others_read_whole_and_together(mixed: tuple[LogFile, ...]) -> None:
    tasks = list(cut(mixed, {mixed[3].shown}, 4000))

    shares = [
        [(Path(part.file.shown).name[0], part.start // 4000, part.end) for part in task] for task in tasks
    ]
    assert shares[:8] == [
        *([("a", at, 4000 * (at + 1))] for at in range(3)),
        [("a", 3, None)],
        [("b", 0, None)],
        [("c", 0, 4000)],
        [("c", 1, 8000)],
        [("c", 2, None)],
    ]
    assert list(dict.fromkeys(part.file for task in tasks for part in task)) == list(mixed)
    assert [("e", 0, None), ("f", 0, None)] in [share[:2] for share in shares]


def test_many_small_files_are_shared_out_by_their_number(tmp_path: Path) -> None:
    files = [LogFile(tmp_path / str(at), str(at), None) for at in range(1001)]

    assert [len(task) for task in cut(files, (), 10)] == [500, 500, 1]


def test_a_file_that_is_gone_is_for_the_reader_to_tell(tmp_path: Path) -> None:
    gone = LogFile(tmp_path / "gone.jsonl", "gone.jsonl", 99)

    assert list(cut([gone], (), 10)) == [(Part(gone),)]


def test_what_a_process_refuses_comes_out_as_it_is(tmp_path: Path) -> None:
    files = [log(tmp_path / "a.csv", b"what,input,output\nx,1,2\n")]
    with pytest.raises(UsageError) as alone:
        read_logs(files, ASKED, CATALOG)

    with pytest.raises(UsageError) as refused:
        read_logs(files, ASKED, CATALOG, jobs=2)

    assert (refused.value.message, refused.value.hint) == (alone.value.message, alone.value.hint)
    assert active_children() == []


def test_each_task_is_read_afresh(tmp_path: Path) -> None:
    file = log(tmp_path / "a.jsonl", lines_of(*chats(0, 3)))
    tasks = [(Part(file),)] * 2

    first, again = (read_task(tasks, ASKED, CATALOG, number) for number in range(2))

    assert (first.files, first.lines, first.size, first.lacks_earlier) == ((file,), 3, file.size, False)
    assert again.state.figures == first.state.figures


def test_a_process_that_is_ended_from_outside_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    pipe = LogFile(tmp_path / "pipe.jsonl", "pipe.jsonl", None)
    first = log(tmp_path / "a.jsonl", lines_of(*chats(0, 3)))
    reads = read_in_parts([(Part(first),), (Part(pipe),)], ASKED, CATALOG, 1)

    assert next(reads).files == (first,)
    [child] = active_children()
    os.kill(child.pid or 0, signal.SIGKILL)
    with pytest.raises(UsageError) as refused:
        next(reads)

    assert refused.value.message == "a process that was reading logs was ended from outside"
    assert active_children() == []


def test_processes_that_can_t_be_started_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    file = log(tmp_path / "a.jsonl", lines_of(*chats(0, 3)))

    with pytest.raises(UsageError) as refused:
        read_logs([file], ASKED, CATALOG, jobs=3)

    said = "--jobs: 1 processes can't be started: Resource temporarily unavailable"
    assert (refused.value.message, refused.value.hint) == (said, "take fewer")


def test_the_caller_s_environment_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    file = log(tmp_path / "a.jsonl", lines_of(chat("x" * 20)))

    for _ in read_in_parts([(Part(file),)], ASKED, CATALOG, 1):
        assert "PYTHONHASHSEED" not in os.environ


SCRIPT = """
import sys
from llmcost.errors import UsageError
from llmcost.logs.files import find_logs
from llmcost.logs.parts import cut, read_in_parts, read_task
from llmcost.logs.reader import Reader
from written import ASKED, CATALOG, outcome
from pathlib import Path

def main():
    files = find_logs(sys.argv[1:], cwd=Path.cwd())
    account = Reader(ASKED, CATALOG).account
    lines = {}
    try:
        for read in read_in_parts(list(cut(files, (), 2000)), ASKED, CATALOG, 2, method="spawn"):
            account.absorb(read.state, lines_before=lines)
            shown = read.files[0].shown
            lines[shown] = lines.get(shown, 0) + read.lines
    except UsageError as error:
        print(f"refused: {error}")
        return
    cells, odd, figures = outcome(account)
    print([sums.counts.input for sums in cells.values()], figures, [place.line for place in odd[0].places])

if __name__ == "__main__":
    main()
"""


def run_spawned(tmp_path: Path, *names: str) -> str:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root), str(root / "tests"), *sys.path])
    done = subprocess.run(
        [sys.executable, str(script), *names],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "random"},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    return done.stdout


def test_processes_that_begin_afresh_agree_too(tmp_path: Path) -> None:
    records = [chat(f"chatcmpl-{at:020}", at) for at in range(60)]
    text = lines_of(*records[:40]) + b"{torn\n" + lines_of(*records[20:])
    (tmp_path / "a.jsonl").write_bytes(text)
    (tmp_path / "b.csv").write_bytes(b"what\nx\n")

    found = run_spawned(tmp_path, "a.jsonl")

    figures = (81, 1, 0, 0, 80, len(text), 20)
    assert found == f"{[sum(range(60))]} {figures} [41]\n"
    assert run_spawned(tmp_path, "b.csv").startswith("refused: b.csv: no column holds the model")
