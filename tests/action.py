"""The composite action, read from its own file and run as GitHub would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ACTION = ROOT / ".github" / "actions" / "check"
TEXT = (ACTION / "action.yml").read_text(encoding="utf-8")

PROGRAM = """\
#!{python}
import sys
from datetime import date
from llmcost.cli.app import run
sys.exit(run(sys.argv[1:], today=date(2026, 11, 22)))
"""
"""The program on a day of its own, so that its prices always have the same age."""


def section(name: str) -> str:
    """What stands below a key at the left edge of action.yml."""
    found = re.search(rf"(?ms)^{name}:\n(.*?)(?=^\S|\Z)", TEXT)
    assert found is not None
    return found[1]


def inputs() -> dict[str, str]:
    """The inputs with their defaults."""
    pattern = r'(?m)^  ([\w-]+):\n    description: .+\n    default: "(.*)"\n'
    return dict(re.findall(pattern, section("inputs")))


def environment() -> dict[str, str]:
    """The variables of the step with the inputs that they take over."""
    return dict(re.findall(r"(?m)^        (\w+): \$\{\{ inputs\.([\w-]+) \}\}$", section("runs")))


def scripts() -> list[str]:
    """What each step hands to a shell."""
    return re.findall(r"(?m)^ +(?:- )?run: (.+(?:\n {9,}.*)*)$", section("runs"))


class Run(NamedTuple):
    """What is left of a run of the action."""

    code: int
    log: str
    """What the runner reads, with random parts made plain."""
    outputs: dict[str, str]
    summary: str

    def report(self, name: str = "report") -> str:
        """The text of a file that an output names."""
        return Path(self.outputs[name]).read_bytes().decode()


class Runner:
    """A machine that runs the action."""

    def __init__(self, folder: Path, workspace: Path, **environ: str) -> None:
        """Set it up.

        Args:
            folder: of its own.
            workspace: the checkout.
            environ: more that is known to every step; an empty LLMCOST_COMMAND has the action install it.
        """
        self._workspace = workspace
        self._temp = folder / "runner temp"
        self._files = {name: folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        self._temp.mkdir(parents=True)
        program = folder / "llmcost"
        program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
        program.chmod(0o755)
        self._environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ACTION),
            "GITHUB_WORKSPACE": str(workspace),
            "RUNNER_TEMP": str(self._temp),
            "LLMCOST_COMMAND": str(program),
            **{name: str(file) for name, file in self._files.items()},
            **environ,
        }

    def run(self, **given: str) -> Run:
        """Run the action once; inputs are written with ``_`` for each hyphen."""
        stated = inputs() | {name.replace("_", "-"): value for name, value in given.items()}
        assert stated.keys() == inputs().keys()
        for file in self._files.values():
            file.write_bytes(b"")
        (script,) = scripts()
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self._workspace,
            env=self._environ | {name: stated[source] for name, source in environment().items()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        outputs = self._text("GITHUB_OUTPUT").splitlines()
        return Run(
            done.returncode,
            _plain(done.stdout.decode()),
            dict(line.split("=", 1) for line in outputs),
            self._text("GITHUB_STEP_SUMMARY"),
        )

    def _text(self, name: str) -> str:
        return self._files[name].read_bytes().decode()


def _plain(log: str) -> str:
    """The log with the word that switches commands on again, which is another one each time."""
    found = re.match(r"::stop-commands::([0-9a-f]{32})\n", log)
    return log if found is None else log.replace(found[1], "WORD")
