"""Where files live on each system. Pure: the environment comes in, paths come out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.reading.project_file import PROJECT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = "llmcost"
USER_FILE = "prices.toml"
REFRESHED_FILE = "models.toml"


class Folders(NamedTuple):
    """The user's folders for llmcost; None where the system doesn't say where they would be."""

    config: Path | None
    data: Path | None
    cache: Path | None


def folders(environ: Mapping[str, str], platform: str = sys.platform) -> Folders:
    """The folders by the rules of the system: XDG, macOS' Library, or Windows' AppData.

    Args:
        environ: the process environment.
        platform: as ``sys.platform``.
    """
    if platform == "win32":
        roaming, local = _absolute(environ.get("APPDATA")), _absolute(environ.get("LOCALAPPDATA"))
        return Folders(_under(roaming), _under(local), _under(local, "Cache"))
    home = _absolute(environ.get("HOME"))
    if platform == "darwin":
        library = home and home / "Library"
        support = _under(library and library / "Application Support")
        return Folders(support, support, _under(library and library / "Caches"))
    return Folders(
        _under(_absolute(environ.get("XDG_CONFIG_HOME")) or (home and home / ".config")),
        _under(_absolute(environ.get("XDG_DATA_HOME")) or (home and home / ".local" / "share")),
        _under(_absolute(environ.get("XDG_CACHE_HOME")) or (home and home / ".cache")),
    )


def _absolute(value: str | None) -> Path | None:
    """A relative path in these variables is to be ignored, says the XDG base directory specification."""
    return Path(value) if value and os.path.isabs(value) else None  # noqa: PTH117 - pathlib has no str form


def _under(folder: Path | None, *more: str) -> Path | None:
    return folder and folder.joinpath(NAME, *more)


def upwards(start: Path) -> Iterator[Path]:
    """The folders from ``start`` up to the root of its git repository; outside of one only ``start`` itself.

    A file further up, in a folder that others may write to, must not change anyone's prices.
    """
    chain = (start, *start.parents)
    for position, folder in enumerate(chain):
        if os.path.exists(folder / ".git"):  # noqa: PTH110 - as is_file
            yield from chain[: position + 1]
            return
    yield start


def project_file(start: Path) -> Path | None:
    """The nearest ``llmcost.toml`` upwards, or None."""
    return next((folder / PROJECT_FILE for folder in upwards(start) if is_file(folder / PROJECT_FILE)), None)


def is_file(path: Path) -> bool:
    """Whether there is a file; pathlib's way raises where a folder may not be entered."""
    return os.path.isfile(path)  # noqa: PTH113
