"""One writer at a time, whoever the others are and however they end."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llmcost.errors import SourceError
from llmcost.sources.exclusive import exclusive

if TYPE_CHECKING:
    from collections.abc import Iterator

fcntl = pytest.importorskip("fcntl", reason="Windows can't lock a folder")

HOLDER = """\
import sys
from pathlib import Path
from llmcost.sources.exclusive import exclusive

with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes this file until its standard input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            assert "held\n" == process.stdout.readline()
            yield process
        finally:
            process.kill()


def is_locked(folder: Path) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


class Waiter(threading.Thread):
    """Somebody else who would write, and notes when it is their turn."""

    def __init__(self, path: Path, order: list[str]) -> None:
        super().__init__()
        self._path, self._order = path, order
        self.start()

    def run(self) -> None:
        with exclusive(self._path):
            self._order.append("second")


def test_a_second_one_waits_until_the_first_is_done(tmp_path: Path) -> None:
    order: list[str] = []
    with exclusive(tmp_path / "models.toml"):
        second = Waiter(tmp_path / "models.toml", order)
        time.sleep(0.2)
        order.append("first")
    second.join()
    assert ["first", "second"] == order


def test_another_process_is_waited_for_too(tmp_path: Path) -> None:
    order: list[str] = []
    with holder(tmp_path / "models.toml") as first:
        second = Waiter(tmp_path / "models.toml", order)
        time.sleep(0.2)
        order.append("first")
        first.communicate("")
        second.join()
    assert (["first", "second"], 0) == (order, first.returncode)


def test_whoever_is_killed_holds_nobody_up(tmp_path: Path) -> None:
    with holder(tmp_path / "models.toml") as first:
        assert is_locked(tmp_path)
        first.kill()
        first.wait()
        with exclusive(tmp_path / "models.toml", patience=0):
            assert is_locked(tmp_path)


def test_patience_has_an_end(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    entered = False
    with holder(path), pytest.raises(SourceError) as caught, exclusive(path, patience=0):
        entered = True
    assert (
        f"another llmcost has been writing in {tmp_path} all the time",
        "try again when it is done",
        False,
    ) == (caught.value.message, caught.value.hint, entered)


def test_whoever_fails_holds_nobody_up(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), exclusive(tmp_path / "models.toml"):
        raise KeyboardInterrupt
    assert not is_locked(tmp_path)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    with exclusive(tmp_path / "new" / "models.toml"):
        assert [] == list(tmp_path.iterdir())
    assert [] == list(tmp_path.iterdir())
    assert before == len(list(Path("/dev/fd").iterdir()))


def test_a_folder_that_does_not_exist_yet_is_locked_by_the_nearest_that_does(tmp_path: Path) -> None:
    with exclusive(tmp_path / "new" / "deep" / "models.toml"):
        assert is_locked(tmp_path)
    with exclusive(tmp_path / "models.toml"):
        assert is_locked(tmp_path)
        assert not is_locked(tmp_path.parent)


def test_a_folder_that_was_made_while_one_waited_is_locked_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "models.toml"
    real = fcntl.flock

    def flock(handle: int, how: int) -> None:
        path.parent.mkdir(exist_ok=True)
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    with exclusive(path):
        assert is_locked(tmp_path)
        assert is_locked(path.parent)
    assert not is_locked(tmp_path)
    assert not is_locked(path.parent)


def test_a_link_and_the_file_that_it_leads_to_are_one(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "models.toml"
    link.symlink_to(tmp_path / "kept" / "models.toml")
    with exclusive(link):
        assert [True, False] == [is_locked(tmp_path / "kept"), is_locked(tmp_path / "links")]


def test_a_relative_path_is_one_of_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with exclusive((tmp_path / "models.toml").relative_to(tmp_path)):
        assert is_locked(tmp_path)


def test_in_a_working_folder_that_is_gone_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    entered = False
    with exclusive((gone / "models.toml").relative_to(gone)):
        entered = True
    assert entered


def test_a_folder_that_can_not_be_opened_is_not_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        with exclusive(tmp_path / "models.toml"):
            patched.undo()
            assert not is_locked(tmp_path)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF])
def test_a_file_system_without_locks_does_without(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(fcntl, "flock", flock)
        with exclusive(tmp_path / "models.toml"):
            patched.undo()
            assert not is_locked(tmp_path)
