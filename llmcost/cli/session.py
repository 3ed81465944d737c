"""What one run of the program knows of the world around it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import typer


class Session(NamedTuple):
    """Handed to every command in Typer's context."""

    today: date
    """The day by the user's calendar, from which the age of prices is told."""
    environ: Mapping[str, str]
    argv: tuple[str, ...]
    """The arguments as typed, without the program's name."""
    utc_today: date
    """The day everywhere at once, by which prices are dated."""

    @property
    def now(self) -> datetime:
        """The time in UTC; of another day than the clock's its noon."""
        now = datetime.now(UTC)
        day = self.utc_today
        return now if now.date() == day else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    @property
    def wants_json(self) -> bool:
        """Whether stdout is to be JSON, by the raw arguments: errors may come before they are parsed."""
        return "--json" in self.argv or "-fjson" in self.argv or "json" in self._values("-f", "--format")

    @property
    def colour(self) -> str:
        """What ``--color`` says, by the raw arguments; ``auto`` where it says nothing that can be."""
        stated = [value for value in self._values("--color") if value in {"always", "never"}]
        return stated[-1] if stated else "auto"

    def _values(self, *flags: str) -> list[str]:
        """What stands behind these flags, in the next argument or after an equals sign."""
        apart = [value for flag, value in pairwise(self.argv) if flag in flags]
        return apart + [
            word.partition("=")[2] for word in self.argv if word.partition("=")[0] in flags and "=" in word
        ]


def start(argv: Sequence[str] | None = None, today: date | None = None) -> Session:
    """Read the world: arguments, environment and clock."""
    arguments = tuple(sys.argv[1:] if argv is None else argv)
    here = today or date.today()  # noqa: DTZ011 - the day by the user's calendar
    return Session(here, os.environ, arguments, today or datetime.now(UTC).date())


def session_of(context: typer.Context) -> Session:
    """The session in a command's context."""
    session = context.obj
    assert isinstance(session, Session)  # noqa: S101 - set by `app.run` before any command
    return session
