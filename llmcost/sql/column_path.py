"""Columns, and parts of structures in them, by a path that is one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def column_path(parts: Sequence[str]) -> str:
    """The path of a column or of a part of a structure, as ``expression.Field`` takes it.

    Args:
        parts: the column, then each name on the way into it.
    """
    return ".".join(_quoted(part) if "." in part or '"' in part or not part else part for part in parts)


def told_path(path: str) -> str:
    """The path as people write it: without quotes."""
    parts = path.replace('""', "\0").replace('"', "").replace("\0", '"')
    return parts.strip()


def _quoted(part: str) -> str:
    doubled = part.replace('"', '""')
    return f'"{doubled}"'
