"""A refresh that is killed at any moment leaves a ledger that loads: the old one or the new one."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from ledgers import ledger, model, row

from llmcost.sources.document import read_ledger
from llmcost.sources.store import previous_of

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 50
PRICES = ("0.000001", "0.000002")
IDS = [f"acme/m{number}" for number in range(60)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


def rates(path: Path) -> set[str]:
    """The input rates that a ledger holds; it must load."""
    found = read_ledger(path.read_bytes(), str(path))
    assert set(IDS) == found.models.keys()
    return {str(each.current.price.rates["input"]) for each in found.models.values() if each.current.price}


def test_whoever_is_killed_while_it_refreshes_leaves_a_ledger_that_loads(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    tables = [model(each, "input = 1\noutput = 1", "since = 2019-01-01") for each in IDS]
    path.write_text(ledger(*tables, as_of="2020-01-01"), encoding="utf-8")
    saved = []
    for number, price in enumerate(PRICES):
        saved.append(tmp_path / f"answer{number}.json")
        rows = [row(each, {"prompt": price, "completion": price}) for each in IDS]
        saved[-1].write_text(json.dumps({"data": rows}), encoding="utf-8")
    chance = random.Random(7)  # noqa: S311 - not a secret
    took: list[float] = []
    for number in range(ROUNDS):
        argv = [
            sys.executable,
            "-m",
            "llmcost",
            "refresh",
            "--from",
            str(saved[number % 2]),
            "--ledger",
            str(path),
        ]
        began = time.monotonic()
        run = subprocess.Popen([*argv, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            # Between one third of what a whole run takes and the end of it, where the writing lies.
            run.wait(timeout=None if number < 2 else min(took) * chance.uniform(1 / 3, 1))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            assert run.wait() in {-signal.SIGKILL, 0}
        else:
            took.append(time.monotonic() - began)
        assert rates(path) in ({"1"}, {"2"})
        assert not previous_of(path).exists() or rates(previous_of(path)) in ({"1"}, {"2"})
    assert took
