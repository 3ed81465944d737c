from __future__ import annotations

from pathlib import Path

import pytest
from repositories import Repository, fake_git, git, shallow_clone

from llmcost.errors import ConfigError
from llmcost.workload import revision
from llmcost.workload.revision import file_at

THEN, NOW = "requests = 1\r\n", "requests = 2\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two commits: a first one tagged v1, and a later one on the branch change."""
    made = Repository(tmp_path / "project")
    made.commit(llmcost__toml=THEN)
    made.git("tag", "--annotate", "v1", "--message=one")
    made.git("checkout", "--quiet", "-b", "change")
    made.commit(llmcost__toml=NOW)
    return made


@pytest.fixture
def file(repository: Repository) -> Path:
    return repository.folder / "llmcost.toml"


def refusal(file: Path, ref: str) -> tuple[str, str | None]:
    with pytest.raises(ConfigError) as caught:
        file_at(file, ref)
    return caught.value.message, caught.value.hint


def test_a_branch_a_tag_a_commit_and_a_relative_revision_give_the_bytes_of_then(
    repository: Repository, file: Path
) -> None:
    for ref in ("main", "v1", repository.git("rev-parse", "main"), "HEAD~1", "refs/heads/main", "@{-1}"):
        assert THEN.encode() == file_at(file, ref)
    assert NOW.encode() == file_at(file, "change")


def test_what_is_in_the_working_folder_only_does_not_count(repository: Repository, file: Path) -> None:
    file.write_text("requests = 3\n")
    repository.git("add", "--all")
    assert NOW.encode() == file_at(file, "HEAD")


