from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repositories import Repository, fake_git

from llmcost.tokens.files import find_files

if TYPE_CHECKING:
    from pathlib import Path


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"text\n")


def found(root: Path, *names: str, exclude: tuple[str, ...] = ()) -> tuple[list[str], tuple[str, ...]]:
    files, remarks = find_files(names, cwd=root, exclude=exclude)
    return [each.shown for each in files], remarks


def remarks(root: Path, *names: str, exclude: tuple[str, ...] = ()) -> tuple[str, ...]:
    return found(root, *names, exclude=exclude)[1]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder of no repository, with repositories in it."""
    write(tmp_path, "w/a.md", "w/in/b.md")
    repository = Repository(tmp_path / "w" / "in" / "own")
    (repository.folder / ".gitignore").write_text("*.log\nbuild/\n", encoding="utf-8")
    write(repository.folder, "c.md", "x.log", "build/d.md")
    Repository(repository.folder / "inner").commit(e__md="e")
    return tmp_path


def test_repositories_below_a_folder_that_is_none_are_asked_themselves(work: Path) -> None:
    (work / "w" / "link").symlink_to(work / "w" / "in" / "own")
    own = [f"w/in/own/{name}" for name in (".gitignore", "c.md", "inner/e.md")]
    assert (["w/a.md", "w/in/b.md", *own], ()) == found(work, "w")


def test_a_folder_that_only_looks_like_one_is_walked(work: Path) -> None:
    write(work, "w/odd/f.md", "w/odd/.git/g")
    files, said = found(work, "w", exclude=("in/",))
    because = "not a git repository (or any of the parent directories): .git"
    expected = (f"git can't be asked ({because}): .gitignore does not count in w/odd",)
    assert (["w/a.md", "w/odd/f.md"], expected) == (files, said)


def test_that_git_fails_is_told_once(work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = work / "w" / "in" / "own"
    fake_git(tmp_path, "echo 'hint: x' >&2; echo 'fatal: dubious\x1b ownership' >&2; exit 128", monkeypatch)
    ignored = "git can't be asked (dubious\\x1b ownership): .gitignore does not count in "
    made = "left out: 1 folder, hidden or made by tools ({}); name it to count it"
    assert (f"{ignored}., ./inner", made.format("./build")) == remarks(own, ".")
    assert (f"{ignored}w/in/own, w/in/own/inner", made.format("w/in/own/build")) == remarks(
        work, "w", "w/in/own"
    )
    assert () == remarks(work, "w", exclude=("own/",))


def test_without_git_too(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "w" / "in" / "own" / "build" / "d.md").unlink()
    monkeypatch.setenv("PATH", "")
    missing = "git can't be asked (git is not installed): .gitignore does not count in "
    assert f"{missing}w/in/own, w/in/own/inner" == remarks(work, "w")[0]


def test_folders_that_are_left_out_are_told(tmp_path: Path) -> None:
    made = ("build", "dist", "env", "target", "vendor", "in/.x\n", ".venv", "in/node_modules")
    write(tmp_path, "w/a.md", "w/in/b.md", "w/own/pyvenv.cfg", "w/.hg/h", *(f"w/{each}/c" for each in made))
    (tmp_path / "w" / ".idea").symlink_to(tmp_path)
    told = "left out: {} folders, hidden or made by tools ({}); name them to count them"
    first = "w/.venv, w/build, w/dist, w/env, w/in/.x\\n and 4 more"
    assert (["w/a.md", "w/in/b.md"], (told.format(9, first),)) == found(tmp_path, "w")
    some = ("build/", "dist", "target", "w/vendor", ".*", "own")
    assert (told.format(2, "w/env, w/in/node_modules"),) == remarks(tmp_path, "w", exclude=some)
    files, said = found(tmp_path, "w", "w/env", "w/in/node_modules", exclude=some)
    assert (["w/a.md", "w/in/b.md", "w/env/c", "w/in/node_modules/c"], ()) == (files, said)


def test_of_what_git_lists_nothing_is_said(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "w")
    write(repository.folder, "build/a.md", ".hidden/b.md")
    assert (["w/.hidden/b.md", "w/build/a.md"], ()) == found(tmp_path, "w")
