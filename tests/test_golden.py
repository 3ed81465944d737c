"""What a command line prints, whole: one file a case in ``golden/``, rewritten with ``--regenerate``.

A case is a file that a person can read. Above its first section stand comments (``# ...``), the command
(``$ llmcost ...``) and what is special about its surroundings::

    [env] NAME=VALUE     a variable of the environment, ``{folder}`` in it being the working folder;
                         LLMCOST_PRICES=models.toml unless stated
    [today] 2027-01-01   the date; 2026-11-22 unless stated
    [terminal] 80        both streams are a terminal of so many columns; pipes unless stated
    [encoding] cp1252    of both streams; utf-8 unless stated
    [bundled]            models.toml lies where the bundled ledger does, and overrides apply to it

Sections ``--- file NAME`` (a file in the working folder), ``--- stdin`` and ``--- serves PATH`` are given;
``--- stdout``, ``--- stderr``, ``--- wrote NAME`` (a file that the run made or changed) and ``--- exit N``
are compared. ESC is shown as ``␛``, the working folder as ``{folder}``.

``--- serves /api/v1/models`` is the JSON that a server on this machine answers with for that path; lines
``[status] 404`` and ``[content-type] text/html`` above it say otherwise, and every other path is a 404. The
server's clock stands at noon of the case's date (UTC). LLMCOST_OPENROUTER_URL is the server's
/api/v1/models, unless stated; its origin, http://127.0.0.1:PORT, is written ``{server}`` in what is compared,
in the command and in [env].
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
import struct
import sys
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from contract import VALIDATOR
from server import Server, answer

from llmcost.cli.app import COMMANDS, run
from llmcost.cli.exits import ExitCode
from llmcost.sources import layers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server import Behaviour

GOLDEN = Path(__file__).parent / "golden"
LEDGER = "models.toml"
TODAY = date(2026, 11, 22)
ESC, SHOWN_ESC = "\x1b", "␛"
GIVEN, COMPARED = ("file", "stdin", "serves"), ("stdout", "stderr", "wrote", "exit")
CASES = sorted(path.stem for path in GOLDEN.glob("*.txt"))
HELP = {("--help",), ("-h",), ()}
"""How the arguments of a help page end."""

NEWEST_TYPER = (0, 28)
"""Typer lays out its help pages anew now and then; they are compared with this one."""


class Case(NamedTuple):
    """One file of ``golden/``."""

    head: str
    """Everything that is given, as it stands in the file."""
    argv: tuple[str, ...]
    environ: Mapping[str, str]
    today: date
    columns: int | None
    encoding: str
    bundled: bool
    files: Mapping[str, str]
    serves: Mapping[str, str]
    """By path."""
    stdin: str
    expected: str
    """Everything that is compared, as it stands in the file; empty for a case that never ran."""


def read_case(text: str) -> Case:
    parts = re.split(r"(?m)^(?=--- )", text)
    first, sections = parts[0], parts[1:]
    kinds = [section.split(None, 2)[1] for section in sections]
    assert set(kinds) <= {*GIVEN, *COMPARED}
    given = [section for section, kind in zip(sections, kinds, strict=True) if kind in GIVEN]
    compared = [section for section, kind in zip(sections, kinds, strict=True) if kind in COMPARED]
    command = re.search(r"(?m)^\$ llmcost(.*)$", first)
    assert command is not None
    marks: dict[str, list[str]] = {}
    for name, value in re.findall(r"(?m)^\[(\w+)\] ?(.*)$", first):
        marks.setdefault(name, []).append(value)
    assert marks.keys() <= {"env", "today", "terminal", "encoding", "bundled"}
    files, serves, stdin = {}, {}, ""
    for section in given:
        title, _, body = section.partition("\n")
        if title == "--- stdin":
            stdin = body
        elif title.startswith("--- serves "):
            serves[title.removeprefix("--- serves ")] = body
        else:
            files[title.removeprefix("--- file ")] = body
    return Case(
        head=first + "".join(given),
        argv=tuple(shlex.split(command[1])),
        environ={"LLMCOST_PRICES": LEDGER} | dict(pair.split("=", 1) for pair in marks.get("env", ())),
        today=date.fromisoformat(marks.get("today", [TODAY.isoformat()])[0]),
        columns=int(marks["terminal"][0]) if "terminal" in marks else None,
        encoding=marks.get("encoding", ["utf-8"])[0],
        bundled="bundled" in marks,
        files=files,
        serves=serves,
        stdin=stdin,
        expected="".join(compared),
    )


class Stream(io.TextIOWrapper):
    """A stream that encodes as strictly as a real one, on a terminal or on none."""

    def __init__(self, encoding: str, terminal: int | None) -> None:
        self.taken = io.BytesIO()
        self._terminal = terminal
        super().__init__(self.taken, encoding=encoding, newline="\n")

    def isatty(self) -> bool:
        return self._terminal is not None

    def fileno(self) -> int:
        if self._terminal is None:
            raise io.UnsupportedOperation("a pipe of this test")
        return self._terminal

    @property
    def text(self) -> str:
        self.flush()
        return self.taken.getvalue().decode(self.encoding)


@contextlib.contextmanager
def terminal_of(columns: int | None) -> Iterator[int | None]:
    """The descriptor of a real terminal of that width."""
    if columns is None:
        yield None
        return
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals on Windows")
    import fcntl
    import os
    import pty
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    try:
        yield slave
    finally:
        os.close(slave)
        os.close(master)


@contextlib.contextmanager
def server_of(case: Case) -> Iterator[str]:
    """The origin of a server that serves what the case says; empty where it says nothing."""
    if not case.serves:
        yield ""
        return
    paths = {path: served(text) for path, text in case.serves.items()}
    with Server(paths=paths, today=case.today) as server:
        yield server.origin


def served(text: str) -> Behaviour:
    """A section ``--- serves`` as a behaviour."""
    marks, body = re.fullmatch(r"((?:\[[a-z-]+\] .*\n)*)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    said = dict(re.findall(r"\[([a-z-]+)\] (.*)\n", marks))
    assert said.keys() <= {"status", "content-type"}
    kind = {"Content-Type": said.get("content-type", "application/json")}
    return answer(int(said.get("status", "200")), body.encode(), kind)


class Outcome(NamedTuple):
    """What a run came to."""

    stdout: str
    stderr: str
    wrote: Mapping[str, str]
    code: int
    origin: str
    """Of the server that served; empty where there was none."""


def run_case(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.chdir(folder)
    shutil.copy(GOLDEN / LEDGER, folder / LEDGER)
    for name, text in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if case.bundled:
        monkeypatch.setattr(layers, "PACKAGE", folder)
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with terminal_of(case.columns) as terminal, monkeypatch.context() as streams, server_of(case) as origin:
        address = {"LLMCOST_OPENROUTER_URL": f"{origin}/api/v1/models"} if origin else {}
        for name, value in (address | dict(case.environ)).items():
            streams.setenv(name, value.replace("{server}", origin).replace("{folder}", str(folder)))
        if case.bundled:
            streams.delenv("LLMCOST_PRICES")
        stdout, stderr = Stream(case.encoding, terminal), Stream(case.encoding, terminal)
        given = io.TextIOWrapper(io.BytesIO(case.stdin.encode()), encoding="utf-8")
        streams.setattr(sys, "stdin", given)
        streams.setattr(sys, "stdout", stdout)
        streams.setattr(sys, "stderr", stderr)
        code = run([word.replace("{server}", origin) for word in case.argv], today=case.today)
    left = [path for path in sorted(folder.iterdir()) if path.is_file()]
    changed = [path for path in left if path.read_bytes() != before.get(path)]
    wrote = {path.name: path.read_text(encoding="utf-8") for path in changed}
    return Outcome(stdout.text, stderr.text, wrote, code, origin)


def written(outcome: Outcome, folder: Path) -> str:
    """The compared sections of a case, as they stand in its file."""
    sections = [("stdout", outcome.stdout), ("stderr", _left_standing(outcome.stderr))]
    sections += [(f"wrote {name}", _stable(name, text)) for name, text in outcome.wrote.items()]
    text = "".join(f"--- {title}\n{_whole_lines(body)}" for title, body in sections if body)
    shown = text.replace(ESC, SHOWN_ESC).replace(str(folder), "{folder}")
    if outcome.origin:
        shown = shown.replace(outcome.origin, "{server}")
    return f"{shown}--- exit {outcome.code}\n"


def _stable(name: str, text: str) -> str:
    """A picture by the text in it: its drawing is Rich's, and may change with Rich; a page without style."""
    if name.lower().endswith(".html"):
        text = re.sub(r"(?s)(<(style|script)>).*?(?=</)", r"\1...", text)
        return re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-...", text)
    if not name.lower().endswith(".svg"):
        return text
    nodes = ET.fromstring(text).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own text
    words = [node.text or "" for node in nodes]
    return "\n".join(" ".join(word.split()) for word in words if word.strip()) + "\n"


