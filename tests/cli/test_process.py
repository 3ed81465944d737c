"""The program as a process of its own, with real pipes, terminals and shells."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from ledgers import MINI, TIERED, ledger

GOLDEN_LEDGER = Path(__file__).parents[1] / "golden" / "models.toml"
COMPARED = ["estimate", "gpt-4.1-mini", "gpt-5", "claude-sonnet-4.5", "-i", "250k", "-o", "800", "-n", "30k"]
AMOUNTS = ["$3,038.40", "$9,615.00", "$45,540.00"]
"""What COMPARED costs; no terminal is too narrow for them."""

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="no bash of its own on Windows")

HEAVY = {"httpx", "rich", "tomli_w", "tomllib"}


class Done(NamedTuple):
    """A process that has ended."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """What the process knows: the home of this test, and the golden ledger as its prices."""
    return {**os.environ, "LLMCOST_PRICES": str(GOLDEN_LEDGER)} | more


def llmcost(*argv: str, **environ: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "llmcost", *argv],
        env=environment(**environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    encoding = environ.get("PYTHONIOENCODING", "utf-8")
    return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def in_shell(script: str, **environ: str) -> Done:
    """Run a line of shell in which ``llmcost`` is a command and PIPESTATUS is told last."""
    function = f'llmcost() {{ "{sys.executable}" -m llmcost "$@"; }}'
    done = subprocess.run(
        ["bash", "-c", f"{function}; {script}"],
        env=environment(**environ),
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def in_terminal(columns: int, *argv: str, **environ: str) -> Done:
    """Run on a real terminal of that width; all that it shows is in ``out``."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "llmcost", *argv],
        env=environment(**environ),
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    shown = bytearray()
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # how Linux tells that the other side has closed
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    return Done(process.wait(), shown.decode().replace("\r\n", "\n"), "")


def modules_after(tmp_path: Path, *argv: str) -> set[str]:
    """Every module that a run loads, asked of the interpreter itself at its end."""
    listing = tmp_path / "modules.json"
    program = (
        "import atexit, sys\n"
        "def tell():\n"
        "    names = list(sys.modules)\n"
        "    import json\n"
        f"    open({str(listing)!r}, 'w').write(json.dumps(names))\n"
        "atexit.register(tell)\n"
        "from llmcost.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *argv], env=environment(), capture_output=True, check=False
    )
    assert b"" == done.stderr
    return set(json.loads(listing.read_text()))


@pytest.mark.parametrize("argv", [["--json"], ["-f", "csv"], [], ["-f", "markdown"]], ids=" ".join)
def test_a_piped_estimate_loads_nothing_that_it_does_not_need(argv: list[str], tmp_path: Path) -> None:
    asked = ["estimate", "gpt-4.1-mini", "gpt-5", "-i", "1M", *argv]
    # The first run makes the compiled copy of the ledger, from which the second one reads.
    modules_after(tmp_path, *asked)
    loaded = modules_after(tmp_path, *asked)
    assert set() == {name for name in loaded if name.partition(".")[0] in HEAVY}


@pytest.mark.parametrize("argv", [["--json"], ["gpt", "-f", "csv"], ["--with", "image"]], ids=" ".join)
def test_a_piped_list_of_models_loads_nothing_that_it_does_not_need(argv: list[str], tmp_path: Path) -> None:
    asked = ["models", *argv, "--quiet"]
    modules_after(tmp_path, *asked)
    loaded = modules_after(tmp_path, *asked)
    lists = {
        "llmcost.report.authors",
        "llmcost.report.aliases",
        "llmcost.market.author",
        "llmcost.market.alias_row",
    }
    assert set() == {name for name in loaded if name.partition(".")[0] in HEAVY or name in lists}


