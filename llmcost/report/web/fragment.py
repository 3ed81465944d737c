"""What a command adds to its page: a section that is more than a sheet, and the script that it needs."""

from __future__ import annotations

from typing import NamedTuple


class Fragment(NamedTuple):
    """A part of a page, ready to stand in it."""

    html: str
    """One ``<section>``, everything in it escaped; styled by ``report.css``."""
    script: str
    """Its JavaScript, which runs once the page is there; nothing in it ends a script element."""
