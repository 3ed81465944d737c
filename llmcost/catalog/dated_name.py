"""A name that ends in the date of a snapshot."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

# Text until it is needed, to start faster.
_DATED = r"(?a)(.+?)[-@](20[0-9]{2})-?([01][0-9])-?([0-3][0-9])"


class DatedName(NamedTuple):
    """A name that ends in a date."""

    stem: str
    day: date


def take_date(name: str) -> DatedName | None:
    """Take the date off a name: ``-2025-04-14``, ``-20250414``, and with the ``@`` of Vertex."""
    match = re.fullmatch(_DATED, name)
    if match is None or not is_date("-".join(match.groups()[1:])):
        return None
    return DatedName(match[1], date.fromisoformat("-".join(match.groups()[1:])))


def is_date(text: str) -> bool:
    """Whether there is such a day, written like 2025-04-14."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
