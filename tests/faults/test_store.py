"""A ledger's file under everything that a disk, another process or a kill can do to it."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.errors import SourceError
from llmcost.sources.store import (
    damaged_of,
    install,
    previous_of,
    replace,
    rollback,
)
from llmcost.sources.whole_file import STALE_SECONDS, move

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FIRST, SECOND, THIRD = (bytes([letter]) * 50_000 + b"\n" for letter in b"abc")
BEFORE = {"models.toml": SECOND, "models.previous.toml": FIRST}
INSTALLED = {"models.toml": THIRD, "models.previous.toml": SECOND}
SWAPPED = {"models.toml": FIRST, "models.previous.toml": SECOND}

STEPS = ("open", "fdopen", "fsync", "close", "replace", "stat", "chmod", "unlink", "mkdir")
"""What the store asks of the system, by the names in ``os``; reading and writing come on top."""
CODES = [errno.ENOSPC, errno.EACCES, errno.EIO]

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="there is no such thing on Windows")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return made(tmp_path / "data")


def made(folder: Path) -> Path:
    """A ledger with the one before it, alone in a folder."""
    path = folder / "models.toml"
    install(path, FIRST)
    install(path, SECOND)
    return path


def beside(path: Path) -> dict[str, bytes]:
    """All files in a ledger's folder."""
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