def test_a_file_in_a_subfolder_is_found_from_any_folder(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository.folder / "a folder" / "tïef"
    folder.mkdir(parents=True)
    (folder / "my cösts.toml").write_text(NOW)
    repository.commit()
    assert NOW.encode() == file_at(folder / "my cösts.toml", "HEAD")
    monkeypatch.chdir(folder)
    assert NOW.encode() == file_at(Path("my cösts.toml"), "HEAD")
    monkeypatch.chdir(repository.folder)
    assert NOW.encode() == file_at(Path("a folder/tïef/my cösts.toml"), "HEAD")


def test_a_revision_without_the_file_gives_none(repository: Repository) -> None:
    (repository.folder / "deep").mkdir()
    (repository.folder / "deep" / "llmcost.toml").write_text(NOW)
    assert file_at(repository.folder / "deep" / "llmcost.toml", "main") is None
    assert file_at(repository.folder / "other.toml", "main") is None


def test_a_name_with_signs_of_a_pattern_means_only_itself(repository: Repository) -> None:
    assert file_at(repository.folder / "*.toml", "main") is None
    assert file_at(repository.folder / ":(top)llmcost.toml", "main") is None


def test_a_file_that_was_renamed_since_was_not_there(repository: Repository, file: Path) -> None:
    repository.git("mv", "llmcost.toml", "costs.toml")
    repository.commit()
    assert file_at(file.with_name("costs.toml"), "main") is None
    assert THEN.encode() == file_at(file, "main")


def test_a_folder_that_was_a_file_then_held_no_file(repository: Repository) -> None:
    repository.commit(deep="a file")
    (repository.folder / "deep").unlink()
    (repository.folder / "deep").mkdir()
    assert file_at(repository.folder / "deep" / "llmcost.toml", "HEAD") is None


@pytest.mark.parametrize("ref", ["", "-n", "--output=stolen", "main\n", "main\x1b[31m"])
def test_what_can_be_no_revision_never_reaches_git(file: Path, ref: str) -> None:
    message, hint = refusal(file, ref)
    assert message.endswith("is no git revision")
    assert message.isprintable()
    assert hint == "name a branch, tag or commit, such as main"
    assert not (file.parent / "stolen").exists()


def test_an_unknown_revision_is_refused(file: Path) -> None:
    assert refusal(file, "mian") == (
        "git knows no revision mian here",
        "see `git branch --all` and `git tag`; what only the server has, `git fetch` first",
    )


def test_a_file_is_no_revision(repository: Repository, file: Path) -> None:
    blob = repository.git("rev-parse", "main:llmcost.toml")
    assert refusal(file, blob)[0] == f"git knows no revision {blob} here"


def test_a_repository_without_commits_knows_no_revision(tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty")
    assert refusal(empty.folder / "llmcost.toml", "HEAD")[0] == "git knows no revision HEAD here"


def test_a_branch_that_only_the_server_has_is_suggested_and_not_taken(
    repository: Repository, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", repository.folder.as_uri(), "clone")
    file = tmp_path / "clone" / "llmcost.toml"
    assert refusal(file, "main") == ("git knows no revision main here", "did you mean origin/main?")
    assert THEN.encode() == file_at(file, "origin/main")


def test_a_shallow_clone_gets_told_how_to_fetch_the_revision(repository: Repository, tmp_path: Path) -> None:
    clone = shallow_clone(repository, tmp_path / "clone")
    file = clone / "llmcost.toml"
    assert refusal(file, "origin/main") == (
        "git knows no revision origin/main here",
        (
            "this clone is shallow: `git fetch --depth=1 origin main` and compare with FETCH_HEAD; "
            "on GitHub, `fetch-depth: 0` for actions/checkout"
        ),
    )
    assert refusal(file, "HEAD~1") == (
        "git knows no revision HEAD~1 here",
        "this clone is shallow: `git fetch --unshallow`; on GitHub, `fetch-depth: 0` for actions/checkout",
    )
    git(clone, "fetch", "--quiet", "--depth=1", "origin", "main")
    assert THEN.encode() == file_at(file, "FETCH_HEAD")


def test_a_partial_clone_is_told_from_a_revision_without_the_file_and_fetches_nothing(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    uri = repository.folder.as_uri()
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--branch=change", uri, "clone")
    file = tmp_path / "clone" / "llmcost.toml"
    assert refusal(file, "origin/main") == (
        "llmcost.toml at origin/main is missing from this partial clone",
        "`git show origin/main:./llmcost.toml` in its folder fetches it",
    )
    assert file_at(file.with_name("other.toml"), "origin/main") is None
    git(file.parent, "show", "origin/main:./llmcost.toml")
    assert THEN.encode() == file_at(file, "origin/main")


def test_a_file_whose_text_is_gone_is_not_taken_for_absent(repository: Repository, file: Path) -> None:
    blob = repository.git("rev-parse", "main:llmcost.toml")
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert refusal(file, "main") == (
        "llmcost.toml at main is missing from this partial clone",
        "`git show main:./llmcost.toml` in its folder fetches it",
    )


def test_a_symbolic_link_is_followed_as_it_was_then(repository: Repository, file: Path) -> None:
    file.unlink()
    file.symlink_to("costs/current.toml")
    (repository.folder / "costs").mkdir()
    (repository.folder / "costs" / "current.toml").write_text("linked\n")
    repository.commit()
    file.unlink()
    assert file_at(file, "HEAD") == b"linked\n"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/etc/passwd", "leads out of the repository"),
        ("../../secret.toml", "leads out of the repository"),
        ("nowhere.toml", "to what is not there"),
        ("llmcost.toml", "leads back to itself"),
    ],
)
def test_a_symbolic_link_to_no_file_of_the_repository_is_refused(
    repository: Repository, file: Path, target: str, said: str
) -> None:
    file.unlink()
    file.symlink_to(target)
    repository.commit()
    message, hint = refusal(file, "HEAD")
    assert message.startswith("llmcost.toml at HEAD is a symbolic link ")
    assert message.endswith(said)
    assert hint == "compare with another revision"


def test_a_folder_and_a_submodule_are_refused(repository: Repository, file: Path) -> None:
    commit = repository.git("rev-parse", "HEAD")
    file.unlink()
    repository.git("rm", "--quiet", "--cached", "llmcost.toml")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'ab' * 20},llmcost.toml")
    repository.git("commit", "--quiet", "--message=submodule")
    assert refusal(file, "HEAD")[0] == "llmcost.toml at HEAD is a submodule"
    repository.git("reset", "--quiet", "--hard", commit)
    file.unlink()
    file.mkdir()
    (file / "inner").touch()
    repository.commit()
    assert refusal(file, "HEAD")[0] == "llmcost.toml at HEAD is a folder"


def test_a_file_that_is_too_large_is_refused_unread(
    repository: Repository, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "MAX_BYTES", 2**20)
    file.write_bytes(b"#" * 2**20)
    repository.commit()
    assert file_at(file, "HEAD") == b"#" * 2**20
    file.write_bytes(b"#" * (2**20 + 1))
    repository.commit()
    said = "llmcost.toml at HEAD is larger than 1 MiB, which no workload file or prompt is"
    assert refusal(file, "HEAD")[0] == said


def test_a_file_name_with_a_line_break_is_refused(repository: Repository) -> None:
    assert refusal(repository.folder / "a\nb.toml", "main") == (
        r"a\nb.toml: a line break in a file's name",
        "rename it",
    )


def test_outside_of_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    file = tmp_path / "llmcost.toml"
    assert refusal(file, "main") == (
        f"{file} is in no git repository, so there is no main to compare with",
        "compare with a saved report: --baseline FILE",
    )


def test_another_owners_repository_is_refused_with_the_remedy_of_git(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert refusal(file, "main") == (
        f"git can't read main: detected dubious ownership in repository at '{file.parent}'",
        f"if you trust it: git config --global --add safe.directory {file.parent}",
    )


def test_a_broken_repository_is_told_in_the_words_of_git(repository: Repository, file: Path) -> None:
    (repository.folder / ".git" / "config").write_text("[core\n")
    message, hint = refusal(file, "main")
    assert message.startswith("git can't read main: bad config line 1 in file ")
    assert hint == "see whether `git status` works in that folder"


def test_the_repository_is_that_of_the_file_and_not_that_of_a_running_hook(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert THEN.encode() == file_at(file, "main")


def test_without_git_there_is_a_remedy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(file.parent))
    assert refusal(file, "main") == (
        "git is not installed, so main can't be read",
        "install it, or compare with a saved report: --baseline FILE",
    )


def test_a_git_that_fails_without_a_word_is_told(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake_git(tmp_path, "exit 3", monkeypatch)
    assert refusal(file, "main")[0] == "git can't read main: it does not say why"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    assert refusal(file, "main")[0] == "git can't read main: broken"


def test_nothing_is_written(repository: Repository, file: Path) -> None:
    before = sorted(path for path in repository.folder.rglob("*"))
    file_at(file, "main")
    assert before == sorted(path for path in repository.folder.rglob("*"))


@pytest.mark.parametrize("said", ["", "a b", "a blob much"])
def test_a_git_that_does_not_answer_what_it_is_asked_is_told(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    fake_git(tmp_path, f"echo '{said}'", monkeypatch)
    hint = "see whether `git --version` and `git status` work in that folder"
    assert ("git tells nothing of llmcost.toml at main", hint) == refusal(file, "main")
