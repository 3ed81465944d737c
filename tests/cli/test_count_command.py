from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from llmcost.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
def test_an_interrupt_ends_it_without_a_word(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "llmcost", "count", str(fifo), "-m", "gpt-5"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        fifo.open("w", encoding="utf-8") as pipe,
    ):
        pipe.write("never ending")
        pipe.flush()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err


def test_an_estimate_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from llmcost.cli.app import run\n"
        "assert run(['count', '--text', 'Hello', '-m', 'gpt-5', '--estimate', '--json']) == 0\n"
        "heavy = {'httpx', 'tomli_w', 'splintr', 'imagesize', 'rich.table', 'llmcost.sources.openrouter'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(done.stdout)["total"][0]["model"] == "openai/gpt-5"
    assert done.stderr == "[]\n"


def test_of_a_folder_what_git_ignores_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    monkeypatch.chdir(folder)
    subprocess.run(["git", "init", "-q", "."], check=True, timeout=60)
    for name, text in (("a.md", "a"), ("build/b.md", "b"), (".gitignore", "build/\n")):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert run(["count", ".", "-m", "gpt-5", "--json"]) == 0
    assert {file["path"] for file in json.loads(capsys.readouterr().out)["files"]} == {
        "./a.md",
        "./.gitignore",
    }
