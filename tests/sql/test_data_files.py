from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from llmcost.errors import NothingToReadError, UsageError
from llmcost.sql.data_files import DataFile, find_data, table_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.csv", "b.TSV.gz", "sub/c.csv", "sub/notes.txt", ".hidden.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("model,input\n")
    return tmp_path


@pytest.mark.parametrize("names", [["."], ["**/*"], ["a.csv", "b.TSV.gz", "sub", "./a.csv"]])
def test_data_files_are_found_by_their_endings_each_once(folder: Path, names: list[str]) -> None:
    found = find_data(names, cwd=folder)
    assert found.kind == "csv"
    assert [file.path for file in found.files][:3] == [
        str(folder / name) for name in ("a.csv", "b.TSV.gz", "sub/c.csv")
    ]
    assert {file.size for file in found.files} == {12}


def test_addresses_are_told_by_their_endings_alone(tmp_path: Path) -> None:
    names = ["s3://bucket/**/*.parquet", "https://example.com/u.parquet?key=1"]
    expected = tuple(DataFile(name, name, is_local=False) for name in names)
    assert find_data(names, cwd=tmp_path) == ("parquet", expected)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["-"], "an engine can't read stdin"),
        (["sub/notes.txt"], "sub/notes.txt: its name doesn't say what kind of file it is"),
        (["s3://bucket/usage/"], "s3://bucket/usage/: its name doesn't say what kind of file it is"),
        (["a.csv", "s3://b/x.parquet"], "files of several kinds: csv (a.csv) and parquet (s3://b/x.parquet)"),
        (["pipe.csv"], "pipe.csv: not a file on disk"),
    ],
)
def test_what_an_engine_can_not_read_is_refused(folder: Path, names: list[str], message: str) -> None:
    os.mkfifo(folder / "pipe.csv")
    with pytest.raises(UsageError) as caught:
        find_data(names, cwd=folder)
    assert caught.value.message == message


def test_what_can_not_be_read_is_told_and_not_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("a.csv"))
    with pytest.raises(UsageError, match=r"a.csv: Permission denied"):
        find_data(["*.csv"], cwd=folder)


@pytest.mark.parametrize("names", [["nope.csv"], ["x*.csv"], ["empty"], ["*.txt"]])
def test_nothing_to_read_is_no_table(folder: Path, names: list[str]) -> None:
    (folder / "empty").mkdir()
    (folder / "notes.txt").touch()
    with pytest.raises(NothingToReadError):
        find_data(names, cwd=folder)


def test_a_table_is_named_alone() -> None:
    assert (None, "a.b") == (table_of(["a.csv"]), table_of(["table:a.b"]))
    with pytest.raises(UsageError) as caught:
        table_of(["a.csv", "table:b"])
    assert ("table:b: a table is read by itself", "name it alone") == (
        caught.value.message,
        caught.value.hint,
    )


def test_a_file_that_several_names_lead_to_is_read_once(folder: Path) -> None:
    (folder / "link.csv").hardlink_to(folder / "a.csv")
    names = ["./a.csv", "a.csv", "a.*", str(folder / "a.csv"), "link.csv"]
    assert find_data(names, cwd=folder).files == (DataFile(str(folder / "a.csv"), "./a.csv", 12),)
