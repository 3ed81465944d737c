"""Names that a user or a project gave to models, each for an id or another name."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_SHOWN = 5
"""Steps of a circle that a message shows."""


class Aliases:
    """All aliases over one catalogue. An id is never an alias, whatever a file says."""

    def __init__(self, targets: Mapping[str, str], files: Mapping[str, str], ids: Collection[str]) -> None:
        """Describe them.

        Args:
            targets: what each stands for.
            files: the file that states each, as far as known.
            ids: every id of the catalogue.
        """
        self._targets = targets
        self._files = files
        self._ids = ids

    def __contains__(self, name: str) -> bool:
        return name in self._targets and name not in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._targets)

    def trail(self, name: str) -> tuple[str, ...]:
        """The aliases that ``name`` goes through, itself first; empty where it is none."""
        passed: list[str] = []
        while name in self and name not in passed:
            passed.append(name)
            name = self._targets[name]
        return tuple(passed)

    def end_of(self, name: str) -> str:
        """What an alias ends in, which is none.

        Raises:
            ConfigError: it leads back to itself.
        """
        trail = self.trail(name)
        end = self._targets[trail[-1]]
        if end in trail:
            steps = " -> ".join([*trail[:_SHOWN], *(["..."] if len(trail) > _SHOWN else []), end])
            raise ConfigError(
                f"the alias {name!r} leads back to itself: {steps}", hint="let one of them name a model"
            )
        return end

    def note(self, name: str) -> Note:
        """That a name is an alias, of what, and by which file."""
        file = self._files.get(name)
        if file is None:
            return Note("alias", f"{name} is your alias of {self._targets[name]}")
        return Note("alias", f"{name} is an alias of {self._targets[name]} in {PurePath(file).name}")
