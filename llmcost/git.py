"""The real git, asked without network, hooks, pager or prompt."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

SECONDS = 60
"""After which git is taken to hang. It answers in milliseconds, on a slow disk in a few seconds."""

# Which repository is asked is for the folder to say: in a hook, these name the one that runs it.
_OF_ANOTHER_REPOSITORY = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "PREFIX", "NAMESPACE"),
        *("OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES"),
    )
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    # A partial clone would fetch what it lacks.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
# A repository's own settings could name programs to run.
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


class NoAnswer(Exception):  # noqa: N818 - a signal, turned into a LlmcostError where git can't be done without
    """Git that can't be asked at all; ``str()`` says why."""

    def __init__(self, said: str, hint: str) -> None:
        super().__init__(said)
        self.hint = hint


class Answer(NamedTuple):
    """What git said."""

    status: int
    """The exit code: 0 where it could do what it was asked."""
    output: bytes
    complaint: str
    """What it said beside the output."""

    @property
    def text(self) -> str:
        """The output as text, without line breaks at its end."""
        return self.output.decode(errors="replace").rstrip("\n")


def ask_git(folder: Path, *arguments: str, told: str = "") -> Answer:
    """What git answers about the repository that a folder lies in.

    Args:
        folder: any of the repository.
        arguments: the command and its options; none may come from outside that could be an option.
        told: what it is to read.

    Raises:
        NoAnswer: when it is not installed, can't be run, doesn't answer, or is part of that repository.
    """
    git = _program(folder)
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument can be an option
            [git, "-C", str(folder), "--no-pager", *_SETTINGS, *arguments],
            input=os.fsencode(told),
            capture_output=True,
            env={key: os.environ[key] for key in os.environ.keys() - _OF_ANOTHER_REPOSITORY} | _ENVIRONMENT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        said = f"git did not answer within {SECONDS} seconds"
        raise NoAnswer(said, "see whether `git status` does, in that folder") from None
    except OSError as error:
        raise NoAnswer(f"git can't be run: {error.strerror}", f"see whether {git} runs by itself") from None
    return Answer(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


def _program(folder: Path) -> str:
    """The git that is installed: one that lies in the repository is whatever its authors made it."""
    git = shutil.which("git")
    if git is None:
        raise NoAnswer("git is not installed", "install it")
    # Windows looks into the current folder first, and PATH can name it: only then it is no whole path.
    if not os.path.isabs(git) or _is_of_repository(Path(git), folder):  # noqa: PTH117
        said = "the git that is found first lies in the project itself"
        raise NoAnswer(said, "take that folder out of PATH, or work in another one")
    return git


def _is_of_repository(program: Path, folder: Path) -> bool:
    """Whether a program, or what a link of that name leads to, lies in the repository of a folder."""
    here = folder.resolve()
    around = (each for each in (here, *here.parents) if (each / ".git").exists())
    root = next(around, here)
    places = program.parent.resolve() / program.name, program.resolve()
    return any(each.is_relative_to(root) for each in places)
