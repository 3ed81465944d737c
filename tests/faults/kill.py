"""Kills whoever writes a ledger, at random moments, and looks at what is left. Run by test_store.py.

By itself rather than in a test, since it forks, and a test may run beside other threads.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from itertools import cycle
from pathlib import Path

from llmcost.sources.store import install, previous_of, rollback

VERSIONS = [bytes([letter]) * 100_000 + b"\n" for letter in b"abc"]


def write_for_ever(path: Path) -> None:
    for version in cycle(VERSIONS):
        install(path, version)
        rollback(path)


def check(path: Path) -> None:
    assert path.read_bytes() in VERSIONS
    previous = previous_of(path)
    assert not previous.exists() or previous.read_bytes() in VERSIONS
    # Also where the run was killed while it swapped, both are there, one way round or the other.
    rollback(path)
    assert path.read_bytes() in VERSIONS
    assert previous.read_bytes() in VERSIONS


def main(path: Path, rounds: int) -> None:
    install(path, VERSIONS[0])
    install(path, VERSIONS[1])
    for _ in range(rounds):
        child = os.fork()
        if child == 0:
            write_for_ever(path)
        time.sleep(random.uniform(0, 0.02))  # noqa: S311 - not a secret
        os.kill(child, signal.SIGKILL)
        assert signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) * -1
        check(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