def _left_standing(text: str) -> str:
    """Without the lines that are written over again: how far a reading has come, on a slow machine only."""
    return re.sub(rf"\r[^\r\n]*{re.escape(ESC)}\[K", "", text)


def _whole_lines(text: str) -> str:
    assert text.endswith("\n"), "a result ends in a whole line"
    assert "\r" not in text
    return text


@pytest.mark.parametrize("name", CASES)
def test_a_command_line_prints_what_its_golden_file_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, regenerate: bool
) -> None:
    path = GOLDEN / f"{name}.txt"
    case = read_case(path.read_text(encoding="utf-8"))
    typer = version("typer")
    if case.argv[-1:] in HELP and tuple(map(int, typer.split(".")[:2])) < NEWEST_TYPER:
        pytest.skip(f"Typer {typer} lays out its help pages in another way")
    outcome = run_case(case, tmp_path, monkeypatch)
    actual = written(outcome, tmp_path)
    if regenerate:
        path.write_text(case.head + actual, encoding="utf-8", newline="\n")
        case = case._replace(expected=actual)
    assert case.expected == actual
    check_promises(case, outcome)


def check_promises(case: Case, outcome: Outcome) -> None:
    """What holds of every run, whatever it prints."""
    assert outcome.code in set(ExitCode)
    assert "Traceback" not in outcome.stderr
    assert re.search(r"\d(?:…|\.\.\.)|(?:…|\.\.\.)\d", outcome.stdout) is None or case.columns is not None
    if case.columns is None and not {"FORCE_COLOR", "CLICOLOR_FORCE"} & case.environ.keys():
        assert "--color" in case.argv or ESC not in outcome.stdout + outcome.stderr
    documents = [text for name, text in outcome.wrote.items() if name.endswith(".json")]
    if "--json" in case.argv:
        documents.append(outcome.stdout)
    for document in documents:
        check_document(document)


