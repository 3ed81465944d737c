"""The files below a path that may name models: those of a repository, or all but what tools made."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.git import NoAnswer, ask_git
from llmcost.printable import printable
from llmcost.reading.project_file import PROJECT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.git import Answer

CODE = frozenset(
    {
        *(".astro", ".cjs", ".clj", ".cs", ".cts", ".dart", ".ex", ".exs", ".go", ".groovy", ".hcl", ".java"),
        *(
            ".js",
            ".json",
            ".json5",
            ".jsonc",
            ".jsonl",
            ".jsx",
            ".kt",
            ".kts",
            ".lua",
            ".mjs",
            ".mts",
            ".php",
        ),
        *(".rb", ".rs", ".scala", ".svelte", ".swift", ".tf", ".tfvars", ".ts", ".tsx", ".vue"),
    }
)
"""Suffixes of files in which a string stands in quotes."""

LOOSE = frozenset(
    {
        *(".bash", ".cfg", ".conf", ".env", ".envrc", ".fish", ".ini", ".mk", ".properties", ".ps1"),
        *(".service", ".sh", ".toml", ".yaml", ".yml", ".zsh"),
    }
)
"""Suffixes of files in which it needs none."""

PYTHON = frozenset({".py", ".pyi", ".pyw"})
NOTEBOOK = ".ipynb"

_LOOSE_NAMES = ("dockerfile", "containerfile", "makefile", "procfile", "justfile", ".env")
_NOT_OURS = frozenset({PROJECT_FILE, "package-lock.json", "pnpm-lock.yaml", "composer.lock"})
"""Workload files, which are no code, and lock files."""

_MADE = frozenset(
    {
        *(".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "env", "virtualenv", "node_modules"),
        *("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "build", "dist", "target"),
        *(".next", ".nuxt", ".terraform", ".idea", ".cache", "vendor", "bower_components"),
    }
)
"""Folders that a walk doesn't enter; the one that was asked for is entered whatever its name."""


_CLOSED = re.compile(r"^warning: could not open directory '(.+)/': ", re.MULTILINE)


class Listed(NamedTuple):
    """A file to read."""

    path: Path
    shown: str
    """Relative to the repository's root or, outside of one, to the path that was asked for."""
    kind: str
    """``python``, ``notebook``, ``code``, ``loose`` or, of one that can't be entered, ``folder``."""


def files_below(path: Path) -> tuple[Listed, ...]:
    """The files to read, by name. Symbolic links below the path are not followed.

    Args:
        path: a folder, or a file, which is read whatever its suffix.

    Raises:
        UsageError: when there is no such file or folder.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "no path"
        raise UsageError(f"--scan {_shown(path)}: {said}", hint="name a file or folder") from None
    if stat.S_ISREG(mode):
        prefix = _ask(path.parent, "rev-parse", "--show-prefix") or b""
        kind = _kind(path.name) or "code"
        listed = [Listed(path, _joined(prefix, path.name), kind)]
        return tuple(listed if path.name not in _NOT_OURS else ())
    if not stat.S_ISDIR(mode):
        raise UsageError(f"--scan {_shown(path)}: neither a file nor a folder", hint="name a file or folder")
    return tuple(sorted(_of_folder(path), key=lambda each: each.shown))


def _of_folder(path: Path) -> Iterator[Listed]:
    closed: list[str] = []
    names, prefix = _tracked(path, closed)
    for name in names or _walked(path, closed):
        kind = _kind(PurePosixPath(name).name)
        if kind is not None and _is_plain(path / name):
            yield Listed(path / name, _joined(prefix, name), kind)
    # Told of as files that can't be read: nobody knows what they hold.
    yield from (Listed(path / name, _joined(prefix, f"{name}/"), "folder") for name in closed)


def _kind(name: str) -> str | None:
    """How to read a file of that name; None for what is no code."""
    lower = name.lower()
    suffix = PurePosixPath(lower).suffix
    if lower in _NOT_OURS or lower.endswith((".min.js", ".lock")):
        return None
    if suffix in PYTHON:
        return "python"
    if suffix == NOTEBOOK:
        return "notebook"
    if suffix in LOOSE or lower.startswith(_LOOSE_NAMES):
        return "loose"
    return "code" if suffix in CODE else None


def _is_plain(path: Path) -> bool:
    """Whether it is a file, or can't be told, and not a link to one: it may lead anywhere."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        # Deleted, but not yet from git's index.
        return False
    except OSError:
        return True


def _walked(path: Path, closed: list[str]) -> Iterator[str]:
    """All files below a folder that is in no repository; adds the folders that can't be entered to those."""

    def note(error: OSError) -> None:
        closed.append(Path(error.filename).relative_to(path).as_posix())

    for folder, inner, names in os.walk(path, onerror=note):
        inner[:] = [each for each in inner if each not in _MADE and not _is_environment(Path(folder, each))]
        yield from (Path(folder, name).relative_to(path).as_posix() for name in names)


def _is_environment(folder: Path) -> bool:
    """Whether it is a virtual environment, of whatever name."""
    # Of a folder that can't be entered, Path.is_file() raises before Python 3.14.
    return os.path.isfile(folder / "pyvenv.cfg")  # noqa: PTH113


def _tracked(path: Path, closed: list[str]) -> tuple[Iterable[str], bytes]:
    """The files that git keeps or would keep, and where in its repository the folder is.

    None without git, outside of a repository, and in a folder that it ignores. Adds the folders that git
    can't enter to ``closed``.
    """
    prefix = _ask(path, "rev-parse", "--show-prefix")
    if prefix is None:
        return (), b""
    answer = _answer(path, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    if answer is None:
        return (), prefix
    names = sorted({os.fsdecode(name) for name in answer.output.split(b"\0") if name})
    if names:
        # Git tells them from its root on, and goes on without them.
        start = _line(prefix)
        closed += (name.removeprefix(start) for name in _CLOSED.findall(answer.complaint))
    return names, prefix


def _ask(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it doesn't answer."""
    answer = _answer(folder, *arguments)
    return None if answer is None else answer.output


def _answer(folder: Path, *arguments: str) -> Answer | None:
    try:
        answer = ask_git(folder, *arguments)
    except NoAnswer:
        return None
    return None if answer.status else answer


def _joined(prefix: bytes, name: str) -> str:
    return printable(_line(prefix) + name)


def _line(prefix: bytes) -> str:
    return os.fsdecode(prefix).rstrip("\r\n")


def _shown(path: Path) -> str:
    return printable(str(path))
