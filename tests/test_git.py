"""Git answers about the folder that is asked about, and runs nothing that others name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repositories import Repository, fake_git

from llmcost import git
from llmcost.git import NoAnswer, ask_git

if TYPE_CHECKING:
    from pathlib import Path

OURS = (
    "the git that is found first lies in the project itself",
    "take that folder out of PATH, or work in another one",
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One commit of one file."""
    made = Repository(tmp_path / "project")
    made.commit(a__txt="one\n")
    return made


def refusal(folder: Path) -> tuple[str, str]:
    with pytest.raises(NoAnswer) as caught:
        ask_git(folder, "rev-parse", "HEAD")
    return str(caught.value), caught.value.hint


def test_what_git_prints_is_the_answer(repository: Repository) -> None:
    found = ask_git(repository.folder, "rev-parse", "HEAD")
    assert (0, f"{found.text}\n".encode(), "") == found
    assert repository.git("rev-parse", "HEAD") == found.text


def test_git_can_be_told_what_to_read(repository: Repository) -> None:
    found = ask_git(repository.folder, "cat-file", "--batch-check=%(objecttype)", told="HEAD:a.txt\nHEAD\n")
    assert "blob\ncommit" == found.text


def test_what_git_refuses_is_an_answer_too(tmp_path: Path) -> None:
    found = ask_git(tmp_path, "rev-parse", "HEAD")
    assert (128, b"") == found[:2]
    assert found.complaint.startswith("fatal: not a git repository")


def test_the_repository_is_that_of_the_folder_and_not_that_of_a_running_hook(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    for name, value in (("DIR", other.folder / ".git"), ("WORK_TREE", other.folder), ("INDEX_FILE", "none")):
        monkeypatch.setenv(f"GIT_{name}", str(value))
    assert str(repository.folder) == ask_git(repository.folder, "rev-parse", "--show-toplevel").text


def test_no_program_that_the_repository_names_is_run(repository: Repository) -> None:
    left = repository.folder / "left"
    program = repository.folder / "program"
    program.write_text(f"#!/bin/sh\ntouch '{left}'\n")
    program.chmod(0o755)
    hooks = repository.folder / "hooks"
    hooks.mkdir()
    (hooks / "post-index-change").symlink_to(program)
    for name, value in (("fsmonitor", program), ("hooksPath", hooks), ("pager", program)):
        repository.git("config", f"core.{name}", str(value))
    left.unlink(missing_ok=True)
    ask_git(repository.folder, "ls-files", "--others")
    ask_git(repository.folder, "update-index", "--refresh")
    assert not left.exists()


def test_without_git_there_is_no_answer(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.folder))
    assert ("git is not installed", "install it") == refusal(repository.folder)


def test_a_git_that_hangs_is_given_up(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(tmp_path, "exec sleep 30", monkeypatch)
    monkeypatch.setattr(git, "SECONDS", 0)
    hint = "see whether `git status` does, in that folder"
    assert ("git did not answer within 0 seconds", hint) == refusal(repository.folder)


def test_a_git_that_can_not_be_run_is_told(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake_git(tmp_path, "", monkeypatch)
    program.write_text("#!/no/such/shell\n")
    hint = f"see whether {program} runs by itself"
    assert ("git can't be run: No such file or directory", hint) == refusal(repository.folder)


@pytest.mark.parametrize("link", [False, True])
def test_a_git_that_the_repository_brings_is_not_run(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, link: bool
) -> None:
    place = tmp_path if link else repository.folder
    program = fake_git(place, f"touch '{tmp_path}/run'", monkeypatch)
    if link:
        kept = repository.folder / "program"
        program.rename(kept)
        program.symlink_to(kept)
    inner = repository.folder / "inner"
    inner.mkdir()
    assert OURS == refusal(inner)
    assert not (tmp_path / "run").exists()


def test_nor_one_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_git(tmp_path, f"touch '{tmp_path}/run'", monkeypatch)
    monkeypatch.setenv("PATH", "bin")
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    assert OURS == refusal(other)
    assert not (tmp_path / "run").exists()
