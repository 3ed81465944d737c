"""The project that a workload belongs to: which file holds it, and what reports call that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.reading.project_file import PROJECT_FILE
from llmcost.sources import paths
from llmcost.workload.location import PYPROJECT, find_workload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.provenance import Provenance


class Project(NamedTuple):
    """The files that a check rests on."""

    path: Path
    """The workload file."""
    shown: str
    """The same as reports name it: from the root of its repository, where it is in one."""

    @property
    def in_pyproject(self) -> bool:
        """Whether the workload is a table of a ``pyproject.toml``."""
        return self.path.name == PYPROJECT

    @property
    def may_override(self) -> bool:
        """Whether it is the file that overrides prices too."""
        return self.path.name == PROJECT_FILE

    @property
    def folder(self) -> Path:
        """Where the workload file lies, and the search for the project's overrides begins."""
        return self.path.absolute().parent

    @property
    def overrides(self) -> Path | None:
        """The project's file of overrides; None where there is none."""
        return paths.project_file(self.folder)

    def with_short_names(self, provenance: Provenance) -> Provenance:
        """The same with its file of overrides named as the workload file is."""
        own = self.overrides
        here = Path().absolute()
        return provenance._replace(
            overrides=tuple(
                each._replace(file=_shown(own, here)) if own is not None and each.file == str(own) else each
                for each in provenance.overrides
            )
        )

    @property
    def places_of_overrides(self) -> Iterator[Path]:
        """All places where that file could be, the one that wins first."""
        return (folder / PROJECT_FILE for folder in paths.upwards(self.folder))


def project_of(file: Path | None) -> Project | None:
    """The project whose workload file is named, or found upwards; None where none is found.

    Raises:
        ConfigError: when a file that would be the one can't be read.
        UsageError: when the working directory is gone.
    """
    try:
        here = Path().absolute()
    except FileNotFoundError:
        raise UsageError("the working directory is gone", hint="change to one that is there") from None
    path = find_workload(paths.upwards(here), lambda path: _shown(path, here)) if file is None else file
    return None if path is None else Project(path, _shown(path, here))


def _shown(path: Path, here: Path) -> str:
    """A path from the root of its repository, as annotations on a pull request need it; else from here."""
    whole = here / path
    *_, root = paths.upwards(whole.parent)
    for folder in (root, here):
        if whole.is_relative_to(folder) and (folder == here or (folder / ".git").exists()):
            return whole.relative_to(folder).as_posix()
    return str(path)
