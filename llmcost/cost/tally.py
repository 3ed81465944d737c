"""What became of the records of logs: how many were read and counted, and what was odd about them."""

from __future__ import annotations

from typing import NamedTuple

LEFT_OUT = frozenset({"malformed", "too_long", "damaged", "unreadable", "no_log", "no_time_in_range"})
"""Codes of oddities that left something out."""


class Place(NamedTuple):
    """Where something odd stands."""

    file: str
    """As it is shown."""
    line: int | None
    """From 1. None: the file as a whole."""
    said: str
    """What is odd there, one clause."""


class Oddity(NamedTuple):
    """Something odd that was met, how often, and where first."""

    code: str
    message: str
    """One clause for people; what was made of it."""
    times: int
    places: tuple[Place, ...]
    """The first few."""


class Tally(NamedTuple):
    """What became of what was read."""

    files: int = 0
    read: int = 0
    """Lines, rows or JSON values that hold anything at all."""
    counted: int = 0
    """Records that went into the figures, repeats put together."""
    duplicates: int = 0
    """Records of requests that were counted already."""
    malformed: int = 0
    """Lines that can't be read, too long ones, and records whose figures can't be."""
    without_usage: int = 0
    """Lines that were read and state no usage."""
    outside: int = 0
    """Records before ``--since`` or after ``--until``, and those without a time where one is asked for."""
    bytes: int = 0
    """Read, as they are when unpacked."""
