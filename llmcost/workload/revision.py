"""A file as it was at a git revision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.errors import ConfigError
from llmcost.git import NoAnswer, ask_git
from llmcost.printable import printable

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.git import Answer

MAX_BYTES = 16 * 2**20
"""Far above any workload file or prompt; larger ones are refused unread."""

_BRANCH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", re.ASCII)
_LINKS = {
    "symlink": "a symbolic link that leads out of the repository",
    "dangling": "a symbolic link to what is not there",
    "loop": "a symbolic link that leads back to itself",
}


def file_at(path: Path, ref: str, folder: Path | None = None) -> bytes | None:
    """The bytes of a file at a revision; None where that revision doesn't have it under this name.

    Symbolic links are followed within the repository, as they were then.

    Args:
        path: where the file lies now.
        ref: a branch, tag, commit, or whatever else means one to git, such as ``HEAD~1``.
        folder: where git is asked, and the path leads on from; it has to be there now. None: the file's own.

    Raises:
        ConfigError: without git, outside of a repository, for a revision that it doesn't know, and for what
            is no file there, is larger than ``MAX_BYTES``, or is missing from a partial clone.
    """
    if "\n" in path.name:
        raise ConfigError(f"{printable(path.name)}: a line break in a file's name", hint="rename it")
    repository = _Repository(path, ref, path.parent if folder is None else folder)
    commit, name = repository.commit(), repository.name
    found = repository.ask("cat-file", "--batch-check", "--follow-symlinks", told=f"{commit}:./{name}\n")
    # "ID blob SIZE", "NAME missing" or, of links, "symlink SIZE" and the like; the name may hold spaces.
    words = found.text.partition("\n")[0].split(" ")
    if words[0] in _LINKS:
        raise repository.refused(_LINKS[words[0]])
    if words[-1] == "missing":
        repository.refuse_entry(commit)
        return None
    if words[0] == "notdir":
        return None
    if len(words) != len(("ID", "blob", "SIZE")) or not words[-1].isdecimal():
        raise repository.unanswered()
    blob, kind, size = words
    if kind != "blob":
        raise repository.refused("a folder")
    if int(size) > MAX_BYTES:
        raise repository.refused(f"larger than {MAX_BYTES >> 20} MiB, which no workload file or prompt is")
    return repository.ask("cat-file", "blob", blob).output


class _Repository:
    """The repository that a file lies in."""

    def __init__(self, path: Path, ref: str, folder: Path) -> None:
        self._path = path
        self._folder = folder
        self.name = path.relative_to(folder).as_posix()
        """How git is asked for the file."""
        self._ref = ref
        self._shown = printable(ref)

    def commit(self) -> str:
        """The id of the commit that the revision means."""
        # What begins with a dash would be an option; a control character can't be in a name of git.
        if not self._ref or self._ref.startswith("-") or not self._ref.isprintable():
            raise ConfigError(
                f"'{self._shown}' is no git revision", hint="name a branch, tag or commit, such as main"
            )
        commit = self._meaning(self._ref)
        if commit is None:
            raise ConfigError(f"git knows no revision {self._shown} here", hint=self._remedy())
        return commit

    def _meaning(self, ref: str) -> str | None:
        # Without --end-of-options, which git understands here from 2.30 on: no revision begins with a dash.
        answer = self._run("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        if answer.status > 1:
            raise self._failed(answer)
        return None if answer.status else answer.text

    def _remedy(self) -> str:
        """Why a revision may be unknown, and how to get it."""
        if self._meaning(f"origin/{self._ref}") is not None:
            return f"did you mean origin/{self._shown}?"
        if self.ask("rev-parse", "--is-shallow-repository").text != "true":
            return "see `git branch --all` and `git tag`; what only the server has, `git fetch` first"
        branch = self._ref.removeprefix("origin/")
        fetch = (
            f"`git fetch --depth=1 origin {branch}` and compare with FETCH_HEAD"
            if _BRANCH.fullmatch(branch)
            else "`git fetch --unshallow`"
        )
        return f"this clone is shallow: {fetch}; on GitHub, `fetch-depth: 0` for actions/checkout"

    def refuse_entry(self, commit: str) -> None:
        """Tell what can't be had from what isn't there: git calls both missing."""
        entry = self.ask("ls-tree", "-z", commit, "--", self.name).text
        if entry.startswith("160000 "):
            raise self.refused("a submodule")
        if entry:
            raise self._missing()

    def _missing(self) -> ConfigError:
        return ConfigError(
            f"{self.name} at {self._shown} is missing from this partial clone",
            hint=f"`git show {self._shown}:./{self.name}` in its folder fetches it",
        )

    def refused(self, what: str) -> ConfigError:
        """The error for what is there, but can't be read as a file."""
        return ConfigError(f"{self.name} at {self._shown} is {what}", hint="compare with another revision")

    def unanswered(self) -> ConfigError:
        """The error for a git that ends well and doesn't say what it was asked."""
        return ConfigError(
            f"git tells nothing of {self.name} at {self._shown}",
            hint="see whether `git --version` and `git status` work in that folder",
        )

    def ask(self, *arguments: str, told: str = "") -> Answer:
        """What git answers."""
        answer = self._run(*arguments, told=told)
        if answer.status:
            raise self._failed(answer)
        return answer

    def _run(self, *arguments: str, told: str = "") -> Answer:
        try:
            return ask_git(self._folder, *arguments, told=told)
        except NoAnswer as error:
            raise ConfigError(
                f"{error}, so {self._shown} can't be read",
                hint=f"{error.hint}, or compare with a saved report: --baseline FILE",
            ) from None

    def _failed(self, answer: Answer) -> ConfigError:
        complaint = answer.complaint
        if "not a git repository" in complaint:
            return ConfigError(
                f"{self._path} is in no git repository, so there is no {self._shown} to compare with",
                hint="compare with a saved report: --baseline FILE",
            )
        if "promisor" in complaint:
            return self._missing()
        lines = [printable(line.strip()) for line in complaint.splitlines() if line.strip()]
        said = next((line for line in lines if line.startswith(("fatal:", "error:"))), "".join(lines[:1]))
        remedy = next((line for line in lines if "safe.directory" in line), "")
        return ConfigError(
            f"git can't read {self._shown}: {said.partition(': ')[2] or said or 'it does not say why'}",
            hint=f"if you trust it: {remedy}" if remedy else "see whether `git status` works in that folder",
        )