@pytest.mark.parametrize("argv", [["--json"], ["-f", "csv"]], ids=" ".join)
def test_a_page_for_a_program_loads_no_table(argv: list[str], tmp_path: Path) -> None:
    asked = ["show", "gpt-5", *argv, "--quiet"]
    modules_after(tmp_path, *asked)
    loaded = modules_after(tmp_path, *asked)
    sheets = {name for name in loaded if name.startswith("llmcost.report.show_")}
    parts = {f"llmcost.report.{name}" for name in ("sheet", "figure", "sparkline", "footnotes")}
    allowed = {"llmcost.report.show_payload", "llmcost.report.show_csv"}
    assert set() == {name for name in loaded if name.partition(".")[0] in HEAVY} | (loaded & parts)
    assert sheets <= allowed


def test_the_version_is_told_without_loading_anything_heavy(tmp_path: Path) -> None:
    loaded = modules_after(tmp_path, "--version")
    ours = {name for name in loaded if name.startswith("llmcost.")}
    parts = {name.split(".")[1] for name in ours}
    assert (set(), set()) == (loaded & HEAVY, parts & {"catalog", "cost", "sources"})


@needs_shell
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("estimate gpt-5 -i 1M --json", 0),
        ("estimate gpt-5 -i 1M --max-cost 1", 3),
        ("estimate gpt-5 -i 1M --max-cost 1 --json", 3),
        ("estimate openrouter/auto gpt-5 -i 1M", 4),
        ("estimate gpt-55555 -i 1M --json", 4),
        ("estimate --help", 0),
        ("--help", 0),
        ("--version", 0),
        ("schema", 0),
    ],
)
def test_a_closed_pipe_ends_quietly_with_the_exit_code_of_the_outcome(command: str, code: int) -> None:
    # The reader is gone before the first byte, so that every write fails.
    closed = f"{{ sleep 0.1; llmcost {command}; echo $? >code; }}"
    done = in_shell(f"{closed} | true; {closed.replace('>code', '>code2')} 2>&1 | true; cat code code2")
    assert [str(code)] * 2 == done.out.split()
    assert re.fullmatch(r"((over budget|unpriced|error|hint): .*\n)*", done.err)


@needs_shell
def test_the_first_line_can_be_taken_from_a_report() -> None:
    done = in_shell("llmcost estimate -i 1M --max-cost 0 --any | head -n 1; echo ${PIPESTATUS[0]}")
    assert "1,000,000 input tokens in all, at base rates\n3\n" == done.out


@needs_shell
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_were_closed_before_the_start_change_no_verdict(closed: str) -> None:
    done = in_shell(f"llmcost estimate gpt-5 -i 1M --max-cost 1 {closed}")
    assert (3, "") == (done.code, done.err.partition("over budget")[0])


@needs_shell
def test_a_full_disk_is_an_error_and_no_bug() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    told = "error: can't write the result: No space left on device\nhint: see where stdout leads\n"
    asked = "llmcost estimate gpt-5 -i 1M --json"
    assert (2, told) == (in_shell(f"{asked} >/dev/full").code, in_shell(f"{asked} >/dev/full").err)
    assert 2 == in_shell(f"{asked} >/dev/full 2>/dev/full").code


