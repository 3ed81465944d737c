"""Where the lines of a script end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE = 96
"""Letters that a line may have before it is indented, where it can be broken at all."""

_BREAKS = frozenset({"AND", "OR", "+"})
"""Signs before which a line may end."""


def indented(text: str) -> str:
    """Each line a step to the right. Text in quotes has no line ends that could suffer."""
    return "  " + text.replace("\n", "\n  ")


def joined(left: str, sign: str, right: str) -> str:
    """Two values with a sign between them, on lines of their own where one would be too long."""
    begun = left.rpartition("\n")[2]
    fits = "\n" not in right and len(f"{begun} {sign} {right}") <= WIDE
    return f"{left} {sign} {right}" if fits or sign not in _BREAKS else f"{left}\n{sign} {right}"


def listed(texts: Sequence[str]) -> str:
    """Values with commas between them, as many on a line as fit."""
    lines = [""]
    for text in texts:
        more = f"{lines[-1]}, {text}" if lines[-1] else text
        if len(more) > WIDE and lines[-1]:
            lines.append(text)
        else:
            lines[-1] = more
    return lines[0] if len(lines) == 1 else "\n" + indented(",\n".join(lines)) + "\n"


def arm(condition: str, value: str) -> str:
    """An arm of CASE."""
    line = f"WHEN {condition} THEN {value}"
    if len(line.partition("\n")[0]) <= WIDE and "\n" not in condition:
        return line
    return f"WHEN {indented(condition).lstrip()}\n{indented(f'THEN {value}')}"
