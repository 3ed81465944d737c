from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.errors import UsageError
from llmcost.git import ask_git
from llmcost.reading import worktree
from llmcost.scan.files import Listed, files_below

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.git import Answer


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def shown(path: Path) -> list[str]:
    return [each.shown for each in files_below(path)]


def git(root: Path, *arguments: str) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env=clean)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, ".gitignore", "a.py", "src/b.ts", "src/new.py", "made/c.py", "gone.py", "build/d.py")
    (tmp_path / ".gitignore").write_text("made/\n", encoding="utf-8")
    git(tmp_path, "add", "a.py", "src/b.ts", "gone.py")
    (tmp_path / "gone.py").unlink()
    return tmp_path


def test_a_repository_tells_its_own_files(repository: Path) -> None:
    assert ["a.py", "build/d.py", "src/b.ts", "src/new.py"] == shown(repository)


def test_paths_are_told_from_the_root_of_the_repository(repository: Path) -> None:
    assert (["src/b.ts", "src/new.py"], ["src/b.ts"]) == (
        shown(repository / "src"),
        shown(repository / "src" / "b.ts"),
    )


def test_a_folder_that_git_ignores_is_walked_when_asked_for(repository: Path) -> None:
    assert ["made/c.py"] == shown(repository / "made")


def test_a_hooks_own_repository_is_not_asked(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path_factory.mktemp("other")))
    assert ["src/b.ts", "src/new.py"] == shown(repository / "src")


def test_elsewhere_all_is_walked_but_what_tools_made(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.py",
        "b/c.go",
        ".git/d.py",
        "node_modules/e.js",
        "own/pyvenv.cfg",
        "own/lib/f.py",
        "vendor/g.go",
    )
    assert ["a.py", "b/c.go"] == shown(tmp_path)


def test_without_git_all_is_walked(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert ["a.py", "made/c.py", "src/b.ts", "src/new.py"] == shown(repository)


@pytest.mark.parametrize("error", [OSError(), subprocess.TimeoutExpired("git", 1)])
def test_with_a_git_that_does_not_answer_too(
    repository: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", refuse)
    assert ["b.ts", "new.py"] == shown(repository / "src")


def test_each_file_is_read_by_its_name(tmp_path: Path) -> None:
    names = {
        "a.py": "python",
        "b.PYI": "python",
        "c.ipynb": "notebook",
        "d.rs": "code",
        "e.json": "code",
        "f.yaml": "loose",
        ".env": "loose",
        ".env.example": "loose",
        "Dockerfile.dev": "loose",
        "g.md": None,
        "h.min.js": None,
        "i.txt": None,
        "llmcost.toml": None,
        "package-lock.json": None,
        "uv.lock": None,
        "noext": None,
    }
    write(tmp_path, *names)
    assert {name: kind for name, kind in names.items() if kind} == {
        each.shown: each.kind for each in files_below(tmp_path)
    }


def test_a_single_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, "notes.md", "llmcost.toml")
    path = tmp_path / "notes.md"
    assert ((Listed(path, "notes.md", "code"),), ()) == (
        files_below(path),
        files_below(tmp_path / "llmcost.toml"),
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_not_followed_but_for_the_path_itself(tmp_path: Path) -> None:
    write(tmp_path, "real/a.py", "b.py")
    (tmp_path / "real" / "link.py").symlink_to(tmp_path / "b.py")
    (tmp_path / "real" / "dir").symlink_to(tmp_path)
    (tmp_path / "asked").symlink_to(tmp_path / "real")
    assert ["a.py"] == shown(tmp_path / "asked")


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_names_are_shown_on_one_line(tmp_path: Path) -> None:
    write(tmp_path, "a\nb.py")
    (tmp_path / os.fsdecode(b"\xff.py")).write_text("x", encoding="utf-8")
    assert ["\\udcff.py", "a\\nb.py"] == shown(tmp_path)


@pytest.mark.parametrize("name", ["nothing", "a\0b"])
def test_a_path_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as refused:
        files_below(tmp_path / name)
    assert "name a file or folder" == refused.value.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_what_is_neither_a_file_nor_a_folder_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        files_below(tmp_path / "pipe.py")
    assert [] == shown(tmp_path)


def refuse_to_enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for anybody but root, who may enter all."""
    listing, telling = os.scandir, os.stat

    def scan(path: Any = ".") -> Any:
        if str(folder) == str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    def tell(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
        if isinstance(path, str | os.PathLike) and folder in type(folder)(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return telling(path, *arguments, **options)

    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(os, "stat", tell)


def test_a_folder_that_can_not_be_entered_is_told_and_not_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.py", "b/locked/c.py")
    refuse_to_enter(tmp_path / "b" / "locked", monkeypatch)
    locked = Listed(tmp_path / "b" / "locked", "b/locked/", "folder")
    assert (Listed(tmp_path / "a.py", "a.py", "python"), locked) == files_below(tmp_path)


def test_one_that_git_can_not_enter_too(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = ask_git

    def warn(folder: Path, *arguments: str) -> Answer:
        complaint = "warning: could not open directory 'src/it's/': Permission denied\nwarning: other\n"
        return answered(folder, *arguments)._replace(complaint=complaint)

    monkeypatch.setattr(worktree, "ask_git", warn)
    assert ["src/b.ts", "src/it's/", "src/new.py"] == shown(repository / "src")


def test_a_tracked_file_in_one_is_told_too(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_to_enter(repository / "src", monkeypatch)
    assert ["a.py", "build/d.py", "src/b.ts", "src/new.py"] == shown(repository)


def test_a_git_that_can_not_list_its_files_leaves_them_to_a_walk(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = ask_git

    def fail(folder: Path, *arguments: str) -> Answer:
        return answered(folder, *arguments)._replace(status=int("ls-files" in arguments))

    monkeypatch.setattr(worktree, "ask_git", fail)
    assert ["src/b.ts", "src/new.py"] == shown(repository / "src")
