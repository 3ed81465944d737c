from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.catalog.note import Note
from llmcost.cli import text_reader
from llmcost.cli.console import Console
from llmcost.cli.text_reader import TextReader
from llmcost.cost.counting import Skipped
from llmcost.errors import NothingToReadError
from llmcost.tokens.files import TextFile

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, name: str, content: bytes = b"abc", **more: Any) -> TextFile:
    (folder / name).write_bytes(content)
    return TextFile(folder / name, name, len(content), **more)


def test_what_had_to_be_done_to_read_a_text_is_kept(tmp_path: Path) -> None:
    reader = TextReader(Console({}))
    files = (written(tmp_path, "a.md", "\ufeffa".encode()), written(tmp_path, "b.md", b"b"))
    assert [("a.md", "a"), ("b.md", "b")] == [(file.shown, text.text) for file, text in reader.texts(files)]
    assert (reader.remarks, reader.skipped) == (["a.md: its byte order mark is not counted"], [])


def test_what_has_no_text_is_skipped_with_the_reason(tmp_path: Path) -> None:
    reader = TextReader(Console({}))
    files = (
        written(tmp_path, "a.bin", b"\0"),
        TextFile(tmp_path / "gone", "gone", 1, is_named=False),
        TextFile(tmp_path / "closed", "closed", 1, is_named=False, trouble="Permission denied"),
        written(tmp_path, "b.md"),
    )
    assert ["b.md"] == [file.shown for file, _ in reader.texts(files)]
    assert [
        Skipped("a.bin", "not_text", "binary: it holds a NUL byte"),
        Skipped("gone", "unreadable", "No such file or directory"),
        Skipped("closed", "unreadable", "Permission denied"),
    ] == reader.skipped


def test_a_file_that_was_named_has_to_hold_text_where_it_is_asked_for(tmp_path: Path) -> None:
    met = written(tmp_path, "a.bin", b"\0", is_named=False)
    reader = TextReader(Console({}))
    assert list(reader.texts((met,), skip_named=False)) == []
    with pytest.raises(NothingToReadError, match=r"^a\.bin: binary: it holds a NUL byte$"):
        list(reader.texts((met._replace(is_named=True),), skip_named=False))


def test_each_file_is_told_to_whoever_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    class Progress:
        def __init__(self, *_: object) -> None:
            pass

        def __enter__(self) -> Any:
            return lambda file, position: told.append((file.shown, position))

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(text_reader, "reading_progress", Progress)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"from a pipe\n")))
    files = (written(tmp_path, "a.md"), written(tmp_path, "b.bin", b"\0"), TextFile(None, "stdin"))
    list(TextReader(Console({})).texts(files))
    assert told == [("a.md", 3), ("b.bin", 1), ("stdin", 0)]


def test_all_that_was_kept_is_noted(tmp_path: Path) -> None:
    reader = TextReader(Console({}))
    reader.remark("a.md", ("odd",))
    list(reader.texts((written(tmp_path, "a.bin", b"\0"),)))
    assert reader.notes == (
        Note("as_read", "a.md: odd"),
        Note("skipped_file", "a.bin: binary: it holds a NUL byte"),
    )
