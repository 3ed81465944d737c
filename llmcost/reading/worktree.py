"""The files below a folder: those of a repository, as git lists them, or all but what tools made."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.git import NoAnswer, ask_git
from llmcost.printable import printable

if TYPE_CHECKING:
    from llmcost.git import Answer

_KEPT = frozenset({".git", ".hg", ".svn"})
"""Folders in which version control keeps what it knows."""

_MADE = frozenset(
    {
        *(".tox", ".nox", ".venv", "venv", "env", "virtualenv", "node_modules"),
        *("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "build", "dist", "target"),
        *(".next", ".nuxt", ".terraform", ".idea", ".cache", "vendor", "bower_components"),
    }
)
"""Folders that a walk doesn't enter; the one that was asked for is entered whatever its name."""

_LIST = ("ls-files", "--cached", "--others", "--exclude-standard", "-z")
_NO_FILES = "must be run in a work tree"
"""What git says in its own folder, and in a repository that has nothing but that."""
_FAILED = re.compile(r"^(?:fatal|error): (.+)$", re.MULTILINE)
_CLOSED = re.compile(r"^warning: could not open directory '(.+)/': ", re.MULTILINE)


class Listing(NamedTuple):
    """What is below a folder. Names are relative to it, with slashes."""

    names: tuple[str, ...]
    """Files, and what else is no folder: links, pipes, files that are deleted but still in git's index."""
    closed: tuple[str, ...] = ()
    """Folders that can't be entered: nobody knows what they hold."""
    left_out: tuple[str, ...] = ()
    """Folders that a walk didn't enter: of tools, hidden ones. Not those that version control keeps."""


def prefix_of(folder: Path) -> str:
    """Where in its repository a folder is, with a slash at the end; empty at the root, and outside of one."""
    answer = _answer(folder, "rev-parse", "--show-prefix")
    return "" if answer is None else os.fsdecode(answer.output).rstrip("\r\n")


def tracked_files(folder: Path) -> Listing | None:
    """The files that git keeps or would keep, sorted: tracked ones, and new ones that it doesn't ignore.

    A repository within the repository is one name, that of its folder. None without git, outside of a
    repository, and where git can't list them, as in the folder of a submodule that is not checked out; see
    ``why_not_listed``.
    """
    answer = _answer(folder, *_LIST)
    if answer is None:
        return None
    names = sorted({os.fsdecode(name) for name in answer.output.split(b"\0") if name})
    if names == ["./"]:
        return None
    # Git tells them from its root on, and goes on without them.
    closed = _CLOSED.findall(answer.complaint)
    start = prefix_of(folder) if closed else ""
    return Listing(tuple(names), tuple(name.removeprefix(start) for name in closed))


def why_not_listed(folder: Path) -> str | None:
    """Why git, which lists no files of a folder, does not though it lies in a repository, in a clause.

    None where git has nothing to list: outside of a repository, in git's own folder, and in that of a
    submodule that is not checked out.
    """
    here = folder.resolve()
    if not any(os.path.lexists(each / ".git") for each in (here, *here.parents)):
        return None
    try:
        answer = ask_git(folder, *_LIST)
    except NoAnswer as error:
        return str(error)
    if not answer.status or _NO_FILES in answer.complaint:
        return None
    said = _FAILED.search(answer.complaint)
    return printable(said[1]) if said else f"git ended with status {answer.status}"


def walked_files(folder: Path, *, enter_hidden: bool = True, enter_repositories: bool = True) -> Listing:
    """All files below a folder that git lists none in, but for those in folders that tools made.

    Args:
        folder: which is entered whatever its name. Links to folders below it are not followed.
        enter_hidden: whether folders are entered whose names begin with a dot.
        enter_repositories: whether folders are entered that git can list itself; else each is one name.
    """
    names: list[str] = []
    closed: list[str] = []
    left_out: list[str] = []

    def note(error: OSError) -> None:
        closed.append(Path(error.filename).relative_to(folder).as_posix())

    for below, inner, found in os.walk(folder, onerror=note):
        start = Path(below).relative_to(folder)
        names += ((start / name).as_posix() for name in found)
        entered = []
        for each in inner:
            path = Path(below, each)
            # Links are not followed, whatever their names.
            if each in _KEPT or os.path.islink(path):  # noqa: PTH114
                continue
            if each in _MADE or (not enter_hidden and each[0] == ".") or _is_environment(path):
                left_out.append((start / each).as_posix())
            elif not enter_repositories and os.path.lexists(path / ".git"):
                names.append((start / each).as_posix())
            else:
                entered.append(each)
        inner[:] = entered
    return Listing(tuple(names), tuple(closed), tuple(left_out))


def is_ignored(folder: Path) -> bool:
    """Whether git leaves out a folder with all that is in it."""
    # The command refuses names that are all taken by the letter; this one has nothing to be taken otherwise.
    return _answer(folder, "--no-literal-pathspecs", "check-ignore", "--quiet", "--no-index", ".") is not None


def _is_environment(folder: Path) -> bool:
    """Whether it is a virtual environment, of whatever name."""
    # Of a folder that can't be entered, Path.is_file() raises before Python 3.14.
    return os.path.isfile(folder / "pyvenv.cfg")  # noqa: PTH113


def _answer(folder: Path, *arguments: str) -> Answer | None:
    """What git says; None where it doesn't answer, or says no."""
    try:
        answer = ask_git(folder, *arguments)
    except NoAnswer:
        return None
    return None if answer.status else answer
