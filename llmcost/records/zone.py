"""The time zone in which days and hours are told."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from datetime import tzinfo


def zone_of(name: str) -> tzinfo:
    """The time zone of that name in the IANA database; ``UTC`` needs none.

    Raises:
        UsageError: when there is none.
    """
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder, a path outside, or nothing of that name
        raise UsageError(
            f"--tz: no time zone {name!r} is known",
            hint="name it like Europe/Berlin or America/New_York, or UTC",
        ) from None
