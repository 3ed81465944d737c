from __future__ import annotations

import gc
import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from ledgers import MINI, ledger

from llmcost.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED = ["estimate", "gpt-4.1-mini", "-i", "1M"]


@pytest.fixture(autouse=True)
def prices(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("prices.toml").write_text(ledger(MINI), encoding="utf-8")
    monkeypatch.setenv("LLMCOST_PRICES", "prices.toml")


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The tests go on after the run, and so does the collection of garbage."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize(
    ("argv", "code"),
    [(["--version"], 0), (["schema"], 0), (ASKED, 0), ([*ASKED, "--max-cost", "0"], 3), ([], 2)],
)
def test_python_dash_m_exits_with_the_codes_of_the_command(
    argv: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["llmcost", *argv])
    with pytest.raises(SystemExit) as caught:
        # The module is loaded already, which runpy remarks on where it is asked for by its own name.
        runpy.run_path(sys.modules["llmcost.__main__"].__file__ or "", run_name="__main__")
    assert code == caught.value.code


@pytest.mark.parametrize("is_used", [True, False])
def test_what_duckdb_holds_is_not_frozen_since_it_would_call_that_a_leak(
    monkeypatch: pytest.MonkeyPatch, *, is_used: bool
) -> None:
    monkeypatch.setattr(sys, "argv", ["llmcost", "--version"])
    monkeypatch.delitem(sys.modules, "duckdb", raising=False)
    if is_used:
        monkeypatch.setitem(sys.modules, "duckdb", ModuleType("duckdb"))
    with pytest.raises(SystemExit):
        main()
    assert is_used == (gc.get_freeze_count() == 0)


@pytest.mark.filterwarnings("ignore:unclosed file")
def test_streams_that_were_closed_before_the_start_change_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["llmcost", *ASKED, "--max-cost", "0"])
    with monkeypatch.context() as streams:
        streams.setattr(sys, "stdout", None)
        streams.setattr(sys, "stderr", None)
        with pytest.raises(SystemExit) as caught:
            main()
        for stream in (sys.stdout, sys.stderr):
            stream.close()
    assert 3 == caught.value.code
