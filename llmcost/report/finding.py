"""One thing that a check found, as tools for code review show it: at a line of a file."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One outcome, good or bad."""

    code: str
    """Stable and machine-readable, such as ``over_limit``: the rule that it comes under."""
    level: str
    """``error`` (it fails the check), ``warning``, ``note`` or ``pass``."""
    title: str
    """Whom it is about and what: ``support-chat: over the limit per month``."""
    message: str
    """One sentence for people, with the figures."""
    group: str
    """The scenario, or ``all scenarios``."""
    file: str
    """The file at fault, relative to the repository's root, with forward slashes."""
    line: int | None = None
    """The line of it, from 1; None where that can't be found."""
    subject: str = ""
    """What was looked at, the same whatever came of it: ``limit per month``. Empty: the title says it."""

    @property
    def name(self) -> str:
        """What tells it from others of its group, from run to run."""
        return self.subject or self.title
