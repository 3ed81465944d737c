"""Names of models in Jupyter notebooks: in their cells of Python, never in what those printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from llmcost.reading.bad_text import BadText
from llmcost.scan.python import python_spots
from llmcost.scan.spot import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.scan.spot import Looks

_MOST_MISSED = 100
"""Lines in a row that are written otherwise than expected, after which all are taken to be."""


def notebook_spots(text: str, looks: Looks) -> Found:
    """What the code of a notebook names, at the lines of the notebook's file.

    All cells are one source, so that a constant of one is known in the next.

    Raises:
        BadText: for what is no notebook, or whose code is no Python.
    """
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        raise BadText("no JSON") from None
    lines = list(_code(notebook))
    found = python_spots("".join(f"{line}\n" for line in lines), looks)
    places = _places(lines, text)
    return Found(
        tuple(spot._replace(line=places[spot.line - 1]) for spot in found.spots),
        tuple(places[line - 1] for line in found.unnamed),
    )


def _code(notebook: Any) -> Iterator[str]:
    """The lines of all cells of code; commands to the shell and the notebook are left out, but count."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", "")
        joined = "".join(map(str, source)) if isinstance(source, list) else str(source)
        lines = joined.split("\n")
        if lines[0].startswith("%%"):
            continue
        for line in lines:
            stripped = line.lstrip()
            indent = line[: len(line) - len(stripped)]
            # In its place a statement, or what it alone makes the body of would have none.
            yield f"{indent}pass" if stripped.startswith(("!", "%", "?")) else line


def _places(lines: list[str], text: str) -> list[int]:
    """The line of the file on which each line of code is written; the one before where it can't be found."""
    places, at, number, missed = [], 0, 1, 0
    for line in lines:
        written = json.dumps(line, ensure_ascii=False)[1:-1]
        found = text.find(written, at) if written.strip() and missed < _MOST_MISSED else -1
        missed += found < 0
        if found >= 0:
            number += text.count("\n", at, found)
            at, missed = found, 0
        places.append(number)
    return places
