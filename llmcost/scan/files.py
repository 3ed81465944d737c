"""The files below a path that may name models: those of a repository, or all but what tools made."""

from __future__ import annotations

import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.printable import printable
from llmcost.reading.project_file import PROJECT_FILE
from llmcost.reading.worktree import prefix_of, tracked_files, walked_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        prefix = prefix_of(path.parent)
        kind = _kind(path.name) or "code"
        listed = [Listed(path, printable(prefix + path.name), kind)]
        return tuple(listed if path.name not in _NOT_OURS else ())
    if not stat.S_ISDIR(mode):
        raise UsageError(f"--scan {_shown(path)}: neither a file nor a folder", hint="name a file or folder")
    return tuple(sorted(_of_folder(path), key=lambda each: each.shown))


def _of_folder(path: Path) -> Iterator[Listed]:
    prefix = prefix_of(path)
    found = tracked_files(path)
    if found is None or not found.names:
        found = walked_files(path)
    for name in found.names:
        kind = _kind(PurePosixPath(name).name)
        if kind is not None and _is_plain(path / name):
            yield Listed(path / name, printable(prefix + name), kind)
    # Told of as files that can't be read: nobody knows what they hold.
    yield from (Listed(path / name, printable(f"{prefix}{name}/"), "folder") for name in found.closed)


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


def _shown(path: Path) -> str:
    return printable(str(path))
