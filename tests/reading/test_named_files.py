from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llmcost.errors import LlmcostError, NothingToReadError, UsageError
from llmcost.reading.named_files import Met, NamedFile, NamedFiles, Words, each_once, parts_of

if TYPE_CHECKING:
    from llmcost.reading.named_files import Found

WORDS = Words("songs", "name a song", "name songs or folders", "songs end in .mid")
NO_MATCH = "* stays in one folder, ** goes through all below"
NO_MATCHES = ("x*", "empt*", "pip*", "dang*", "a/**")


def in_folder(path: str, name: str) -> list[Met]:
    found = []
    for each in sorted(os.listdir(path)):  # noqa: PTH208 - names that are no text, too
        inner = os.path.join(path, each)  # noqa: PTH118
        known = "lost" if each == "lost" else os.lstat(inner)
        found.append(Met(inner, os.path.join(name, each), known))  # noqa: PTH118
    return found


def find(root: Path, *names: str) -> list[Found]:
    return list(NamedFiles(in_folder, WORDS, cwd=root).find(names))


def shown(root: Path, *names: str) -> list[str]:
    return [each.file.shown for each in find(root, *names)]


def said(root: Path, *names: str) -> tuple[type[LlmcostError], str, str | None]:
    with pytest.raises(LlmcostError) as caught:
        find(root, *names)
    return type(caught.value), caught.value.message, caught.value.hint


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("a", "b", "folder/c", "folder/lost"):
        (tmp_path / name).write_bytes(b"four")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "dangling").symlink_to("nowhere")
    return tmp_path


def test_names_stand_for_files_folders_and_standard_input(root: Path) -> None:
    named = [NamedFile(root / "a", "./a", 4), NamedFile(None, "stdin"), NamedFile(root / "pipe", "pipe")]
    met = [
        NamedFile(root / "folder" / "c", "folder/c", 4, is_named=False),
        NamedFile(root / "folder" / "lost", "folder/lost", is_named=False, trouble="lost"),
    ]
    assert [*named, *met] == [each.file for each in find(root, "./a", "-", "pipe", "folder")]


def test_how_a_file_was_come_by_is_known(root: Path) -> None:
    found = [(each.name, each.start) for each in find(root, "./folder/c", "folder/", "*/c", "fold*")]
    expected = [("./folder/c", 1), ("folder/c", 1), ("folder/lost", 1), ("folder/c", 0), ("folder/c", 0)]
    assert [*expected, ("folder/lost", 0)] == found
    absolute = [(each.name, each.start) for each in find(Path("/"), f"{root}/a", f"{root}/fold*/c")]
    depth = len(root.parts) - 1
    assert [(f"{root}/a", depth), (f"{root}/folder/c", depth)] == absolute


def test_names_are_told_on_one_line(root: Path) -> None:
    odd = ["\x1b\n", os.fsdecode(b"\xff")]
    for name in odd:
        (root / "empty" / name).touch()
    assert (r"empty/\x1b\n", r"empty/\udcff") == tuple(shown(root, "empty"))
    assert odd == [each.name.removeprefix("empty/") for each in find(root, "empty")]


def test_what_wildcards_stand_for_never_ends_the_reading(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name not in {"b", "c"})
    assert [
        ("a", None),
        ("b", "Permission denied"),
        ("circle", "Too many levels of symbolic links"),
        ("folder/c", "Permission denied"),
        ("folder/lost", "lost"),
    ] == [(each.file.shown, each.file.trouble) for each in find(root, "*")]
    assert not any(each.file.is_named for each in find(root, "*"))


@pytest.mark.parametrize(
    ("name", "error", "message", "hint"),
    [
        ("", NothingToReadError, "'': no such file or folder", "name songs or folders"),
        ("x", NothingToReadError, "x: no such file or folder", "name songs or folders"),
        ("a/x", NothingToReadError, "a/x: no such file or folder", "name songs or folders"),
        ("dangling", NothingToReadError, "dangling: no such file or folder", "name songs or folders"),
        ("empty", NothingToReadError, "empty: no songs in that folder", "songs end in .mid"),
        *((name, NothingToReadError, f"{name}: nothing matches", NO_MATCH) for name in NO_MATCHES),
        ("a\0\nb", UsageError, r"a\x00\nb: no path", "name a song"),
        ("circle", UsageError, "circle: Too many levels of symbolic links", "name a song"),
        ("n" * 300, UsageError, f"{'n' * 300}: File name too long", "name a song"),
    ],
)
def test_a_name_of_nothing_is_refused(
    root: Path, name: str, error: type[LlmcostError], message: str, hint: str
) -> None:
    assert (error, message, hint) == said(root, "a", name)


def test_what_is_named_must_be_readable(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    expected = (UsageError, "a: Permission denied", "make it readable, or leave it out")
    assert expected == said(root, "a")


def test_a_file_is_kept_where_it_came_first_and_as_named_if_it_ever_was(root: Path) -> None:
    (root / "link").symlink_to("folder/c")
    found = each_once(find(root, "folder", "a", "link", "*", "-", "-"))
    assert [
        ("folder/c", True),
        ("folder/lost", False),
        ("a", True),
        ("b", False),
        ("circle", False),
        ("stdin", True),
    ] == [(each.shown, each.is_named) for each in found]


def test_links_to_folders_that_wildcards_stand_for_may_be_left_out(root: Path) -> None:
    (root / "link").symlink_to("folder")
    (root / "one").symlink_to("a")
    files = NamedFiles(in_folder, WORDS, cwd=root, enter_links=False)
    assert ["one", "link/c", "link/lost"] == [each.file.shown for each in files.find(["[lo]*", "link"])]


def test_names_of_nothing_can_be_told_together(root: Path) -> None:
    files = NamedFiles(in_folder, WORDS, cwd=root)
    assert ("x", "dangling", "") == files.missing(["x", "a", "-", "x", "x*", "dangling", "folder", ""])
    with pytest.raises(UsageError, match="circle: Too many levels of symbolic links"):
        files.missing(["x", "circle"])


def test_the_parts_of_a_name_are_those_below_the_root() -> None:
    assert [("a", "..", "b"), ("a",), ()] == [tuple(parts_of(name)) for name in ("./a/../b/", "/a", ".")]