class Faults:
    """Makes one step fail, or every one from it on."""

    def __init__(self, number: int, code: int, *, lasting: bool) -> None:
        self._left = number
        self._code = code
        self._lasting = lasting

    @property
    def happened(self) -> bool:
        return self._left <= 0

    def into(self, monkeypatch: pytest.MonkeyPatch) -> None:
        faults = self

        class Disk(io.FileIO):
            def write(self, data: Any, /) -> int:
                faults.step()
                return super().write(data)

        def fdopen(handle: int, mode: str) -> io.BufferedWriter:
            return io.BufferedWriter(Disk(handle, mode))

        monkeypatch.setattr(os, "fdopen", fdopen)
        for name in STEPS:
            monkeypatch.setattr(os, name, self._faulty(getattr(os, name)))
        monkeypatch.setattr(Path, "read_bytes", self._faulty(Path.read_bytes))

    def step(self) -> None:
        self._left -= 1
        if self._left == 0 or (self._lasting and self.happened):
            raise OSError(self._code, os.strerror(self._code))

    def _faulty(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.step()
            return real(*args, **kwargs)

        return call


def left_behind(
    path: Path, action: Callable[[], object], faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> tuple[bool, dict[str, bytes]]:
    """Whether an action said that it succeeded, and all files after it."""
    with monkeypatch.context() as patched:
        faults.into(patched)
        try:
            action()
        except SourceError:
            succeeded = False
        else:
            succeeded = True
    return succeeded, beside(path) if path.parent.exists() else {}


def at_every_step(
    start: Callable[[Path], Path],
    action: Callable[[Path], object],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    *,
    lasting: bool = False,
) -> Iterator[tuple[Path, bool, Mapping[str, bytes]]]:
    for number in range(1, 1000):
        path = start(Path(f"{number}"))
        faults = Faults(number, code, lasting=lasting)
        succeeded, files = left_behind(path, lambda path=path: action(path), faults, monkeypatch)  # type: ignore[misc]
        if not faults.happened:
            assert succeeded
            return
        yield path, succeeded, files


@pytest.mark.parametrize("code", CODES)
def test_an_installation_that_fails_at_any_step_changes_nothing(
    code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = [
        (succeeded, files)
        for _, succeeded, files in at_every_step(made, lambda path: install(path, THIRD), code, monkeypatch)
    ]
    assert {True: INSTALLED, False: BEFORE} == dict(outcomes)
    assert [] == [files for succeeded, files in outcomes if files != (INSTALLED if succeeded else BEFORE)]


@pytest.mark.parametrize("code", CODES)
def test_a_rollback_that_fails_at_any_step_changes_nothing(
    code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _, succeeded, files in at_every_step(made, rollback, code, monkeypatch):
        assert (SWAPPED if succeeded else BEFORE) == files


@pytest.mark.parametrize("code", CODES)
def test_a_first_installation_that_fails_at_any_step_leaves_nothing(
    code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(folder: Path) -> Path:
        return folder / "new" / "models.toml"

    for _, succeeded, files in at_every_step(start, lambda path: install(path, FIRST), code, monkeypatch):
        assert ({"models.toml": FIRST} if succeeded else {}) == files


@pytest.mark.parametrize("code", CODES)
def test_a_first_installation_on_top_of_another_ledger_that_fails_leaves_nothing(
    code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(folder: Path) -> Path:
        return folder / "new" / "models.toml"

    def action(path: Path) -> None:
        install(path, SECOND, first=FIRST)

    for _, succeeded, files in at_every_step(start, action, code, monkeypatch):
        assert (BEFORE if succeeded else {}) == files


@pytest.mark.parametrize("action", [lambda path: install(path, THIRD), rollback])
@pytest.mark.parametrize("code", CODES)
def test_where_nothing_works_any_more_both_ledgers_stay_whole(
    action: Callable[[Path], object], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, _, files in at_every_step(made, action, code, monkeypatch, lasting=True):
        assert files["models.toml"] in {FIRST, SECOND, THIRD}
        install(path, THIRD)
        assert THIRD == path.read_bytes()
        assert previous_of(path).read_bytes() in {FIRST, SECOND, THIRD}


def test_an_older_ledger_that_cannot_be_put_back_leaves_the_present_one_twice(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, targets = os.replace, []

    def replace(source: Path, target: Path) -> None:
        targets.append(target)
        if len(targets) > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(SourceError, match="Input/output error; nothing was changed"):
        install(ledger, THIRD)
    assert {ledger.name: SECOND, previous_of(ledger).name: SECOND} == beside(ledger)


def test_a_rollback_whose_third_file_another_run_took_away_loses_nothing(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if source.name.endswith(".swapping"):
            source.unlink()
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    rollback(ledger)
    assert SWAPPED == beside(ledger)


def test_a_rollback_that_was_killed_half_way_is_finished_by_the_next_one(tmp_path: Path) -> None:
    (tmp_path / "models.toml").write_bytes(FIRST)
    (tmp_path / ".models.toml.swapping").write_bytes(SECOND)
    rollback(tmp_path / "models.toml")
    assert SWAPPED == beside(tmp_path / "models.toml")


def test_what_stands_for_the_one_before_the_first_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    assert install(path, SECOND, first=FIRST)
    assert BEFORE == beside(path)


def test_a_ledger_that_replaces_another_leaves_the_one_before_it(ledger: Path) -> None:
    assert (True, False) == (replace(ledger, THIRD), replace(ledger, THIRD))
    assert {**BEFORE, ledger.name: THIRD} == beside(ledger)


def test_a_ledger_that_is_set_aside_has_a_name_of_its_own(tmp_path: Path) -> None:
    assert tmp_path / "models.damaged.toml" == damaged_of(tmp_path / "models.toml")


def test_an_interruption_leaves_no_temporary_file(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        install(ledger, THIRD)
    assert BEFORE == beside(ledger)


class Journal:
    """Notes when a file got its name, and when a folder's names were made durable."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entries: list[tuple[str, Path]] = []
        self._replace, self._fsync = os.replace, os.fsync
        monkeypatch.setattr(os, "replace", self._note_name)
        monkeypatch.setattr(os, "fsync", self._note_sync)

    def _note_name(self, source: Path, target: Path) -> None:
        self._replace(source, target)
        self.entries.append(("named", target))

    def _note_sync(self, handle: int) -> None:
        self._fsync(handle)
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            self.entries.append(("durable", Path(f"/proc/self/fd/{handle}").readlink()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="nothing tells which folder it is")
@pytest.mark.parametrize(
    ("action", "named"),
    [
        (lambda path: install(path, THIRD), ["models.previous.toml", "models.toml"]),
        (lambda path: replace(path, THIRD), ["models.toml"]),
        (rollback, ["models.toml", "models.previous.toml"]),
        (lambda path: install(path.with_name("first.toml"), THIRD), ["first.toml"]),
    ],
)
def test_in_the_end_the_new_names_are_durable(
    action: Callable[[Path], object], named: list[str], ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(monkeypatch)
    action(ledger)
    expected = [*(("named", ledger.with_name(name)) for name in named), ("durable", ledger.parent)]
    assert expected == journal.entries


@posix_only
def test_a_folder_that_can_not_be_made_durable_is_no_failure(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    install(ledger, THIRD)
    assert INSTALLED == beside(ledger)


@posix_only
def test_a_full_disk_changes_nothing(ledger: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(SourceError, match="File too large; nothing was changed"):
            install(ledger, THIRD)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert BEFORE == beside(ledger)


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_changes_nothing(ledger: Path) -> None:
    ledger.parent.chmod(0o500)
    try:
        with pytest.raises(SourceError, match="Permission denied; nothing was changed"):
            install(ledger, THIRD)
        with pytest.raises(SourceError, match="Permission denied; nothing was changed"):
            rollback(ledger)
    finally:
        ledger.parent.chmod(0o700)
    assert BEFORE == beside(ledger)


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(SourceError, match="nothing was changed"):
        install(tmp_path / "data" / "models.toml", FIRST)


def test_a_ledger_that_is_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "models.toml").mkdir()
    with pytest.raises(SourceError, match="nothing was changed"):
        install(tmp_path / "models.toml", FIRST)
    assert [tmp_path / "models.toml"] == list(tmp_path.iterdir())


def test_the_one_before_it_that_cannot_be_replaced_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    install(path, FIRST)
    previous_of(path).mkdir()
    with pytest.raises(SourceError, match="nothing was changed"):
        install(path, SECOND)
    assert FIRST == path.read_bytes()
    assert {path, previous_of(path)} == set(tmp_path.iterdir())


@posix_only
def test_whoever_is_killed_at_any_moment_leaves_whole_ledgers(tmp_path: Path) -> None:
    script = Path(__file__).with_name("kill.py")
    run = subprocess.run(
        [sys.executable, script, tmp_path / "models.toml", "60"], capture_output=True, text=True, check=False
    )
    assert (0, "") == (run.returncode, run.stderr)


@posix_only
def test_whoever_reads_while_others_write_finds_a_whole_ledger(ledger: Path) -> None:
    over = threading.Event()
    read: set[bytes] = set()

    def read_for_ever() -> None:
        while not over.is_set():
            read.add(ledger.read_bytes())

    readers = [threading.Thread(target=read_for_ever) for _ in range(2)]

    def write(data: bytes) -> None:
        for _ in range(30):
            install(ledger, data)

    writers = [threading.Thread(target=write, args=(data,)) for data in (FIRST, SECOND, THIRD)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in readers:
        thread.join()
    assert read <= {FIRST, SECOND, THIRD}
    assert len(read) > 1
    assert {"models.toml", "models.previous.toml"} == beside(ledger).keys()


@pytest.mark.parametrize("name", ["models.toml", "models[1].toml", "mo*els.toml"])
def test_what_a_killed_run_left_behind_is_swept_after_an_hour(name: str, tmp_path: Path) -> None:
    if sys.platform == "win32" and "*" in name:
        pytest.skip("no such name on Windows")
    path = tmp_path / name
    old, young, other = (tmp_path / f".{of}.tmp" for of in (f"{name}.1", f"{name}.2", "others.toml.1"))
    for file, age in ((old, STALE_SECONDS + 60), (young, STALE_SECONDS - 60), (other, STALE_SECONDS * 9)):
        file.write_bytes(b"")
        os.utime(file, (time.time(), time.time() - age))
    install(path, FIRST)
    assert {path, young, other} == set(tmp_path.iterdir())


@posix_only
def test_a_link_stays_a_link(ledger: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(ledger)
    install(link, THIRD)
    assert link.is_symlink()
    assert INSTALLED == beside(ledger)
    rollback(link)
    assert link.is_symlink()
    assert {"models.toml": SECOND, "models.previous.toml": THIRD} == beside(ledger)


@posix_only
def test_a_link_that_leads_nowhere_is_filled_where_it_leads(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "there" / "models.toml")
    install(link, FIRST)
    assert FIRST == (tmp_path / "there" / "models.toml").read_bytes()


@posix_only
def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "models.toml"
    link.symlink_to(link)
    with pytest.raises(SourceError, match="nothing was changed"):
        install(link, FIRST)
    assert [link] == list(tmp_path.iterdir())


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_the_rights_of_a_ledger_are_kept(mode: int, ledger: Path) -> None:
    ledger.chmod(mode)
    install(ledger, THIRD)
    rollback(ledger)
    assert [mode, mode] == [stat.S_IMODE(path.stat().st_mode) for path in (ledger, previous_of(ledger))]


@posix_only
def test_the_rights_of_a_new_ledger_are_those_of_any_new_file(tmp_path: Path) -> None:
    install(tmp_path / "models.toml", FIRST)
    (tmp_path / "any").write_bytes(b"")
    assert (tmp_path / "any").stat().st_mode == (tmp_path / "models.toml").stat().st_mode


def test_the_same_ledger_once_more_keeps_the_one_before_it(ledger: Path) -> None:
    assert not install(ledger, SECOND)
    assert BEFORE == beside(ledger)


def test_a_rollback_twice_changes_nothing(ledger: Path) -> None:
    rollback(ledger)
    assert SWAPPED == beside(ledger)
    rollback(ledger)
    assert BEFORE == beside(ledger)


def test_a_rollback_brings_back_a_ledger_that_was_deleted(ledger: Path) -> None:
    ledger.unlink()
    rollback(ledger)
    assert {"models.toml": FIRST} == beside(ledger)


def test_without_one_before_it_there_is_no_rollback(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    install(path, FIRST)
    with pytest.raises(SourceError) as caught:
        rollback(path)
    assert f"there is no ledger before {path}" == caught.value.message
    assert {"models.toml": FIRST} == beside(path)


@pytest.mark.parametrize(
    ("killed", "expected"),
    [
        # Before the first of the two took the other's name; after it.
        ({"models.toml": SECOND, "models.previous.toml": FIRST, ".models.toml.swapping": SECOND}, BEFORE),
        ({"models.toml": FIRST, ".models.toml.swapping": SECOND}, SWAPPED),
    ],
)
def test_a_rollback_that_was_killed_is_finished_by_the_next_run(
    killed: Mapping[str, bytes], expected: Mapping[str, bytes], tmp_path: Path
) -> None:
    for name, data in killed.items():
        (tmp_path / name).write_bytes(data)
    path = tmp_path / "models.toml"
    install(path, THIRD)
    assert {"models.toml": THIRD, "models.previous.toml": expected["models.toml"]} == beside(path)


@pytest.mark.parametrize(("tries", "replaced"), [(3, True), (2, False)])
def test_a_file_that_somebody_holds_for_a_moment_is_waited_for(
    tries: int, ledger: Path, monkeypatch: pytest.MonkeyPatch, *, replaced: bool
) -> None:
    real, held = os.replace, [1, 2]

    def replace(source: Path, target: Path) -> None:
        if held:
            held.pop()
            raise PermissionError
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with contextlib.nullcontext() if replaced else pytest.raises(PermissionError):
        move(previous_of(ledger), ledger, tries)
    assert ({"models.toml": FIRST} if replaced else BEFORE) == beside(ledger)


@posix_only
def test_whoever_rolls_back_while_others_write_loses_nothing(ledger: Path) -> None:
    def write(data: bytes) -> None:
        for _ in range(20):
            with contextlib.suppress(SourceError):  # when two roll back at the same time
                rollback(ledger)
            install(ledger, data)
            assert ledger.read_bytes() in {FIRST, SECOND, THIRD}

    with ThreadPoolExecutor() as writers:
        for done in [writers.submit(write, data) for data in (FIRST, SECOND, THIRD)]:
            done.result()
    assert {"models.toml", "models.previous.toml"} == beside(ledger).keys()
