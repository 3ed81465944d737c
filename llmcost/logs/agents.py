"""Where coding agents keep the logs of their sessions. Reads nothing but whether a folder is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def claude_code_folders(environ: Mapping[str, str], home: Path | None) -> tuple[Path, ...]:
    """The folders of Claude Code's sessions that exist, none twice; empty where there is none.

    Args:
        environ: the process environment. ``CLAUDE_CONFIG_DIR`` names the configuration folder, or several
            with commas between; then the usual ones are not looked at.
        home: the user's home folder. None: not known.
    """
    named = _named(environ.get("CLAUDE_CONFIG_DIR", ""), home)
    usual = (home / ".claude", home / ".config" / "claude") if home else ()
    # The variable may name the folder of the sessions itself.
    return _existing(
        folder if folder.name == "projects" else folder / "projects" for folder in named or usual
    )


def codex_folders(environ: Mapping[str, str], home: Path | None) -> tuple[Path, ...]:
    """The folders of Codex' sessions that exist, those of archived ones too; empty where there is none.

    Args:
        environ: the process environment. ``CODEX_HOME`` names Codex' own folder.
        home: the user's home folder. None: not known.
    """
    value = environ.get("CODEX_HOME", "").strip()
    own = _expanded(value, home) if value else home and home / ".codex"
    return _existing((own / "sessions", own / "archived_sessions") if own else ())


def _named(value: str, home: Path | None) -> list[Path]:
    return [_expanded(part.strip(), home) for part in value.split(",") if part.strip()]


def _expanded(value: str, home: Path | None) -> Path:
    """A shell leaves ``~`` alone inside quotes and after a comma."""
    return home / value[2:] if home and value.startswith("~/") else Path(value)


def _existing(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Those that exist; of two names of one folder, such as a link, the first."""
    found: dict[str, Path] = {}
    for folder in folders:
        if os.path.isdir(folder):  # noqa: PTH112 - pathlib's way raises where a folder may not be entered
            found.setdefault(os.path.realpath(folder), folder)
    return tuple(found.values())
