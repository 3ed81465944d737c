"""A file that was named is read whole, or refused with the reason."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from llmcost.errors import ConfigError
from llmcost.workload.document import MAX_BYTES, read_bytes, read_document

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows words it otherwise")
LOST = "check the path"
HINT = "mend or remove it, or name another file"


def complaint_about(path: Path) -> tuple[str, str | None]:
    with pytest.raises(ConfigError) as refused:
        read_bytes(path)
    return refused.value.message, refused.value.hint


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"x" * MAX_BYTES)

    assert MAX_BYTES == len(read_bytes(path))


def test_a_longer_one_is_no_workload(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"x" * (MAX_BYTES + 1))

    assert (f"{path}: more than 16 MiB is no workload file", "name the TOML file itself") == complaint_about(
        path
    )


@POSIX
def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a\nb.toml"

    message = f"can't read the workload from {tmp_path}/a\\nb.toml: {os.strerror(errno.ENOENT)}"
    assert (message, LOST) == complaint_about(path)


@POSIX
def test_a_folder_is_no_file(tmp_path: Path) -> None:
    message = f"can't read the workload from {tmp_path}: {os.strerror(errno.EISDIR)}"
    assert (message, f"name the file in it, as in {tmp_path}/llmcost.toml") == complaint_about(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only there is such a file")
def test_a_file_that_is_there_but_can_not_be_read_is_to_be_mended() -> None:
    path = Path("/proc/self/mem")

    assert (f"can't read the workload from {path}: {os.strerror(errno.EIO)}", HINT) == complaint_about(path)


@POSIX
def test_a_link_to_itself_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "llmcost.toml"
    path.symlink_to(path)

    assert (f"can't read the workload from {path}: {os.strerror(errno.ELOOP)}", LOST) == complaint_about(path)


@POSIX
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a\0b"

    assert (f"can't read the workload from {tmp_path}/a\\x00b: embedded null byte", LOST) == complaint_about(
        path
    )


def test_what_a_complaint_quotes_is_no_command_to_a_runner() -> None:
    with pytest.raises(ConfigError) as refused:
        read_document(b'a = { "::x##[y]" = 1, "::x##[y]" = 2 }', "f")

    assert "::" not in refused.value.message
    assert "##[" not in refused.value.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a = 1\nb = \n", "f:2: not TOML: Invalid value (column 5)"),
        (b"x" + b".x" * 40 + b" = 1", "f:1: not TOML: a key of too many parts"),
        (b"x = [", "f: not TOML: Invalid value (at end of document)"),
    ],
)
def test_a_line_is_told_once(data: bytes, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_document(data, "f")

    assert message == refused.value.message
