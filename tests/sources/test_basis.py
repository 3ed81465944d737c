from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ledgers import ledger, model

from llmcost.errors import SourceError, UsageError
from llmcost.sources import basis, layers, paths
from llmcost.sources.basis import NOTHING, Basis, named, own, own_path, place, read
from llmcost.sources.store import previous_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = ledger(model("acme/one", facts="since = 2026-11-10"))
BUNDLED = ledger(model("acme/one", facts="since = 2026-11-01"), as_of="2026-11-01")
REPLACED = "is no file that could be replaced"

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="there is no such thing on Windows")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> paths.Folders:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "models.toml").write_text(BUNDLED, encoding="utf-8")
    monkeypatch.setattr(layers, "PACKAGE", tmp_path / "package")
    (tmp_path / "data").mkdir()
    return paths.Folders(None, tmp_path / "data", None)


@pytest.fixture
def in_time() -> Iterator[None]:
    """Stops whoever waits for a pipe that nobody writes to."""

    def stop(*_: object) -> None:
        pytest.fail("it blocks")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_a_named_ledger_is_read(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert Basis(read(path), path) == named(path)
    assert date(2026, 11, 10) == named(path).ledger.as_of


def test_a_named_ledger_that_is_not_there_begins_with_nothing(tmp_path: Path) -> None:
    assert Basis(NOTHING, tmp_path / "prices.toml") == named(tmp_path / "prices.toml")


@posix_only
def test_so_does_a_link_that_leads_nowhere_yet(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "prices.toml")
    assert Basis(NOTHING, link) == named(link)


def test_it_is_not_begun_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        named(tmp_path / "new" / "prices.toml")
    assert (f"--ledger: there is no folder {tmp_path / 'new'}", "make it first, or name another") == (
        caught.value.message,
        caught.value.hint,
    )


def test_without_a_ledger_of_ones_own_it_is_the_bundled_one(folders: paths.Folders) -> None:
    found = own(folders)
    assert (date(2026, 11, 1), own_path(folders), BUNDLED.encode(), False, ()) == (
        found.ledger.as_of,
        found.path,
        found.first,
        found.is_damaged,
        found.warnings,
    )


def test_a_ledger_of_ones_own_is_the_one_before_itself(folders: paths.Folders) -> None:
    own_path(folders).write_text(TEXT, encoding="utf-8")
    found = own(folders)
    assert (date(2026, 11, 10), None, False) == (found.ledger.as_of, found.first, found.is_damaged)


def test_the_place_is_the_file_that_was_named_or_the_users_own(tmp_path: Path) -> None:
    environ = dict.fromkeys(("HOME", "APPDATA", "LOCALAPPDATA"), str(tmp_path))
    mine = own_path(paths.folders(environ))
    assert (tmp_path / "prices.toml", mine) == (place(tmp_path / "prices.toml", {}), place(None, environ))
    with pytest.raises(SourceError, match="there is no place for prices"):
        place(None, {})


@posix_only
@pytest.mark.parametrize("ask", [read, named, lambda path: place(path, {})])
@pytest.mark.parametrize("kind", ["pipe", "link", "device"])
def test_a_pipe_or_device_is_refused_and_does_not_block(
    kind: str, ask: Callable[[Path], object], tmp_path: Path, in_time: None
) -> None:
    path = Path("/dev/zero") if kind == "device" else tmp_path / kind
    if kind != "device":
        os.mkfifo(tmp_path / "pipe")
    if kind == "link":
        path.symlink_to(tmp_path / "pipe")
    with pytest.raises(SourceError) as caught:
        ask(path)
    assert (f"{path} {REPLACED}", "name another file with --ledger") == (
        caught.value.message,
        caught.value.hint,
    )


@posix_only
def test_a_pipe_in_the_place_of_the_one_before_a_damaged_ledger_is_passed_over(
    folders: paths.Folders, in_time: None
) -> None:
    own_path(folders).write_text("?", encoding="utf-8")
    os.mkfifo(previous_of(own_path(folders)))
    found = own(folders)
    assert (True, basis.read(layers.PACKAGE / "models.toml")) == (found.is_damaged, found.ledger)


@posix_only
@pytest.mark.parametrize("flags", [["--from", "answer.json"], ["--rollback"]])
@pytest.mark.parametrize("own_ledger", [True, False])
def test_a_pipe_in_the_place_of_a_ledger_is_an_error_of_the_program(
    tmp_path: Path, flags: list[str], *, own_ledger: bool
) -> None:
    environ = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    path = own_path(paths.folders(environ)) if own_ledger else tmp_path / "prices.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    previous_of(path).write_text(TEXT, encoding="utf-8")
    (tmp_path / "answer.json").write_text('{"data": []}', encoding="utf-8")
    argv = [sys.executable, "-m", "llmcost", "refresh", *flags]
    run = subprocess.run(
        argv if own_ledger else [*argv, "--ledger", str(path)],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (5, "", True) == (run.returncode, run.stdout, path.is_fifo())
    assert f"error: {path} {REPLACED}\nhint: name another file with --ledger\n" == run.stderr