@pytest.mark.parametrize(
    "environ",
    [
        {"COLUMNS": "0"},
        {"COLUMNS": "40"},
        {"COLUMNS": "abc"},
        {"TERM": "dumb"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"GITHUB_ACTIONS": "true", "NO_COLOR": "1"},
        {"GITHUB_ACTIONS": "true"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp437"},
        {"TERMINAL_WIDTH": "abc"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "argv", [COMPARED, ["estimate", "--help"], ["estimate", "gpt-é", "-i", "1"]], ids=" ".join
)
def test_a_pipe_gets_no_escapes_no_cut_numbers_and_no_traceback(
    argv: list[str], environ: dict[str, str]
) -> None:
    done = llmcost(*argv, **environ)
    check_clean(done.out + done.err)
    assert {"gpt-é": 4}.get(argv[1], 0) == done.code
    assert [amount for amount in AMOUNTS if amount in done.out] == (AMOUNTS if argv is COMPARED else [])


@needs_terminal
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "dumb"},
        {"TERM": "xterm-256color", "NO_COLOR": "1"},
        {"TERM": "xterm-256color", "CLICOLOR": "0"},
        {"TERM": "xterm-256color", "NO_COLOR": "1", "GITHUB_ACTIONS": "true"},
        {"TERM": "xterm-256color", "FORCE_COLOR": "0", "COLUMNS": "0"},
    ],
    ids=str,
)
def test_a_terminal_without_colour_gets_whole_amounts_at_every_width(
    columns: int, environ: dict[str, str]
) -> None:
    done = in_terminal(columns, *COMPARED, **environ)
    check_clean(done.out)
    assert (0, AMOUNTS) == (done.code, [amount for amount in AMOUNTS if amount in done.out])
    assert max(map(len, done.out.splitlines())) <= columns


@needs_terminal
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_a_terminal_with_colour_gets_the_same_text(columns: int) -> None:
    coloured = in_terminal(columns, *COMPARED, TERM="xterm-256color").out
    plain = in_terminal(columns, *COMPARED, TERM="xterm-256color", NO_COLOR="1").out
    uncoloured = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert "\x1b[" in coloured
    assert plain.splitlines() == [line.rstrip() for line in uncoloured.splitlines()]


@needs_terminal
def test_an_error_on_a_dumb_terminal_is_plain() -> None:
    done = in_terminal(80, "estimate", "gpt-5", "-i", "1,5", TERM="dumb")
    check_clean(done.out)
    assert (2, "error: --input: '1,5' is not a count") == (done.code, done.out.partition("\n")[0])


def check_clean(text: str) -> None:
    assert "\x1b" not in text
    assert "Traceback" not in text
    assert (
        re.search(r"[\d$,.](?:…|\.\.\.)|(?:…|\.\.\.)[\d$,.]", text.replace("claude-sonnet-4.5", "")) is None
    )


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("llmcost estimate openai/gpt-5", 2, ["openai/gpt-5", "openai/gpt-5:batch"]),
        ("llmcost estimate gpt-4o", 2, ["gpt-4o"]),
        (
            "llmcost estimate gpt-5 --reference google/gem",
            4,
            ["google/gemini-2.5-flash-image", "google/gemini-2.5-pro", "google/gemma-4-31b-it:free"],
        ),
        ("llmcost estimate --sort ", 3, ["cost", "name", "context", "intelligence", "given"]),
        ("llmcost est", 1, ["estimate"]),
        ("llmcost estimate nothing/like-it", 2, []),
    ],
)
def test_bash_completes_commands_values_and_models(words: str, position: int, expected: list[str]) -> None:
    done = llmcost(_LLMCOST_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(position))
    assert (0, expected, "") == (done.code, done.out.split(), done.err)


def test_the_completion_of_a_shell_can_be_shown() -> None:
    done = llmcost("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert (0, True) == (done.code, "_LLMCOST_COMPLETE=complete_bash" in done.out)


@needs_shell
def test_a_ledger_is_read_from_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(ledger(TIERED, MINI), encoding="utf-8")
    done = in_shell("cat mine.toml | llmcost estimate gpt-4.1-mini -i 1M --prices /dev/stdin -f csv")
    assert (0, "openai/gpt-4.1-mini,0.4") == (done.code, done.out.splitlines()[1][:23])


@needs_shell
def test_two_runs_at_once_share_a_home_and_agree() -> None:
    asked = "llmcost estimate -i 1M -f csv -q"
    done = in_shell(
        f"for i in 1 2 3 4; do {asked} >$i & done; wait; cmp 1 2 && cmp 2 3 && cmp 3 4 && wc -l <1"
    )
    assert Done(0, "11\n", "") == done._replace(out=done.out.strip() + "\n")
