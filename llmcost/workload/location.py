"""Which file holds a project's workload."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.errors import ConfigError
from llmcost.printable import printable
from llmcost.reading.project_file import OVERRIDES, PROJECT_FILE
from llmcost.workload.document import read_bytes_if_there, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

PYPROJECT = "pyproject.toml"
IN_PYPROJECT = ("tool", "llmcost")
"""What leads to the workload in a ``pyproject.toml``."""


def find_workload(folders: Iterable[Path], named: Callable[[Path], str] = str) -> Path | None:
    """The nearest workload file, or None.

    In each folder that is a ``llmcost.toml`` that holds more than prices, or a ``pyproject.toml`` with a
    table ``[tool.llmcost]``.

    Args:
        folders: where to look, the nearest first.
        named: how to name a file in messages.

    Raises:
        ConfigError: when one of them can't be read, is no file or no TOML: it could be the one that is meant.
            And when a folder has both.
    """
    for folder in folders:
        found = list(_workloads_in(folder, named))
        if len(found) > 1:
            # Limits that stand in the one that is not read would be taken for kept.
            first, table = printable(named(found[0])), ".".join(IN_PYPROJECT)
            raise ConfigError(
                f"two workloads: {first}, and [{table}] of {PYPROJECT} beside it",
                hint="name the one that is meant, or make them one",
            )
        if found:
            return found[0]
    return None


def _workloads_in(folder: Path, named: Callable[[Path], str]) -> Iterator[Path]:
    for name, holds_workload in ((PROJECT_FILE, _is_workload), (PYPROJECT, _has_workload)):
        path = folder / name
        shown = printable(named(path))
        data = read_bytes_if_there(path, shown)
        if data is not None and holds_workload(read_document(data, shown)):
            yield path


def _is_workload(document: Mapping[str, Any]) -> bool:
    """Also by a key that nobody knows: with its name mistyped, a gate must not go unseen."""
    return not document.keys() <= set(OVERRIDES)


def _has_workload(document: Mapping[str, Any]) -> bool:
    outer, inner = IN_PYPROJECT
    tools = document.get(outer)
    return isinstance(tools, dict) and inner in tools
