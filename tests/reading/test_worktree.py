from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from repositories import Repository, fake_git

from llmcost.git import ask_git
from llmcost.reading import worktree
from llmcost.reading.worktree import (
    Listing,
    is_ignored,
    prefix_of,
    tracked_files,
    walked_files,
    why_not_listed,
)

if TYPE_CHECKING:
    from llmcost.git import Answer


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository of tracked, new, ignored and deleted files."""
    repository = Repository(tmp_path / "work")
    write(repository.folder, "a.py", "src/b.ts", "gone.py", "made/kept.py")
    (repository.folder / ".gitignore").write_text("made/\n*.log\n", encoding="utf-8")
    repository.git("add", "--force", "--all")
    repository.git("commit", "--quiet", "--message=as it is")
    write(repository.folder, "src/new.py", "made/c.py", "made/in/d.py", "x.log", "logs/y.log")
    (repository.folder / "gone.py").unlink()
    return repository.folder


def test_a_repository_tells_what_it_keeps_or_would_keep(root: Path) -> None:
    names = (".gitignore", "a.py", "gone.py", "made/kept.py", "src/b.ts", "src/new.py")
    assert Listing(names) == tracked_files(root)


def test_names_start_from_the_folder(root: Path) -> None:
    assert (Listing(("b.ts", "new.py")), "src/", "") == (
        tracked_files(root / "src"),
        prefix_of(root / "src"),
        prefix_of(root),
    )


def test_a_hooks_own_repository_is_not_asked(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(Repository(tmp_path / "other").folder / ".git"))
    assert Listing(("b.ts", "new.py")) == tracked_files(root / "src")


def test_a_repository_in_it_is_one_name_and_links_are_names(root: Path) -> None:
    inner = Repository(root / "src" / "inner")
    inner.commit(x__py="x")
    (root / "src" / "link").symlink_to(root)
    assert Listing(("b.ts", "inner/", "link", "new.py")) == tracked_files(root / "src")


def test_in_the_folder_of_a_submodule_that_is_not_there_nothing_is_known(root: Path) -> None:
    library = Repository(root.parent / "library")
    library.commit(l__py="l")
    outer = Repository(root)
    add = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.folder.as_uri(), "lib")
    outer.git(*add)
    assert Listing(("l.py",)) == tracked_files(root / "lib")
    outer.git("submodule", "--quiet", "deinit", "--force", "lib")
    found = tracked_files(root)
    assert (True, None) == (found is not None and "lib" in found.names, tracked_files(root / "lib"))


def test_names_need_not_be_text(root: Path) -> None:
    odd = ["a\nb", 'quo"te\\d', "\x1b[1m", os.fsdecode(b"\xff"), " ", "日本", "[a]*"]
    write(root / "odd", *odd)
    assert Listing(tuple(sorted(odd))) == tracked_files(root / "odd")


def test_files_in_conflict_are_listed_once(root: Path, tmp_path: Path) -> None:
    repository = Repository(root)
    repository.git("checkout", "--quiet", "-b", "other")
    repository.commit(a__py="other")
    repository.git("checkout", "--quiet", "main")
    repository.commit(a__py="main")
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "--quiet", "other")
    found = tracked_files(root)
    assert found is not None
    assert found.names.count("a.py") == 1


def test_what_is_ignored_is_told(root: Path) -> None:
    write(root, "e1/e2/f.log")
    folders = ("made", "made/in", ".", "src", "logs", "e1/e2")
    ignored = [folder for folder in folders if is_ignored(root / folder)]
    assert (["made", "made/in"], Listing(())) == (ignored, tracked_files(root / "made" / "in"))


def test_elsewhere_git_tells_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a.py")
    assert (None, "", False) == (tracked_files(tmp_path), prefix_of(tmp_path), is_ignored(tmp_path))


def test_nor_does_it_within_its_own_folder(root: Path) -> None:
    assert tracked_files(root / ".git") is None


def test_without_git_nothing_is_known(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert (None, "", False) == (tracked_files(root), prefix_of(root / "src"), is_ignored(root / "made"))


def test_nor_with_one_that_fails(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_git(tmp_path, "echo a.py; exit 128", monkeypatch)
    assert (None, "", False) == (tracked_files(root), prefix_of(root / "src"), is_ignored(root / "made"))


def test_folders_that_git_can_not_enter_are_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def warn(folder: Path, *arguments: str) -> Answer:
        complaint = "warning: could not open directory 'src/it's/': Permission denied\nwarning: other\n"
        return ask_git(folder, *arguments)._replace(complaint=complaint)

    monkeypatch.setattr(worktree, "ask_git", warn)
    assert Listing(("b.ts", "new.py"), ("it's",)) == tracked_files(root / "src")


def test_a_walk_leaves_out_what_tools_made(tmp_path: Path) -> None:
    write(
        tmp_path,
        *("a.py", "b/c.go", ".x/y.py", ".hidden", ".git/d.py", "node_modules/e.js", "vendor/g.go"),
        *("own/pyvenv.cfg", "own/lib/f.py", "b/build/h"),
    )
    (tmp_path / "link").symlink_to(tmp_path / "b")
    (tmp_path / "env").symlink_to(tmp_path / "b")
    seen, hidden = walked_files(tmp_path, enter_hidden=False), walked_files(tmp_path)
    assert ([".hidden", "a.py", "b/c.go"], [".hidden", ".x/y.py", "a.py", "b/c.go"], ["h"]) == (
        sorted(seen.names),
        sorted(hidden.names),
        sorted(walked_files(tmp_path / "b" / "build").names),
    )
    made = ["b/build", "node_modules", "own", "vendor"]
    assert ([".x", *made], made) == (sorted(seen.left_out), sorted(hidden.left_out))


def test_a_walk_may_leave_repositories_to_git(root: Path) -> None:
    write(root.parent, "a.py", "in/b.py")
    Repository(root.parent / "in" / "own").commit(c__py="c")
    (root.parent / "link").symlink_to(root)
    found = walked_files(root.parent, enter_repositories=False)
    assert ["a.py", "in/b.py", "in/own", "work"] == sorted(found.names)
    assert "in/own/c.py" in walked_files(root.parent).names


def test_why_git_does_not_list_the_files_of_a_repository_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = (root, root / "src", root / ".git", tmp_path)
    assert [None] * 4 == [why_not_listed(each) for each in places]
    (root / ".git" / "index").write_bytes(b"x" * 100)
    assert "bad signature 0x78787878" == why_not_listed(root / "src")
    program = fake_git(tmp_path, "exit 3", monkeypatch)
    assert ("git ended with status 3", None) == (why_not_listed(root), why_not_listed(tmp_path))
    program.write_text("#!/bin/sh\necho 'fatal: no\033' >&2\nexit 128\n")
    assert r"no\x1b" == why_not_listed(root)
    monkeypatch.setenv("PATH", "")
    assert ("git is not installed", None) == (why_not_listed(root), why_not_listed(tmp_path))


def test_folders_that_can_not_be_walked_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.py", "b/locked/c.py", "b/d.py")
    listing = os.scandir

    def scan(path: Any = ".") -> Any:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert Listing(("a.py", "b/d.py"), ("b/locked",)) == walked_files(tmp_path)
