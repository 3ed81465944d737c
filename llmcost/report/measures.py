"""Bytes and durations as people say them."""

from __future__ import annotations

_MINUTE, _HOUR = 60, 3600
_STEP = 1000


def as_bytes(size: int) -> str:
    """Bytes in two digits or more: ``812 B``, ``1.4 GB``, ``62 MB``."""
    if size < _STEP:
        return f"{size} B"
    tenths, units = size * 10 // _STEP, ["kB", "MB", "GB", "TB"]
    while tenths >= 10 * _STEP and len(units) > 1:
        tenths //= _STEP
        units.pop(0)
    shown = f"{tenths // 10}.{tenths % 10}" if tenths < 100 else f"{tenths // 10:,}"  # noqa: PLR2004 - 10.0
    return f"{shown} {units[0]}"


def as_duration(seconds: int) -> str:
    """Seconds as people say them: ``59 s``, ``2 min 5 s``, ``1 h 40 min``."""
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min {seconds % _MINUTE} s"
    return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE} min"
