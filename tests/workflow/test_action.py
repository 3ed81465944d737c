"""The action's own rules: what its inputs may be, how they reach the shell, how the program is installed."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest
from action import ACTION, ROOT, Runner, environment, inputs, scripts

from llmcost.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="no bash of its own on Windows")

PYTHON = """\
#!/bin/sh
echo "python3 $*" >>"$HOME/calls"
mkdir -p "$4/bin"
printf '#!/bin/sh\\necho "python $*" >>"$HOME/calls"\\nexit %s\\n' "$PIP_FAILS" >"$4/bin/python"
printf '#!/bin/sh\\necho "a headline"\\nexit 7\\n' >"$4/bin/llmcost"
chmod +x "$4"/bin/*
"""
"""Stands in for the machine's Python: making an environment and filling it takes a network."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of the runner; the checkout stands beside it, empty."""
    (tmp_path / "checkout").mkdir()
    return tmp_path / "runner"


def runner(folder: Path, **environ: str) -> Runner:
    return Runner(folder, folder.with_name("checkout"), **environ)


def test_no_script_holds_an_expression() -> None:
    assert ['bash "$GITHUB_ACTION_PATH/check.sh"'] == scripts()
    assert "${{" not in (ACTION / "check.sh").read_text(encoding="utf-8")


def test_every_input_is_a_variable_that_the_script_reads() -> None:
    script = (ACTION / "check.sh").read_text(encoding="utf-8")
    variables = environment()
    assert {name: f"INPUT_{name.upper().replace('-', '_')}" for name in inputs()} == {
        name: variable for variable, name in variables.items()
    }
    assert variables.keys() == set(re.findall(r"INPUT_\w+", script)) - {"INPUT_"}


def test_every_input_but_two_is_a_flag_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--help"])
    flags = set(re.findall(r"--([\w-]+)", capsys.readouterr().out))
    assert {"file", "version"} == inputs().keys() - flags


@needs_shell
@pytest.mark.parametrize("name", ["file", "against", "baseline", "min_intelligence", "as_of", "max_age"])
def test_an_input_that_looks_like_a_flag_is_refused(folder: Path, name: str) -> None:
    done = runner(folder).run(**{name: "--prices=evil.toml\n::warning::%"})
    shown = name.replace("_", "-")
    what = f"the input {shown} looks like a flag: --prices=evil.toml%0A::warning::%25"
    assert (2, f"::error title=llmcost check::{what}\n") == (done.code, done.log)
    assert {"exit-code": "2", "verdict": "error"} == done.outputs


@needs_shell
@pytest.mark.parametrize("name", ["suggest", "no_project_prices"])
def test_a_switch_is_true_or_false(folder: Path, name: str) -> None:
    done = runner(folder).run(**{name: "yes"})
    what = f"the input {name.replace('_', '-')} is neither true nor false: yes"
    assert (2, f"::error title=llmcost check::{what}\n") == (done.code, done.log)


@needs_shell
@pytest.mark.parametrize(
    "version", ["1.0 --index-url=https://evil.test", "-r x", "latest", "1.0;", "1.0\n2.0"]
)
def test_a_version_is_that_of_a_release(folder: Path, version: str) -> None:
    done = runner(folder, LLMCOST_COMMAND="").run(version=version)
    assert (2, True) == (
        done.code,
        done.log.startswith("::error title=llmcost check::the input version is no"),
    )


@needs_shell
def test_inputs_are_handed_on_as_they_are(folder: Path) -> None:
    program = folder.with_name("program")
    program.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    given = {
        "file": "my app/$(touch x)/*.toml",
        "against": "main; exit 9",
        "baseline": '"b".json',
        "suggest": "true",
        "min_intelligence": "30",
        "as_of": "2026-11-10",
        "max_age": "30d",
        "no_project_prices": "true",
    }
    done = runner(folder, LLMCOST_COMMAND=str(program)).run(**given)
    # A program that ends well without a report is no pass.
    assert (1, {"exit-code": "1", "verdict": "error"}) == (done.code, done.outputs)
    told = [re.sub(r"=/.*/", "=", line) for line in done.log.splitlines()]
    assert told[2:] == [
        "check",
        "--format=github",
        "--color=never",
        "--out=report.md",
        "--out=report.json",
        "--against=main; exit 9",
        '--baseline="b".json',
        "--min-intelligence=30",
        "--as-of=2026-11-10",
        "--max-age=30d",
        "--suggest",
        "--no-project-prices",
        "--",
        "my app/$(touch x)/*.toml",
    ]


@needs_shell
def test_a_program_that_says_nothing_is_an_error_too(folder: Path) -> None:
    done = runner(folder, LLMCOST_COMMAND="false").run()
    what = "llmcost stopped with exit code 1, see the log"
    assert (1, True) == (done.code, done.log.endswith(f"::WORD::\n::error title=llmcost check::{what}\n"))


def installing(folder: Path, *, fails: bool = False) -> Runner:
    """A runner whose Python makes an environment without a network."""
    made = runner(
        folder,
        LLMCOST_COMMAND="",
        PATH=f"{folder}{os.pathsep}{os.environ['PATH']}",
        PIP_FAILS=str(int(fails)),
    )
    (folder / "python3").write_text(PYTHON, encoding="utf-8")
    (folder / "python3").chmod(0o755)
    return made


@needs_shell
@pytest.mark.parametrize(
    ("version", "source"), [("", f"{ACTION}/../../.."), ("1.2.0rc1", "llmcost-cli==1.2.0rc1")]
)
def test_the_program_is_installed_apart_from_what_the_checkout_holds(
    folder: Path, version: str, source: str
) -> None:
    done = installing(folder).run(version=version)
    calls = re.sub(r"/\S* ?\S*/llmcost-\w+/", "", (folder / "calls").read_text(encoding="utf-8"))
    assert calls.splitlines() == [
        "python3 -I -m venv environment",
        f"python -I -m pip install --quiet --no-input --disable-pip-version-check {source}",
    ]
    assert (7, "7", "error") == (done.code, done.outputs["exit-code"], done.outputs["verdict"])
    assert done.log.endswith("::WORD::\na headline\n")


def test_the_action_s_own_checkout_is_what_is_installed() -> None:
    assert ROOT == (ACTION / "../../..").resolve()
    assert (ROOT / "pyproject.toml").is_file()


@needs_shell
def test_an_installation_that_fails_is_no_verdict(folder: Path) -> None:
    done = installing(folder, fails=True).run()
    assert (1, {"exit-code": "1", "verdict": "error"}) == (done.code, done.outputs)
    assert done.log == "::error title=llmcost check::llmcost could not be installed\n"
