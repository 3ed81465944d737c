"""The JSON Schema that every JSON result meets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import FileLoader


def schema_text() -> str:
    """The schema as it ships in the package, also when that is a zip."""
    path = Path(__file__).with_name("schema.json")
    return cast("FileLoader", __spec__.loader).get_data(str(path)).decode()
