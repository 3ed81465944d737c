from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from spent import group, spending

from llmcost.cli.app import run
from llmcost.cli.console import Console
from llmcost.cli.exits import ExitCode
from llmcost.cli.usage import EPILOG
from llmcost.cli.usage_answer import tell_outcome
from llmcost.cost.tally import Oddity, Tally
from llmcost.logs.detector import flavour_names

if TYPE_CHECKING:
    from pathlib import Path

LINE = {
    "id": "chatcmpl-abcdefghijklmnopqrst",
    "object": "chat.completion",
    "created": 1793520000,
    "model": "gpt-5",
    "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
}


def log_of(folder: Path, requests: int, **changes: object) -> Path:
    path = folder / "app.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(requests):
            file.write(json.dumps({**LINE, "id": f"chatcmpl-{number:020}"} | changes) + "\n")
    return path


def test_the_help_names_every_format() -> None:
    listed = EPILOG.partition("--flavour:\n")[2].partition("\nA response")[0].split()
    assert sorted(listed) == list(flavour_names())
    assert len(listed) == len(set(listed))


def test_the_broken_limit_is_told_even_where_the_report_can_not_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = log_of(tmp_path, 1)
    out = tmp_path / "report.json"
    out.mkdir()
    assert run(["usage", str(log), "--max-cost", "0.000001", "--out", str(out)]) == 3
    told = capsys.readouterr().err
    assert "error: --out: can't write" in told
    assert "over budget: the cost is $0.00225 above the limit of $0.000001" in told
    assert run(["usage", str(log), "--out", str(out)]) == 2


def test_many_models_without_a_price_do_not_fill_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps({**LINE, "id": f"chatcmpl-{n:020}", "model": f"acme-{n}"}) for n in range(13)]
    (tmp_path / "app.jsonl").write_text("\n".join(lines), encoding="utf-8")
    # Nothing that could be priced is no answer.
    assert run(["usage", str(tmp_path), "--json"]) == 4
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("unpriced:")]
    assert len(told) == 11
    assert told[-1] == "unpriced: and 3 more models"


@pytest.mark.parametrize(
    ("changes", "strict", "expected"),
    [
        ({}, False, ExitCode.OK),
        ({}, True, ExitCode.OK),
        ({"partial": True}, True, ExitCode.INTERRUPTED),
        ({"partial": True, "limit": Decimal("0.01")}, False, ExitCode.OVER_BUDGET),
        ({"tally": Tally(read=3, counted=1, malformed=1)}, False, ExitCode.OK),
        ({"tally": Tally(read=3, counted=1, malformed=1)}, True, ExitCode.UNPRICED),
        # A file that breaks off at the end of a line has no line that could be malformed.
        (
            {"oddities": (Oddity("damaged", "the rest of the file can't be read", 1, ()),)},
            True,
            ExitCode.UNPRICED,
        ),
    ],
)
def test_the_exit_code_tells_what_the_run_fails_for(
    changes: dict[str, Any], expected: ExitCode, *, strict: bool
) -> None:
    found = spending(group(cost="1"), **changes)
    assert expected == tell_outcome(found, Console({}), strict=strict, shows_all=True, is_seen=True)


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
def test_an_interrupt_prints_what_was_read_so_far(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "llmcost", "usage", str(fifo), "--json"]
    lines = [json.dumps({**LINE, "id": f"chatcmpl-{number:020}"}) + "\n" for number in range(2000)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        fifo.open("w", encoding="utf-8") as pipe,
    ):
        # More than a pipe holds: when all is written, most of it was read.
        pipe.writelines(lines)
        pipe.flush()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    found = json.loads(out)
    assert process.returncode == 130
    assert found["partial"] is True
    assert 0 < found["total"]["requests"] <= 2000
    assert "interrupted: all of this is of what was read so far" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_the_engine_that_is_named_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """Spark takes seconds and half a gigabyte to come: where it is missing, the extra is named."""
    path = tmp_path / "usage.csv"
    path.write_text("model,input\ngpt-5,1000000\n")
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    code = run(["usage", str(path), "--engine", engine, "--json"])
    told = capsys.readouterr()
    assert (code == 0) == (engine == "duckdb"), told.err
    assert ("llmcost-cli[spark]" in told.err) == (engine == "spark")