def check_document(text: str) -> None:
    """That it meets the schema, and that its money is exact."""
    VALIDATOR.validate(json.loads(text))
    exact = json.loads(text, parse_float=_exactly, parse_int=_exactly)
    for row in exact.get("estimates", ()):
        assert row["total"] == sum(row["components"].values(), Decimal(0))


def _exactly(text: str) -> Decimal:
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]*[1-9])?", text), f"{text} is not plain decimal text"
    return Decimal(text)


def test_the_folder_of_golden_files_holds_nothing_else() -> None:
    assert [LEDGER] == [path.name for path in GOLDEN.iterdir() if path.suffix != ".txt"]


def test_no_two_golden_files_ask_the_same() -> None:
    heads = [read_case((GOLDEN / f"{name}.txt").read_text(encoding="utf-8")) for name in CASES]
    asked: list[Any] = [case._replace(head="", expected="") for case in heads]
    assert [case for case in asked if asked.count(case) > 1] == []


def test_every_flag_and_every_command_has_a_golden_file() -> None:
    texts = [(GOLDEN / f"{name}.txt").read_text(encoding="utf-8") for name in CASES]
    used = {word.partition("=")[0] for text in texts for word in read_case(text).argv}
    documented = set(COMMANDS)
    for text in texts:
        if read_case(text).argv[-1:] in HELP:
            documented |= set(re.findall(r"(?<![\w-])--?[a-z][a-z0-9-]*\b", text.partition("--- stdout")[2]))
    # These two write to the shell of whoever runs them; see cli/test_process.py.
    assert documented - used == {"--install-completion", "--show-completion"}


def test_every_outcome_but_a_bug_and_an_interruption_has_a_golden_file() -> None:
    texts = [(GOLDEN / f"{name}.txt").read_text(encoding="utf-8") for name in CASES]
    codes = {int(text.rpartition("--- exit ")[2]) for text in texts}
    assert set(ExitCode) - {ExitCode.BUG, ExitCode.INTERRUPTED} == codes
