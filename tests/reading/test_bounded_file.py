"""A file is read whole, or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from llmcost.reading.bad_text import BadText
from llmcost.reading.bounded_file import TooLong, bounded, read_at_most

MOST = 2**20


def complaint(path: Path) -> str:
    with pytest.raises(BadText) as caught:
        read_at_most(path, MOST)
    return str(caught.value)


def test_a_file_may_be_as_long_as_that(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"#" * MOST)
    assert b"#" * MOST == read_at_most(tmp_path / "file", MOST)


def test_a_longer_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"#" * (MOST + 1))
    with pytest.raises(TooLong, match=r"^more than 1 MiB$"):
        read_at_most(tmp_path / "file", MOST)


def test_bytes_that_are_at_hand_are_held_to_it_too() -> None:
    assert b"#" == bounded(b"#", 1)
    with pytest.raises(TooLong, match=r"^more than 0 MiB$"):
        bounded(b"##", 1)


def test_what_can_not_be_read_says_why(tmp_path: Path) -> None:
    assert ["No such file or directory", "Is a directory", "embedded null byte"] == [
        complaint(path) for path in (tmp_path / "none", tmp_path, Path("a\0b"))
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_read_and_a_device_without_end_is_not(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"told",))
    writer.start()
    assert b"told" == read_at_most(pipe, MOST)
    writer.join()
    assert "more than 1 MiB" == complaint(Path("/dev/zero"))
