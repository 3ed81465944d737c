"""Several refreshes at once do what they would have done one after the other."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from ledgers import ledger, model, row

from llmcost.errors import SourceError
from llmcost.sources.document import read_ledger
from llmcost.sources.exclusive import exclusive
from llmcost.sources.store import previous_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 20
LONGEST = 30
"""Seconds that anything here may take."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the last writer wins on Windows")


class Runs:
    """Refreshes that were started; none is left running."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[str]] = []

    def start(self, *flags: str | Path) -> subprocess.Popen[str]:
        argv = [sys.executable, "-m", "llmcost", "refresh", "--quiet", *flags]
        run = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self._started.append(run)
        return run

    def end(self) -> None:
        for run in self._started:
            run.kill()
            run.communicate()


@pytest.fixture
def runs() -> Iterator[Runs]:
    made = Runs()
    yield made
    made.end()


def outcome(run: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit status of a run that is to end, and what it complained of."""
    errors = run.communicate(timeout=LONGEST)[1]
    return run.returncode, errors


def beside(path: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in path.parent.iterdir()}


def listed(price: str) -> bytes:
    pricing = {"prompt": price, "completion": price}
    return json.dumps({"data": [row(f"acme/m{number}", pricing) for number in range(9)]}).encode()


def feed(pipe: Path, data: bytes) -> None:
    """Write to a pipe as soon as somebody reads it."""
    until = time.monotonic() + LONGEST
    while True:
        try:
            handle = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            break
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)


def wait_until_written(path: Path) -> None:
    """Until somebody else is about to write this file."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            with exclusive(path, patience=0):
                pass
        except SourceError:
            return
        # Not inside: whoever is waited for must find it free.
        time.sleep(0.01)
    pytest.fail("nobody is about to")


def test_two_rollbacks_at_once_never_lose_a_ledger(tmp_path: Path, runs: Runs) -> None:
    path = tmp_path / "data" / "prices.toml"
    path.parent.mkdir()
    # Large enough that reading, checking and swapping take a while.
    for file, price in ((path, 1), (previous_of(path), 2)):
        tables = [model(f"acme/m{number}", f"input = {price}", "since = 2020-01-01") for number in range(300)]
        file.write_text(ledger(*tables), encoding="utf-8")
    before = beside(path)
    for _ in range(ROUNDS):
        both = [runs.start("--rollback", "--ledger", path) for _ in range(2)]
        assert [(0, ""), (0, "")] == [outcome(run) for run in both]
        # There and back; and nothing else lies there.
        assert before == beside(path)


def test_an_older_list_that_comes_later_does_not_replace_a_newer_one(tmp_path: Path, runs: Runs) -> None:
    path, pipe, saved = tmp_path / "data" / "prices.toml", tmp_path / "pipe", tmp_path / "new.json"
    path.parent.mkdir()
    os.mkfifo(pipe)
    saved.write_bytes(listed("0.000002"))

    older = runs.start("--from", pipe, "--as-of", "2020-01-01", "--ledger", path)
    wait_until_written(path)
    newer = runs.start("--from", saved, "--as-of", "2020-02-01", "--ledger", path)
    with pytest.raises(subprocess.TimeoutExpired):
        newer.communicate(timeout=2)
    assert {} == beside(path)
    feed(pipe, listed("0.000001"))

    assert [(0, ""), (0, "")] == [outcome(older), outcome(newer)]
    days = [str(read_ledger(file.read_bytes(), str(file)).as_of) for file in (path, previous_of(path))]
    assert ["2020-02-01", "2020-01-01"] == days
    assert {"prices.toml", "prices.previous.toml"} == beside(path).keys()
